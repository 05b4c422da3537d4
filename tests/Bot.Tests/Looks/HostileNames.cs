using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Cards;

namespace Bot.Tests.Looks;

/// <summary>A name may be anything that a directory or a practice file holds. On a card it is letters, whatever it looks like.</summary>
public sealed class HostileNames
{
    /// <summary>Read by templates or sent back by buttons, never shown.</summary>
    private static readonly string[] NotShown = ["visit", "state", "verb", "back", "value", "video"];

    /// <summary>Here ids that preselect.</summary>
    private static readonly string[] NotShownInAForm = [.. NotShown, "room", "who", "visitType", "wait", "day", "time", "minutes", "presenter", "plays"];

    private static readonly Dictionary<string, string> _names = new()
    {
        ["mentions"] = "<!channel> <!here> <@U01> <@U01|Lee> <#C01|x> @channel @here",
        ["links"] = "<https://example.org|Lee> https://example.org [Lee](mailto:a@b)",
        ["markup"] = "*bold* _it_ ~no~ `code` ```block``` >quote &lt;!channel&gt;",
        ["pictures by name"] = ":smile: :wave::skin-tone-2: :+1:",
        ["right to left"] = "\u05D3\u05F4\u05E8 \u05DC\u05D9 \u202E\u2067 \u0639\u0645\u0631 \u2069\u202C",
        ["families"] = string.Concat(Enumerable.Repeat("\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", 5)),
        ["accents"] = "Zoe" + string.Concat(Enumerable.Repeat("\u0308\u0301\u0323", 20)),
        ["64 letters"] = new string('W', 64),
        ["mentions in Teams"] = "<at>Lee</at> &lt;at&gt;Lee&lt;/at&gt; [Lee](https://example.org)",
        ["templates"] = "{{visit}} $data $when {room}",
        ["quotes"] = "\"}],\"type\":\"mrkdwn\",\"text\":\"<!channel>",
    };

    public static TheoryData<string, string> Names
    {
        get
        {
            var names = new TheoryData<string, string>();
            foreach (var kind in _names.Keys)
            {
                names.Add("teams", kind);
                names.Add("slack", kind);
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_shown_as_they_are_in_places_where_nothing_is_read_into_them(string chat, string kind)
    {
        var name = _names[kind];
        Assert.InRange(name.Length, 1, 64);
        foreach (var (card, file, sample) in Samples(DeckOf(chat)).Where(one => one.Model.Count > 0))
        {
            var bound = Decks.Bound(DeckOf(chat), card, Called(card, sample, name));
            var shown = CardFiles.Texts(bound).Where(text => text.Text.Contains(name, StringComparison.Ordinal)).ToList();

            Assert.True(shown.Count > 0, $"{file} shows no name");
            Assert.All(shown, text => Assert.True(IsLetters(chat, card, text.Holder, text.Key), $"{file}: {text.Holder.ToJsonString()}"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Break_no_limit(string chat, string kind) => Assert.All(Samples(DeckOf(chat)), sample =>
    {
        var model = Decks.Bytes(Called(sample.Card, sample.Model, _names[kind]));
        Assert.Empty(chat == "teams" ? Decks.FaultsInTeams(sample.Card, model) : Decks.FaultsInSlack(sample.Card, model));
    });

    [Fact]
    public void Would_be_noticed_elsewhere()
    {
        Assert.False(IsLettersInSlack(new JsonObject { ["type"] = "mrkdwn" }, "text"));
        Assert.False(IsLettersInSlack(new JsonObject { ["type"] = "plain_text", ["emoji"] = true }, "text"));
        Assert.False(IsLettersInSlack(new JsonObject { ["type"] = "plain_text" }, "text"));
        Assert.False(IsLettersInSlack(new JsonObject { ["type"] = "link" }, "url"));
        Assert.False(IsLettersInSlack(new JsonObject { ["type"] = "button" }, "action_id"));
        Assert.False(IsLetters("teams", "room", new JsonObject { ["type"] = "TextBlock" }, "text"));
    }

    private static CardDeck DeckOf(string chat) => chat == "teams" ? Decks.Teams : Decks.Slack;

    private static IEnumerable<(string Card, string File, JsonObject Model)> Samples(CardDeck deck) =>
        deck.Names.Order(StringComparer.Ordinal).SelectMany(card => CardFiles.Samples(card).Select(sample => (card, sample.File, sample.Model)));

    private static bool IsLetters(string chat, string card, JsonObject holder, string key) =>
        chat == "teams" ? WhatATemplateMayHold.ShowsPlainText(card, holder, key) : IsLettersInSlack(holder, key);

    private static bool IsLettersInSlack(JsonObject holder, string key) => (holder["type"]?.GetValue<string>(), key) switch
    {
        ("plain_text", "text") => holder["emoji"]?.GetValueKind() is JsonValueKind.False,
        ("text", "text") => true,
        (_, "accessibility_label") => true,
        _ => false,
    };

    private static JsonObject Called(string card, JsonObject sample, string name) =>
        Renamed(sample, KeptOn(card), name)!.AsObject();

    // On a question these say which one it is.
    private static string[] KeptOn(string card) => card switch
    {
        "decide" => [.. NotShown, "ask"],
        "debrief" => [.. NotShown, "number"],
        _ when card.EndsWith("-form", StringComparison.Ordinal) => NotShownInAForm,
        _ => NotShown,
    };

    private static JsonNode? Renamed(JsonNode? node, string[] kept, string name)
    {
        return node switch
        {
            JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, IsKept(o, p.Key) ? p.Value?.DeepClone() : Renamed(p.Value, kept, name)))),
            JsonArray a => new JsonArray([.. a.Select(item => Renamed(item, kept, name))]),
            // What is empty stays so: the card says then that there is nothing.
            JsonValue v when v.TryGetValue<string>(out var text) && text.Length > 0 => JsonValue.Create(name),
            _ => node?.DeepClone(),
        };

        // "Walk there" and "Doing it here" beside a stop are ours, not data.
        bool IsKept(JsonObject holder, string key) => kept.Contains(key) || (key == "title" && holder.ContainsKey("asks"));
    }
}

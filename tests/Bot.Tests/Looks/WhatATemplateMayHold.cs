using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bot.Tests.Looks;

/// <summary>Designers edit the templates; these are the traps that a preview does not show.</summary>
public sealed partial class WhatATemplateMayHold
{
    /// <summary>Read by Teams, never shown.</summary>
    private static readonly string[] NotShown = ["$data", "$when", "style", "size", "weight", "isSubtle", "verb", "visit", "value", "url", "id"];

    public static TheoryData<string> Cards => CardFiles.Cards;

    public static TheoryData<string> CardsOfBoth => CardFiles.CardsOfBoth;

    public static TheoryData<string> Templates => CardFiles.Templates;

    [Theory]
    [MemberData(nameof(Cards))]
    public void Data_stands_only_where_no_Markdown_is_read(string card)
    {
        var wrong = CardFiles.Texts(CardFiles.Template(card))
            .Where(t => t.Text.Contains("${", StringComparison.Ordinal) && !ShowsPlainText(card, t.Holder, t.Key))
            .Select(t => $"{t.Holder["type"]} {t.Key}: {t.Text}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void Data_in_a_text_block_would_be_noticed() =>
        Assert.False(ShowsPlainText("room", new JsonObject { ["type"] = "TextBlock" }, "text"));

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_when_is_a_yes_or_no(string template)
    {
        // The engine drops an element whose `$when` yields a number, a text or a list, whatever it is.
        var samples = CardFiles.Samples(template.Split('.')[0]);
        var whens = CardFiles.Texts(CardFiles.Read(template)).Where(t => t.Key == "$when").Select(t => t.Text);

        Assert.All(whens, when => Assert.True(IsYesOrNo(when, [.. samples.Select(s => s.Model)]), $"{template}: {when}"));
    }

    [Fact]
    public void A_when_that_is_no_yes_or_no_would_be_noticed()
    {
        JsonObject sample = new() { ["notice"] = "a sentence", ["late"] = true };

        Assert.True(IsYesOrNo("${late}", [sample]));
        Assert.All(["${notice}", "true", "${laet}", "${count(stops)}", "${late && notice}"], when => Assert.False(IsYesOrNo(when, [sample]), when));
    }

    [Theory]
    [MemberData(nameof(CardsOfBoth))]
    public void Its_samples_all_have_the_same_fields_of_the_same_kinds(string card)
    {
        var samples = CardFiles.Samples(card);
        var first = samples.Single(s => s.File == $"{card}.sample.json").Model;

        Assert.All(samples, s => Assert.Equal(Shape(first), Shape(s.Model)));
    }

    [Theory]
    [MemberData(nameof(CardsOfBoth))]
    public void Only_texts_that_may_be_empty_are(string card)
    {
        string[] mayBeEmpty = ["notice", "prompt", "say", "visitType", "headsUp", "interpreter", "inWords", "video"];

        // The form preselects nothing by an empty id; help names nobody where others read along; a stranger's button is about no visit.
        string[] unselected = card switch
        {
            "ready-form" => ["room", "who"],
            "session-form" => ["who", "plays"],
            "attendance-form" => ["who"],
            "help" => ["who"],
            "stranger" => ["visit"],
            _ => [],
        };

        var empty = CardFiles.Samples(card).SelectMany(s => CardFiles.Texts(s.Model)).Where(t => t.Text == "").Select(t => t.Key);

        Assert.Empty(empty.Except([.. mayBeEmpty, .. unselected]));
    }

    [Theory]
    [MemberData(nameof(CardsOfBoth))]
    public void Its_state_is_a_word_that_the_band_colours(string card)
    {
        string[] states = ["rooming", "ready", "waiting", "coming", "together", "with", "away", "closing", "walking over"];

        var used = CardFiles.Samples(card).SelectMany(s => CardFiles.Texts(s.Model)).Where(t => t.Key == "state").Select(t => t.Text);

        Assert.Empty(used.Except(states));
    }

    internal static bool ShowsPlainText(string card, JsonObject holder, string key)
    {
        var type = holder["type"]?.GetValue<string>() ?? "";
        return NotShown.Contains(key)
            || (type == "TextRun" && key == "text")
            || (type.StartsWith("Action.", StringComparison.Ordinal) && key is "title" or "tooltip")
            // Charts are drawn: their labels are plain.
            || (type == "" && key is "x" or "y")
            // Drop-downs show a title as it is. Boxes read Markdown: such titles are refused in the practice file and in a role play's, and names that come
            // from a chat stand in them without. Those of `decide` are words of ours; names are in its drop-down.
            || (type == "" && key == "title" && card is "with" or "ready-form" or "debrief" or "decide" or "session-form" or "attendance-form");
    }

    private static bool IsYesOrNo(string when, IReadOnlyList<JsonObject> samples)
    {
        if (!Expression().IsMatch(when))
        {
            return false;
        }

        var terms = Connective().Split(when[2..^1].Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal));
        return terms.All(term => Comparison().IsMatch(term) || IsSwitchIn(samples, term.Trim().TrimStart('!').Replace("$root.", "", StringComparison.Ordinal)));
    }

    /// <summary>True if the field, at the top or in each item of a list, is true or false wherever it stands.</summary>
    private static bool IsSwitch(JsonObject sample, string name)
    {
        JsonObject[] holders = sample.ContainsKey(name)
            ? [sample]
            : [.. sample.Select(p => p.Value).OfType<JsonArray>().SelectMany(a => a.OfType<JsonObject>()).Where(o => o.ContainsKey(name))];
        return Array.TrueForAll(holders, o => o[name]?.GetValueKind() is JsonValueKind.True or JsonValueKind.False);
    }

    // A board without rooms has no item to ask, but some sample must name the field: a misspelt one is no switch.
    private static bool IsSwitchIn(IReadOnlyList<JsonObject> samples, string name) =>
        samples.All(s => IsSwitch(s, name)) && samples.Any(s => s.ToJsonString().Contains($"\"{name}\":", StringComparison.Ordinal));

    private static string Shape(JsonObject model) =>
        string.Join(", ", model.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}: {Kind(p.Value)}"));

    private static string Kind(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => "yes or no",
        var kind => $"{kind}",
    };

    [GeneratedRegex(@"^\$\{[^{}]+\}$")]
    private static partial Regex Expression();

    [GeneratedRegex(@"&&|\|\|")]
    private static partial Regex Connective();

    [GeneratedRegex("(==|!=|>|<)")]
    private static partial Regex Comparison();
}

using System.Buffers;
using System.Text;
using Bot.Cards;

namespace Bot.Tests.Cards;

public sealed class LoadingADeck
{
    private static readonly HashSet<string> _verbs = ["accept", "here"];

    [Fact]
    public void Makes_every_card_of_the_channel_ready()
    {
        using var folder = Good().With("room.slack.json", """{"blocks":"${oops(}"}""");
        var deck = CardDeck.Load(folder.Path, "teams", _verbs);
        Assert.Equal(["room", "room-list"], deck.Names.Order(StringComparer.Ordinal));
        Assert.Equal("""{"type":"AdaptiveCard","t":"Room 7"}""", Encoding.UTF8.GetString(deck.Bind("room", """{"room":"7"}"""u8.ToArray()).Span));
        var output = new ArrayBufferWriter<byte>();
        deck.Bind("room-list", """{"rooms":[1,2]}"""u8.ToArray(), output);
        Assert.Equal("""{"rooms":[1,2]}""", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Throws<ArgumentException>(() => deck.Bind("nope", "{}"u8.ToArray()));
    }

    [Fact]
    public void Lists_all_faults_at_once_each_with_its_place()
    {
        using var folder = Good()
            .With("a.teams.json", "{\n  \"t\": \"${gone}\",\n  \"u\": \"${nil}\",\n  \"v\": \"Hi ${who}, ${1/0}\",\n  \"w\": null\n}")
            .With("a.sample.json", """{"nil":null,"who":"you"}""")
            .With("b.teams.json", "{\n  \"t\": \"${nope(}\"\n}")
            .With("c.teams.json", """{"t":"${x}"}""")
            .With("d.teams.json", "{\n\"body\":[{\"type\":\"ActionSet\",\"actions\":[{\"$data\":\"${seven}\",\"type\":\"Action.OpenUrl\"}]}],\n\"t\":\"x${x}\"}")
            .With("d.sample.json", """{"seven":[1,2,3,4,5,6],"x":1}""")
            .With("d.full.sample.json", """{"seven":[1,2,3,4,5,6,7],"x":1}""")
            .With("d.null.sample.json", """{"seven":[],"x":null}""")
            .With("d.odd.sample.json", "{\"seven\":\n[}")
            .With("e.teams.json", """{"body":[{"type":"Image","url":"${url}"},{"type":"Image"},{"type":"Container","backgroundImage":{"url":"${url}"}}]}""")
            .With("e.sample.json", """{"url":""}""")
            .With("f.teams.json", "{\"actions\":[{\"type\":\"Action.Execute\",\n\"verb\":\"${verb}\",\"fallback\":{\"type\":\"Action.Submit\",\"data\":{\"verb\":\"hear\"}}},{\"type\":\"Action.Execute\",\"verb\":\"accept:5\"},{\"type\":\"Action.Submit\"}]}")
            .With("f.sample.json", """{"verb":"there:4"}""")
            .With("g.teams.json", """{"t":"${t}"}""")
            .With("g.sample.json", $$"""{"t":"{{new string('x', 39_000)}}"}""");

        var problem = Assert.Throws<CardFaultsException>(() => CardDeck.Load(folder.Path, "teams", _verbs));
        Assert.Equal("""
            The cards cannot be used:
              a.teams.json:2: ${gone}: "${gone}" is left at card.t (with a.sample.json)
              a.teams.json:3: ${nil}: null at card.u (with a.sample.json)
              a.teams.json:4: Hi ${who}, ${1/0}: "Hi you, ${(1 / 0)}" is left at card.v (with a.sample.json)
              a.teams.json: null at card.w (with a.sample.json)
              b.teams.json:2: ${nope(}: unknown function nope
              c.sample.json: the sample is missing
              d.teams.json: 7 actions at card.body[0]; 6 fit (with d.full.sample.json)
              d.teams.json:3: x${x}: x is null or missing inside a text (with d.null.sample.json)
              d.odd.sample.json:2: not JSON that can be read: …
              e.teams.json: the image at card.body[0] has no url, and on a phone the whole card would stay blank (with e.sample.json)
              e.teams.json: the image at card.body[1] has no url, and on a phone the whole card would stay blank (with e.sample.json)
              e.teams.json: the background image at card.body[2] has no url, and on a phone the whole card would stay blank (with e.sample.json)
              f.teams.json:2: ${verb}: unknown verb "there:4" at card.actions[0] (with f.sample.json)
              f.teams.json: unknown verb "hear" at card.actions[0].fallback (with f.sample.json)
              f.teams.json: the button at card.actions[2] has no verb (with f.sample.json)
              g.teams.json: 78,016 bytes as Teams counts, two a letter; a card may have 76 KB (with g.sample.json)
            """.ReplaceLineEndings("\n"), Shortened(problem.Message));
        Assert.Equal(16, problem.Faults.Count);
    }

    [Fact]
    public void Without_any_card_says_what_it_looked_for()
    {
        using var folder = new Folder();
        Assert.Contains("its name would end in .teams.json", Assert.Throws<CardFaultsException>(() => CardDeck.Load(folder.Path, "teams", _verbs)).Message, StringComparison.Ordinal);
    }

    private static Folder Good() => new Folder()
        .With("room.teams.json", """{"type":"AdaptiveCard","t":"Room ${room}"}""")
        .With("room.sample.json", """{"room":"4"}""")
        .With("room-list.teams.json", """{"rooms":"${rooms}"}""")
        .With("room-list.sample.json", """{"rooms":[]}""")
        .With("room-list.full.sample.json", """{"rooms":[4]}""");

    /// <summary>The words of the JSON reader are not ours to approve.</summary>
    private static string Shortened(string message) =>
        string.Join('\n', message.Split('\n').Select(l => l.Contains("not JSON", StringComparison.Ordinal) ? l[..(l.IndexOf("read: ", StringComparison.Ordinal) + 6)] + "…" : l));
}

using Bot.Cards;

namespace Bot.Tests.Cards;

public sealed class LoadingPushTexts
{
    private const string Good = """
        {
          "rings": { "asked": { "room": "Room ${room} is ready", "site": "${site}: room ${room} is ready", "generic": "A patient is ready" } },
          "quiet": { "board": { "room": "Rooms", "site": "${site}: rooms", "generic": "Rooms" } }
        }
        """;

    [Theory]
    [InlineData("asked", "room", "Room 4 is ready")]
    [InlineData("asked", "site", "Main \"St\" ${room}: room 4 is ready")]
    [InlineData("asked", "generic", "A patient is ready")]
    [InlineData("board", "site", "Main \"St\" ${room}: rooms")]
    public void Gives_each_text_in_its_three_forms(string name, string form, string expected)
    {
        using var folder = new Folder().With("push.json", Good);
        var texts = PushTexts.Load(folder.Path);
        Assert.Equal(expected, texts.Text(name, form, "4", "Main \"St\" ${room}"));
    }

    [Fact]
    public void Tells_what_buzzes_from_what_does_not()
    {
        using var folder = new Folder().With("push.json", Good);
        var texts = PushTexts.Load(folder.Path);
        Assert.True(texts.Rings("asked"));
        Assert.False(texts.Rings("board"));
        Assert.Throws<ArgumentException>(() => texts.Text("nope", "room", "4", "x"));
        Assert.Throws<ArgumentException>(() => texts.Text("asked", "loud", "4", "x"));
    }

    [Fact]
    public void Lists_all_faults_at_once_each_with_its_place()
    {
        using var folder = new Folder().With("push.json", """
            {
              "rings": {
                "asked": { "room": "Room ${room} at ${site}", "site": "${site} ${patient}", "generic": "Room ${room}" },
                "walk": { "room": "Room ${nope(}", "site": "", "loud": "x", "generic": "[${o['x']}]" },
                "twice": { "room": "x", "site": "x", "generic": "x" }
              },
              "quiet": { "twice": { "room": "x", "site": "x", "generic": "x" } },
              "loud": {}
            }
            """);
        Assert.Equal("""
            The cards cannot be used:
              push.json:8: "loud" means nothing here; there are rings and quiet
              push.json:3: Room ${room} at ${site}: "Room 4 at ${site}" is left; the form "room" knows the room
              push.json:3: ${site} ${patient}: "Main Street ${patient}" is left; the form "site" knows room and site
              push.json:3: Room ${room}: "Room ${room}" is left; the form "generic" knows nothing
              push.json:4: "loud" of "walk" means nothing here; there are room, site, generic
              push.json:4: ${nope(}: unknown function nope
              push.json:4: "walk" has no text for "site"
              push.json:4: [${o['x']}]: o['x'] is null or missing inside a text
              push.json:7: "twice" both rings and is quiet
            """.ReplaceLineEndings("\n"), Assert.Throws<CardFaultsException>(() => PushTexts.Load(folder.Path)).Message);
    }

    [Theory]
    [InlineData("[]", "push.json:1: \"rings\" is missing")]
    [InlineData("{", "push.json:1: not JSON that can be read")]
    [InlineData(null, "push.json: the file is missing")]
    public void Refuses_a_file_that_is_no_such_list(string? text, string fault)
    {
        using var folder = new Folder();
        if (text is not null)
            folder.With("push.json", text);
        Assert.Contains(fault, Assert.Throws<CardFaultsException>(() => PushTexts.Load(folder.Path)).Message, StringComparison.Ordinal);
    }
}

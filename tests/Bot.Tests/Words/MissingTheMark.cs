using System.Text;
using Bot.Clinic;

namespace Bot.Tests.Words;

public sealed class MissingTheMark
{
    [Theory]
    [InlineData("ready", "Which room? Try: ready 4 lee")]
    [InlineData("ready lee", "Which room? Try: ready 4 lee")]
    [InlineData("left", "Which room? Try: left 4")]
    [InlineData("done next visit in 2 weeks", "Which room? Try: done 4 scheduling")]
    [InlineData("ready 9", "There is no room 9 here. Rooms: 1 to 8.")]
    [InlineData("ready 04 lee", "There is no room 04 here. Rooms: 1 to 8.")]
    [InlineData("ready 4b", "There is no room 4b here. Rooms: 1 to 8.")]
    [InlineData("ready 4²", "There is no such room here. Rooms: 1 to 8.")]
    [InlineData("ready 44871234", "There is no such room here. Rooms: 1 to 8.")]
    [InlineData("ready room smith", "There is no such room here. Rooms: 1 to 8.")]
    [InlineData("ready 4 5", "One room at a time, please. Try: ready 4 lee")]
    [InlineData("ready 4\nready 5", "One room at a time, please. Try: ready 4 lee")]
    [InlineData("ready 3 smith", "I didn't understand all of that. Try: ready 3 lee")]
    [InlineData("request 3", "Whom? Try: request 3 lee")]
    [InlineData("request 3 lee patel", "One person at a time, please. Try: request 3 lee")]
    [InlineData("walk 3", "Which desk? Try: walk 3 scheduling")]
    [InlineData("walk 3 lab billing", "One desk at a time, please. Try: walk 3 scheduling")]
    [InlineData("done 3 next visit", "Next visit in 2 weeks or Next visit in 3 months?")]
    [InlineData("rooming 3 ma", "Who, by name? Try: rooming 3")]
    [InlineData("redy 3", "I don't know that. Did you mean ready? Try: ready 3 lee")]
    [InlineData("reday 3 lee", "I don't know that. Did you mean ready? Try: ready 3 lee")]
    [InlineData("re 3", "Ready, request, report or remove? Try: ready 3 lee")]
    [InlineData("le 3", "I don't know that. Did you mean left? Try: left 3")]
    [InlineData("undo 4", "I didn't understand all of that. Try: undo")]
    [InlineData("desk lab", "Free, busy or hold? Try: desk scheduling busy")]
    [InlineData("desk lab hold", "For how long, 1 to 60 minutes? Try: desk scheduling hold 5")]
    [InlineData("use this channel", "For the care team, or for which desk? Try: use this channel for scheduling")]
    [InlineData("john smith has chest pain", "I don't know that. Try: ready 4 lee, or help")]
    [InlineData("4", "I don't know that. Try: ready 4 lee, or help")]
    public void The_answer_says_what_is_missing_with_an_example(string line, string sentence) =>
        Assert.Equal(new Spoken.Missed(sentence), Grammar.Read(line, WordsSite.MainStreet, direct: false));

    [Fact]
    public void A_name_that_two_people_have_is_asked_back()
    {
        var site = WordsSite.With(["4"], WordsSite.Person("sam.fox", "Sam Fox", "Sam Fox", Role.Nurse));

        Assert.Equal(new Spoken.Missed("Dr. Lee or Sam Fox?"), Grammar.Read("ready 4 sam", site, false));
        Assert.Equal("ready 4 sam.fox", ReadingALine.Say(Grammar.Read("ready 4 sam fox", site, false)));
        Assert.Equal("ready 4 sam.fox", ReadingALine.Say(Grammar.Read("ready 4 sam f", site, false)));
        Assert.Equal("ready 4 sam.lee", ReadingALine.Say(Grammar.Read("ready 4 dr sam", site, false)));
    }

    [Theory]
    [InlineData("Zebediah <at>all</at> *x* ready 4")]
    [InlineData("reddy zebediah")]
    [InlineData("zebediah")]
    [InlineData("ready zebediah")]
    [InlineData("ready 4 zebediah")]
    [InlineData("ready room zebediah")]
    [InlineData("done 4 zebediah")]
    public void A_name_that_was_typed_is_not_repeated(string line)
    {
        var missed = Assert.IsType<Spoken.Missed>(Grammar.Read(line, WordsSite.MainStreet, direct: true));

        Assert.DoesNotContain("zeb", missed.Sentence, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("reddy", missed.Sentence, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('<', missed.Sentence);
    }

    [Fact]
    public void Rooms_are_listed_briefly()
    {
        var missed = Grammar.Read("ready 9", WordsSite.With(["1", "2", "3", "7", "8", "A", "Blue"]), false);

        Assert.Equal(new Spoken.Missed("There is no room 9 here. Rooms: 1 to 3, 7, 8, A, Blue."), missed);
    }

    [Fact]
    public void A_very_long_line_is_no_command() =>
        Assert.IsType<Spoken.Missed>(Grammar.Read("ready 4 " + new string('!', 100_000), WordsSite.MainStreet, false));

    [Fact]
    public void Nothing_typed_makes_it_throw()
    {
        var random = new Random(20_240_611);
        string[] words =
        [
            "ready", "4", "lee", "done", "desk", "hold", "#", "room", "'s", "’", "\0", "\ud800", "\udc00", "\uffff", "\u202e", "é", "e\u0301",
            "²", "4️⃣", "٤", "busy", "99999999999", "-1", "{0}", "<", "&nbsp;", "use", "channel", "dr", "next visit", "\n", "sam", "5", "min", "re",
        ];
        for (var i = 0; i < 4_000; i++)
        {
            var line = new StringBuilder();
            for (var length = random.Next(8); length > 0; length--)
            {
                line.Append(random.Next(3) > 0 ? words[random.Next(words.Length)] : ((char)random.Next(0x10000)).ToString());
                line.Append(random.Next(4) > 0 ? " " : "");
            }

            Assert.NotNull(Grammar.Read(line.ToString(), WordsSite.MainStreet, random.Next(2) == 0));
        }
    }

    [Fact]
    public void A_room_is_never_guessed()
    {
        var random = new Random(7);
        string[] words = ["ready", "request", "walk", "here", "back", "done", "left", "take", "lee", "lab", "bh", "the", "04", "9", "4b", "44", "five", "rm"];
        for (var i = 0; i < 4_000; i++)
        {
            // No word of these names a room, so no reading may have one.
            var line = string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => words[random.Next(words.Length)]));

            var room = Grammar.Read(line, WordsSite.MainStreet, false) is { } spoken
                ? spoken.GetType().GetProperty("Room")?.GetValue(spoken)
                : null;

            Assert.True(room is null, line);
        }
    }
}

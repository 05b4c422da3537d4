using Bot.Clinic;

namespace Bot.Tests.Words;

public sealed class CallingForHelp
{
    [Theory]
    [InlineData("urgent")]
    [InlineData("URGENT!!! ready 4 lee")]
    [InlineData("Emergency in room 4")]
    [InlineData("emergancy 4")]
    [InlineData("code")]
    [InlineData("Code Blue room 4")]
    [InlineData("codeblue")]
    [InlineData("stat")]
    [InlineData("*STAT* ready 4")]
    [InlineData("s.t.a.t")]
    [InlineData("911")]
    [InlineData("9-1-1")]
    [InlineData("９１１")]
    [InlineData("call 911")]
    [InlineData("please, urgent")]
    [InlineData("room 4: code blue")]
    [InlineData("help! emergency")]
    [InlineData("ready 4 lee\nstat")]
    public void A_line_that_begins_so_is_an_emergency_in_every_chat(string line)
    {
        Assert.IsType<Spoken.Emergency>(Grammar.Read(line, WordsSite.MainStreet, direct: true));
        Assert.IsType<Spoken.Emergency>(Grammar.Read(line + " " + new string('a', 5_000), WordsSite.MainStreet, direct: false));
    }

    [Theory]
    [InlineData("ready 4 lee")]
    [InlineData("start")]
    [InlineData("report today")]
    [InlineData("help")]
    [InlineData("request 4 code")]
    [InlineData("ready 911")]
    [InlineData("done 4")]
    public void Other_lines_are_none(string line) =>
        Assert.IsNotType<Spoken.Emergency>(Grammar.Read(line, WordsSite.MainStreet, direct: false));
}

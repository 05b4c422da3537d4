using System.Net;
using System.Net.Http.Json;

namespace Bot.Tests.Playground;

public sealed class Typing
{
    private static object Line(string person, string place, string text, string id = "17956000000001") => new { id, person, place, text };

    [Fact]
    public async Task A_line_in_a_chat_reaches_the_bot_as_it_was_typed()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        var chat = await teams.ChatWithAsync(SmallTeams.Maria);
        using var answer = await teams.Page.PostAsJsonAsync("/playground/say", Line("maria", chat, "ready 4 lee"));
        var heard = await teams.Bot.HearsAsync(h => h["type"] == "message");
        Assert.Equal(("ready 4 lee", "personal"), (heard["text"], heard.Activity.GetProperty("conversation").GetProperty("conversationType").GetString()));
    }

    [Fact]
    public async Task A_line_in_a_channel_mentions_the_bot_and_starts_a_thread()
    {
        await using var teams = await SmallTeams.StartAsync();
        using var answer = await teams.Page.PostAsJsonAsync("/playground/say", Line("maria", SmallTeams.CareTeam, "board"));
        var heard = await teams.Bot.HearsAsync(h => h["type"] == "message");
        var mention = heard.Activity.GetProperty("entities")[0];
        Assert.Equal("<at>Handoff</at> board", heard["text"]);
        Assert.Equal(("mention", "<at>Handoff</at>"), (mention.GetProperty("type").GetString(), mention.GetProperty("text").GetString()));
        Assert.Equal($"28:{SmallTeams.AppId}", mention.GetProperty("mentioned").GetProperty("id").GetString());
        Assert.EndsWith($";messageid={heard["id"]}", heard.Activity.GetProperty("conversation").GetProperty("id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_line_sent_twice_is_said_once()
    {
        await using var teams = await SmallTeams.StartAsync();
        foreach (var (text, id) in new[] { ("first", "17956000000001"), ("first", "17956000000001"), ("second", "17956000000002") })
        {
            using var answer = await teams.Page.PostAsJsonAsync("/playground/say", Line("maria", SmallTeams.CareTeam, text, id));
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        Assert.EndsWith("first", (await teams.Bot.HearsAsync(h => h["type"] == "message"))["text"], StringComparison.Ordinal);
        Assert.EndsWith("second", (await teams.Bot.HearsAsync(h => h["type"] == "message"))["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_the_bot_refused_is_marked_and_can_be_sent_again()
    {
        await using var teams = await SmallTeams.StartAsync();
        await teams.Bot.HearsAsync(h => h["type"] == "installationUpdate");
        teams.Bot.Answers = static _ => Task.FromResult<(int, object?)>((503, null));
        using (await teams.Page.PostAsJsonAsync("/playground/say", Line("maria", SmallTeams.CareTeam, "board")))
        {
        }

        await teams.Bot.HearsAsync(h => h["type"] == "message");
        await UntilAsync(teams, "failed");
        teams.Bot.AnswersInvokesWith(null);
        using (await teams.Page.PostAsJsonAsync("/playground/say", Line("maria", SmallTeams.CareTeam, "board")))
        {
        }

        await teams.Bot.HearsAsync(h => h["type"] == "message");
        await UntilAsync(teams, "sent");
    }

    // The mark is set when the bot's answer has been read, which the test cannot see but in the state.
    private static async Task UntilAsync(SmallTeams teams, string delivery)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        while ((await teams.MessageAsync("17956000000001")).GetProperty("delivery").GetString() != delivery)
            late.Token.ThrowIfCancellationRequested();
    }
}

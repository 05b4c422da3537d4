using System.Net;
using Bot.Clinic;
using Bot.Playground.Connector;
using Bot.Playground.Wire;
using Bot.Teams.Inbound;

namespace Bot.Tests.Whole;

[Collection("Whole")]
public sealed class WhenTheChatOrTheDiskIsSlow
{
    [Fact]
    public async Task A_tap_is_answered_while_the_chat_keeps_every_call_waiting()
    {
        await using var bot = await WholeBot.StartAsync();
        await bot.Maria.TypeAsync("ready 4 lee");
        await bot.BecomesTrueAsync();
        Hang(bot, true);

        await bot.Lee.TapAsync("accept:5");
        await Eventually.HoldsAsync(() => bot.Overheard.Calls.Any(call => call is { Fault: null, IsOver: false }), "The bot called nobody.");
        await bot.Lee.TapAsync("accept:after");
        Assert.Contains(bot.Overheard.Calls, call => !call.IsOver);
        Assert.Equal("accept:after", bot.Disk.OpenIn("4")!.Last!.Did);

        Hang(bot, false);
        await bot.BecomesTrueAsync();
    }

    [Fact]
    public async Task A_tap_that_cannot_be_saved_says_so_and_the_next_one_after_the_cure_works()
    {
        await using var bot = await WholeBot.StartAsync();
        await bot.Maria.TypeAsync("ready 4 lee");
        await bot.BecomesTrueAsync();
        var before = bot.Disk.Everything();
        using var http = new HttpClient();
        var health = new Uri(bot.Setup.BotUrl, "/readyz");
        var request = bot.Lee.Find("accept:5")!;

        using (bot.Disk.Locked())
        {
            var answer = Assert.IsType<BotAnswer.Answered>(await bot.Lee.TappedAsync(request));
            Assert.True(answer.IsGood);
            Assert.Equal(Ear.NotSaved, bot.Lee.Aside(request.Message.Id));
            using var unready = await http.GetAsync(health);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, unready.StatusCode);
            Assert.Contains("not saving: The store cannot save: SQLite", await unready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal("ok", await http.GetStringAsync(new Uri(bot.Setup.BotUrl, "/healthz")));
        }

        Assert.Equal(before, bot.Disk.Everything());
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(health)).StatusCode);
        await bot.Lee.TapAsync("accept:5");
        Assert.IsType<Coming>(bot.Disk.OpenIn("4")!.State);
        await bot.BecomesTrueAsync();
    }

    private static void Hang(WholeBot bot, bool hangs)
    {
        (bot.Faults.OneIn, bot.Faults.Silence) = (1, Timeout.InfiniteTimeSpan);
        bot.Faults.Switch(FaultKind.Timeout, hangs);
    }
}

using Bot.Clinic;
using Bot.Slack.Inbound;
using Bot.Tests.Slack.Small;

namespace Bot.Tests.Slack;

public class WhenSavingTakesLong
{
    private readonly TaskCompletionSource disk = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource saved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_tap_is_answered_visibly_and_its_refusal_comes_afterwards()
    {
        await using var bot = await SlowAsync("Dr. Lee is already on the way");
        var card = await bot.PostedAsync(SlackCards.Face("room", "Room 4", "accept:5"));
        Assert.Equal(200, (await bot.MariasHands.TapAsync(card, "accept:5")).Status);
        await bot.Slack.UntilAsync(() => Told(bot).Contains(Dealing.CardFollows), "she sees that it is not saved yet");
        disk.SetResult();
        await bot.Slack.UntilAsync(() => Told(bot).Contains("Dr. Lee is already on the way"), "she is told how it ended");
        Assert.Single(bot.Taps);
    }

    [Fact]
    public async Task A_tap_that_cannot_be_saved_after_all_is_told_so()
    {
        await using var bot = await SlackBot.StartAsync(Quick);
        bot.OnTap = async (_, ct) =>
        {
            await disk.Task.WaitAsync(ct);
            throw new StoreUnavailableException();
        };
        var card = await bot.PostedAsync(SlackCards.Face("room", "Room 4", "accept:5"));
        await bot.MariasHands.TapAsync(card, "accept:5");
        disk.SetResult();
        await bot.Slack.UntilAsync(() => Told(bot).Contains(Dealing.TapNotSaved), "she is told");
    }

    [Fact]
    public async Task A_line_behind_the_slash_command_too()
    {
        await using var bot = await SlowAsync("Room 4 is ready.");
        var reply = await bot.MariasHands.SlashAsync(SlackBot.CareTeam, "ready 4");
        Assert.Contains(Dealing.AnswerFollows, reply.Body, StringComparison.Ordinal);
        disk.SetResult();
        await bot.Slack.UntilAsync(() => Told(bot).Contains("Room 4 is ready."), "her answer follows");
        Assert.Single(bot.Lines);
    }

    [Fact]
    public async Task A_form_gives_way_to_a_sentence_and_that_to_the_outcome()
    {
        await using var bot = await SlackBot.StartAsync(Quick);
        await bot.MariasHands.ShortcutAsync("patient-ready");
        await bot.Slack.UntilAsync(() => bot.MariasHands.Form is not null, "the form stands before her");
        bot.OnTap = SlowTap("Room 4 is in use.");
        await bot.MariasHands.SubmitAsync(("room", ["4"]));
        Assert.Contains(Dealing.CardFollows, bot.MariasHands.Form!.Reads, StringComparison.Ordinal);
        disk.SetResult();
        await bot.Slack.UntilAsync(() => bot.MariasHands.Form!.Reads.Contains("Room 4 is in use.", StringComparison.Ordinal), "the outcome stands there");
    }

    [Fact]
    public async Task On_the_board_the_sentence_stands_there()
    {
        await using var bot = await SlowAsync("No.");
        await bot.MariasHands.OpenHomeAsync();
        await bot.MariasHands.TapHomeAsync("accept");
        await bot.Slack.UntilAsync(() => bot.MariasHands.Home!.Reads.Contains(Dealing.CardFollows, StringComparison.Ordinal), "she sees that it is not saved yet");
        disk.SetResult();
        await bot.Slack.UntilAsync(() => bot.MariasHands.Home!.Reads.Contains("No.", StringComparison.Ordinal), "and how it ended");
    }

    [Fact]
    public async Task A_form_that_would_open_too_late_asks_for_another_tap()
    {
        await using var bot = await SlackBot.StartAsync(Quick);
        bot.OnForm = async () =>
        {
            await disk.Task;
            return new Answer(SlackCards.Face("ready-form", ""), "");
        };
        await bot.MariasHands.TapAsync(await bot.PostedAsync(SlackCards.Face("help", "Help", "ready-form")), "ready-form");
        disk.SetResult();
        await bot.Slack.UntilAsync(() => Told(bot).Contains(Dealing.TooLate), "she is asked to tap again");
        Assert.Equal(0, bot.Slack.CallsOf("views.open"));
    }

    [Fact]
    public async Task A_typed_line_is_asked_for_again_and_answered_once()
    {
        await using var bot = await SlowAsync("Room 4 is ready.");
        Assert.Equal(503, (await bot.MariasHands.SayAsync("ready 4")).Status);
        disk.SetResult();
        await bot.Slack.UntilAsync(() => bot.Slack.DirectMessages(SlackBot.Maria).Count == 1, "she is answered without waiting for Slack");
        await bot.Slack.Postman.RedeliverAsync();
        Assert.Single(bot.Lines);
        Assert.Single(bot.Slack.DirectMessages(SlackBot.Maria));
        Assert.Equal(1, bot.Slack.CallsOf("chat.postMessage"));
    }

    [Fact]
    public async Task A_caller_that_hangs_up_takes_nothing_back()
    {
        await using var bot = await SlackBot.StartAsync();
        var arrived = new TaskCompletionSource();
        bot.OnLine = async (_, ct) =>
        {
            arrived.SetResult();
            await disk.Task.WaitAsync(ct);
            saved.SetResult();
            return Answer.Nothing;
        };
        using var hangUp = new CancellationTokenSource();
        var typing = bot.Slack.Postman.PostAsync("/slack/commands", SlackWire.Text("slash-command.txt"), ct: hangUp.Token);
        await arrived.Task;
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => typing);
        disk.SetResult();
        await saved.Task;
    }

    [Fact]
    public async Task Slack_being_slow_keeps_nobody_waiting()
    {
        await using var bot = await SlackBot.StartAsync(options => options.AnswerWithin = TimeSpan.FromMilliseconds(200));
        bot.OnTap = (_, _) => Task.FromResult(Answer.Says("No."));
        var card = await bot.PostedAsync(SlackCards.Face("room", "Room 4", "accept:5"));
        bot.Slack.Mood = _ => new SmallFault.Silence();
        Assert.Equal((200, ""), Short(await bot.MariasHands.TapAsync(card, "accept:5")));
        Assert.Equal((200, ""), Short(await bot.MariasHands.SayAsync("help")));
        bot.IsLinked = _ => false;
        Assert.Contains(Dealing.AnswerFollows, (await bot.MariasHands.SlashAsync(SlackBot.CareTeam, "ready 4")).Body, StringComparison.Ordinal);
    }

    private static void Quick(Bot.Slack.SlackOptions options) => options.AnswerWithin = TimeSpan.FromMilliseconds(50);

    private async Task<SlackBot> SlowAsync(string sentence)
    {
        // The board is opened and messages are posted before the disk is slow for taps and lines alone.
        var bot = await SlackBot.StartAsync(Quick);
        bot.OnTap = SlowTap(sentence);
        bot.OnLine = async (_, ct) =>
        {
            await disk.Task.WaitAsync(ct);
            return Answer.Says(sentence);
        };
        return bot;
    }

    private Func<Tap, CancellationToken, Task<Answer>> SlowTap(string sentence) => async (_, ct) =>
    {
        await disk.Task.WaitAsync(ct);
        return Answer.Says(sentence);
    };

    private static List<string> Told(SlackBot bot) => [.. bot.Slack.Ephemerals(SlackBot.Maria).Select(one => one.Reads)];

    private static (int Status, string Body) Short(SmallReply reply) => (reply.Status, reply.Body);
}

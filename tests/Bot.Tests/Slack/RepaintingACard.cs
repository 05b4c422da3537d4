using Bot.Clinic;
using Bot.Slack.Outbound;
using Bot.Tests.Slack.Small;

namespace Bot.Tests.Slack;

public class RepaintingACard
{
    [Fact]
    public async Task The_message_changes_in_place_and_nobodys_phone_buzzes()
    {
        await using var bot = await SlackBot.StartAsync();
        var card = await bot.PostedAsync(SlackCards.Face("request", "Room 4 · Ready"), SlackBot.MariasPlace);
        await bot.Channel.RepaintAsync(SlackBot.MariasPlace, Id(card), SlackCards.Face("request", "Room 4 · Coming") with { Push = "Room 4" }, default);
        Assert.Equal(("Room 4 · Coming", "Room 4", 1), (card.Reads, card.Text, card.Edits));
        Assert.Single(bot.Slack.Notifications(SlackBot.Maria));
        Assert.Equal(["blocks", "channel", "parse", "text", "ts"], bot.Slack.Calls.Single(call => call.Method == "chat.update").Fields.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_change_that_still_waits_gives_way_to_a_newer_one_of_the_same_message()
    {
        await using var bot = await SlackBot.StartAsync();
        var (one, other) = (await bot.PostedAsync(SlackCards.Face("room", "Room 4")), await bot.PostedAsync(SlackCards.Face("room", "Room 5")));
        var turn = new TaskCompletionSource();
        var holding = bot.Service<Turns>().TakeAsync(SlackBot.CareTeam, () => turn.Task, default);
        Task[] changes =
        [
            bot.Channel.RepaintAsync(SlackBot.CareTeamPlace, Id(one), SlackCards.Face("room", "first"), default),
            bot.Channel.RepaintAsync(SlackBot.CareTeamPlace, Id(other), SlackCards.Face("room", "other"), default),
            bot.Channel.RepaintAsync(SlackBot.CareTeamPlace, Id(one), SlackCards.Face("room", "second"), default),
            bot.Channel.RepaintAsync(SlackBot.CareTeamPlace, Id(one), SlackCards.Face("room", "newest"), default),
        ];
        turn.SetResult();
        await Task.WhenAll([holding, .. changes]);
        Assert.Equal(("newest", 1), (one.Reads, one.Edits));
        Assert.Equal(("other", 1), (other.Reads, other.Edits));
    }

    [Fact]
    public async Task Changes_that_went_as_one_fail_as_one()
    {
        await using var bot = await SlackBot.StartAsync();
        var card = await bot.PostedAsync(SlackCards.Face("room", "Room 4"));
        bot.Slack.Misbehave("chat.update", new SmallFault.Error("message_not_found"));
        var turn = new TaskCompletionSource();
        var holding = bot.Service<Turns>().TakeAsync(SlackBot.CareTeam, () => turn.Task, default);
        var changes = Enumerable.Range(0, 3).Select(i => bot.Channel.RepaintAsync(SlackBot.CareTeamPlace, Id(card), SlackCards.Face("room", $"{i}"), default)).ToList();
        turn.SetResult();
        await holding;
        foreach (var change in changes)
            Assert.Equal(ChannelTrouble.MessageGone, (await Assert.ThrowsAsync<ChannelException>(() => change)).Trouble);
        Assert.Equal(1, bot.Slack.CallsOf("chat.update"));

        await bot.Channel.RepaintAsync(SlackBot.CareTeamPlace, Id(card), SlackCards.Face("room", "again"), default);
        Assert.Equal("again", card.Reads);
    }

    [Fact]
    public async Task Whoever_stops_waiting_stops_nobody_elses_change()
    {
        await using var bot = await SlackBot.StartAsync();
        var card = await bot.PostedAsync(SlackCards.Face("room", "Room 4"));
        var turn = new TaskCompletionSource();
        var holding = bot.Service<Turns>().TakeAsync(SlackBot.CareTeam, () => turn.Task, default);
        using var gone = new CancellationTokenSource();
        var first = bot.Channel.RepaintAsync(SlackBot.CareTeamPlace, Id(card), SlackCards.Face("room", "first"), gone.Token);
        var second = bot.Channel.RepaintAsync(SlackBot.CareTeamPlace, Id(card), SlackCards.Face("room", "second"), default);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        turn.SetResult();
        await Task.WhenAll(holding, second);
        Assert.Equal("second", card.Reads);
    }

    [Fact]
    public async Task Calls_to_one_channel_run_one_after_another_and_others_do_not_wait()
    {
        await using var bot = await SlackBot.StartAsync();
        var turn = new TaskCompletionSource();
        var holding = bot.Service<Turns>().TakeAsync(SlackBot.CareTeam, () => turn.Task, default);
        var post = bot.Channel.PostAsync(SlackBot.CareTeamPlace, SlackCards.Face("room", "Room 4"), default);
        await bot.Channel.PostAsync(SlackBot.MariasPlace, SlackCards.Face("request", "Room 4"), default);
        Assert.False(post.IsCompleted);
        Assert.Empty(bot.Slack.Messages(SlackBot.CareTeam));
        turn.SetResult();
        await Task.WhenAll(holding, post);
        Assert.Single(bot.Slack.Messages(SlackBot.CareTeam));
    }

    [Fact]
    public async Task A_message_of_another_channel_or_of_nobody_is_gone()
    {
        await using var bot = await SlackBot.StartAsync();
        foreach (var message in (string[])["", "C0CARETEAM", "C0CARETEAM|", "|1.2", "a:1|2|3", "C0CARETEAM|1.2"])
        {
            var fault = await Assert.ThrowsAsync<ChannelException>(
                () => bot.Channel.RepaintAsync(SlackBot.CareTeamPlace, message, SlackCards.Face("room", "x"), default));
            Assert.Equal(ChannelTrouble.MessageGone, fault.Trouble);
        }
    }

    [Fact]
    public async Task Deleting_a_message_that_is_gone_has_done_its_work()
    {
        await using var bot = await SlackBot.StartAsync();
        var card = await bot.PostedAsync(SlackCards.Face("room", "Room 4"));
        await bot.Channel.DeleteAsync(SlackBot.CareTeamPlace, Id(card), default);
        Assert.Empty(bot.Slack.Messages(SlackBot.CareTeam));
        await bot.Channel.DeleteAsync(SlackBot.CareTeamPlace, Id(card), default);
        Assert.Equal(2, bot.Slack.CallsOf("chat.delete"));
    }

    private static string Id(SmallMessage message) => $"{message.Channel}|{message.Ts}";
}

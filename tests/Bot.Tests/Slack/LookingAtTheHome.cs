using Bot.Clinic;
using Bot.Slack.Inbound;
using Bot.Tests.Slack.Small;

namespace Bot.Tests.Slack;

public class LookingAtTheHome
{
    [Fact]
    public async Task Opening_it_shows_the_persons_own_board()
    {
        await using var bot = await SlackBot.StartAsync();
        Assert.Equal(200, (await bot.MariasHands.OpenHomeAsync()).Status);
        Assert.StartsWith("Your rooms", bot.MariasHands.Home!.Reads, StringComparison.Ordinal);
        Assert.Equal((new Speaker("slack", SlackBot.Maria, ""), ""), Assert.Single(bot.Homes));
    }

    [Fact]
    public async Task The_host_shows_it_anew_when_it_changed()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.HomeTab.ShowAsync(SlackBot.LeeStaff, SlackCards.Face("home", "Nothing waits"), default);
        Assert.Equal("Nothing waits", bot.Slack.HomeOf(SlackBot.Lee)!.Reads);
        var fault = await Assert.ThrowsAsync<ChannelException>(() => bot.HomeTab.ShowAsync(SlackBot.Nobody, SlackCards.Face("home", "x"), default));
        Assert.Equal(ChannelTrouble.Unreachable, fault.Trouble);
    }

    [Fact]
    public async Task A_tap_there_means_the_person_and_no_message()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.MariasHands.OpenHomeAsync();
        Assert.Equal(200, (await bot.MariasHands.TapHomeAsync("accept")).Status);
        var tap = Assert.Single(bot.Taps);
        Assert.Equal(("accept", SlackCards.Visit, ""), (tap.Verb, tap.Visit, tap.Message));
        Assert.Equal(new Conversation("", Direct: true), tap.In);
    }

    [Fact]
    public async Task A_sentence_stands_on_the_board()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.MariasHands.OpenHomeAsync();
        bot.OnTap = (_, _) => Task.FromResult(new Answer(SlackCards.Face("request", "not shown"), "Dr. Lee is already on the way"));
        await bot.MariasHands.TapHomeAsync("accept");
        await bot.Slack.UntilAsync(() => bot.MariasHands.Home!.Reads.Contains("already on the way", StringComparison.Ordinal), "the sentence stands there");
        Assert.StartsWith("Your rooms", bot.MariasHands.Home!.Reads, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_forms_open_from_there()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.MariasHands.OpenHomeAsync();
        await bot.MariasHands.TapHomeAsync("ready-form");
        await bot.Slack.UntilAsync(() => bot.MariasHands.Form?.CallbackId == "ready", "the ready form stands before her");
        await bot.MariasHands.SubmitAsync(("room", ["4"]));
        await bot.MariasHands.TapHomeAsync("visit-done");
        await bot.Slack.UntilAsync(() => bot.MariasHands.Form?.CallbackId == "visit-done", "the stops form stands before her");
    }

    [Fact]
    public async Task A_form_that_comes_too_late_is_told_on_the_board()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.MariasHands.OpenHomeAsync();
        bot.OnForm = () =>
        {
            bot.Clock.Advance(SmallTriggers.Life + TimeSpan.FromSeconds(1));
            return Task.FromResult(new Answer(SlackCards.Face("ready-form", ""), ""));
        };
        await bot.MariasHands.TapHomeAsync("ready-form");
        await bot.Slack.UntilAsync(() => bot.MariasHands.Home!.Reads.Contains(Dealing.TooLate, StringComparison.Ordinal), "she is told");
    }

    [Fact]
    public async Task Somebody_whom_the_practice_does_not_know_reads_a_sentence()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnHome = _ => Task.FromResult(Answer.Says("I don't know you yet."));
        await bot.MariasHands.OpenHomeAsync();
        Assert.Equal("I don't know you yet.", bot.MariasHands.Home!.Reads);
    }

    [Fact]
    public async Task When_Slack_does_not_take_it_at_once_it_is_shown_a_little_later()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Misbehave("views.publish", new SmallFault.Html(502));
        Assert.Equal(200, (await bot.MariasHands.OpenHomeAsync()).Status);
        await bot.Slack.UntilAsync(() => bot.MariasHands.Home is not null, "it is shown");
    }

    [Fact]
    public async Task Looking_at_the_chat_is_a_meeting_the_first_time()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnMet = () => Task.FromResult(Answer.Says("Welcome."));
        await bot.MariasHands.OpenHomeAsync("messages");
        await bot.MariasHands.OpenHomeAsync("messages");
        Assert.Equal((new Speaker("slack", SlackBot.Maria, ""), new Conversation(bot.MariasHands.Chat, Direct: true)), Assert.Single(bot.Met));
        await bot.Slack.UntilAsync(() => bot.Slack.DirectMessages(SlackBot.Maria).Count == 1, "she is welcomed once");
        Assert.Null(bot.MariasHands.Home);
    }
}

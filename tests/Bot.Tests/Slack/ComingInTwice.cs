using System.Text.Json.Nodes;
using Bot.Clinic;
using Bot.Slack.Inbound;
using Bot.Tests.Slack.Small;

namespace Bot.Tests.Slack;

public class ComingInTwice
{
    [Fact]
    public async Task The_same_event_is_heard_and_answered_once()
    {
        await using var bot = await SlackBot.StartAsync();
        var line = Line();
        Assert.Equal(200, (await bot.Slack.Postman.EventAsync(line)).Status);
        Assert.Equal(200, (await bot.Slack.Postman.EventAsync(line)).Status);
        Assert.Equal("Ev0MSGIM001", Assert.Single(bot.Lines).ClickId);
        await bot.Slack.UntilAsync(() => bot.Slack.CallsOf("chat.postMessage") == 1, "the answer is sent");

        var other = Line();
        other["event_id"] = "Ev0MSGIM002";
        await bot.Slack.Postman.EventAsync(other);
        await bot.Slack.UntilAsync(() => bot.Slack.CallsOf("chat.postMessage") == 2, "another line is another answer");
        Assert.Equal(2, bot.Lines.Count);
    }

    [Fact]
    public async Task The_same_tap_at_the_same_time_is_one_tap()
    {
        await using var bot = await SlackBot.StartAsync();
        var (arrived, disk) = (new TaskCompletionSource(), new TaskCompletionSource());
        bot.OnTap = async (_, ct) =>
        {
            arrived.TrySetResult();
            await disk.Task.WaitAsync(ct);
            return Answer.Says("Once.");
        };
        var tap = bot.MariasHands.TapOn(await bot.PostedAsync(SlackCards.Face("room", "Room 4", "accept:5")), "accept:5");
        var taps = Enumerable.Range(0, 5).Select(_ => bot.Slack.Postman.InteractionAsync(tap)).ToList();
        await arrived.Task;
        disk.SetResult();
        Assert.All(await Task.WhenAll(taps), reply => Assert.Equal((200, ""), (reply.Status, reply.Body)));
        Assert.Single(bot.Taps);
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(SlackBot.Maria).Count > 0, "she is told");
        await bot.Slack.Postman.InteractionAsync(tap);
        Assert.Single(bot.Slack.Ephemerals(SlackBot.Maria));
    }

    [Fact]
    public async Task Another_tap_on_the_same_button_is_another_click()
    {
        await using var bot = await SlackBot.StartAsync();
        var card = await bot.PostedAsync(SlackCards.Face("room", "Room 4", "accept:5"));
        await bot.MariasHands.TapAsync(card, "accept:5");
        await bot.MariasHands.TapAsync(card, "accept:5");
        Assert.Equal(2, bot.Taps.Select(tap => tap.ClickId).Distinct().Count());
    }

    [Fact]
    public async Task The_same_line_and_the_same_form_get_the_same_answer()
    {
        await using var bot = await SlackBot.StartAsync();
        var said = 0;
        bot.OnLine = (_, _) => Task.FromResult(Answer.Says($"Answer {++said}"));
        bot.OnTap = (_, _) => Task.FromResult(Answer.Says($"Refusal {++said}"));
        var slash = SmallPayloads.Command(SlackBot.Maria, SlackBot.CareTeam, "ready 4", "", "1.2.abc");
        var first = await bot.Slack.Postman.CommandAsync(slash);
        Assert.Equal(first.Body, (await bot.Slack.Postman.CommandAsync(slash)).Body);

        var form = SlackWire.Sample("view-submission");
        (form["view"]!["callback_id"], form["view"]!["state"]!["values"]) = ("ready", JsonNode.Parse("""{"room":{"room":{"type":"static_select","selected_option":{"value":"4"}}}}"""));
        foreach (var trigger in (string?[])["1.2.abe", null])
        {
            form["trigger_id"] = trigger;
            var refused = await bot.Slack.Postman.InteractionAsync(form);
            Assert.Contains("Refusal", refused.Body, StringComparison.Ordinal);
            Assert.Equal(refused.Body, (await bot.Slack.Postman.InteractionAsync(form)).Body);
        }
        Assert.Equal((1, 2), (bot.Lines.Count, bot.Taps.Count));
    }

    [Fact]
    public async Task What_was_not_saved_may_come_again()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnLine = (_, _) => throw new StoreUnavailableException();
        bot.Slack.Postman.RedeliversAtOnce = false;
        Assert.Equal(503, (await bot.Slack.Postman.EventAsync(Line())).Status);
        bot.OnLine = (_, _) => Task.FromResult(Answer.Nothing);
        Assert.Equal(200, (await bot.Slack.Postman.EventAsync(Line())).Status);
        Assert.Equal(2, bot.Lines.Count);
    }

    [Fact]
    public async Task A_click_is_remembered_for_ten_minutes_and_not_beyond()
    {
        var clock = new ManualClock();
        var once = new Once(clock);
        var done = 0;
        Hearing Begin() => new(null!, null!, (_, _) => Task.FromResult(new Dealt(Answer.Says($"{++done}"), IsSaved: true)));

        Assert.Equal("1", (await once.Of("Ev1", Begin)!.Ends).Answer.Sentence);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("2", (await once.Of("Ev2", Begin)!.Ends).Answer.Sentence);
        Assert.Equal("1", (await once.Of("Ev1", Begin)!.Ends).Answer.Sentence);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("3", (await once.Of("Ev3", Begin)!.Ends).Answer.Sentence);
        Assert.Equal("4", (await once.Of("Ev1", Begin)!.Ends).Answer.Sentence);
    }

    [Fact]
    public async Task However_many_clicks_come_memory_stays_bounded()
    {
        var once = new Once(new ManualClock());
        var done = 0;
        Hearing Begin() => new(null!, null!, (_, _) => Task.FromResult(new Dealt(Answer.Says($"{++done}"), IsSaved: true)));
        for (var i = 0; i < 30_000; i++)
            await once.Of($"Ev{i}", Begin)!.Ends;
        Assert.Equal("30001", (await once.Of("Ev0", Begin)!.Ends).Answer.Sentence);
        Assert.Equal("30000", (await once.Of("Ev29999", Begin)!.Ends).Answer.Sentence);
    }

    [Fact]
    public void A_click_id_is_short_and_depends_on_nothing_but_trigger_and_action()
    {
        Assert.Equal("Ev0MSGIM001", ClickId.Of("Ev0MSGIM001"));
        Assert.Equal(24, ClickId.Of(new string('E', 33)).Length);
        Assert.Equal(ClickId.Of("1.2.abc", "17.1"), ClickId.Of("1.2.abc", "17.1"));
        Assert.NotEqual(ClickId.Of("1.2.abc", "17.1"), ClickId.Of("1.2.abc", "17.2"));
        Assert.NotEqual(ClickId.Of("1.2.abc", "17.1"), ClickId.Of("1.2.abd", "17.1"));
    }

    private static JsonObject Line()
    {
        var line = SlackWire.Sample("event-message-im");
        line["event"]!["user"] = SlackBot.Maria;
        line["event"]!["channel"] = "D0" + SlackBot.Maria;
        return line;
    }
}

using System.Text.Json.Nodes;
using Bot.Clinic;
using Bot.Slack.Inbound;
using Bot.Tests.Slack.Small;

namespace Bot.Tests.Slack;

public class SendingAForm
{
    [Fact]
    public async Task The_shortcut_opens_the_ready_form_and_sending_it_says_what_was_picked()
    {
        await using var bot = await SlackBot.StartAsync();
        await OpenReadyAsync(bot);
        Assert.Equal((new Speaker("slack", SlackBot.Maria, ""), new Conversation("", Direct: true)), Assert.Single(bot.Forms));

        var reply = await bot.MariasHands.SubmitAsync(("room", ["4"]), ("flags", ["new-patient", "family"]));
        Assert.Equal((200, ""), (reply.Status, reply.Body));
        var tap = Assert.Single(bot.Taps);
        Assert.Equal(("ready", "", ""), (tap.Verb, tap.Visit, tap.Message));
        Assert.Equal(new Conversation("", Direct: true), tap.In);
        Assert.Equal([("flags", "new-patient,family"), ("room", "4")], tap.Inputs.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value)));
        Assert.Null(bot.MariasHands.Form);
    }

    [Fact]
    public async Task A_form_opened_in_a_channel_still_means_that_channel_when_it_is_sent()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.MariasHands.TapAsync(await bot.PostedAsync(SlackCards.Face("help", "Help", "ready-form")), "ready-form");
        await bot.Slack.UntilAsync(() => bot.MariasHands.Form is not null, "the form stands before her");
        await bot.MariasHands.SubmitAsync(("room", ["4"]));
        Assert.Equal(new Conversation(SlackBot.CareTeam, Direct: false), Assert.Single(bot.Taps).In);

        await bot.MariasHands.ShortcutAsync(Bot.Slack.Inbound.Forms.ReadyShortcut, SlackBot.CareTeam, "1700000000.000001");
        await bot.Slack.UntilAsync(() => bot.MariasHands.Form is not null, "the form stands before her");
        Assert.Equal(new Conversation(SlackBot.CareTeam, Direct: false), bot.Forms.Last().In);
    }

    [Fact]
    public async Task A_refusal_stands_under_the_room_and_the_form_stays_open()
    {
        await using var bot = await SlackBot.StartAsync();
        await OpenReadyAsync(bot);
        bot.OnTap = (_, _) => Task.FromResult(new Answer(SlackCards.Face("ready-form", ""), "Room 4 is in use since 10:08."));
        await bot.MariasHands.SubmitAsync(("room", ["4"]));
        Assert.Equal("Room 4 is in use since 10:08.", bot.MariasHands.Form!.Errors["room"]);

        bot.OnTap = (_, _) => Task.FromResult(Answer.Nothing);
        await bot.MariasHands.SubmitAsync(("room", ["1"]));
        Assert.Null(bot.MariasHands.Form);
        Assert.Equal(2, bot.Taps.Select(tap => tap.ClickId).Distinct().Count());
    }

    [Fact]
    public async Task Stops_are_sent_with_the_visit_that_the_form_carries()
    {
        await using var bot = await SlackBot.StartAsync();
        await OpenStopsAsync(bot);
        await bot.MariasHands.SubmitAsync(("stops", ["lab", "billing"]));
        var tap = Assert.Single(bot.Taps);
        Assert.Equal(("visit-done", SlackCards.Visit, "lab,billing"), (tap.Verb, tap.Visit, tap.Inputs["stops"]));
        Assert.Null(bot.MariasHands.Form);
    }

    [Fact]
    public async Task No_stop_at_all_is_an_answer_too()
    {
        await using var bot = await SlackBot.StartAsync();
        await OpenStopsAsync(bot);
        await bot.MariasHands.SubmitAsync();
        Assert.Empty(Assert.Single(bot.Taps).Inputs);
    }

    [Fact]
    public async Task A_visit_that_moved_on_is_told_under_the_stops()
    {
        await using var bot = await SlackBot.StartAsync();
        await OpenStopsAsync(bot);
        bot.OnTap = (_, _) => Task.FromResult(new Answer(SlackCards.Face("done", ""), "The patient has already left."));
        await bot.MariasHands.SubmitAsync(("stops", ["lab"]));
        Assert.Equal("The patient has already left.", bot.MariasHands.Form!.Errors["stops"]);
    }

    [Fact]
    public async Task What_the_store_cannot_save_is_told_in_the_form()
    {
        await using var bot = await SlackBot.StartAsync();
        await OpenReadyAsync(bot);
        bot.OnTap = (_, _) => throw new StoreUnavailableException();
        await bot.MariasHands.SubmitAsync(("room", ["4"]));
        Assert.Equal(Dealing.TapNotSaved, bot.MariasHands.Form!.Errors["room"]);
    }

    [Fact]
    public async Task A_form_without_an_input_gives_way_to_the_sentence()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnTap = (_, _) => Task.FromResult(Answer.Says("No."));
        var form = Submission("visit-done");
        form["view"]!["state"]!["values"] = new JsonObject();
        var reply = await bot.Slack.Postman.InteractionAsync(form);
        Assert.Equal("update", reply.Json!["response_action"]!.GetValue<string>());
        Assert.Null(SmallBlocks.FaultInView(reply.Json["view"]!.AsObject()));
        Assert.Contains("No.", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_is_told_by_the_bot_where_a_shortcut_has_no_place()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnForm = () => Task.FromResult(Answer.Says("That is for an MA, a nurse or the lead."));
        await bot.MariasHands.ShortcutAsync("patient-ready");
        await bot.Slack.UntilAsync(() => bot.Slack.DirectMessages(SlackBot.Maria).Count == 1, "she is told directly");

        await bot.MariasHands.ShortcutAsync("patient-ready", SlackBot.CareTeam, "1700000000.000001");
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(SlackBot.Maria).Count == 1, "she is told in the channel");
        Assert.Equal("That is for an MA, a nurse or the lead.", bot.Slack.Ephemerals(SlackBot.Maria)[0].Reads);
    }

    [Fact]
    public async Task Forms_and_shortcuts_that_are_not_ours_are_taken_and_mean_nothing()
    {
        await using var bot = await SlackBot.StartAsync();
        Assert.Equal((200, ""), Short(await bot.Slack.Postman.InteractionAsync(SlackWire.Sample("global-shortcut"))));
        Assert.Equal((200, ""), Short(await bot.Slack.Postman.InteractionAsync(SlackWire.Sample("view-submission"))));
        Assert.Equal((200, ""), Short(await bot.Slack.Postman.InteractionAsync(Submission("visit-done", "view_closed"))));
        Assert.Equal(0, bot.Heard);
    }

    private static (int Status, string Body) Short(SmallReply reply) => (reply.Status, reply.Body);

    private static JsonObject Submission(string callback, string type = "view_submission")
    {
        var form = SlackWire.Sample("view-submission");
        (form["type"], form["view"]!["callback_id"], form["view"]!["private_metadata"]) = (type, callback, SlackCards.Visit);
        return form;
    }

    private static async Task OpenReadyAsync(SlackBot bot)
    {
        await bot.MariasHands.ShortcutAsync("patient-ready");
        await bot.Slack.UntilAsync(() => bot.MariasHands.Form is not null, "the form stands before her");
    }

    private static async Task OpenStopsAsync(SlackBot bot)
    {
        await bot.MariasHands.TapAsync(await bot.PostedAsync(SlackCards.Face("with", "With Dr. Lee", "visit-done")), "visit-done");
        await bot.Slack.UntilAsync(() => bot.MariasHands.Form is not null, "the form stands before her");
    }
}

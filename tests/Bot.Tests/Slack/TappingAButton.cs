using System.Text.Json.Nodes;
using Bot.Clinic;
using Bot.Slack.Inbound;
using Bot.Tests.Slack.Small;

namespace Bot.Tests.Slack;

public class TappingAButton
{
    private static readonly Face Room = SlackCards.Face("room", "Room 4 · Waiting", "accept:5", "ACCEPT:Sam.Lee", "visit-done", "ready-form", "~undo", "~walk:lab");

    [Fact]
    public async Task The_tap_arrives_with_who_what_and_where()
    {
        await using var bot = await SlackBot.StartAsync();
        var card = await bot.PostedAsync(Room);
        var reply = await bot.MariasHands.TapAsync(card, "ACCEPT:Sam.Lee");
        Assert.Equal((200, ""), (reply.Status, reply.Body));

        var tap = Assert.Single(bot.Taps);
        Assert.Equal(new Speaker("slack", SlackBot.Maria, ""), tap.By);
        Assert.Equal(new Conversation(SlackBot.CareTeam, Direct: false), tap.In);
        Assert.Equal(("accept:Sam.Lee", SlackCards.Visit), (tap.Verb, tap.Visit));
        Assert.Equal($"{card.Channel}|{card.Ts}", tap.Message);
        Assert.Matches("^[0-9a-f]{24}$", tap.ClickId);
        Assert.Empty(tap.Inputs);
        Assert.Empty(bot.Slack.Ephemerals(SlackBot.Maria));
    }

    [Theory]
    [InlineData("~undo", "undo")]
    [InlineData("~walk:lab", "walk:lab")]
    [InlineData("~~couldnt-meet:busy", "couldnt-meet:busy")]
    public async Task A_row_of_a_menu_carries_verb_and_visit(string drawn, string verb)
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.MariasHands.TapAsync(await bot.PostedAsync(SlackCards.Face("room", "Room 4", drawn)), verb);
        Assert.Equal((verb, SlackCards.Visit), (bot.Taps.Single().Verb, bot.Taps.Single().Visit));
    }

    [Fact]
    public async Task What_is_ticked_beside_it_comes_along()
    {
        await using var bot = await SlackBot.StartAsync();
        var card = await bot.PostedAsync(SlackCards.Face("bedside", "Say aloud", "boxes", "handed-off:added"), SlackBot.MariasPlace);
        await bot.MariasHands.TapAsync(card, "handed-off:added", ("said", ["who", "why"]));
        Assert.Equal([("said", "who,why")], bot.Taps.Single().Inputs.Select(one => (one.Key, one.Value)));
    }

    [Fact]
    public async Task Ticking_a_box_alone_means_nothing_yet()
    {
        await using var bot = await SlackBot.StartAsync();
        var payload = bot.MariasHands.TapOn(await bot.PostedAsync(Room), "accept:5");
        (payload["actions"]![0]!["type"], payload["actions"]![0]!["selected_options"]) = ("checkboxes", new JsonArray());
        Assert.Equal(200, (await bot.Slack.Postman.InteractionAsync(payload)).Status);
        Assert.Equal(0, bot.Heard);
    }

    [Fact]
    public async Task The_published_form_body_is_read_byte_for_byte()
    {
        await using var bot = await SlackBot.StartAsync(before: one => one.Slack.AddPerson("U0NURSEA1", "Nurse A", ""));
        Assert.Equal(200, (await bot.Slack.Postman.PostAsync("/slack/interactions", SlackWire.Text("block-actions-message.txt"))).Status);
        var tap = Assert.Single(bot.Taps);
        Assert.Equal(("handoff.accept", "h_7Q2K:3", "C0HANDOFF1|1700000000.000400"), (tap.Verb, tap.Visit, tap.Message));
    }

    [Fact]
    public async Task In_a_channel_a_refusal_is_that_persons_alone_and_the_card_stays()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnTap = (_, _) => Task.FromResult(new Answer(SlackCards.Noted("room", "Room 4", "Already."), "Dr. Lee is already on the way"));
        var card = await bot.PostedAsync(Room);
        await bot.MariasHands.TapAsync(card, "accept:5");
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(SlackBot.Maria).Count == 1, "she is told");
        Assert.Equal("Dr. Lee is already on the way", bot.Slack.Ephemerals(SlackBot.Maria)[0].Reads);
        Assert.Equal(0, card.Edits);
    }

    [Fact]
    public async Task In_the_direct_chat_a_refusal_stands_on_the_card()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnTap = (_, _) => Task.FromResult(new Answer(SlackCards.Noted("request", "Room 4", "Dr. Lee is already on the way"), "Dr. Lee is already on the way"));
        var card = await bot.PostedAsync(Room, SlackBot.MariasPlace);
        await bot.MariasHands.TapAsync(card, "accept:5");
        await bot.Slack.UntilAsync(() => card.Edits == 1, "the card is repainted");
        Assert.Equal("Room 4 Dr. Lee is already on the way", card.Reads);
        Assert.Empty(bot.Slack.Ephemerals(SlackBot.Maria));
        Assert.Equal("Room 4 is ready for you", Assert.Single(bot.Slack.Notifications(SlackBot.Maria)).Text);
    }

    [Fact]
    public async Task A_refusal_never_covers_a_card_that_was_repainted_meanwhile()
    {
        await using var bot = await SlackBot.StartAsync();
        var card = await bot.PostedAsync(Room, SlackBot.MariasPlace);
        bot.OnTap = async (tap, ct) =>
        {
            await bot.Channel.RepaintAsync(SlackBot.MariasPlace, tap.Message, SlackCards.Face("request", "Newer"), ct);
            return new Answer(SlackCards.Noted("request", "Older", "No."), "No.");
        };
        await bot.MariasHands.TapAsync(card, "accept:5");
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(SlackBot.Maria).Count == 1, "she is told beside the card");
        Assert.Equal("No.", bot.Slack.Ephemerals(SlackBot.Maria)[0].Reads);
        Assert.Equal("Newer", card.Reads);
    }

    [Fact]
    public async Task Where_the_card_cannot_be_changed_the_sentence_stands_beside_it()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnTap = (_, _) => Task.FromResult(new Answer(SlackCards.Noted("request", "Room 4", "No."), "No."));
        var card = await bot.PostedAsync(Room, SlackBot.MariasPlace);
        bot.Slack.Misbehave("chat.update", new SmallFault.RateLimited(600));
        await bot.MariasHands.TapAsync(card, "accept:5");
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(SlackBot.Maria).Count == 1, "she is told");
        Assert.Equal((0, "No."), (card.Edits, bot.Slack.Ephemerals(SlackBot.Maria)[0].Reads));
    }

    [Fact]
    public async Task On_a_message_that_one_person_sees_the_answer_takes_its_place()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnLine = (_, _) => Task.FromResult(new Answer(SlackCards.Face("room", "Room 4 in use", "left"), ""));
        bot.OnTap = (_, _) => Task.FromResult(new Answer(SlackCards.Face("done", "Room 4 · done"), ""));
        await bot.MariasHands.SlashAsync(SlackBot.CareTeam, "ready 4");
        await bot.MariasHands.TapAsync(bot.Slack.Ephemerals(SlackBot.Maria)[0], "left");
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(SlackBot.Maria)[0].Reads == "Room 4 · done", "the old buttons are gone");

        // It is no posting, and must not be kept true as one.
        Assert.Equal("", bot.Taps.Single().Message);
        Assert.Single(bot.Slack.Ephemerals(SlackBot.Maria));
    }

    [Fact]
    public async Task Visit_done_opens_what_to_pick_from()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.MariasHands.TapAsync(await bot.PostedAsync(Room), "visit-done");
        await bot.Slack.UntilAsync(() => bot.MariasHands.Form is not null, "the form stands before her");
        Assert.Equal("visit-done", bot.MariasHands.Form!.CallbackId);
        Assert.Equal(SlackCards.Visit, Assert.Single(bot.StopsForms).Visit);
        Assert.Empty(bot.Taps);
    }

    [Fact]
    public async Task Visit_done_with_nothing_to_pick_is_an_ordinary_tap()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnStopsForm = _ => Task.FromResult(Answer.Says("That visit is not there any more."));
        await bot.MariasHands.TapAsync(await bot.PostedAsync(Room), "visit-done");
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(SlackBot.Maria).Count == 1, "she is told");
        Assert.Null(bot.MariasHands.Form);
    }

    [Theory]
    [InlineData("invalid_trigger_id", Dealing.TooLate)]
    [InlineData("expired_trigger_id", Dealing.TooLate)]
    [InlineData("exchanged_trigger_id", Dealing.TooLate)]
    [InlineData("view_too_large", "The form cannot be shown now.")]
    public async Task A_form_that_cannot_be_opened_is_no_silence(string error, string sentence)
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Misbehave("views.open", new SmallFault.Error(error));
        await bot.MariasHands.TapAsync(await bot.PostedAsync(Room), "ready-form");
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(SlackBot.Maria).Count == 1, "she is told");
        Assert.Equal(sentence, bot.Slack.Ephemerals(SlackBot.Maria)[0].Reads);
    }

    [Fact]
    public async Task A_tap_that_the_store_cannot_save_says_so()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnTap = (_, _) => throw new StoreUnavailableException();
        Assert.Equal(200, (await bot.MariasHands.TapAsync(await bot.PostedAsync(Room), "accept:5")).Status);
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(SlackBot.Maria).Count == 1, "she is told");
        Assert.Equal("Not saved, please tap again.", bot.Slack.Ephemerals(SlackBot.Maria)[0].Reads);
    }

    [Fact]
    public async Task A_fault_of_our_own_is_no_5xx_and_its_words_are_not_logged()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnTap = (_, _) => throw new InvalidOperationException("room four, Mr. Smith");
        Assert.Equal(200, (await bot.MariasHands.TapAsync(await bot.PostedAsync(Room), "accept:5")).Status);
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(SlackBot.Maria).Count == 1, "she is told");
        Assert.Contains(bot.Log, line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log, line => line.Contains("Smith", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_card_that_cannot_be_bound_does_not_look_like_a_failed_tap()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnTap = (_, _) => Task.FromResult(new Answer(SlackCards.Face("broken", ""), "Done."));
        await bot.MariasHands.TapAsync(await bot.PostedAsync(Room, SlackBot.MariasPlace), "accept:5");
        await bot.Slack.UntilAsync(() => bot.Log.Any(line => line.Contains("could not be bound", StringComparison.Ordinal)), "the log says so");
        await bot.Slack.UntilAsync(() => bot.Slack.DirectMessages(SlackBot.Maria)[0].Reads == "Done.", "she reads the sentence");
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_response_url_that_is_not_Slacks()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnTap = (_, _) => Task.FromResult(Answer.Says("No."));
        var card = await bot.PostedAsync(Room);
        await using var elsewhere = await SmallSlack.StartAsync();
        foreach (var url in (string[])[elsewhere.Url + "/hooks/1", "https://hooks.slack.com.example/1", "https://user@127.0.0.1/", "file:///etc/passwd", "", "x"])
        {
            var before = bot.Log.Count(line => line.Contains("dropped", StringComparison.Ordinal));
            var payload = bot.MariasHands.TapOn(card, "accept:5");
            payload["response_url"] = url;
            Assert.Equal(200, (await bot.Slack.Postman.InteractionAsync(payload)).Status);
            await bot.Slack.UntilAsync(() => bot.Log.Count(line => line.Contains("dropped", StringComparison.Ordinal)) > before, "it is dropped");
        }
        Assert.Empty(elsewhere.Calls);
        Assert.Equal(0, bot.Slack.CallsOf("response_url"));
        Assert.DoesNotContain(bot.Log, line => line.Contains("hooks", StringComparison.Ordinal));
    }
}

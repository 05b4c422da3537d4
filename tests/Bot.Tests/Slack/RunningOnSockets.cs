using System.Text.Json.Nodes;
using Bot.Clinic;
using Bot.Slack.Outbound;
using Bot.Slack.Socket;
using Bot.Tests.Slack.Small;
using Microsoft.Extensions.Hosting;

namespace Bot.Tests.Slack;

public class RunningOnSockets
{
    [Fact]
    public async Task Every_kind_comes_through_and_means_the_same()
    {
        await using var bot = await SlackBot.StartAsync(sockets: true);
        var hands = bot.MariasHands;
        Assert.Contains("Heard.", (await hands.SlashAsync(SlackBot.CareTeam, "ready 4")).Body, StringComparison.Ordinal);
        Assert.Equal((200, ""), Short(await hands.SayAsync("help")));
        Assert.Equal((200, ""), Short(await hands.MentionAsync(SlackBot.CareTeam, "board")));
        Assert.Equal(["ready 4", "help", "board"], bot.Lines.Select(line => line.Text));

        Assert.Equal((200, ""), Short(await hands.OpenHomeAsync()));
        Assert.Equal((200, ""), Short(await hands.TapHomeAsync("accept")));
        Assert.Equal((200, ""), Short(await hands.TapAsync(await bot.PostedAsync(SlackCards.Face("room", "Room 4", "cant")), "cant")));
        Assert.Equal(["accept", "cant"], bot.Taps.Select(tap => tap.Verb));

        Assert.Equal((200, ""), Short(await hands.ShortcutAsync("patient-ready")));
        await bot.Slack.UntilAsync(() => hands.Form is not null, "the form stands before her");
        bot.OnTap = (_, _) => Task.FromResult(Answer.Says("Room 4 is in use."));
        await hands.SubmitAsync(("room", ["4"]));
        Assert.Equal("Room 4 is in use.", hands.Form!.Errors["room"]);
    }

    [Fact]
    public async Task So_many_sockets_stand_open_as_are_wanted()
    {
        await using var bot = await SlackBot.StartAsync(options => options.SocketConnections = 3, sockets: true);
        Assert.Equal((3, 3), (bot.Slack.Sockets.Open, bot.Slack.CallsOf("apps.connections.open")));
        Assert.All(
            bot.Slack.Calls.Where(call => call.Method == "apps.connections.open"), call => Assert.Equal("Bearer " + SmallSlack.AppToken, call.Authorization));
        for (var i = 0; i < 6; i++)
            Assert.Equal(200, (await bot.MariasHands.SlashAsync(SlackBot.CareTeam, $"ready {i}")).Status);
        Assert.Equal(6, bot.Lines.Count);
    }

    [Fact]
    public async Task An_envelope_is_acknowledged_only_after_it_is_saved_and_none_waits_for_another()
    {
        await using var bot = await SlackBot.StartAsync(options => options.SocketConnections = 1, sockets: true);
        var disk = new TaskCompletionSource();
        bot.OnTap = async (_, ct) =>
        {
            await disk.Task.WaitAsync(ct);
            return Answer.Nothing;
        };
        var tapping = bot.MariasHands.TapAsync(await bot.PostedAsync(SlackCards.Face("room", "Room 4", "accept")), "accept");
        await bot.Slack.UntilAsync(() => bot.Taps.Count == 1, "the tap has arrived");
        Assert.Equal(200, (await bot.MariasHands.SlashAsync(SlackBot.CareTeam, "board")).Status);
        Assert.False(tapping.IsCompleted);
        disk.SetResult();
        Assert.Equal(200, (await tapping).Status);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("too_many_websockets")]
    public async Task A_socket_that_will_close_is_replaced_before_it_goes(string reason)
    {
        await using var bot = await SlackBot.StartAsync(sockets: true);
        var disk = new TaskCompletionSource();
        bot.OnTap = async (_, ct) =>
        {
            await disk.Task.WaitAsync(ct);
            return Answer.Nothing;
        };
        var card = await bot.PostedAsync(SlackCards.Face("room", "Room 4", "accept"));
        var tapping = bot.MariasHands.TapAsync(card, "accept");
        var other = bot.MariasHands.TapAsync(card, "accept");
        await bot.Slack.UntilAsync(() => bot.Taps.Count == 2, "a tap is underway on each socket");

        bot.Slack.Sockets.Fewest = 9;
        await bot.Slack.Sockets.DisconnectAsync(reason);
        await bot.Slack.UntilAsync(() => bot.Slack.Sockets.Opened == 3, "another stands");
        disk.SetResult();
        Assert.Equal((200, 200), ((await tapping).Status, (await other).Status));
        await bot.Slack.UntilAsync(() => bot.Slack.Sockets.Open == 2, "the old one has gone");
        Assert.Equal(2, bot.Slack.Sockets.Fewest);
        Assert.Equal(200, (await bot.MariasHands.SlashAsync(SlackBot.CareTeam, "board")).Status);
    }

    [Fact]
    public async Task What_was_cut_off_is_opened_again_and_what_was_lost_comes_once_more()
    {
        await using var bot = await SlackBot.StartAsync(options => options.SocketConnections = 1, sockets: true);
        var disk = new TaskCompletionSource();
        bot.OnLine = async (_, ct) =>
        {
            await disk.Task.WaitAsync(ct);
            return Answer.Says("Room 4 is ready.");
        };
        bot.Slack.Postman.RedeliversAtOnce = false;
        var saying = bot.MariasHands.SayAsync("ready 4");
        await bot.Slack.UntilAsync(() => bot.Lines.Count == 1, "the line has arrived");
        bot.Slack.Sockets.Cut();
        Assert.Equal(0, (await saying).Status);

        await bot.Slack.UntilAsync(() => bot.Slack.Sockets is { Opened: 2, Open: 1 }, "another stands");
        disk.SetResult();
        await bot.Slack.Postman.RedeliverAsync();
        await bot.Slack.UntilAsync(() => bot.Slack.DirectMessages(SlackBot.Maria).Count == 1, "she is answered once");
        Assert.Single(bot.Lines);
    }

    [Fact]
    public async Task What_could_not_be_saved_is_not_acknowledged_and_comes_again()
    {
        await using var bot = await SlackBot.StartAsync(sockets: true);
        bot.Slack.Sockets.AckWithin = TimeSpan.FromMilliseconds(300);
        bot.OnLine = (_, _) => throw new StoreUnavailableException();
        Assert.Equal(0, (await bot.MariasHands.SayAsync("ready 4")).Status);
        bot.OnLine = (_, _) => Task.FromResult(Answer.Says("Room 4 is ready."));
        bot.Slack.Sockets.AckWithin = TimeSpan.FromSeconds(60);
        await bot.Slack.Postman.RedeliverAsync();
        await bot.Slack.UntilAsync(() => bot.Slack.DirectMessages(SlackBot.Maria).Count == 1, "she is answered");
        Assert.Equal("Room 4 is ready.", bot.Slack.DirectMessages(SlackBot.Maria)[0].Reads);
    }

    [Fact]
    public async Task The_same_event_through_two_sockets_or_both_doors_is_one()
    {
        await using var bot = await SlackBot.StartAsync(options => options.SigningSecret = SmallSlack.SigningSecret, sockets: true);
        var line = SlackWire.Sample("event-message-im");
        line["event"]!["user"] = SlackBot.Maria;
        Assert.Equal(200, (await bot.Slack.Postman.EventAsync(line)).Status);
        Assert.Equal(200, (await bot.Slack.Postman.EventAsync(line)).Status);
        bot.Slack.Postman.BotUrl = bot.Url;
        Assert.Equal(200, (await bot.Slack.Postman.EventAsync(line)).Status);
        Assert.Single(bot.Lines);
    }

    [Fact]
    public async Task Switched_off_it_asks_again_now_and_then_and_shows_an_error()
    {
        await using var bot = await SlackBot.StartAsync(options => options.SocketConnections = 1, sockets: true);
        var noticed = new TaskCompletionSource();
        bot.Slack.Mood = call =>
        {
            if (call.Method == "apps.connections.open" && bot.Service<Standing>().Fault == "Socket Mode: link_disabled")
                noticed.TrySetResult();
            return null;
        };
        await bot.Slack.Sockets.DisconnectAsync("link_disabled");
        await noticed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await bot.Slack.UntilAsync(() => bot.Slack.Sockets is { Opened: 2, Open: 1 } && bot.Service<Standing>().Fault is null, "it stands again");
        Assert.Single(bot.Log, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("link_disabled", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("not_allowed_token_type")]
    [InlineData("token_revoked")]
    [InlineData("missing_scope")]
    public async Task A_token_that_Slack_refuses_ends_it_with_an_error(string error)
    {
        await using var bot = await SlackBot.StartAsync(options => options.SocketConnections = 1, before: one =>
        {
            one.Slack.Misbehave("apps.connections.open", new SmallFault.Html(502));
        }, sockets: true);
        bot.Slack.Misbehave("apps.connections.open", new SmallFault.Error(error), times: 99);
        bot.Slack.Sockets.Cut();
        await bot.Service<IEnumerable<IHostedService>>().OfType<SocketMode>().Single().ExecuteTask!.WaitAsync(Whole.Eventually.Ceiling);
        Assert.Contains(bot.Log, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("Socket Mode stops", StringComparison.Ordinal));
        Assert.Equal($"apps.connections.open: {error}", bot.Service<Standing>().Fault);
        Assert.Equal(3, bot.Slack.CallsOf("apps.connections.open"));

        // Cards still go out.
        await bot.PostedAsync(SlackCards.Face("room", "Room 4"));
    }

    [Fact]
    public async Task Whatever_else_goes_wrong_while_opening_it_tries_on()
    {
        SmallFault[] faults =
        [
            new SmallFault.Html(503), new SmallFault.Reset(), new SmallFault.HalfBody(), new SmallFault.Error("internal_error"),
            new SmallFault.RateLimited(null), new SmallFault.Error("something_new"), new SmallFault.Silence(),
        ];
        await using var bot = await SlackBot.StartAsync(
            options => (options.SocketConnections, options.CallTimeout) = (1, TimeSpan.FromSeconds(2)),
            one => Array.ForEach(faults, fault => one.Slack.Misbehave("apps.connections.open", fault)),
            sockets: true);
        Assert.Equal(faults.Length + 1, bot.Slack.CallsOf("apps.connections.open"));
        Assert.Equal(200, (await bot.MariasHands.SlashAsync(SlackBot.CareTeam, "board")).Status);
    }

    [Fact]
    public async Task Without_a_hello_a_socket_does_not_count()
    {
        await using var bot = await SlackBot.StartAsync(
            options => (options.SocketConnections, options.CallTimeout) = (1, TimeSpan.FromSeconds(1)), one => one.Slack.Sockets.WithholdsHello = true, sockets: true);
        await bot.Slack.UntilAsync(() => bot.Slack.Sockets.Opened >= 2, "it gives up on the first");
        bot.Slack.Sockets.WithholdsHello = false;
        var opened = bot.Slack.Sockets.Opened;
        await bot.Slack.UntilAsync(() => bot.Slack.Sockets.Opened > opened && bot.Slack.Sockets.Open == 1, "one with a hello stands");
    }

    [Fact]
    public async Task Rubbish_is_passed_over_and_a_message_in_pieces_is_read()
    {
        await using var bot = await SlackBot.StartAsync(options => options.SocketConnections = 1, sockets: true);
        foreach (var rubbish in (string[])["", "{", "[]", "null", "7", """{"type":"ping"}""", """{"envelope_id":"a b"}""", """{"type":"disconnect"}"""])
            await bot.Slack.Sockets.SendRawAsync(rubbish);
        await bot.Slack.UntilAsync(() => bot.Slack.Sockets is { Opened: 2, Open: 1 }, "the disconnect without a reason counts");

        await bot.Slack.Sockets.SendInPiecesAsync(new string('x', 700_000), 10_000);
        var reply = await bot.Slack.Sockets.SendAsync("events_api", JsonNode.Parse("""{"type":"event_callback","event":{"type":"message","channel":"D1","user":"U 1"}}""")!, takesPayload: false);
        Assert.NotNull(reply);
        Assert.NotNull(await bot.Slack.Sockets.SendAsync("something_new", new JsonObject { ["type"] = "new" }, takesPayload: false));
        Assert.Equal(0, bot.Heard);

        var line = SlackWire.Sample("event-message-im");
        var envelope = new JsonObject { ["envelope_id"] = "e-1", ["type"] = "events_api", ["payload"] = line };
        line["event"]!["text"] = new string('é', 50_000);
        await bot.Slack.Sockets.SendInPiecesAsync(envelope.ToJsonString(), 7);
        await bot.Slack.UntilAsync(() => bot.Lines.Count == 1, "the line has arrived");
        Assert.Equal(50_000, bot.Lines.Single().Text.Length);
        await bot.Slack.UntilAsync(() => !bot.Slack.Sockets.Wrong.IsEmpty, "it is acknowledged");
        Assert.Equal("""{"envelope_id":"e-1"}""", Assert.Single(bot.Slack.Sockets.Wrong));
        bot.Slack.Sockets.Wrong.Clear();
    }

    [Fact]
    public async Task An_answer_that_the_door_does_not_take_goes_to_the_response_url()
    {
        await using var bot = await SlackBot.StartAsync(sockets: true);
        var command = SmallPayloads.Command(
            SlackBot.Maria, SlackBot.CareTeam, "board", $"{bot.Slack.Url}/hooks/{bot.Slack.Hooks.New(SlackBot.Maria, SlackBot.CareTeam, null, null)}", "1.2.abc");
        Assert.Null((await bot.Slack.Sockets.SendAsync("slash_commands", command, takesPayload: false))!.Payload);
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(SlackBot.Maria).Count == 1, "she is answered");
    }

    [Fact]
    public async Task Without_a_signing_secret_nothing_listens_on_http()
    {
        await using var bot = await SlackBot.StartAsync(sockets: true);
        bot.Slack.Postman.BotUrl = bot.Url;
        foreach (var path in (string[])["/slack/commands", "/slack/interactions", "/slack/events"])
            Assert.Equal(404, (await bot.Slack.Postman.PostAsync(path, SlackWire.Text("slash-command.txt"))).Status);
        Assert.Equal(0, bot.Heard);
    }

    [Fact]
    public async Task Without_an_app_token_no_socket_is_opened()
    {
        await using var bot = await SlackBot.StartAsync();
        Assert.Equal(200, (await bot.MariasHands.SlashAsync(SlackBot.CareTeam, "board")).Status);
        Assert.Equal(0, bot.Slack.CallsOf("apps.connections.open"));
    }

    [Fact]
    public async Task Nothing_secret_stands_in_the_log()
    {
        await using var bot = await SlackBot.StartAsync(sockets: true);
        await bot.MariasHands.SlashAsync(SlackBot.CareTeam, "ready 4 lee");
        await bot.Slack.Sockets.DisconnectAsync("warning");
        await bot.Slack.UntilAsync(() => bot.Slack.Sockets is { Opened: 3, Open: 2 }, "another stands");
        bot.Slack.Sockets.CutAll();
        await bot.Slack.UntilAsync(() => bot.Slack.Sockets is { Opened: >= 5, Open: 2 }, "both stand again");
        Assert.DoesNotContain(bot.Log, line => line.Contains("xapp", StringComparison.Ordinal) || line.Contains("ticket", StringComparison.Ordinal)
            || line.Contains("hooks", StringComparison.Ordinal) || line.Contains("lee", StringComparison.OrdinalIgnoreCase));
    }

    private static (int Status, string Body) Short(SmallReply reply) => (reply.Status, reply.Body);
}

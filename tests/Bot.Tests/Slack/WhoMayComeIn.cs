using System.Text.Json.Nodes;
using Bot.Slack.Inbound;
using Bot.Slack.Outbound;
using Bot.Tests.Slack.Small;

namespace Bot.Tests.Slack;

public class WhoMayComeIn
{
    private static readonly string[] Paths = ["/slack/commands", "/slack/interactions", "/slack/events"];

    [Fact]
    public async Task Any_kind_may_come_to_any_path()
    {
        await using var bot = await SlackBot.StartAsync();
        var number = 0;
        foreach (var path in Paths)
        {
            var line = SlackWire.Sample("event-message-im");
            line["event_id"] = $"Ev{++number}";
            var tap = SlackWire.Sample("block-actions-message");
            tap["trigger_id"] = $"1.2.{number}";
            Assert.Equal(200, (await bot.Slack.Postman.PostAsync(path, line.ToJsonString(), "application/json; charset=utf-8")).Status);
            Assert.Equal(200, (await bot.Slack.Postman.PostAsync(path, "payload=" + Uri.EscapeDataString(tap.ToJsonString()))).Status);
            Assert.Equal(200, (await bot.Slack.Postman.PostAsync(path, SlackWire.Text("slash-command.txt").Replace("1.2.abc", $"1.3.{number}", StringComparison.Ordinal))).Status);
            Assert.Equal((number * 2, number), (bot.Lines.Count, bot.Taps.Count));
        }
    }

    [Fact]
    public async Task The_handshake_is_answered_with_its_challenge_once_it_is_signed()
    {
        await using var bot = await SlackBot.StartAsync();
        var body = SlackWire.Sample("url-verification").ToJsonString();
        var reply = await bot.Slack.Postman.PostAsync("/slack/events", body, "application/json");
        Assert.Equal((200, "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"), (reply.Status, reply.Body));
        var forged = await bot.Slack.Postman.PostAsync("/slack/events", body, "application/json", Unsigned);
        Assert.Equal((401, ""), (forged.Status, forged.Body));
    }

    [Fact]
    public async Task What_is_not_signed_by_Slack_just_now_is_refused_and_nothing_is_heard()
    {
        await using var bot = await SlackBot.StartAsync();
        var body = SlackWire.Text("slash-command.txt");
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        (string Why, Action<HttpRequestMessage> Change)[] forgeries =
        [
            ("unsigned", Unsigned),
            ("stale", request => SmallPostman.Sign(request, body, now - 330, SmallSlack.SigningSecret)),
            ("from the future", request => SmallPostman.Sign(request, body, now + 330, SmallSlack.SigningSecret)),
            ("another secret", request => SmallPostman.Sign(request, body, now, "another")),
            ("another body", request => SmallPostman.Sign(request, body + "&x=1", now, SmallSlack.SigningSecret)),
            ("upper-case hex", request => Signature(request, value => "v0=" + value[3..].ToUpperInvariant())),
            ("another version", request => Signature(request, value => "v1=" + value[3..])),
            ("cut", request => Signature(request, value => value[..^2])),
            ("twice", request => request.Headers.Add("X-Slack-Signature", request.Headers.GetValues("X-Slack-Signature").First())),
            ("without its time", request => request.Headers.Remove("X-Slack-Request-Timestamp")),
        ];
        foreach (var path in Paths)
        {
            foreach (var (why, change) in forgeries)
            {
                var reply = await bot.Slack.Postman.PostAsync(path, body, change: change);
                Assert.True((reply.Status, reply.Body) == (401, ""), why);
            }
        }
        Assert.Equal(0, bot.Heard);
        Assert.Empty(bot.Kept);
        Assert.DoesNotContain(bot.Log, line => line.Contains("mine", StringComparison.Ordinal) || line.Contains("hooks", StringComparison.Ordinal));
        Assert.Equal(200, (await bot.Slack.Postman.PostAsync("/slack/commands", body)).Status);
    }

    [Fact]
    public async Task A_replay_within_the_five_minutes_changes_nothing()
    {
        await using var bot = await SlackBot.StartAsync();
        HttpRequestMessage? first = null;
        await bot.Slack.Postman.PostAsync("/slack/commands", SlackWire.Text("slash-command.txt"), change: request => first = request);
        var reply = await bot.Slack.Postman.PostAsync("/slack/commands", SlackWire.Text("slash-command.txt"), change: request =>
        {
            Unsigned(request);
            foreach (var name in (string[])["X-Slack-Request-Timestamp", "X-Slack-Signature"])
                request.Headers.Add(name, first!.Headers.GetValues(name));
        });
        Assert.Equal(200, reply.Status);
        Assert.Single(bot.Lines);
    }

    [Fact]
    public async Task Slacks_certificate_probe_is_answered_and_routed_nowhere()
    {
        await using var bot = await SlackBot.StartAsync();
        var reply = await bot.Slack.Postman.PostAsync("/slack/commands", "ssl_check=1&token=x&command=%2Fhandoff&user_id=U1&text=ready+4", change: Unsigned);
        Assert.Equal((200, ""), (reply.Status, reply.Body));
        Assert.Equal(401, (await bot.Slack.Postman.PostAsync("/slack/commands", "ssl_check=0&command=%2Fhandoff", change: Unsigned)).Status);
        Assert.Equal(0, bot.Heard);
    }

    [Fact]
    public async Task Somebody_from_another_workspace_is_told_so_and_nothing_changes()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.AddChannel("C0SHARED01", "shared", "U0STRANGER");
        bot.Slack.AddPerson("U0STRANGER", "Stranger", "maria.lopez@example.org");
        var stranger = bot.Slack.Person("U0STRANGER");
        var card = await bot.PostedAsync(SlackCards.Face("room", "Room 4", "accept:5"));

        // A button, told by its workspace or by the person's own.
        foreach (var path in (string[])["team", "user"])
        {
            var tap = stranger.TapOn(card, "accept:5");
            tap[path]![path == "team" ? "id" : "team_id"] = "T0OTHER001";
            Assert.Equal(200, (await bot.Slack.Postman.InteractionAsync(tap)).Status);
        }
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals("U0STRANGER").Count == 2, "both times they are told");
        Assert.All(bot.Slack.Ephemerals("U0STRANGER"), one => Assert.Equal(Ear.OtherWorkspace, one.Reads));

        var slash = SmallPayloads.Command("U0STRANGER", "C0SHARED01", "ready 4", "", "1.2.abc");
        slash["team_id"] = "T0OTHER001";
        Assert.Contains(Ear.OtherWorkspace, (await bot.Slack.Postman.CommandAsync(slash)).Body, StringComparison.Ordinal);

        var mention = SlackWire.Sample("event-app-mention");
        (mention["event"]!["user"], mention["event"]!["channel"], mention["event"]!["team"]) = ("U0STRANGER", "C0SHARED01", "T0OTHER001");
        await bot.Slack.Postman.EventAsync(mention);
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals("U0STRANGER").Count == 3, "in a shared channel too");
        Assert.Equal(0, bot.Heard);
    }

    [Fact]
    public async Task Events_of_another_workspace_are_dropped_since_the_bot_cannot_answer_there()
    {
        await using var bot = await SlackBot.StartAsync();
        foreach (var sample in (string[])["event-message-im", "event-app-mention", "event-app-home-opened"])
        {
            var other = SlackWire.Sample(sample);
            other["team_id"] = "T0OTHER001";
            Assert.Equal(200, (await bot.Slack.Postman.EventAsync(other)).Status);
        }
        Assert.Equal(0, bot.Heard);
        Assert.Equal(["auth.test"], bot.Slack.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task An_organisations_installation_names_no_team_and_the_persons_counts()
    {
        await using var bot = await SlackBot.StartAsync();
        var card = await bot.PostedAsync(SlackCards.Face("room", "Room 4", "accept:5"));
        var tap = bot.MariasHands.TapOn(card, "accept:5");
        tap["team"] = null;
        await bot.Slack.Postman.InteractionAsync(tap);
        Assert.Single(bot.Taps);

        tap = bot.MariasHands.TapOn(card, "accept:5");
        tap["team"] = null;
        tap["user"]!.AsObject().Remove("team_id");
        await bot.Slack.Postman.InteractionAsync(tap);
        Assert.Single(bot.Taps);
    }

    [Fact]
    public async Task Whoever_is_not_linked_yet_is_told_with_their_mail_and_asked_for_it_once()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.IsLinked = _ => false;
        await bot.Slack.Person("U0PATEL001").SlashAsync(SlackBot.CareTeam, "ready 4");
        await bot.Slack.Person("U0PATEL001").SlashAsync(SlackBot.CareTeam, "ready 4");
        Assert.All(bot.Lines, line => Assert.Equal("asha.patel@example.org", line.By.Email));
        Assert.Equal(2, bot.Lines.Count);
        Assert.Equal(1, bot.Slack.CallsOf("users.info"));
    }

    [Fact]
    public async Task Whoever_was_deactivated_and_any_bot_has_no_mail_to_be_known_by()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.IsLinked = _ => false;
        await bot.Slack.AddPerson("U0GONE0001", "Gone", "gone@example.org", deleted: true).SlashAsync(SlackBot.CareTeam, "ready 4");
        await bot.Slack.AddPerson("U0OTHERBOT", "Bot", "bot@example.org", bot: true).SlashAsync(SlackBot.CareTeam, "ready 4");
        await bot.Slack.Person("U0NOBODY01").SlashAsync(SlackBot.CareTeam, "ready 4");
        Assert.Equal(3, bot.Lines.Count);
        Assert.All(bot.Lines, line => Assert.Equal("", line.By.Email));
    }

    [Fact]
    public async Task Until_Slack_says_which_workspace_is_ours_nothing_is_done()
    {
        var silent = true;
        await using var bot = await SlackBot.StartAsync(before: one =>
            one.Slack.Mood = call => silent && call.Method == "auth.test" ? new SmallFault.Html(503) : null);
        Assert.Contains(Dealing.LineNotSaved, (await bot.MariasHands.SlashAsync(SlackBot.CareTeam, "ready 4")).Body, StringComparison.Ordinal);
        Assert.Equal(503, (await bot.MariasHands.SayAsync("ready 4")).Status);
        Assert.Equal(0, bot.Heard);

        silent = false;
        await bot.Slack.Postman.RedeliverAsync();
        Assert.Single(bot.Lines);
    }

    [Theory]
    [InlineData("""{"type":"app_uninstalled"}""", "app_uninstalled")]
    [InlineData("""{"type":"tokens_revoked","tokens":{"oauth":[],"bot":["U0BOT00001"]}}""", "tokens_revoked")]
    public async Task Being_removed_is_an_error_that_shows(string happened, string what)
    {
        await using var bot = await SlackBot.StartAsync();
        Assert.Null(bot.Service<Standing>().Fault);
        var removed = SlackWire.Sample("event-app-uninstalled");
        removed["event"] = JsonNode.Parse(happened);
        Assert.Equal(200, (await bot.Slack.Postman.EventAsync(removed)).Status);
        Assert.Contains(bot.Log, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(what, StringComparison.Ordinal));
        Assert.Equal($"{what}: removed_from_workspace", bot.Service<Standing>().Fault);
        Assert.Equal(0, bot.Heard);
    }

    [Fact]
    public async Task Somebody_elses_token_being_revoked_is_none_of_ours()
    {
        await using var bot = await SlackBot.StartAsync();
        var revoked = SlackWire.Sample("event-app-uninstalled");
        revoked["event"] = JsonNode.Parse("""{"type":"tokens_revoked","tokens":{"oauth":["U1"],"bot":[]}}""");
        Assert.Equal(200, (await bot.Slack.Postman.EventAsync(revoked)).Status);
        Assert.Null(bot.Service<Standing>().Fault);
    }

    private static void Unsigned(HttpRequestMessage request)
    {
        request.Headers.Remove("X-Slack-Request-Timestamp");
        request.Headers.Remove("X-Slack-Signature");
    }

    private static void Signature(HttpRequestMessage request, Func<string, string> change)
    {
        var signature = request.Headers.GetValues("X-Slack-Signature").Single();
        request.Headers.Remove("X-Slack-Signature");
        request.Headers.Add("X-Slack-Signature", change(signature));
    }
}

using System.Globalization;
using System.Net.Sockets;
using Bot.Clinic;
using Bot.Slack.Outbound;
using Bot.Tests.Slack.Small;
using Bot.Tests.Whole;

namespace Bot.Tests.Slack;

public class WhenSlackRefuses
{
    private const string Secret = "what was written there";

    [Theory]
    [InlineData("ratelimited", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("rate_limited", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("message_limit_exceeded", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("service_unavailable", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("request_timeout", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("team_added_to_org", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("org_login_required", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("external_channel_migrating", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("update_failed", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("hash_conflict", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("not_reached", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("internal_error", ChannelTrouble.Unsure, ChannelTrouble.Later)]
    [InlineData("fatal_error", ChannelTrouble.Unsure, ChannelTrouble.Later)]
    [InlineData("no_answer", ChannelTrouble.Unsure, ChannelTrouble.Later)]
    [InlineData("message_not_found", ChannelTrouble.MessageGone, ChannelTrouble.MessageGone)]
    [InlineData("cant_update_message", ChannelTrouble.MessageGone, ChannelTrouble.MessageGone)]
    [InlineData("cant_delete_message", ChannelTrouble.MessageGone, ChannelTrouble.MessageGone)]
    [InlineData("edit_window_closed", ChannelTrouble.MessageGone, ChannelTrouble.MessageGone)]
    [InlineData("channel_not_found", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData("not_in_channel", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData("is_archived", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData("is_inactive", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData("user_not_found", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData("user_not_visible", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData("user_disabled", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData("cannot_dm_bot", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData("messages_tab_disabled", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData("restricted_action", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData("no_permission", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData("invalid_blocks", ChannelTrouble.Refused, ChannelTrouble.Refused)]
    [InlineData("no_text", ChannelTrouble.Refused, ChannelTrouble.Refused)]
    [InlineData("msg_blocks_too_long", ChannelTrouble.Refused, ChannelTrouble.Refused)]
    [InlineData("invalid_auth", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("account_inactive", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("token_revoked", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("missing_scope", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData("method_deprecated", ChannelTrouble.Refused, ChannelTrouble.Refused)]
    [InlineData("something_new", ChannelTrouble.Refused, ChannelTrouble.Refused)]
    public async Task Every_error_has_its_meaning(string error, ChannelTrouble post, ChannelTrouble change)
    {
        Assert.Equal(post, SlackErrors.Trouble("chat.postMessage", error));
        Assert.Equal(change, SlackErrors.Trouble("chat.update", error));
        Assert.Equal(change, SlackErrors.Trouble("conversations.open", error));
        if (error is "no_answer" or "not_reached" or "cant_delete_message")
            return;

        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Misbehave("chat.postMessage", new SmallFault.Error(error));
        bot.Slack.Misbehave("chat.update", new SmallFault.Error(error));
        var fault = await PostAsync(bot);
        Assert.Equal((post, $"chat.postMessage: {error}"), (fault.Trouble, fault.Message));
        Assert.Equal(change, (await RepaintAsync(bot)).Trouble);
    }

    [Theory]
    [InlineData(200, ChannelTrouble.Unsure)]
    [InlineData(302, ChannelTrouble.Later)]
    [InlineData(403, ChannelTrouble.Later)]
    [InlineData(404, ChannelTrouble.Later)]
    [InlineData(500, ChannelTrouble.Unsure)]
    [InlineData(502, ChannelTrouble.Unsure)]
    [InlineData(503, ChannelTrouble.Unsure)]
    public async Task A_page_instead_of_an_answer_is_never_final(int status, ChannelTrouble post)
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Misbehave("chat.postMessage", new SmallFault.Html(status));
        bot.Slack.Misbehave("chat.update", new SmallFault.Html(status));
        Assert.Equal(post, (await PostAsync(bot)).Trouble);
        Assert.Equal(ChannelTrouble.Later, (await RepaintAsync(bot)).Trouble);
    }

    [Fact]
    public async Task No_answer_leaves_a_post_in_doubt_and_a_change_for_later()
    {
        await using var bot = await SlackBot.StartAsync(options => options.CallTimeout = TimeSpan.FromSeconds(1));
        foreach (var fault in (SmallFault[])[new SmallFault.HalfBody(), new SmallFault.LostAnswer(), new SmallFault.Reset(), new SmallFault.Silence()])
        {
            bot.Slack.Misbehave("chat.postMessage", fault);
            bot.Slack.Misbehave("chat.update", fault);
            Assert.Equal(ChannelTrouble.Unsure, (await PostAsync(bot)).Trouble);
            Assert.Equal(ChannelTrouble.Later, (await RepaintAsync(bot)).Trouble);
        }

        // Two of the four were carried out, and the bot cannot know.
        Assert.Equal(2, bot.Slack.Messages(SlackBot.CareTeam).Count);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_posted()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var nobody = $"http://{taken.LocalEndpoint}/api/";
        taken.Stop();
        await using var bot = await SlackBot.StartAsync(options => options.ApiUrl = nobody);
        Assert.Equal(ChannelTrouble.Later, (await PostAsync(bot)).Trouble);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(600)]
    [InlineData(0)]
    public async Task Retry_After_is_passed_on_and_that_method_rests_until_then(int seconds)
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Misbehave("chat.postMessage", new SmallFault.RateLimited(seconds));
        var until = bot.Clock.GetUtcNow().AddSeconds(seconds);
        var fault = await PostAsync(bot);
        Assert.Equal((ChannelTrouble.Later, until), (fault.Trouble, fault.RetryAt!.Value));
        var calls = bot.Slack.CallsOf("chat.postMessage");
        if (seconds == 0)
        {
            await bot.PostedAsync(SlackCards.Face("room", "Room 4"));
            return;
        }

        bot.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal(until, (await PostAsync(bot)).RetryAt);
        Assert.Equal(calls, bot.Slack.CallsOf("chat.postMessage"));
        Assert.Equal("chat.update: message_not_found", (await RepaintAsync(bot)).Message);
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        await bot.PostedAsync(SlackCards.Face("room", "Room 4"));
    }

    [Fact]
    public async Task Without_Retry_After_the_caller_chooses_the_time()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Misbehave("chat.postMessage", new SmallFault.RateLimited(null));
        var fault = await PostAsync(bot);
        Assert.Equal((ChannelTrouble.Later, null), (fault.Trouble, fault.RetryAt));
    }

    [Fact]
    public async Task A_refusal_is_logged_once_with_method_error_and_place_and_never_with_the_words()
    {
        await using var bot = await SlackBot.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            bot.Slack.Misbehave("chat.postMessage", new SmallFault.Error("invalid_blocks", "/blocks/0/text/text"));
            var fault = await PostAsync(bot);
            Assert.Equal("chat.postMessage: invalid_blocks at /blocks/0/text/text", fault.Message);
        }
        var error = Assert.Single(bot.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Equal("Error: Slack refuses chat.postMessage: invalid_blocks /blocks/0/text/text", error);
        Assert.DoesNotContain(bot.Log, line => line.Contains(Secret, StringComparison.Ordinal) || line.Contains("Room 4", StringComparison.Ordinal)
            || line.Contains("xoxb", StringComparison.Ordinal) || line.Contains("ready for you", StringComparison.Ordinal));
        Assert.Null(bot.Service<Standing>().Fault);
    }

    [Theory]
    [InlineData("invalid_auth", "bot token")]
    [InlineData("token_revoked", "bot token")]
    [InlineData("account_inactive", "bot token")]
    [InlineData("missing_scope", "chat.postMessage")]
    public async Task Credentials_that_Slack_refuses_show_until_it_takes_them_again(string error, string what)
    {
        await using var bot = await SlackBot.StartAsync();

        // The bot asks at its start whose it is: an answer that comes later would count as Slack taking the token again.
        await Eventually.HoldsAsync(() => bot.Log.Any(line => line.Contains("serves the Slack workspace", StringComparison.Ordinal)), "The bot did not learn its workspace.");
        bot.Slack.Misbehave("chat.postMessage", new SmallFault.Error(error), times: 2);
        for (var minute = 1; minute <= 2; minute++)
        {
            var fault = await PostAsync(bot);
            Assert.Equal((ChannelTrouble.Later, bot.Clock.GetUtcNow().AddMinutes(1)), (fault.Trouble, fault.RetryAt!.Value));
            Assert.Equal($"{what}: {error}", bot.Channel.Fault);

            // Meanwhile Slack is not even asked.
            await PostAsync(bot);
            Assert.Equal(minute, bot.Slack.CallsOf("chat.postMessage"));
            bot.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        await bot.PostedAsync(SlackCards.Face("room", "Room 4"));
        Assert.Null(bot.Channel.Fault);
        Assert.Equal(
            [$"Error: Slack refuses {what}: {error} ", $"Information: Slack takes {what} again"],
            bot.Log.Where(line => line.Contains(what, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_token_is_refused_for_all_methods_and_a_scope_for_its_own()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Misbehave("chat.postMessage", new SmallFault.Error("missing_scope"));
        await PostAsync(bot);
        Assert.Equal("chat.update: message_not_found", (await RepaintAsync(bot)).Message);

        bot.Slack.Misbehave("chat.update", new SmallFault.Error("token_revoked"));
        await RepaintAsync(bot);
        bot.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("chat.postMessage: the token was refused", (await PostAsync(bot)).Message);
    }

    [Fact]
    public async Task A_wrong_token_is_found_at_the_start()
    {
        await using var bot = await SlackBot.StartAsync(options => options.BotToken = "xoxb-another");
        await bot.Slack.UntilAsync(() => bot.Channel.Fault == "bot token: invalid_auth", "the fault shows");
    }

    [Fact]
    public async Task An_error_that_is_no_word_of_Slacks_is_not_repeated()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Misbehave("chat.postMessage", new SmallFault.Error("Maria Lopez\\nis unknown"));
        var fault = await PostAsync(bot);
        Assert.Equal((ChannelTrouble.Refused, "chat.postMessage: unknown_error"), (fault.Trouble, fault.Message));
    }

    [Fact]
    public async Task A_call_that_is_taken_back_is_no_trouble_of_the_channel()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Misbehave("chat.postMessage", new SmallFault.Silence());
        using var cancel = new CancellationTokenSource();
        var calling = bot.Channel.PostAsync(SlackBot.CareTeamPlace, SlackCards.Face("room", "Room 4"), cancel.Token);
        while (bot.Slack.CallsOf("chat.postMessage") == 0)
            await Task.Yield();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
    }

    [Fact]
    public async Task With_a_third_of_all_calls_failing_in_every_way_patience_paints_every_card()
    {
        await using var bot = await SlackBot.StartAsync(options => options.CallTimeout = TimeSpan.FromSeconds(2));
        var random = new Random(7);
        SmallFault[] faults =
        [
            new SmallFault.Html(503), new SmallFault.HalfBody(), new SmallFault.LostAnswer(), new SmallFault.Reset(), new SmallFault.RateLimited(3),
            new SmallFault.RateLimited(null), new SmallFault.Error("internal_error"), new SmallFault.Error("service_unavailable"), new SmallFault.Html(200),
        ];
        bot.Slack.Mood = _ =>
        {
            lock (random)
                return random.Next(3) == 0 ? faults[random.Next(faults.Length)] : null;
        };

        var cards = new List<string>();
        for (var room = 1; room <= 8; room++)
            cards.Add(await PatientlyAsync(bot, () => bot.Channel.PostAsync(SlackBot.CareTeamPlace, SlackCards.Face("room", $"Room {room} · Ready"), default)));
        foreach (var step in (string[])["Waiting", "Coming", "With"])
        {
            for (var i = 0; i < cards.Count; i++)
            {
                var (card, face) = (cards[i], SlackCards.Face("room", string.Create(CultureInfo.InvariantCulture, $"Room {i + 1} · {step}")));
                await PatientlyAsync(bot, async () =>
                {
                    await bot.Channel.RepaintAsync(SlackBot.CareTeamPlace, card, face, default);
                    return "";
                });
            }
        }
        var shown = bot.Slack.Messages(SlackBot.CareTeam).Where(message => cards.Contains($"{message.Channel}|{message.Ts}")).Select(message => message.Reads);
        Assert.Equal(Enumerable.Range(1, 8).Select(room => $"Room {room} · With"), shown);
    }

    private static async Task<string> PatientlyAsync(SlackBot bot, Func<Task<string>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (ChannelException fault)
            {
                Assert.True(fault.Trouble is ChannelTrouble.Later or ChannelTrouble.Unsure, fault.Message);
                bot.Clock.Advance((fault.RetryAt ?? bot.Clock.GetUtcNow().AddSeconds(1)) - bot.Clock.GetUtcNow());
            }
        }
    }

    private static Task<ChannelException> PostAsync(SlackBot bot) => Assert.ThrowsAsync<ChannelException>(
        () => bot.Channel.PostAsync(SlackBot.CareTeamPlace, SlackCards.Face("room", "Room 4"), default));

    private static Task<ChannelException> RepaintAsync(SlackBot bot) => Assert.ThrowsAsync<ChannelException>(
        () => bot.Channel.RepaintAsync(SlackBot.CareTeamPlace, $"{SlackBot.CareTeam}|1700000000.000001", SlackCards.Face("room", "Room 4"), default));
}

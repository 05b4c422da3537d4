using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Bot.Clinic;
using Bot.Teams.Outbound;

namespace Bot.Tests.Teams;

public class WhenTheConnectorRefuses
{
    [Theory]
    [InlineData(400, "Bad Argument", ChannelTrouble.Refused, ChannelTrouble.Refused)]
    [InlineData(401, "BotNotRegistered", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData(403, "BotDisabledByAdmin", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData(403, "ConversationBlockedByUser", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData(403, "BotNotInConversationRoster", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData(403, "ForbiddenOperationException", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData(403, "InvalidBotApiHost", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData(403, "NotEnoughPermissions", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData(403, "MessageWritesBlocked", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData(404, "ConversationNotFound", ChannelTrouble.Unreachable, ChannelTrouble.MessageGone)]
    [InlineData(404, "ActivityNotFoundInConversation", ChannelTrouble.Unreachable, ChannelTrouble.MessageGone)]
    [InlineData(404, "BotNotInConversationRoster", ChannelTrouble.Unreachable, ChannelTrouble.Unreachable)]
    [InlineData(408, "", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData(412, "PreconditionFailed", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData(413, "MessageSizeTooBig", ChannelTrouble.Refused, ChannelTrouble.Refused)]
    [InlineData(429, "Throttled", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData(500, "ServiceError", ChannelTrouble.Refused, ChannelTrouble.Refused)]
    [InlineData(502, "", ChannelTrouble.Unsure, ChannelTrouble.Later)]
    [InlineData(503, "", ChannelTrouble.Later, ChannelTrouble.Later)]
    [InlineData(504, "", ChannelTrouble.Unsure, ChannelTrouble.Later)]
    [InlineData(418, "", ChannelTrouble.Refused, ChannelTrouble.Refused)]
    internal void Every_row_of_the_table_has_its_meaning(int status, string code, ChannelTrouble post, ChannelTrouble change)
    {
        Assert.Equal(post, RetryTable.Trouble(HttpMethod.Post, status, code));
        Assert.Equal(change, RetryTable.Trouble(HttpMethod.Put, status, code));
        Assert.Equal(change, RetryTable.Trouble(HttpMethod.Delete, status, code.ToUpperInvariant()));
    }

    [Theory]
    [InlineData("""{"error":{"code":"Throttled","message":"x"}}""", "Throttled")]
    [InlineData("""{"Error":{"Code":"Bad Argument"}}""", "Bad Argument")]
    [InlineData("""{"errorCode":209,"message":"{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n  \"details\": null\r\n}"}""", "MessageWritesBlocked")]
    [InlineData("""{"errorCode":209,"message":"blocked"}""", "MessageWritesBlocked")]
    [InlineData("""{"error":{"code":"Forbidden","message":"{\"subCode\":\"ConversationBlockedByUser\"}"}}""", "ConversationBlockedByUser")]
    [InlineData("""{"error":"text"}""", "")]
    [InlineData("""{"error":{"code":"line\nbreak"}}""", "")]
    [InlineData("""{"error":{"code":"\ud800"}}""", "")]
    [InlineData("<html>", "")]
    [InlineData("", "")]
    public void The_code_is_found_wherever_it_stands(string body, string code) =>
        Assert.Equal(code, ConnectorError.CodeOf(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("30", 30)]
    [InlineData("0", 0)]
    [InlineData(null, null)]
    [InlineData("soon", null)]
    public async Task Retry_After_in_seconds_is_passed_on(string? header, int? seconds)
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.Expect("PUT", ".*", new Reply(429, RetryAfter: header));
        var fault = await Assert.ThrowsAsync<ChannelException>(() => CallingTheConnector.RepaintAsync(bot));
        Assert.Equal(ChannelTrouble.Later, fault.Trouble);
        Assert.Equal(seconds is { } s ? bot.Clock.GetUtcNow().AddSeconds(s) : null, fault.RetryAt);
    }

    [Fact]
    public async Task Retry_After_as_a_date_is_passed_on_as_the_time_until_then()
    {
        await using var bot = await TeamsBot.StartAsync();
        var date = TimeProvider.System.GetUtcNow().AddSeconds(90).ToString("r", CultureInfo.InvariantCulture);
        bot.Teams.Expect("PUT", ".*", new Reply(429, RetryAfter: date));
        var fault = await Assert.ThrowsAsync<ChannelException>(() => CallingTheConnector.RepaintAsync(bot));
        Assert.InRange((fault.RetryAt!.Value - bot.Clock.GetUtcNow()).TotalSeconds, 80, 91);
    }

    [Fact]
    public async Task No_answer_leaves_a_post_in_doubt_and_a_change_for_later()
    {
        await using var bot = await TeamsBot.StartAsync(options => options.CallTimeout = TimeSpan.FromMilliseconds(200));
        await bot.SendAsync("message-personal");
        foreach (var reply in (Reply[])[Reply.Silence, Reply.Reset, new Reply(200, "not json")])
        {
            bot.Teams.Expect("POST", ".*/activities", reply);
            var fault = await Assert.ThrowsAsync<ChannelException>(() => bot.Channel.PostAsync(TeamsBot.AnnasPlace, TeamsBot.RoomFace(), default));
            Assert.Equal(ChannelTrouble.Unsure, fault.Trouble);
        }
        foreach (var reply in (Reply[])[Reply.Silence, Reply.Reset])
        {
            bot.Teams.Expect("PUT", ".*", reply);
            Assert.Equal(ChannelTrouble.Later, (await Assert.ThrowsAsync<ChannelException>(() => CallingTheConnector.RepaintAsync(bot))).Trouble);
        }
    }

    [Fact]
    public async Task Credentials_that_are_refused_rest_for_a_minute_and_are_told_once_until_they_are_taken_again()
    {
        await using var bot = await TeamsBot.StartAsync();
        for (var minute = 1; minute <= 2; minute++)
        {
            bot.Teams.Expect("PUT", ".*", Reply.Error(401, "BotNotRegistered"));
            bot.Teams.Expect("PUT", ".*", Reply.Error(401, "BotNotRegistered"));
            var fault = await Assert.ThrowsAsync<ChannelException>(() => CallingTheConnector.RepaintAsync(bot));
            Assert.Equal((ChannelTrouble.Later, bot.Clock.GetUtcNow().AddMinutes(1)), (fault.Trouble, fault.RetryAt!.Value));
            Assert.Equal("401 BotNotRegistered", bot.Channel.Fault);

            // Meanwhile Teams is not even asked, in no conversation.
            Assert.Equal(fault.RetryAt, (await Assert.ThrowsAsync<ChannelException>(() => CallingTheConnector.RepaintAsync(bot, "a:2|1"))).RetryAt);
            Assert.Equal(2 * minute, bot.Teams.Calls.Count);
            bot.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        bot.Teams.Expect("PUT", ".*", new Reply(200));
        await CallingTheConnector.RepaintAsync(bot);
        Assert.Null(bot.Channel.Fault);
        Assert.Equal(
            ["Teams refuses the bot's own credentials: 401 BotNotRegistered", "Teams takes the bot's credentials again"],
            bot.Log.Where(line => line.Contains("credentials", StringComparison.Ordinal)));
        Assert.DoesNotContain(bot.Log, line => line.Contains("Teams did not take", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_posted()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var nobody = $"http://{taken.LocalEndpoint}/teams";
        taken.Stop();
        await using var bot = await TeamsBot.StartAsync(options =>
        {
            options.ServiceUrls.Insert(0, nobody);
        });
        var fault = await Assert.ThrowsAsync<ConnectorException>(
            () => bot.Service<Connector>().SendAsync(nobody, "a:1", "{}"u8.ToArray(), default));
        Assert.False(fault.Sent);
    }

    [Fact]
    public async Task A_call_that_is_taken_back_is_no_trouble_of_the_channel()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.Expect("PUT", ".*", Reply.Silence);
        using var cancel = new CancellationTokenSource();
        var calling = bot.Channel.RepaintAsync(TeamsBot.AnnasPlace, "a:1|1", TeamsBot.RoomFace(), cancel.Token);
        while (bot.Teams.Calls.IsEmpty)
            await Task.Yield();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
    }

    [Fact]
    public async Task What_is_told_and_logged_holds_no_ids_of_people_and_no_words()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync("message-personal");
        bot.Teams.Expect("POST", ".*", new Reply(400, """{"error":{"code":"Bad Argument","message":"Anna Sample is unknown"}}"""));
        var fault = await Assert.ThrowsAsync<ChannelException>(() => bot.Channel.PostAsync(TeamsBot.AnnasPlace, TeamsBot.RoomFace(), default));
        Assert.Equal("400 Bad Argument", fault.Message);
        Assert.DoesNotContain(bot.Log, line => line.Contains("Anna", StringComparison.Ordinal) || line.Contains("Room 4", StringComparison.Ordinal) || line.Contains("token-", StringComparison.Ordinal));
    }
}

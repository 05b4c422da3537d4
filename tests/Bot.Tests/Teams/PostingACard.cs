using System.Text;
using System.Text.Json.Nodes;
using Bot.Clinic;

namespace Bot.Tests.Teams;

public class PostingACard
{
    private static readonly Reply Sent = new(201, """{"id":"9"}""");

    [Fact]
    public async Task To_a_person_nobody_has_heard_of_yet_it_opens_a_chat_once()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.Expect("POST", "/v3/conversations", new Reply(201, """{"id":"a:new"}"""));
        bot.Teams.Always("POST", "/v3/conversations/a%3Anew/activities", _ => Sent);
        Assert.True(bot.Channel.Knows(TeamsBot.AnnasPlace));

        var posted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bot.Channel.PostAsync(TeamsBot.AnnasPlace, TeamsBot.RoomFace(), default)));

        Assert.All(posted, message => Assert.Equal("a:new|9", message));
        Assert.Equal(
            """{"isGroup":false,"bot":{"id":"28:APP"},"members":[{"id":"ANNA"}],"tenantId":"TENANT","channelData":{"tenant":{"id":"TENANT"}}}"""
                .Replace("APP", SmallTeams.AppId, StringComparison.Ordinal).Replace("ANNA", TeamsBot.AnnaId, StringComparison.Ordinal).Replace("TENANT", SmallTeams.Tenant, StringComparison.Ordinal),
            bot.Teams.Calls.First().Body);
        Assert.Equal(5, bot.Teams.Calls.Count);
    }

    [Fact]
    public async Task A_card_has_a_summary_no_text_and_buzzes_only_when_it_shall()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync("message-personal");
        bot.Teams.Always("POST", "/emea/v3/conversations/a%3A1Sample.*/activities", _ => Sent);

        await bot.Channel.PostAsync(TeamsBot.AnnasPlace, TeamsBot.RoomFace(rings: true), default);
        await bot.Channel.PostAsync(TeamsBot.AnnasPlace, TeamsBot.RoomFace(rings: false), default);

        var (ringing, quiet) = (bot.Teams.Calls.First(), bot.Teams.Calls.Last());
        const string Card = """{"type":"message","summary":"Room 4 is ready for you","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","card":"room","model":{"room":"4"}}}]""";
        Assert.Equal(Card + ""","channelData":{"notification":{"alert":true}}}""", ringing.Body);
        Assert.Equal(Card + "}", quiet.Body);
        Assert.Equal("application/json; charset=utf-8", ringing.ContentType);
        Assert.Equal("Bearer token-1", ringing.Authorization);
    }

    [Fact]
    public async Task To_a_group_chat_it_is_sent_and_changed_there()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync("message-personal");
        const string There = "/emea/v3/conversations/19%3A7c2a7c9e1f3b4a6c8d0e2f4a6b8c0d1e%40thread.v2/activities";
        bot.Teams.Expect("POST", There, Sent);
        bot.Teams.Expect("PUT", There + "/9", Sent);
        var message = await bot.Channel.PostAsync(TeamsBot.Huddle, TeamsBot.RoomFace(), default);
        Assert.Equal(TeamsBot.GroupChat + "|9", message);
        await bot.Channel.RepaintAsync(TeamsBot.Huddle, message, TeamsBot.RoomFace(), default);
        Assert.Equal(2, bot.Teams.Calls.Count);
    }

    [Fact]
    public async Task To_a_channel_it_starts_a_thread_and_changes_it_there()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync("installationUpdate-add-channel");
        bot.Teams.Expect("POST", "/emea/v3/conversations", new Reply(201, $$"""{"id":"{{TeamsBot.CareTeamChannel}};messageid=17","activityId":"17"}"""));
        var message = await bot.Channel.PostAsync(TeamsBot.CareTeam, TeamsBot.RoomFace(), default);
        Assert.Equal(TeamsBot.CareTeamChannel + "|17", message);
        var body = bot.Teams.Calls.Single().Json;
        Assert.True(body["isGroup"]!.GetValue<bool>());
        Assert.Equal(TeamsBot.CareTeamChannel, body["channelData"]!["channel"]!["id"]!.GetValue<string>());
        Assert.Equal("Room 4 is ready for you", body["activity"]!["summary"]!.GetValue<string>());

        const string There = "/emea/v3/conversations/19%3A5d2a7c9e1f3b4a6c8d0e2f4a6b8c0d1e%40thread.tacv2%3Bmessageid%3D17/activities/17";
        bot.Teams.Expect("PUT", There, new Reply(200));
        bot.Teams.Expect("DELETE", There, new Reply(200));
        await bot.Channel.RepaintAsync(TeamsBot.CareTeam, message, TeamsBot.RoomFace(rings: true), default);
        Assert.Null(bot.Teams.Calls.Last().Json["channelData"]);
        await bot.Channel.DeleteAsync(TeamsBot.CareTeam, message, default);
    }

    [Fact]
    public async Task A_mention_is_a_line_of_text_with_the_name_of_the_roster()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync("installationUpdate-add-channel");
        bot.Teams.Expect("GET", $".*/members/{TeamsBot.AnnaId}", new Reply(200, """{"id":"29:anna","name":"Anna <Sample>"}"""));
        bot.Teams.Expect("POST", "/emea/v3/conversations", new Reply(201, """{"id":"c;messageid=1","activityId":"1"}"""));
        await bot.Channel.PostAsync(TeamsBot.CareTeam, TeamsBot.RoomFace("Room 4 needs someone", rings: true, TeamsBot.Anna, TeamsBot.Nobody), default);
        var activity = bot.Teams.Calls.Last().Json["activity"]!;
        Assert.Equal("<at>Anna Sample</at> Room 4 needs someone", activity["text"]!.GetValue<string>());
        Assert.Equal("Room 4 needs someone", activity["summary"]!.GetValue<string>());
        Assert.Null(activity["attachments"]);
        var entity = Assert.Single(activity["entities"]!.AsArray())!;
        Assert.Equal("<at>Anna Sample</at>", entity["text"]!.GetValue<string>());
        Assert.Equal((TeamsBot.AnnaId, "Anna Sample"), (entity["mentioned"]!["id"]!.GetValue<string>(), entity["mentioned"]!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Whoever_is_not_linked_and_what_is_not_bound_cannot_be_reached()
    {
        await using var bot = await TeamsBot.StartAsync();
        foreach (var place in (Place[])[new Place.Person(TeamsBot.Nobody), new Place.Desk(new SiteId("main-street"), new DeskId("lab"))])
        {
            Assert.False(bot.Channel.Knows(place));
            var fault = await Assert.ThrowsAsync<ChannelException>(() => bot.Channel.PostAsync(place, TeamsBot.RoomFace(), default));
            Assert.Equal(ChannelTrouble.Unreachable, fault.Trouble);
        }
    }

    [Fact]
    public async Task A_chat_that_cannot_be_opened_now_is_opened_later_and_one_that_may_not_be_is_final()
    {
        await using var bot = await TeamsBot.StartAsync();
        foreach (var (reply, trouble) in ((Reply, ChannelTrouble)[])[
            (new Reply(504), ChannelTrouble.Later),
            (Reply.Reset, ChannelTrouble.Later),
            (Reply.Error(403, "ForbiddenOperationException"), ChannelTrouble.Unreachable),
            (new Reply(404), ChannelTrouble.Unreachable)])
        {
            bot.Teams.Expect("POST", "/v3/conversations", reply);
            var fault = await Assert.ThrowsAsync<ChannelException>(() => bot.Channel.PostAsync(TeamsBot.AnnasPlace, TeamsBot.RoomFace(), default));
            Assert.Equal(trouble, fault.Trouble);
        }
    }

    [Fact]
    public async Task A_chat_that_is_no_more_is_opened_again()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync("message-personal");
        bot.Teams.Expect("POST", "/emea/v3/conversations/a%3A1Sample.*/activities", Reply.Error(404, "ConversationNotFound"));
        bot.Teams.Expect("POST", "/emea/v3/conversations", new Reply(201, """{"id":"a:new"}"""));
        bot.Teams.Expect("POST", "/emea/v3/conversations/a%3Anew/activities", Sent);
        Assert.Equal("a:new|9", await bot.Channel.PostAsync(TeamsBot.AnnasPlace, TeamsBot.RoomFace(), default));
    }

    [Fact]
    public async Task Whoever_blocked_the_bot_is_let_be_until_they_speak()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync("message-personal");
        bot.Teams.Expect("POST", ".*/activities", Reply.Error(403, "ConversationBlockedByUser"));
        for (var i = 0; i < 3; i++)
        {
            var fault = await Assert.ThrowsAsync<ChannelException>(() => bot.Channel.PostAsync(TeamsBot.AnnasPlace, TeamsBot.RoomFace(), default));
            Assert.Equal(ChannelTrouble.Unreachable, fault.Trouble);
        }
        Assert.Single(bot.Teams.Calls);
        Assert.False(bot.Channel.Knows(TeamsBot.AnnasPlace));

        await bot.SendAsync("message-personal");
        bot.Teams.Expect("POST", ".*/activities", Sent);
        await bot.Channel.PostAsync(TeamsBot.AnnasPlace, TeamsBot.RoomFace(), default);
    }

    [Fact]
    public async Task Calls_to_one_conversation_run_one_after_another_and_others_pass_by()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.Expect("PUT", ".*", Reply.Silence);
        bot.Teams.Always("PUT", ".*", _ => new Reply(200));
        using var patience = new CancellationTokenSource();
        var stuck = bot.Channel.RepaintAsync(TeamsBot.AnnasPlace, "a:1|1", TeamsBot.RoomFace(), patience.Token);
        while (!bot.Teams.Calls.Any(call => call.Method == "PUT"))
            await Task.Yield();
        var behind = bot.Channel.RepaintAsync(TeamsBot.AnnasPlace, "a:1|2", TeamsBot.RoomFace(), default);
        await bot.Channel.RepaintAsync(TeamsBot.AnnasPlace, "a:2|1", TeamsBot.RoomFace(), default);
        Assert.False(behind.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stuck);
        await behind;
    }

    [Fact]
    public async Task More_than_80_KB_is_not_even_sent()
    {
        await using var bot = await TeamsBot.StartAsync();
        var large = TeamsBot.RoomFace() with { Model = Encoding.UTF8.GetBytes(JsonValue.Create(new string('x', 41 * 1024))!.ToJsonString()) };
        var fault = await Assert.ThrowsAsync<ChannelException>(() => bot.Channel.RepaintAsync(TeamsBot.AnnasPlace, "a:1|1", large, default));
        Assert.Equal(ChannelTrouble.Refused, fault.Trouble);
        Assert.Empty(bot.Teams.Calls);

        // Two bytes of UTF-8 are one character: 40 K of them are 80 KB in UTF-8, and in UTF-16 too.
        bot.Teams.Expect("PUT", ".*", new Reply(200));
        var fits = TeamsBot.RoomFace() with { Model = Encoding.UTF8.GetBytes('"' + new string('é', 40_000) + '"') };
        await bot.Channel.RepaintAsync(TeamsBot.AnnasPlace, "a:1|1", fits, default);
    }

    [Fact]
    public async Task What_is_no_message_of_this_channel_is_gone()
    {
        await using var bot = await TeamsBot.StartAsync();
        foreach (var message in (string[])["", "x", "|", "a:1|", "|1"])
        {
            var fault = await Assert.ThrowsAsync<ChannelException>(() => bot.Channel.DeleteAsync(TeamsBot.AnnasPlace, message, default));
            Assert.Equal(ChannelTrouble.MessageGone, fault.Trouble);
        }
    }
}

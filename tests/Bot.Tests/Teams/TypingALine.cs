using System.Net;
using System.Text.Json.Nodes;
using Bot.Clinic;
using Bot.Teams.Inbound;

namespace Bot.Tests.Teams;

public class TypingALine
{
    [Fact]
    public async Task A_line_in_a_direct_chat_arrives_as_typed()
    {
        await using var bot = await TeamsBot.StartAsync();
        var response = await bot.SendAsync("message-personal");
        Assert.Equal((HttpStatusCode.Accepted, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(
            new Line(new Speaker("teams", TeamsBot.AnnaId, ""), new Conversation(TeamsBot.AnnasChat, Direct: true), "new", "1795159960518"),
            Assert.Single(bot.Lines));
    }

    [Fact]
    public async Task A_line_in_a_channel_arrives_without_the_mention_and_the_thread()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync("message-channel-mention");
        var line = Assert.Single(bot.Lines);
        Assert.Equal(("open", new Conversation(TeamsBot.CareTeamChannel, Direct: false)), (line.Text, line.In));
    }

    [Theory]
    [InlineData("<at>Handoff</at> ready 4", "<at>Handoff</at>", "ready 4")]
    [InlineData("<AT>handoff</AT> ready 4", "<at>Handoff</at>", "ready 4")]
    [InlineData("ready <at>Handoff</at>4", "<at>Handoff</at>", "ready  4")]
    [InlineData("<at>Handoff</at> <at>Handoff</at> board", "<at>Handoff</at>", "board")]
    [InlineData("<at>Handoff</at>&nbsp;\u00a0left 4\r\n", "<at>Handoff</at>", "left 4")]
    [InlineData("<at>Handoff</at> request 4 Handoff", "<at>Handoff</at>", "request 4 Handoff")]
    [InlineData("<at>Hand(off).*</at> mine", "<at>Hand(off).*</at>", "mine")]
    [InlineData("<at>Handoff</at> mine", null, "mine")]
    [InlineData("<at>Handoff</at> mine", "", "<at>Handoff</at> mine")]
    [InlineData("one\r\ntwo\rthree", null, "one\ntwo\nthree")]
    public void Mentions_are_stripped_by_their_entities(string text, string? mention, string expected) =>
        Assert.Equal(expected, MessageText.Of(Mentioning(text, mention, "28:bot")));

    [Fact]
    public void Other_people_stay_mentioned() =>
        Assert.Equal("request 4 <at>Sam Lee</at>", MessageText.Of(Mentioning("request 4 <at>Sam Lee</at>", "<at>Sam Lee</at>", "29:sam")));

    [Fact]
    public void Entities_of_any_shape_are_no_trouble()
    {
        foreach (var entities in (string[])["null", "5", "[]", "[5,null,\"x\"]", """[{"type":"mention"}]""", """[{"type":"mention","mentioned":5}]""", """[{"type":5,"text":[]}]"""])
        {
            var activity = System.Text.Json.JsonSerializer.Deserialize(
                $$"""{"text":" mine ","recipient":{"id":"28:bot"},"entities":{{entities}}}""", TeamsJson.Default.Activity)!;
            Assert.Equal("mine", MessageText.Of(activity));
        }
    }

    [Fact]
    public async Task The_answer_follows_in_the_same_thread()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.OnLine = (_, _) => Task.FromResult(Answer.Says("Type: ready 4 & more"));
        var sent = Sent(bot, new Reply(201, """{"id":"1"}"""));
        await bot.SendAsync("message-channel-mention");
        var call = await sent.Task;
        Assert.Equal("/emea/v3/conversations/19%3A5d2a7c9e1f3b4a6c8d0e2f4a6b8c0d1e%40thread.tacv2%3Bmessageid%3D1795156011447/activities", call.Target);
        Assert.Equal("Type: ready 4 & more", call.Json["text"]!.GetValue<string>());
        Assert.Null(call.Json["channelData"]);
    }

    [Fact]
    public async Task A_card_as_answer_has_a_summary_and_no_text()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.OnLine = (_, _) => Task.FromResult(new Answer(TeamsBot.RoomFace("Board", rings: true), "x"));
        var sent = Sent(bot, new Reply(201, """{"id":"1"}"""));
        await bot.SendAsync("message-personal");
        var json = (await sent.Task).Json;
        Assert.Equal("Board", json["summary"]!.GetValue<string>());
        Assert.Null(json["text"]);
        Assert.Null(json["channelData"]);
    }

    [Fact]
    public async Task An_answer_that_fails_is_tried_again()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.OnLine = (_, _) => Task.FromResult(Answer.Says("x"));
        bot.Teams.Expect("POST", ".*/activities", new Reply(503));
        bot.Teams.Expect("POST", ".*/activities", new Reply(412));
        var sent = Sent(bot, new Reply(201, """{"id":"1"}"""));
        await bot.SendAsync("message-personal");
        await sent.Task;
        Assert.Equal(3, bot.Teams.Calls.Count);
    }

    [Fact]
    public async Task An_answer_waits_for_the_rate_limit_on_the_settable_clock()
    {
        await using var bot = await TeamsBot.StartAsync(options => options.Limits.PerSecond = 1);
        bot.OnLine = (_, _) => Task.FromResult(Answer.Says("x"));
        bot.Teams.Expect("POST", ".*/activities", new Reply(201, """{"id":"1"}"""));
        await bot.SendAsync("message-personal");
        await bot.SendAsync("message-personal");
        await bot.Clock.TimersSetAsync(1);
        var sent = Sent(bot, new Reply(201, """{"id":"1"}"""));
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        await sent.Task;
    }

    [Fact]
    public async Task A_line_that_could_not_be_saved_is_answered_so()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.OnLine = (_, _) => throw new StoreUnavailableException();
        var sent = Sent(bot, new Reply(201, """{"id":"1"}"""));
        Assert.Equal(HttpStatusCode.Accepted, (await bot.SendAsync("message-personal")).StatusCode);
        Assert.Equal("Not saved, please send it again.", (await sent.Task).Json["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_line_is_accepted_only_once_it_is_saved()
    {
        await using var bot = await TeamsBot.StartAsync();
        var disk = new TaskCompletionSource<Answer>();
        bot.OnLine = (_, ct) => disk.Task.WaitAsync(ct);
        var sending = bot.SendAsync("message-personal");
        while (bot.Lines.IsEmpty)
            await Task.Yield();
        Assert.False(sending.IsCompleted);
        disk.SetResult(Answer.Nothing);
        Assert.Equal(HttpStatusCode.Accepted, (await sending).StatusCode);
    }

    private static TaskCompletionSource<Call> Sent(TeamsBot bot, Reply reply)
    {
        var sent = new TaskCompletionSource<Call>(TaskCreationOptions.RunContinuationsAsynchronously);
        bot.Teams.Always("POST", ".*/activities", call =>
        {
            sent.TrySetResult(call);
            return reply;
        });
        return sent;
    }

    private static Activity Mentioning(string text, string? mention, string id)
    {
        var entity = new JsonObject { ["type"] = "mention", ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = "Handoff" } };
        if (mention is not null)
            entity["text"] = mention;
        return new Activity
        {
            Text = text,
            Recipient = new Account("28:bot", "Handoff", null),
            Entities = System.Text.Json.JsonDocument.Parse(new JsonArray(entity).ToJsonString()).RootElement,
        };
    }
}

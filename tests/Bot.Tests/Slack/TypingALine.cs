using System.Text.Json.Nodes;
using Bot.Clinic;
using Bot.Slack.Inbound;
using Bot.Tests.Slack.Small;

namespace Bot.Tests.Slack;

public class TypingALine
{
    [Fact]
    public async Task Behind_the_slash_command_it_arrives_with_who_where_and_what()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.MariasHands.SlashAsync(SlackBot.CareTeam, "ready 4 & \"lee\" ✓ +1%");
        var line = Assert.Single(bot.Lines);
        Assert.Equal(new Speaker("slack", SlackBot.Maria, ""), line.By);
        Assert.Equal(new Conversation(SlackBot.CareTeam, Direct: false), line.In);
        Assert.Equal("ready 4 & \"lee\" ✓ +1%", line.Text);
        Assert.Matches("^[0-9a-f]{24}$", line.ClickId);
    }

    [Fact]
    public async Task The_published_form_body_is_read_byte_for_byte()
    {
        await using var bot = await SlackBot.StartAsync(before: one => one.Slack.AddPerson("U0NURSEA1", "Nurse A", ""));
        Assert.Equal(200, (await bot.Slack.Postman.PostAsync("/slack/commands", SlackWire.Text("slash-command.txt"))).Status);
        Assert.Equal("list open & \"mine\" ✓", Assert.Single(bot.Lines).Text);
    }

    [Fact]
    public async Task Its_answer_is_seen_by_nobody_else_and_reads_no_markup()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnLine = (_, _) => Task.FromResult(Answer.Says("Room 4 <!channel> *now* & then"));
        var reply = await bot.MariasHands.SlashAsync(SlackBot.CareTeam, "ready 4");
        Assert.Equal("ephemeral", reply.Json!["response_type"]!.GetValue<string>());
        Assert.Equal("Room 4 &lt;!channel&gt; *now* &amp; then", reply.Json["text"]!.GetValue<string>());
        Assert.Equal(
            """[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Room 4 <!channel> *now* & then"}]}]}]""",
            reply.Json["blocks"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Empty(bot.Slack.Messages(SlackBot.CareTeam));
    }

    [Fact]
    public async Task An_answer_can_be_a_card_and_its_buttons_work()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnLine = (_, _) => Task.FromResult(new Answer(SlackCards.Face("help", "You can type", "ready-form"), ""));
        await bot.MariasHands.SlashAsync(SlackBot.CareTeam, "help");
        var help = Assert.Single(bot.Slack.Ephemerals(SlackBot.Maria));
        Assert.Equal("You can type ready-form", help.Reads);

        await bot.MariasHands.TapAsync(help, "ready-form");
        await bot.Slack.UntilAsync(() => bot.Slack.FormOf(SlackBot.Maria) is not null, "the form stands before her");
        Assert.Equal(new Conversation(SlackBot.CareTeam, Direct: false), Assert.Single(bot.Forms).In);
    }

    [Fact]
    public async Task With_nothing_to_say_Slack_shows_nothing()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnLine = (_, _) => Task.FromResult(Answer.Nothing);
        var reply = await bot.MariasHands.SlashAsync(SlackBot.CareTeam, "");
        Assert.Equal((200, ""), (reply.Status, reply.Body));
        Assert.Equal("", Assert.Single(bot.Lines).Text);
    }

    [Fact]
    public async Task In_the_direct_chat_the_answer_is_a_message_there()
    {
        await using var bot = await SlackBot.StartAsync();
        var reply = await bot.MariasHands.SayAsync("  ready&nbsp;4 &lt;b&gt; &amp;amp; \u00a0lee ");
        Assert.Equal((200, ""), (reply.Status, reply.Body));
        var line = Assert.Single(bot.Lines);
        Assert.Equal("ready&nbsp;4 <b> &amp;  lee", line.Text);
        Assert.Equal(new Conversation(bot.MariasHands.Chat, Direct: true), line.In);
        Assert.StartsWith("Ev0", line.ClickId, StringComparison.Ordinal);

        await bot.Slack.UntilAsync(() => bot.Slack.DirectMessages(SlackBot.Maria).Count == 1, "she is answered");
        Assert.Equal("Heard.", bot.Slack.DirectMessages(SlackBot.Maria)[0].Reads);
        Assert.Equal(bot.MariasHands.Chat, System.Text.Encoding.UTF8.GetString(bot.Kept[SlackBot.Maria].Body.Span).Trim('"'));
    }

    [Fact]
    public async Task With_a_mention_the_answer_stands_in_the_channel_for_that_person_alone()
    {
        await using var bot = await SlackBot.StartAsync();
        await bot.MariasHands.MentionAsync(SlackBot.CareTeam, $"ready 4 <@{SmallSlack.BotUser}|handoff> <@{SmallSlack.BotUser}9> &lt;@{SmallSlack.BotUser}&gt;");
        var line = Assert.Single(bot.Lines);
        Assert.Equal($"ready 4   <@{SmallSlack.BotUser}9> <@{SmallSlack.BotUser}>", line.Text);
        Assert.Equal(new Conversation(SlackBot.CareTeam, Direct: false), line.In);
        await bot.Slack.UntilAsync(() => bot.Slack.Ephemerals(SlackBot.Maria).Count == 1, "she is answered");
        Assert.Equal("Heard.", bot.Slack.Ephemerals(SlackBot.Maria)[0].Reads);
    }

    [Fact]
    public async Task In_a_thread_the_answer_stands_in_the_thread()
    {
        await using var bot = await SlackBot.StartAsync();
        var mention = SlackWire.Sample("event-app-mention");
        (mention["event"]!["user"], mention["event"]!["channel"], mention["event"]!["thread_ts"]) = (SlackBot.Maria, SlackBot.CareTeam, "1700000000.000100");
        await bot.Slack.Postman.EventAsync(mention);
        await bot.Slack.UntilAsync(() => bot.Slack.CallsOf("chat.postEphemeral") == 1, "she is answered");
        Assert.Equal("1700000000.000100", bot.Slack.Calls.Single(call => call.Method == "chat.postEphemeral")["thread_ts"]);
        Assert.Equal("help", bot.Lines.Single().Text);
    }

    [Theory]
    [InlineData("its own words", """{"user":"U0BOT00001"}""")]
    [InlineData("another bot's", """{"bot_id":"B0OTHER001"}""")]
    [InlineData("a bot's with a profile", """{"bot_profile":{"id":"B0OTHER001"}}""")]
    [InlineData("an edit", """{"subtype":"message_changed"}""")]
    [InlineData("a join", """{"subtype":"channel_join"}""")]
    [InlineData("a channel's chatter", """{"channel":"C0CARETEAM","channel_type":"channel"}""")]
    [InlineData("nobody's", """{"user":null}""")]
    public async Task Nothing_is_heard_in(string what, string change)
    {
        await using var bot = await SlackBot.StartAsync();
        var line = SlackWire.Sample("event-message-im");
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            line["event"]![name] = value?.DeepClone();
        Assert.Equal(200, (await bot.Slack.Postman.EventAsync(line)).Status);
        Assert.True(bot.Heard == 0, what);
    }

    [Fact]
    public async Task A_direct_chat_is_known_by_its_id_where_an_emulator_says_no_type()
    {
        await using var bot = await SlackBot.StartAsync();
        var line = SlackWire.Sample("event-message-im");
        line["event"]!.AsObject().Remove("channel_type");
        await bot.Slack.Postman.EventAsync(line);
        Assert.True(Assert.Single(bot.Lines).In.Direct);
    }

    [Fact]
    public async Task A_line_that_the_store_cannot_save_says_so_or_comes_again()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnLine = (_, _) => throw new StoreUnavailableException();
        Assert.Contains(Dealing.LineNotSaved, (await bot.MariasHands.SlashAsync(SlackBot.CareTeam, "ready 4")).Body, StringComparison.Ordinal);

        Assert.Equal(503, (await bot.MariasHands.SayAsync("ready 4")).Status);
        bot.OnLine = (_, _) => Task.FromResult(Answer.Says("Room 4 is ready."));
        await bot.Slack.Postman.RedeliverAsync();
        await bot.Slack.UntilAsync(() => bot.Slack.DirectMessages(SlackBot.Maria).Count == 1, "the line sent again is answered");
        Assert.Equal("Room 4 is ready.", bot.Slack.DirectMessages(SlackBot.Maria)[0].Reads);
    }

    [Fact]
    public async Task When_Slack_gives_up_sending_a_line_again_the_person_is_told()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnLine = (_, _) => throw new StoreUnavailableException();
        await bot.MariasHands.SayAsync("ready 4");
        await bot.Slack.Postman.RedeliverAsync();
        Assert.Empty(bot.Slack.DirectMessages(SlackBot.Maria));
        await bot.Slack.Postman.RedeliverAsync();
        await bot.Slack.UntilAsync(() => bot.Slack.DirectMessages(SlackBot.Maria).Count == 1, "she is told");
        Assert.Equal(Dealing.LineNotSaved, bot.Slack.DirectMessages(SlackBot.Maria)[0].Reads);
    }

    [Fact]
    public async Task An_answer_waits_for_Slack_and_comes_when_it_can()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Misbehave("chat.postMessage", new SmallFault.Html(503), times: 2);
        bot.Slack.Misbehave("chat.postMessage", new SmallFault.Reset());
        await bot.MariasHands.SayAsync("help");
        await bot.Slack.UntilAsync(() => bot.Slack.DirectMessages(SlackBot.Maria).Count == 1, "she is answered");
        Assert.Equal(4, bot.Slack.CallsOf("chat.postMessage"));
    }

    [Fact]
    public async Task An_answer_that_Slack_will_not_have_is_dropped_with_a_line_in_the_log()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Misbehave("chat.postMessage", new SmallFault.Error("is_archived"));
        await bot.MariasHands.SayAsync("help");
        await bot.Slack.UntilAsync(() => bot.Log.Any(line => line.Contains("dropped", StringComparison.Ordinal)), "the log says so");
        Assert.Contains(bot.Log, line => line.Contains("chat.postMessage: is_archived", StringComparison.Ordinal));
        Assert.Equal(1, bot.Slack.CallsOf("chat.postMessage"));
    }
}

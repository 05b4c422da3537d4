using System.Text;
using System.Text.Json.Nodes;
using Bot.Clinic;

namespace Bot.Tests.Slack;

/// <summary>Well signed, so that it reaches the reader at all; whoever has the secret can still send anything.</summary>
public class SendingRubbish
{
    private const string Secret = "Mr. Smith in room four";

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("payload=")]
    [InlineData("payload=%7B")]
    [InlineData("payload=%")]
    [InlineData("payload=%zz")]
    [InlineData("payload=[]")]
    [InlineData("payload=%22x%22")]
    [InlineData("command=%2Fhandoff")]
    [InlineData("command=%2Fhandoff&user_id=U1&channel_id=C1&trigger_id=1.2&text=%ff%fe")]
    [InlineData("command=%2Fhandoff&user_id=U1%0A&channel_id=C1&trigger_id=1.2")]
    [InlineData("command=%2Fhandoff&user_id=U1&channel_id=C1&trigger_id=")]
    [InlineData("""{"type":"event_callback","team_id":"T0CLINIC1","event":{"type":"message","channel":"D1","user":"U1","text":"x"}}""")]
    [InlineData("""{"type":"event_callback","event_id":"Ev1","team_id":"T0CLINIC1","event":{"type":"message","channel":"D1\nx","user":"U1","text":"x"}}""")]
    [InlineData("""{"type":"event_callback","event_id":"Ev1","team_id":"T0CLINIC1","event":{"type":"message","channel":"D1","user":"U1","text":"\ud800"}}""")]
    [InlineData("""{"type":"block_actions","user":{"id":"U1"},"trigger_id":"1.2","actions":[{"type":"button","action_id":""}]}""")]
    [InlineData("""{"type":"block_actions","user":{"id":"U1"},"trigger_id":"1.2","actions":[{"type":"button","action_id":"x\u0000"}]}""")]
    [InlineData("""{"type":"block_actions","user":{"id":"U1"},"trigger_id":"1.2","actions":[{"type":"button","action_id":"accept"}]}""")]
    [InlineData("""{"type":"block_actions","user":"U1","actions":[{"type":"button","action_id":"accept"}]}""")]
    [InlineData("""{"type":"view_submission","user":{"id":"U1"},"view":{"callback_id":"ready"}}""")]
    [InlineData("""{"type":"shortcut","user":{"id":"U1"},"callback_id":"patient-ready"}""")]
    public async Task What_Slack_never_sends_is_400_and_nothing_happens(string body)
    {
        await using var bot = await SlackBot.StartAsync();
        Assert.Equal(400, (await bot.Slack.Postman.PostAsync("/slack/events", body)).Status);
        Assert.Equal(0, bot.Heard);
        Assert.Empty(bot.Kept);
    }

    [Theory]
    [InlineData("""{"type":"event_callback","event":"x"}""")]
    [InlineData("""{"type":"event_callback","event":{"type":"channel_created","channel":{"id":"C1"}}}""")]
    [InlineData("""{"type":"event_callback","event":{"type":["message"]}}""")]
    [InlineData("""{"type":"event_callback","event":{"type":"tokens_revoked","tokens":5}}""")]
    [InlineData("""{"type":"something_new","actions":7}""")]
    [InlineData("""{"type":"block_suggestion","user":{"id":"U1"}}""")]
    [InlineData("""{"type":"block_actions","actions":{}}""")]
    [InlineData("""{"type":"block_actions","actions":[]}""")]
    [InlineData("""{"type":"block_actions","actions":["x",7,null,{"type":"users_select","selected_user":"U1"}]}""")]
    [InlineData("""{"type":"block_actions","view":{"type":"modal"},"actions":[{"type":"button","action_id":"accept"}]}""")]
    public async Task What_Slack_may_send_one_day_is_taken_and_means_nothing(string body)
    {
        await using var bot = await SlackBot.StartAsync();
        var reply = await bot.Slack.Postman.PostAsync("/slack/interactions", body, "application/json");
        Assert.Equal((200, ""), (reply.Status, reply.Body));
        Assert.Equal(0, bot.Heard);
    }

    [Fact]
    public async Task A_body_of_more_than_half_a_megabyte_is_not_read()
    {
        await using var bot = await SlackBot.StartAsync();
        Assert.Equal(413, (await bot.Slack.Postman.PostAsync("/slack/events", new string('x', (512 * 1024) + 1))).Status);
        Assert.Equal(413, (await bot.Slack.Postman.PostAsync("/slack/events", new string('x', (512 * 1024) + 1), change: Chunked)).Status);
        Assert.Equal(400, (await bot.Slack.Postman.PostAsync("/slack/events", new string('x', 512 * 1024))).Status);
        Assert.Equal(200, (await bot.Slack.Postman.PostAsync("/slack/events", LineOf(new string('x', 500_000)), change: Chunked)).Status);
        Assert.Equal(500_000, Assert.Single(bot.Lines).Text.Length);

        static void Chunked(HttpRequestMessage request)
        {
            request.Headers.TransferEncodingChunked = true;
            request.Content!.Headers.ContentLength = null;
        }
    }

    [Fact]
    public async Task Deep_nesting_is_no_trouble()
    {
        await using var bot = await SlackBot.StartAsync();
        Assert.Equal(400, (await bot.Slack.Postman.PostAsync("/slack/events", new string('[', 200_000))).Status);
        Assert.Equal(400, (await bot.Slack.Postman.PostAsync("/slack/events", string.Concat(Enumerable.Repeat("{\"a\":", 10_000)))).Status);
    }

    [Fact]
    public async Task Whatever_is_changed_in_a_good_body_it_is_no_5xx_and_its_words_are_not_logged()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.OnTap = (_, _) => Task.FromResult(Answer.Says("No."));
        var random = new Random(20);
        string[] samples = ["block-actions-message", "block-actions-view", "view-submission", "global-shortcut", "event-message-im", "event-app-mention", "event-app-home-opened"];
        for (var i = 0; i < 400; i++)
        {
            var sample = SlackWire.Sample(samples[i % samples.Length]);
            Plant(sample);
            var text = Encoding.UTF8.GetBytes(sample.ToJsonString());
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                text[random.Next(text.Length)] = (byte)random.Next(32, 127);
            var body = Encoding.UTF8.GetString(text);
            var reply = await bot.Slack.Postman.PostAsync("/slack/events", i % 2 == 0 ? body : "payload=" + Uri.EscapeDataString(body));
            Assert.True(reply.Status is 200 or 400, $"{reply.Status}: {body}");
        }
        Assert.DoesNotContain(bot.Log, line => line.Contains("Smith", StringComparison.Ordinal) || line.Contains("hooks", StringComparison.Ordinal));
    }

    private static string LineOf(string text)
    {
        var line = SlackWire.Sample("event-message-im");
        line["event"]!["text"] = text;
        return line.ToJsonString();
    }

    // Words of somebody wherever a payload has free text.
    private static void Plant(JsonNode node)
    {
        if (node is not JsonObject one)
        {
            foreach (var item in (node as JsonArray)?.OfType<JsonNode>() ?? [])
                Plant(item);
            return;
        }
        foreach (var (name, value) in one.ToList())
        {
            if (name is "text" or "value" or "name" or "username" && value is JsonValue)
                one[name] = Secret;
            else if (value is not null)
                Plant(value);
        }
    }
}

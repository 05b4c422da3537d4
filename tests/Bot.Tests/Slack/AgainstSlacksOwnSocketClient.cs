using System.Text.Json.Nodes;
using Bot.Tests.Slack.Small;

namespace Bot.Tests.Slack;

/// <summary>Is the server that the bot's sockets are tested against a fair peer? Slack's own client connects, acknowledges and comes back.</summary>
public class AgainstSlacksOwnSocketClient
{
    [Fact]
    public async Task It_connects_acknowledges_every_kind_and_comes_back()
    {
        await using var slack = await SmallSlack.StartAsync();
        await using var client = NodePeer.Start("socket-client.mjs", slack.ApiUrl);
        await slack.UntilAsync(() => slack.Sockets.Open == 1, "Slack's client stands");
        await StateAsync(client, "connected", 1);
        Assert.Equal(["authenticated", "connecting", "connected"], States(client));

        var command = await slack.Sockets.SendAsync("slash_commands", SlackWire.Sample("slash-command"), takesPayload: true);
        Assert.Equal("heard slash_commands", command!.Payload!["text"]!.GetValue<string>());
        foreach (var sample in (string[])["event-app-mention", "event-message-im", "event-app-home-opened", "event-app-uninstalled"])
            Assert.NotNull(await slack.Sockets.SendAsync("events_api", SlackWire.Sample(sample), takesPayload: false));
        foreach (var sample in (string[])["block-actions-message", "block-actions-view", "view-submission", "global-shortcut"])
            Assert.NotNull(await slack.Sockets.SendAsync("interactive", SlackWire.Sample(sample), takesPayload: sample == "view-submission"));
        await client.LineAsync(line => JsonNode.Parse(line)!["of"]?.GetValue<string>() == "shortcut");

        await slack.Sockets.DisconnectAsync("warning");
        await slack.UntilAsync(() => slack.Sockets is { Opened: 2, Open: 1 }, "it has come back");
        await StateAsync(client, "connected", 2);
        slack.Sockets.Cut();
        await slack.UntilAsync(() => slack.Sockets is { Opened: 3, Open: 1 }, "and once more");
        Assert.NotNull(await slack.Sockets.SendAsync("events_api", SlackWire.Sample("event-message-im"), takesPayload: false, attempt: 1));
        await client.LineAsync(line => JsonNode.Parse(line)!["retry"]?.GetValue<int>() == 1);
        Assert.Equal(0, slack.Sockets.AckedTwice);
    }

    private static async Task StateAsync(NodePeer client, string state, int times)
    {
        while (States(client).Count(one => one == state) < times)
            await client.LineAsync(_ => States(client).Count(one => one == state) >= times);
    }

    private static List<string> States(NodePeer client) =>
        [.. client.Lines.Select(line => JsonNode.Parse(line)!["state"]?.GetValue<string>()).OfType<string>()];
}

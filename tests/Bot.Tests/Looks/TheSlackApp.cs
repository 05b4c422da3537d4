using System.Reflection;
using System.Text.RegularExpressions;
using Bot.Slack.Inbound;
using Bot.Slack.Outbound;

namespace Bot.Tests.Looks;

/// <summary>The Slack app as an administrator pastes it, beside what the bot really calls and handles.</summary>
public sealed partial class TheSlackApp
{
    private static readonly string Manifest = File.ReadAllText(Path.Combine(CardFiles.Root, "infra", "slack-app.yaml"));

    /// <summary>What each method, event and feature needs. https://docs.slack.dev/reference/scopes</summary>
    private static readonly Dictionary<string, string> Scopes = new Dictionary<string, string>
    {
        ["chat.postMessage"] = "chat:write",
        ["chat.update"] = "chat:write",
        ["chat.delete"] = "chat:write",
        ["chat.postEphemeral"] = "chat:write",
        ["conversations.open"] = "im:write",
        ["views.open"] = "",
        ["views.update"] = "",
        ["views.publish"] = "",
        ["users.info"] = "users:read",
        ["users.lookupByEmail"] = "users:read.email",
        ["auth.test"] = "",

        // With the app-level token, which is no scope of the bot's.
        ["apps.connections.open"] = "",
        ["response_url"] = "",
        ["app_home_opened"] = "",
        ["app_mention"] = "app_mentions:read",
        ["app_uninstalled"] = "",
        ["message.im"] = "im:history",
        ["tokens_revoked"] = "",
        ["slash_commands"] = "commands",
    };

    [Fact]
    public void Asks_for_the_scopes_that_the_bot_uses_and_no_other()
    {
        var methods = typeof(SlackMethods).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);
        var used = methods.Concat(List("bot_events")).Append("slash_commands").Select(one => Scopes[one]).Where(scope => scope.Length > 0);

        Assert.Equal(used.Distinct().Order(StringComparer.Ordinal), List("bot"));
    }

    [Fact]
    public void Subscribes_to_the_events_that_the_bot_handles_and_no_other()
    {
        var source = File.ReadAllText(Path.Combine(CardFiles.Root, "src", "Bot.Slack", "Inbound", "EventReader.cs"));
        var handled = HandledEvent().Matches(source).Select(match => match.Groups[1].Value).Select(name => name == "message" ? "message.im" : name);

        Assert.Equal(handled.Order(StringComparer.Ordinal), List("bot_events"));
    }

    [Fact]
    public void Names_the_command_the_shortcut_and_the_paths_that_the_bot_answers()
    {
        Assert.Contains("command: /handoff\n", Manifest, StringComparison.Ordinal);
        Assert.Contains($"callback_id: {Forms.ReadyShortcut}\n", Manifest, StringComparison.Ordinal);
        Assert.Equal(
            ["/slack/commands", "/slack/events", "/slack/interactions"],
            Address().Matches(Manifest).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    // The lines "- …" below a key, up to the next key.
    private static List<string> List(string key)
    {
        var lines = Manifest.Split('\n');
        var at = Array.FindIndex(lines, line => line.Trim() == key + ":");
        Assert.True(at >= 0, $"The manifest has no {key}.");
        return [.. lines.Skip(at + 1).TakeWhile(line => line.TrimStart().StartsWith("- ", StringComparison.Ordinal)).Select(line => line.Trim()[2..])];
    }

    [GeneratedRegex("^            \"([a-z_]+)\" (?:when|=>)", RegexOptions.Multiline)]
    private static partial Regex HandledEvent();

    [GeneratedRegex("url: https://YOUR-HOST(/\\S+)")]
    private static partial Regex Address();
}

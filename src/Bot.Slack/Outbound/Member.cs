using System.Text.Json;
using Bot.Slack.Inbound;

namespace Bot.Slack.Outbound;

/// <summary>Somebody in the workspace, as far as the bot asks.</summary>
/// <param name="Email">Lower case; empty if Slack does not say.</param>
/// <param name="IsPerson">False for whoever was deactivated, and for bots.</param>
internal sealed record Member(string Id, string Email, bool IsPerson)
{
    public static readonly Member Nobody = new("", "", IsPerson: false);

    /// <summary>Empty if Slack does not say.</summary>
    public string Name { get; init; } = "";

    public static Member Read(JsonElement user) => new(
        user.Text("id"),
        user.Member("profile").Text("email").ToLowerInvariant(),
        user.Text("id").Length > 0 && user.Member("deleted").ValueKind != JsonValueKind.True && user.Member("is_bot").ValueKind != JsonValueKind.True)
    {
        Name = user.Member("profile").Text("real_name"),
    };
}

/// <summary>Who the bot is: the answer of auth.test.</summary>
/// <param name="Enterprise">Empty outside an organisation of several workspaces.</param>
internal sealed record Own(string Team, string Enterprise, string User, string Bot)
{
    public static Own Read(JsonElement answer) => new(answer.Text("team_id"), answer.Text("enterprise_id"), answer.Text("user_id"), answer.Text("bot_id"));

    /// <summary>True for our own workspace; an empty id is none.</summary>
    public bool Is(string team) => team.Length > 0 && (team == Team || team == Enterprise);
}

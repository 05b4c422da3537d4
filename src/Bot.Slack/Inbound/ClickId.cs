using System.Security.Cryptography;
using System.Text;

namespace Bot.Slack.Inbound;

/// <summary>One id for one thing that a person did, the same at every delivery. The store refuses one that it has seen.</summary>
internal static class ClickId
{
    public const int Longest = 32;
    private const int HashBytes = 12;

    /// <summary>An event's own id, unless it is longer than a store wants to keep.</summary>
    public static string Of(string eventId) => eventId.Length <= Longest ? eventId : Of(eventId, "");

    /// <summary>A trigger is one per tap; action_ts tells apart what else may share it.</summary>
    public static string Of(string trigger, string actionTs) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{trigger}|{actionTs}")).AsSpan(0, HashBytes));
}

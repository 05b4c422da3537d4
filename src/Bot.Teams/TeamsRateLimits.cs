namespace Bot.Teams;

/// <summary>
/// Calls that Teams allows a bot, per conversation and in all; 0 switches a limit off. Microsoft may change them without notice:
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
/// </summary>
public sealed class TeamsRateLimits
{
    /// <summary>Per conversation in 1 s.</summary>
    public int PerSecond { get; set; } = 7;

    /// <summary>Per conversation in 2 s.</summary>
    public int PerTwoSeconds { get; set; } = 8;

    /// <summary>Per conversation in 30 s.</summary>
    public int PerHalfMinute { get; set; } = 60;

    /// <summary>Per conversation in 3600 s.</summary>
    public int PerHour { get; set; } = 1800;

    /// <summary>Over all conversations of the tenant in 1 s.</summary>
    public int OverallPerSecond { get; set; } = 50;

    internal IEnumerable<(string Key, int Calls)> All() =>
    [
        (nameof(PerSecond), PerSecond),
        (nameof(PerTwoSeconds), PerTwoSeconds),
        (nameof(PerHalfMinute), PerHalfMinute),
        (nameof(PerHour), PerHour),
        (nameof(OverallPerSecond), OverallPerSecond),
    ];
}

namespace Bot.Teams;

/// <summary>Microsoft's clouds, each with its own authorities.</summary>
public enum TeamsCloud
{
    /// <summary>Everywhere else, the government community cloud (GCC) included.</summary>
    Public,

    /// <summary>GCC-High and DoD.</summary>
    UsGov,

    /// <summary>Operated by 21Vianet.</summary>
    China,
}

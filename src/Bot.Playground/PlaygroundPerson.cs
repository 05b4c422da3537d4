namespace Bot.Playground;

/// <summary>Someone who can hold one of the phones.</summary>
/// <param name="StaffId">The id that <see cref="PlaygroundSetup.Hints"/> is asked with; letters, digits, dot, dash.</param>
/// <param name="Title">What stands after the name: "MA", "provider", "scheduling".</param>
/// <param name="AadObjectId">The Entra object id, a GUID in text.</param>
public sealed record PlaygroundPerson(string StaffId, string Name, string Title, string AadObjectId, string Email)
{
    /// <summary>The channel this person looks at first; null for the chat with the bot.</summary>
    public string? HomeChannelId { get; init; }

    /// <summary>The line to try first, shown large while nothing has been said; null shows whose phone it is.</summary>
    public string? FirstLine { get; init; }

    /// <summary>One sentence under it: what this phone will show.</summary>
    public string Welcome { get; init; } = "";
}

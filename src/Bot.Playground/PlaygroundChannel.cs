namespace Bot.Playground;

/// <summary>A channel of the one team.</summary>
/// <param name="Id">As Teams writes it, such as 19:care@thread.tacv2.</param>
/// <param name="Members">The Entra object ids of those who are in it.</param>
public sealed record PlaygroundChannel(string Id, string Name, IReadOnlyList<string> Members);

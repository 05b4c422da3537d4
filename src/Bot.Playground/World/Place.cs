namespace Bot.Playground.World;

/// <summary>A conversation as a phone shows it: a channel with all its threads, or one person's chat with the bot.</summary>
/// <param name="Owner">Whose chat it is; null for a channel.</param>
internal sealed record Place(string Id, string Name, PlaygroundPerson? Owner, IReadOnlyList<PlaygroundPerson> Members)
{
    public bool IsChannel => Owner is null;

    public bool Has(PlaygroundPerson person) => Members.Contains(person);
}

using Bot.Clinic;

namespace Bot.App;

/// <summary>In which chats a posting stands: a channel's in every chat where one is bound, a person's in one alone, so that no phone rings twice.</summary>
internal sealed class Chats(IReadOnlyList<IChannel> channels, People people)
{
    public IChannel? Find(string name) => channels.FirstOrDefault(channel => channel.Name == name);

    /// <summary>The chats for a posting, given what stands already; empty if nobody can be spoken to there.</summary>
    public IReadOnlyList<IChannel> Of(Posting posting, Easel easel, Site site)
    {
        if (posting.Place is not Place.Person { Who: var who })
            return [.. channels.Where(channel => channel.Knows(posting.Place))];

        // Looked at once: a post that ends in between would be seen too late for the first question and too early for the second, and the
        // other chat would ring as well.
        var standing = new (IChannel Channel, StoredPosting? Posting)[channels.Count];
        for (var i = 0; i < standing.Length; i++)
            standing[i] = (channels[i], easel.Find(posting.KeyIn(channels[i].Name)));

        // A message that stands is kept true where it is, though its reader has moved on to the other chat.
        if (Array.Find(standing, one => one.Posting is { Dead: false }).Channel is { } here)
            return [here];
        var known = Of(who);
        var next = known.FirstOrDefault(channel => Array.Exists(standing, one => one.Channel == channel && one.Posting is null));

        // Tried in vain everywhere: once more as soon as they are heard of again.
        if (next is null && !site.Unreachable.Contains(who))
            next = known is [var first, ..] ? first : null;
        return next is null ? [] : [next];
    }

    /// <summary>The chats in which somebody can be spoken to, first the one in which they are asked.</summary>
    public IReadOnlyList<IChannel> Of(StaffId who)
    {
        var (place, first) = (new Place.Person(who), people.ChatOf(who));
        return [.. channels.Where(channel => channel.Knows(place)).OrderByDescending(channel => channel.Name == first)];
    }

    /// <summary>Another chat in which this person has not been tried for this posting; null if there is none.</summary>
    public IChannel? Instead(IChannel failed, Posting posting, Easel easel) => posting.Place is Place.Person
        ? channels.FirstOrDefault(channel => channel != failed && channel.Knows(posting.Place) && easel.Find(posting.KeyIn(channel.Name)) is null)
        : null;
}

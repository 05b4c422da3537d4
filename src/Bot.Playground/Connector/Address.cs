using Bot.Playground.World;

namespace Bot.Playground.Connector;

/// <summary>A conversation id as the Connector takes it: a place, and in a channel perhaps a thread.</summary>
internal sealed record Address(Place Place, string? Thread)
{
    private const string ThreadMark = ";messageid=";

    public static string Of(Place place, string? thread) => place.IsChannel && thread is not null ? place.Id + ThreadMark + thread : place.Id;

    public static Address? Read(string conversation, Tenant tenant)
    {
        var mark = conversation.IndexOf(ThreadMark, StringComparison.OrdinalIgnoreCase);
        var place = tenant.PlaceOf(mark < 0 ? conversation : conversation[..mark]);
        var thread = mark < 0 ? null : conversation[(mark + ThreadMark.Length)..];
        return place is null || (thread is not null && !place.IsChannel) ? null : new Address(place, thread);
    }
}

using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Which conversation of a chat belongs to a care team or desk: as the practice file says, or as a lead has bound it in chat.</summary>
internal sealed class Places(Sites sites, IVisitStore store)
{
    public const string BindingKind = "place";

    private readonly ConcurrentDictionary<(string Channel, string Place), string> bound = new();

    public async Task LoadAsync(CancellationToken ct)
    {
        foreach (var kept in await store.KeptAsync(BindingKind, ct))
        {
            if (kept.Key.Split('|') is [var channel, var place])
                bound[(channel, place)] = kept.AsText();
        }
    }

    /// <summary>A lead's word in chat goes before the practice file.</summary>
    public async Task BindAsync(string channel, Place place, string conversation, CancellationToken ct)
    {
        await store.KeepAsync(Kept.OfText(BindingKind, $"{channel}|{place}", conversation), ct);
        bound[(channel, place.ToString()!)] = conversation;
    }

    public string? ConversationOf(string channel, Place place)
    {
        if (bound.TryGetValue((channel, place.ToString()!), out var conversation))
            return conversation;
        return place switch
        {
            Place.CareTeam { Site: var site } => InFile(site, channel)?.CareTeam is { Length: > 0 } id ? id : null,
            Place.Desk { Site: var site, Which: var desk } => InFile(site, channel)?.Desks.GetValueOrDefault(desk),
            _ => null,
        };
    }

    /// <summary>The site to which a conversation belongs; null for direct chats and channels nobody has bound.</summary>
    public SiteId? SiteOf(string channel, string conversation)
    {
        foreach (var site in sites.Practice.Sites)
        {
            if (PlacesOf(site).Any(place => ConversationOf(channel, place) == conversation))
                return site.Id;
        }

        return null;
    }

    private static IEnumerable<Place> PlacesOf(SitePlan site) =>
        site.Desks.Select(desk => (Place)new Place.Desk(site.Id, desk.Id)).Prepend(new Place.CareTeam(site.Id));

    private ChannelIds? InFile(SiteId site, string channel) => sites.Staff.Find(site)?.Channels.GetValueOrDefault(channel);
}

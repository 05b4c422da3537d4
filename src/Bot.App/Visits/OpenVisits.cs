using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>The open visits in memory, by site: a copy for speed. The store's version decides.</summary>
internal sealed class OpenVisits
{
    private readonly ConcurrentDictionary<VisitId, Held> visits = new();
    private readonly ConcurrentDictionary<SiteId, ConcurrentDictionary<RoomId, Visit>> sites = new();

    public Held? Find(VisitId id) => visits.GetValueOrDefault(id);

    public Visit? In(SiteId site, RoomId room) => sites.TryGetValue(site, out var rooms) ? rooms.GetValueOrDefault(room) : null;

    public IReadOnlyCollection<Visit> Of(SiteId site) => sites.TryGetValue(site, out var rooms) ? [.. rooms.Values] : [];

    public IEnumerable<Visit> All => visits.Values.Select(held => held.Visit);

    public int Count => visits.Count;

    /// <summary>What is known of a site, to be handed back to <see cref="Renew"/> when its open visits were read.</summary>
    public IReadOnlyDictionary<VisitId, Held> At(SiteId site) =>
        Of(site).Select(visit => Find(visit.Id)).OfType<Held>().ToDictionary(held => held.Visit.Id);

    /// <summary>Takes the visit as it is now; one that has ended is dropped.</summary>
    public void Put(Held held)
    {
        var visit = held.Visit;
        var rooms = sites.GetOrAdd(visit.Site, _ => new ConcurrentDictionary<RoomId, Visit>());
        if (visit.IsOpen)
        {
            visits[visit.Id] = held;
            rooms[visit.Room] = visit;
        }
        else
        {
            visits.TryRemove(visit.Id, out _);
            if (rooms.TryGetValue(visit.Room, out var there) && there.Id == visit.Id)
                rooms.TryRemove(visit.Room, out _);
        }
    }

    /// <summary>Takes up what others did at a site. What changed here while it was read is newer than what was read.</summary>
    /// <param name="before">What was known when the reading began.</param>
    public void Renew(SiteId site, IReadOnlyDictionary<VisitId, Held> before, IReadOnlyList<StoredVisit> stored)
    {
        foreach (var one in stored)
        {
            var known = Find(one.Visit);
            if (ReferenceEquals(known, before.GetValueOrDefault(one.Visit)) && (known is null || known.Visit.Version < one.Version))
                Put(Held.From(one));
        }

        foreach (var (id, known) in before.Where(one => stored.All(open => open.Visit != one.Key) && ReferenceEquals(Find(one.Key), one.Value)))
        {
            visits.TryRemove(id, out _);
            if (sites[site].TryGetValue(known.Visit.Room, out var there) && there.Id == id)
                sites[site].TryRemove(known.Visit.Room, out _);
        }
    }

    /// <summary>Reads all open visits from the store, once at start.</summary>
    public async Task LoadAsync(IVisitStore store, CancellationToken ct)
    {
        foreach (var stored in await store.OpenAsync(null, ct))
            Put(Held.From(stored));
    }

    public void Clear()
    {
        visits.Clear();
        sites.Clear();
    }
}

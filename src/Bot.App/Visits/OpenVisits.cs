using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>The open visits in memory, by site: a copy for speed. The store's version decides.</summary>
internal sealed class OpenVisits
{
    private readonly ConcurrentDictionary<VisitId, Held> visits = new();
    private readonly ConcurrentDictionary<SiteId, Rooms> sites = new();

    public Held? Find(VisitId id) => visits.GetValueOrDefault(id);

    public Visit? In(SiteId site, RoomId room) => Of(site).FirstOrDefault(visit => visit.Room == room);

    /// <summary>As they are at this moment: the collection itself never changes.</summary>
    public IReadOnlyCollection<Visit> Of(SiteId site) => sites.TryGetValue(site, out var rooms) ? rooms.Open : [];

    public IEnumerable<Visit> All => visits.Values.Select(held => held.Visit);

    public int Count => visits.Count;

    /// <summary>What is known of a site, to be handed back to <see cref="Renew"/> when its open visits were read.</summary>
    public IReadOnlyDictionary<VisitId, Held> At(SiteId site) =>
        Of(site).Select(visit => Find(visit.Id)).OfType<Held>().ToDictionary(held => held.Visit.Id);

    /// <summary>Takes the visit as it is now; one that has ended is dropped.</summary>
    public void Put(Held held)
    {
        if (!sites.TryGetValue(held.Visit.Site, out var rooms))
            rooms = sites.GetOrAdd(held.Visit.Site, new Rooms(visits));
        if (held.Visit.IsOpen)
            rooms.Put(held);
        else
            rooms.Remove(held.Visit.Id);
    }

    /// <summary>Takes up what others did at a site. What changed here while it was read is newer than what was read.</summary>
    /// <param name="before">What was known when the reading began.</param>
    public void Renew(SiteId site, IReadOnlyDictionary<VisitId, Held> before, IReadOnlyList<StoredVisit> stored)
    {
        PutNewer(before, stored);
        foreach (var (id, _) in before.Where(one => stored.All(open => open.Visit != one.Key) && ReferenceEquals(Find(one.Key), one.Value)))
            sites[site].Remove(id);
    }

    /// <summary>Reads all open visits from the store, at start and when another visit than is known is open in a room.</summary>
    public async Task LoadAsync(IVisitStore store, CancellationToken ct)
    {
        var before = visits.ToDictionary();
        PutNewer(before, await store.OpenAsync(null, ct));
    }

    private void PutNewer(IReadOnlyDictionary<VisitId, Held> before, IReadOnlyList<StoredVisit> stored)
    {
        foreach (var one in stored)
        {
            var known = Find(one.Visit);
            if (ReferenceEquals(known, before.GetValueOrDefault(one.Visit)) && (known is null || known.Visit.Version < one.Version))
                Put(Held.From(one));
        }
    }

    public void Clear()
    {
        visits.Clear();
        sites.Clear();
    }

    // Copied when a visit changes, so that the many who read need no lock.
    private sealed class Rooms(ConcurrentDictionary<VisitId, Held> visits)
    {
        private readonly Lock gate = new();
        private volatile Visit[] open = [];

        public IReadOnlyCollection<Visit> Open => open;

        public void Put(Held held)
        {
            var visit = held.Visit;
            lock (gate)
            {
                var at = open.Length - 1;
                while (at >= 0 && open[at].Room != visit.Room)
                    at--;

                // A room has one visit: the other one has ended, through another instance, or is read again when somebody asks for it.
                if (at >= 0 && open[at].Id != visit.Id)
                    visits.TryRemove(open[at].Id, out _);
                visits[visit.Id] = held;
                open = at < 0 ? [.. open, visit] : With(visit, at);
            }
        }

        private Visit[] With(Visit visit, int at)
        {
            var next = (Visit[])open.Clone();
            next[at] = visit;
            return next;
        }

        public void Remove(VisitId id)
        {
            lock (gate)
            {
                visits.TryRemove(id, out _);
                open = Array.FindAll(open, visit => visit.Id != id);
            }
        }
    }
}

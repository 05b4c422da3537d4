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

    /// <summary>Takes the visit as it is now; one that has ended is dropped.</summary>
    public void Put(Held held)
    {
        var visit = held.Visit;
        if (visit.IsOpen)
            visits[visit.Id] = held;
        else
            visits.TryRemove(visit.Id, out _);
        sites.GetOrAdd(visit.Site, static _ => new Rooms()).Put(visit);
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

    // Copied when a visit changes, so that the many who read need no lock.
    private sealed class Rooms
    {
        private readonly Lock gate = new();
        private volatile Visit[] open = [];

        public IReadOnlyCollection<Visit> Open => open;

        public void Put(Visit visit)
        {
            lock (gate)
            {
                var at = Array.FindIndex(open, other => visit.IsOpen ? other.Room == visit.Room : other.Id == visit.Id);
                if (at >= 0 && visit.IsOpen)
                    open = [.. open[..at], visit, .. open[(at + 1)..]];
                else if (at >= 0)
                    open = [.. open[..at], .. open[(at + 1)..]];
                else if (visit.IsOpen)
                    open = [.. open, visit];
            }
        }
    }
}

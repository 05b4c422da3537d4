using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Tells every open board that something of its site changed: not what, since a board looks at all of it.</summary>
internal sealed class Changes
{
    private readonly ConcurrentDictionary<Looker, SiteId> lookers = new();

    public Changes(Happenings happenings)
    {
        happenings.Add(visit => Tell(visit.Site));
        happenings.AddDay(Tell);
    }

    public Looker Of(SiteId site)
    {
        var looker = new Looker(this);
        lookers[looker] = site;
        return looker;
    }

    private void Tell(SiteId site)
    {
        foreach (var (looker, its) in lookers)
        {
            if (its == site)
                looker.Ring();
        }
    }

    /// <summary>One open board. Changes that come together are one.</summary>
    internal sealed class Looker(Changes changes) : IDisposable
    {
        private readonly Nudge changed = new();

        /// <summary>Waits until something has changed since the last time, or so long.</summary>
        public Task ChangesAsync(TimeSpan atMost, CancellationToken ct) => changed.WaitAsync(atMost, TimeProvider.System, ct);

        public void Ring() => changed.Give();

        public void Dispose() => changes.lookers.TryRemove(this, out _);
    }
}

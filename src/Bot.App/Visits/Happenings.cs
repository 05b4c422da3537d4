using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Tells whoever listens that a visit moved, or that something of a site's day changed.</summary>
internal sealed class Happenings
{
    private readonly ConcurrentBag<Action<Visit>> listeners = [];

    private readonly ConcurrentBag<Action<SiteId>> ofDays = [];

    public void Add(Action<Visit> listener) => listeners.Add(listener);

    public void Tell(Visit visit)
    {
        foreach (var listener in listeners)
            listener(visit);
    }

    /// <summary>Who is on, and how desks are.</summary>
    public void AddDay(Action<SiteId> listener) => ofDays.Add(listener);

    public void TellDay(SiteId site)
    {
        foreach (var listener in ofDays)
            listener(site);
    }
}

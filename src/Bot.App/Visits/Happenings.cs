using System.Collections.Immutable;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Tells whoever listens that a visit moved, or that something of a site's day changed.</summary>
internal sealed class Happenings
{
    private ImmutableArray<Action<Visit>> listeners = [];
    private ImmutableArray<Action<SiteId>> ofDays = [];

    public void Add(Action<Visit> listener) => ImmutableInterlocked.Update(ref listeners, static (all, one) => all.Add(one), listener);

    public void Tell(Visit visit)
    {
        foreach (var listener in listeners)
            listener(visit);
    }

    /// <summary>Who is on, and how desks are.</summary>
    public void AddDay(Action<SiteId> listener) => ImmutableInterlocked.Update(ref ofDays, static (all, one) => all.Add(one), listener);

    public void TellDay(SiteId site)
    {
        foreach (var listener in ofDays)
            listener(site);
    }
}

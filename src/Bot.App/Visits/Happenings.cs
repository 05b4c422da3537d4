using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Tells whoever listens that a visit moved: id, state and version, nothing more.</summary>
internal sealed class Happenings
{
    private readonly ConcurrentBag<Action<Visit>> listeners = [];

    public void Add(Action<Visit> listener) => listeners.Add(listener);

    public void Tell(Visit visit)
    {
        foreach (var listener in listeners)
            listener(visit);
    }
}

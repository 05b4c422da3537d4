using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>What stands in chat for the visits that this instance paints.</summary>
internal sealed class Easels
{
    private readonly ConcurrentDictionary<VisitId, Easel> easels = new();

    public Easel? Find(VisitId id) => easels.GetValueOrDefault(id);

    public Easel GetOrAdd(VisitId id, Easel easel) => easels.GetOrAdd(id, easel);

    public void Drop(VisitId id) => easels.TryRemove(id, out _);
}

using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>What stands in chat for the visits that this instance paints.</summary>
internal sealed class Easels
{
    private readonly ConcurrentDictionary<VisitId, Easel> easels = new();

    public Easel? Find(VisitId id) => easels.GetValueOrDefault(id);

    public Easel GetOrAdd(VisitId id, Easel easel) => easels.GetOrAdd(id, easel);

    /// <summary>No call is under way, and the store knows what each message shows.</summary>
    public bool AreSaved => easels.Values.All(easel => easel.IsAllSaved);

    public void Drop(VisitId id, Easel easel) => easels.TryRemove(new(id, easel));
}

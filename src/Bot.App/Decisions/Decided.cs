using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>What each site has decided about its warm handoffs; kept in the store, so that a restart forgets nothing.</summary>
/// <remarks>Of two leads who save at once, the last saved stands.</remarks>
internal sealed class Decided(IVisitStore store)
{
    public const string Kind = "decisions";

    private readonly ConcurrentDictionary<SiteId, DecisionsSoFar> sites = new();
    private readonly ConcurrentDictionary<SiteId, bool> unreadable = new();

    /// <summary>Reads all that was saved, once at start; what is in memory is replaced. What can't be read counts as nothing decided.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        foreach (var kept in await store.KeptAsync(Kind, ct))
        {
            var site = new SiteId(kept.Key);
            if (DecisionsSoFar.Read(kept.Body.Span) is { } read)
            {
                sites[site] = read;
                unreadable.TryRemove(site, out _);
            }
            else
            {
                unreadable[site] = true;
            }
        }
    }

    public DecisionsSoFar Of(SiteId site) => sites.GetValueOrDefault(site, DecisionsSoFar.None);

    /// <summary>What was saved there is damaged; a lead decides anew.</summary>
    public bool IsUnreadable(SiteId site) => unreadable.ContainsKey(site);

    public async Task SaveAsync(SiteId site, SiteDecisions next, CancellationToken ct)
    {
        var after = Of(site).With(next);
        await store.KeepAsync(new Kept(Kind, site.Value, after.Write()), ct);
        sites[site] = after;
        unreadable.TryRemove(site, out _);
    }
}

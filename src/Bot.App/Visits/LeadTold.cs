using Bot.Clinic;

namespace Bot.App;

/// <summary>About whom the lead was told, and when: no second buzz follows within half an hour, whichever instance's clock comes to it.</summary>
internal sealed class LeadTold(Sites sites, IVisitStore store, TimeProvider clock)
{
    public const string Kind = "lead-told";
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    public async Task LoadAsync(CancellationToken ct)
    {
        foreach (var kept in await store.KeptAsync(Kind, ct))
        {
            if (kept.AsTime() is not { } at)
                continue;
            sites.LeadTold([new StaffId(kept.Key)], at);
            if (clock.GetUtcNow() - at > Forgotten)
                await store.ForgetAsync(Kind, kept.Key, ct);
        }
    }

    public async Task KeepAsync(IReadOnlyList<StaffId> about, DateTimeOffset at, CancellationToken ct)
    {
        sites.LeadTold(about, at);
        try
        {
            foreach (var who in about)
                await store.KeepAsync(Kept.OfTime(Kind, who.Value, at), ct);
        }
        catch (StoreUnavailableException)
        {
            // The step itself is saved. At worst the lead is told once more.
        }
    }
}

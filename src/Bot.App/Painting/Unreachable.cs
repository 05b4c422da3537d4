using Bot.Clinic;

namespace Bot.App;

/// <summary>People whom no direct message reaches: the care team is told, the giver sees it, and it ends when they write or install the bot.</summary>
internal sealed class Unreachable(Sites sites, OpenVisits open, Bell bell, IVisitStore store)
{
    public const string Kind = "unreachable";

    public async Task LoadAsync(CancellationToken ct)
    {
        var lost = (await store.KeptAsync(Kind, ct)).Select(kept => new StaffId(kept.Key)).ToHashSet();
        foreach (var who in lost)
            sites.Lost(who);
        foreach (var who in sites.Unreachable.Except(lost).ToList())
            sites.Found(who);
    }

    public async Task LostAsync(StaffId who, SiteId site, CancellationToken ct)
    {
        if (!sites.Lost(who))
            return;
        await store.KeepAsync(new Kept(Kind, who.Value, "{}"u8.ToArray()), ct);
        foreach (var visit in open.Of(site))
            bell.Ring(visit.Id);
    }

    /// <summary>They spoke, so they can be reached: their dead cards are posted anew.</summary>
    public async Task FoundAsync(StaffId who, CancellationToken ct)
    {
        if (!sites.Found(who))
            return;
        await store.ForgetAsync(Kind, who.Value, ct);
        foreach (var visit in open.All)
            bell.Ring(visit.Id);
    }
}

using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>What people and desks have said of their day, at each site; kept in the store, so that a restart forgets nothing.</summary>
/// <remarks>Of two who speak of the same person at once, the last word stands, and nothing else that was said is lost.</remarks>
internal sealed class Today(IVisitStore store, OpenVisits open, Bell bell, Happenings happenings) : IDisposable
{
    public const string PersonKind = "presence";
    public const string DeskKind = "counter";

    private readonly ConcurrentDictionary<SiteId, WhoIsOn> sites = new();
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Reads all that was said, once at start; what is in memory is replaced.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        var read = new Dictionary<SiteId, WhoIsOn>();
        foreach (var kept in await store.KeptAsync(PersonKind, ct))
        {
            if (kept.Key.Split('|') is [var site, var who] && DayJson.ReadPresence(kept.Body.Span) is { } said)
                read[new SiteId(site)] = read.GetValueOrDefault(new SiteId(site), WhoIsOn.Unsaid).With(new StaffId(who), said);
        }

        foreach (var kept in await store.KeptAsync(DeskKind, ct))
        {
            if (kept.Key.Split('|') is [var site, var desk] && DayJson.ReadCounter(kept.Body.Span) is { } said)
                read[new SiteId(site)] = read.GetValueOrDefault(new SiteId(site), WhoIsOn.Unsaid).With(new DeskId(desk), said);
        }

        foreach (var (site, whoIsOn) in read)
            sites[site] = whoIsOn;
    }

    /// <summary>Another instance was told something: at the sites where it was, what shows it is looked at again.</summary>
    public async Task HearAsync(CancellationToken ct)
    {
        var before = sites.ToDictionary();
        await LoadAsync(ct);
        foreach (var (site, now) in sites)
        {
            var then = before.GetValueOrDefault(site, WhoIsOn.Unsaid);
            if (!now.IsSame(then, static said => said.Duty is { IsOn: true } ? said with { Duty = null } : said))
                Changed(site);
            else if (!now.IsSame(then, static said => said))
                happenings.TellDay(site);
        }
    }

    public WhoIsOn Of(SiteId site) => sites.GetValueOrDefault(site, WhoIsOn.Unsaid);

    /// <summary>The first tap or line of the day means on. Whoever has said off stays it until they say on.</summary>
    public async Task SeenAsync(Site site, StaffId who, DateTimeOffset now, CancellationToken ct)
    {
        if (site.IsOn(who, now) || site.IsOff(who, now))
            return;
        await SaveAsync(site.Plan.Id, who, said => said with { Duty = new Duty(IsOn: true, now) }, ct);

        // Boards show who is on; no card of a visit changes by it.
        happenings.TellDay(site.Plan.Id);
    }

    public async Task SaysAsync(SiteId site, StaffId who, Func<Presence, Presence> says, CancellationToken ct)
    {
        await SaveAsync(site, who, says, ct);
        Changed(site);
    }

    public async Task SaysAsync(SiteId site, IEnumerable<DeskId> desks, Counter says, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            foreach (var desk in desks)
            {
                await store.KeepAsync(new Kept(DeskKind, $"{site}|{desk}", DayJson.Write(says)), ct);
                sites[site] = Of(site).With(desk, says);
            }
        }
        finally
        {
            turn.Release();
        }

        Changed(site);
    }

    /// <summary>The sites at which something that was said ends after <paramref name="from"/>, at the latest at <paramref name="to"/>.</summary>
    public IReadOnlyList<SiteId> EndingBetween(DateTimeOffset from, DateTimeOffset to) =>
        [.. sites.Where(site => Ends(site.Value).Any(end => end > from && end <= to)).Select(site => site.Key)];

    /// <summary>When the next of all that was said ends; null if nothing does.</summary>
    public DateTimeOffset? NextEnd(DateTimeOffset after) =>
        sites.Values.SelectMany(Ends).Where(end => end > after).Select(end => (DateTimeOffset?)end).Min();

    /// <summary>Whatever shows the site's day is looked at again.</summary>
    public void Changed(SiteId site)
    {
        foreach (var visit in open.Of(site))
            bell.Ring(visit.Id);
        happenings.TellDay(site);
    }

    public void Dispose() => turn.Dispose();

    private async Task SaveAsync(SiteId site, StaffId who, Func<Presence, Presence> says, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            var said = says(Of(site).Of(who));
            await store.KeepAsync(new Kept(PersonKind, $"{site}|{who}", DayJson.Write(said)), ct);
            sites[site] = Of(site).With(who, said);
        }
        finally
        {
            turn.Release();
        }
    }

    private static IEnumerable<DateTimeOffset> Ends(WhoIsOn site) =>
        site.People.Values.Select(said => said.Busy?.Until)
            .Concat(site.People.Values.Select(said => said.Behind?.Since + Behind.Lasts))
            .OfType<DateTimeOffset>()
            .Concat(site.Desks.Values.Select(said => said.Until));
}

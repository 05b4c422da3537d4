using System.Collections.Concurrent;
using Azure;
using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>At which site a visit is, and how its row was when last seen.</summary>
/// <remarks>
/// A visit's id does not tell its site, and without the site no row can be found: so a row in the second table, under the visit's id, says
/// it, written once before the visit's first step. It costs one request per visit, and one more to an instance that has not met the visit;
/// asking every site instead would cost as many as there are sites, for every id that somebody makes up.
/// What is remembered here only saves requests: the server compares the ETag, so a row that has changed meanwhile is noticed.
/// </remarks>
internal sealed class Whereabouts(Account account, Recollections recollections)
{
    // About 300 bytes each. Visits that another instance ends are never heard of again here, so that all are forgotten at times.
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<VisitId, SiteId> sites = new();
    private readonly ConcurrentDictionary<VisitId, StateRow> states = new();

    /// <summary>Says where a new visit is, before its first step. Returns where it is: another site, if that id is taken.</summary>
    public async Task<SiteId> SettleAsync(VisitId visit, SiteId site, CancellationToken ct)
    {
        if (sites.TryGetValue(visit, out var known))
            return known;
        try
        {
            await account.Sites.AddEntityAsync(Rows.New(Keys.OfVisit(visit), Keys.SiteOfVisit).With("Site", site.Value), ct);
            Remember(visit, site);
            return site;
        }
        catch (RequestFailedException taken) when (taken.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return await FindAsync(visit, ct) ?? site;
        }
    }

    /// <summary>The visit's site; null if there never was such a visit.</summary>
    public async Task<SiteId?> FindAsync(VisitId visit, CancellationToken ct)
    {
        if (sites.TryGetValue(visit, out var known))
            return known;
        if (await Account.FindAsync(account.Sites, Keys.OfVisit(visit), Keys.SiteOfVisit, ct) is not { } row)
            return null;
        var site = new SiteId(row.GetString("Site")!);
        Remember(visit, site);
        return site;
    }

    public void Remember(VisitId visit, SiteId site)
    {
        if (sites.Count >= Most)
            sites.Clear();
        sites[visit] = site;
    }

    public StateRow? Seen(VisitId visit) => states.GetValueOrDefault(visit);

    public void Remember(StateRow state)
    {
        if (states.Count >= Most)
            states.Clear();
        states[state.Visit] = state with { Snapshot = default };
        Remember(state.Visit, state.Site);
    }

    /// <summary>The row as a transaction has left it.</summary>
    public StateRow Remember(StateRow state, Response written)
    {
        var now = state with { ETag = ETagOf(written) };
        Remember(now);
        return now;
    }

    public static ETag ETagOf(Response written) =>
        written.Headers.ETag ?? throw new FormatException("A row was written, but its new ETag was not told.");

    public void Forget(VisitId visit) => states.TryRemove(visit, out _);

    /// <summary>Nobody is to find the visit by its id any more.</summary>
    public Task EraseAsync(VisitId visit, CancellationToken ct) =>
        account.Sites.DeleteEntityAsync(Keys.OfVisit(visit), Keys.SiteOfVisit, ETag.All, ct);

    public void IsGone(VisitId visit)
    {
        states.TryRemove(visit, out _);
        sites.TryRemove(visit, out _);
    }

    /// <summary>The visit's row as it is now, open or left; null if there is none.</summary>
    public async Task<StateRow?> ReadAsync(VisitId visit, SiteId site, CancellationToken ct)
    {
        // Where it was seen last is where it most likely is; a row under c| is there only while the visit has left.
        if (Seen(visit) is { Open: false } seen && await Account.FindAsync(account.Visits, Keys.Of(site), seen.Key, ct) is { } still)
            return Looked(still);
        while (true)
        {
            if (await Account.FindAsync(account.Visits, Keys.Of(site), Keys.OpenVisit(visit), ct) is { } open)
                return Looked(open);

            // The day in the key of a visit that has left is that of its latest event.
            var prefix = Keys.EventsOf(visit);
            var events = await Account.RangeAsync(account.Visits, Keys.Of(site), prefix, Keys.After(prefix), ct, only: ["At"]);
            if (events.Count == 0)
            {
                Forget(visit);
                return null;
            }

            var key = Keys.LeftVisit(events[^1].GetDateTimeOffset("At")!.Value, visit);
            if (await Account.FindAsync(account.Visits, Keys.Of(site), key, ct) is { } left)
                return Looked(left);

            // It was opened, reopened or left between the looks: it is looked for again, until the caller's patience ends.
        }
    }

    public async Task<IEnumerable<StateRow>> OpenAsync(SiteId site, CancellationToken ct)
    {
        var rows = await Account.RangeAsync(account.Visits, Keys.Of(site), Keys.Open, Keys.After(Keys.Open), ct);
        return rows.Select(Looked);
    }

    private StateRow Looked(TableEntity row)
    {
        var state = StateRow.Of(row);
        if (Seen(state.Visit)?.ETag != state.ETag)
            recollections.Find(state.Visit)?.IsStrange(state.Version);
        Remember(state);
        return state;
    }
}

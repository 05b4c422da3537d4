using Bot.Clinic;

namespace Bot.Storage.Tables;

/// <summary>Visits in Azure Tables, for a bot that runs more than once at a time.</summary>
/// <remarks>
/// A snapshot, an event's body and a small thing may have 64 KiB each. A click is known again at the site where it was saved.
/// Nothing is held here that the tables do not hold; what is remembered saves requests, and ETags tell when it is old.
/// </remarks>
internal sealed class TablesVisitStore : IVisitStore
{
    private readonly TablesOptions options;
    private readonly Account account;
    private readonly SiteList sites;
    private readonly Whereabouts whereabouts;
    private readonly Steps steps;
    private readonly PostingRows postings;
    private readonly WorkRows work;
    private readonly OldClicks clicks;
    private readonly KeptRows kept;
    private readonly SummaryRows summaries;
    private readonly Audit audit;
    private readonly LeftVisits left;

    public TablesVisitStore(TablesOptions options)
    {
        if (options.Faults() is { Count: > 0 } faults)
            throw new StoreStartException(string.Join(' ', faults));
        this.options = options;
        account = new Account(options);
        sites = new SiteList(account, options.Wall);
        var recollections = new Recollections();
        whereabouts = new Whereabouts(account, recollections);
        steps = new Steps(account, sites, whereabouts, recollections);
        postings = new PostingRows(account, recollections);
        work = new WorkRows(account, sites, new Instances(account, options.Wall), whereabouts, recollections);
        kept = new KeptRows(account);
        clicks = new OldClicks(account);
        summaries = new SummaryRows(account);
        audit = new Audit(account, sites);
        left = new LeftVisits(account, sites, whereabouts, recollections);
    }

    /// <summary>Asks for both tables once, so that a fault stops the start and not the first click.</summary>
    /// <exception cref="StoreStartException">They cannot be used; the message says why and what to do.</exception>
    public Task OpenAsync(CancellationToken ct) => StartCheck.RequireAsync(account, sites, options, ct);

    /// <summary>Asks the tables, and whether a newer bot has been there meanwhile.</summary>
    public async Task<string?> FaultAsync(CancellationToken ct)
    {
        try
        {
            await account.AskAsync(async ct => { await sites.ReadAsync(ct); return true; }, ct);
            return null;
        }
        catch (StoreUnavailableException unavailable)
        {
            return unavailable.Message;
        }
    }

    public async Task<Appended> TryAppendAsync(Commit commit, CancellationToken ct)
    {
        Shape.Require(commit);
        var appended = await account.AskAsync(ct => steps.AppendAsync(commit, ct), ct);
        if (appended == Appended.Saved)
            clicks.Noted(commit);
        return appended;
    }

    public Task<StoredVisit?> LoadAsync(VisitId id, CancellationToken ct) =>
        AtSiteAsync(id, async (site, ct) => (await whereabouts.ReadAsync(id, site, ct))?.Stored, null, ct);

    public Task<IReadOnlyList<StoredVisit>> OpenAsync(SiteId? site, CancellationToken ct) => account.AskAsync<IReadOnlyList<StoredVisit>>(
        async ct =>
        {
            var open = site is { } one ? await whereabouts.OpenAsync(one, ct) : await sites.AtEachAsync(whereabouts.OpenAsync, ct);
            return [.. open.OrderBy(row => row.Opened).ThenBy(row => row.Visit.Value, StringComparer.Ordinal).Select(row => row.Stored)];
        },
        ct);

    public Task<IReadOnlyList<StoredEvent>> EventsAsync(VisitId id, CancellationToken ct) =>
        AtSiteAsync(id, (site, ct) => audit.EventsAsync(site, id, ct), [], ct);

    public IAsyncEnumerable<StoredEvent> AllEventsAsync(DateTimeOffset from, CancellationToken ct) =>
        from == DateTimeOffset.MinValue ? audit.EverythingAsync(ct) : audit.SinceAsync(from, ct);

    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> SummariesAsync(SiteId site, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        account.AskAsync(ct => summaries.BetweenAsync(site, from, to, ct), ct);

    public Task<IReadOnlyList<StoredPosting>> PostingsAsync(VisitId id, CancellationToken ct) =>
        AtSiteAsync(id, (site, ct) => postings.AllAsync(site, id, ct), [], ct);

    public Task<IReadOnlyList<StoredPosting>> PostingsAnewAsync(VisitId id, CancellationToken ct) =>
        AtSiteAsync(id, (site, ct) => postings.AnewAsync(site, id, ct), [], ct);

    public async Task<StoredPosting?> TryAddPostingAsync(StoredPosting posting, CancellationToken ct) =>
        await account.AskAsync(
            async ct => await whereabouts.FindAsync(posting.Visit, ct) is { } site
                ? await postings.TryAddAsync(site, posting, ct)
                : throw new ArgumentException($"Visit {posting.Visit} has never been saved.", nameof(posting)),
            ct);

    public Task SavePostingAsync(StoredPosting posting, CancellationToken ct) =>
        AtSiteAsync(posting.Visit, (site, ct) => postings.SaveAsync(site, posting, ct), false, ct);

    public async Task DropPostingsAsync(VisitId id, CancellationToken ct)
    {
        await AtSiteAsync(id, (site, ct) => work.DropAsync(id, site, ct), false, ct);
        await AtSiteAsync(id, clicks.SweepAsync, false, ct);
    }

    public Task<IReadOnlyList<Work>> DueAsync(DateTimeOffset now, int max, CancellationToken ct) =>
        account.AskAsync(ct => work.DueAsync(now, max, ct), ct);

    public Task<IReadOnlyList<Work>> ClaimDueAsync(DateTimeOffset now, int max, Claim claim, CancellationToken ct) =>
        account.AskAsync(ct => work.ClaimDueAsync(now, max, claim, ct), ct);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => account.AskAsync(work.NextDueAsync, ct);

    public Task HoldAsync(VisitId id, int painted, Claim claim, CancellationToken ct) =>
        AtSiteAsync(id, (site, ct) => work.HoldAsync(id, site, painted, claim, ct), false, ct);

    public Task<bool> MoveWorkAsync(VisitId id, int painted, DateTimeOffset? due, CancellationToken ct) =>
        AtSiteAsync(id, (site, ct) => work.MoveAsync(id, site, painted, due, ct), false, ct);

    public Task<bool> HasWorkAsync(VisitId id, CancellationToken ct) => AtSiteAsync(id, (site, ct) => work.HasAsync(id, site, ct), false, ct);

    public Task<IReadOnlyList<Kept>> KeptAsync(string kind, CancellationToken ct) => account.AskAsync(ct => kept.AllAsync(kind, ct), ct);

    public Task KeepAsync(Kept kept, CancellationToken ct) => account.AskAsync(ct => this.kept.KeepAsync(kept, ct), ct);

    public Task<bool> TryKeepAsync(Kept kept, CancellationToken ct) => account.AskAsync(ct => this.kept.TryKeepAsync(kept, ct), ct);

    public Task ForgetAsync(string kind, string key, CancellationToken ct) => account.AskAsync(ct => kept.ForgetAsync(kind, key, ct), ct);

    public IAsyncEnumerable<LeftVisit> LeftBeforeAsync(DateTimeOffset before, CancellationToken ct) => left.BeforeAsync(before, ct);

    public async Task<bool> RemoveAsync(LeftVisit left, DateTimeOffset before, CancellationToken ct)
    {
        if (!await account.AskAsync(ct => this.left.RemoveAsync(left, before, ct), ct))
            return false;
        clicks.Noted(left.Site, before);
        await account.AskAsync(ct => clicks.SweepAsync(left.Site, ct), ct);
        return true;
    }

    private Task<T> AtSiteAsync<T>(VisitId id, Func<SiteId, CancellationToken, Task<T>> ask, T ifThereNeverWas, CancellationToken ct) =>
        account.AskAsync(async ct => await whereabouts.FindAsync(id, ct) is { } site ? await ask(site, ct) : ifThereNeverWas, ct);
}

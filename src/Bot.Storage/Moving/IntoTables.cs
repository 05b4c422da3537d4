using Bot.Clinic;
using Bot.Storage.Tables;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Moving;

/// <summary>Puts visits into tables as they would stand there had they happened there. What is put twice is there once.</summary>
/// <remarks>No bot may run on the tables meanwhile: rows are replaced, whatever stands in them.</remarks>
internal sealed class IntoTables(Account account)
{
    private const string Operation = "moved";
    private const int AtOnce = 16;

    private readonly Transactions transactions = new(account);
    private readonly HashSet<SiteId> sites = [];
    private readonly List<TableEntity> whereabouts = [];

    /// <summary>What stands there of visits: with which version, and under which key.</summary>
    public async Task<IReadOnlyList<(SiteId Site, VisitId Visit, int Version, string Key)>> StandingAsync(CancellationToken ct)
    {
        var standing = new List<(SiteId Site, VisitId Visit, int Version, string Key)>();
        foreach (var site in await SitesAsync(ct))
        {
            foreach (var prefix in (string[])[Keys.Open, Keys.Left])
            {
                await foreach (var row in RowsAsync(Keys.Of(site), prefix, ["Visit", "Version"], ct))
                    standing.Add((site, new(row.GetString("Visit")!), row.GetInt32("Version")!.Value, row.RowKey));
            }
        }

        return standing;
    }

    /// <summary>Takes away what an earlier run has left that may have moved since: all that open visits have, and rows of visits that have gone on.</summary>
    public async Task ClearAsync(IEnumerable<(SiteId Site, string Key)> outdated, CancellationToken ct)
    {
        foreach (var (site, key) in outdated)
            await transactions.DeleteAsync(Keys.Of(site), key, ct);
        foreach (var site in await SitesAsync(ct))
        {
            foreach (var prefix in (string[])[Keys.Open, Keys.Rooms, Keys.Postings, Keys.Work, Keys.Clicks])
            {
                await foreach (var row in RowsAsync(Keys.Of(site), prefix, [], ct))
                    await transactions.DeleteAsync(Keys.Of(site), row.RowKey, ct);
            }
        }

        await transactions.EndAsync(ct);
    }

    public async Task PutAsync(WholeVisit whole, CancellationToken ct)
    {
        var (visit, site) = (whole.Visit.Visit, whole.Visit.Site);
        if (sites.Add(site))
            await account.AskAsync(ct => account.Sites.UpsertEntityAsync(Rows.New(Keys.SitesPartition, Keys.Of(site)).With("Site", site.Value), ct), ct);
        whereabouts.Add(Rows.New(Keys.OfVisit(visit), Keys.SiteOfVisit).With("Site", site.Value));
        if (whereabouts.Count >= AtOnce)
            await PutWhereaboutsAsync(ct);

        foreach (var happened in whole.Events)
            await transactions.PutAsync(Rows.Of(happened, site, Operation), ct);
        foreach (var posting in whole.Postings)
            await transactions.PutAsync(Rows.Of(posting, site, Operation), ct);
        if (whole.Due is { } due)
            await transactions.PutAsync(Rows.Work(visit, site, due, null), ct);
        if (!whole.Summary.IsEmpty)
            await transactions.PutAsync(SummaryRows.Of(site, whole.Opened, visit, whole.Summary), ct);
        if (whole.Visit.Open)
            await transactions.PutAsync(Rows.New(Keys.Of(site), Keys.Room(whole.Visit.Room)).With("Visit", visit.Value), ct);
        await transactions.PutAsync(StateOf(whole).ToRow(), ct);
    }

    public Task PutAsync(Kept kept, CancellationToken ct) => transactions.PutAsync(Rows.Of(kept), ct);

    /// <summary>A file does not say at which site a click was saved, so each site is told of it.</summary>
    public async Task PutAsync(string click, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var site in sites)
            await transactions.PutAsync(Rows.New(Keys.Of(site), Keys.Click(click)).With("At", at), ct);
    }

    /// <summary>Sends what is left.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        await PutWhereaboutsAsync(ct);
        await transactions.EndAsync(ct);
    }

    /// <summary>What is there now.</summary>
    /// <param name="look">Told of each visit's own row.</param>
    public async Task<Counts> CountAsync(Func<StateRow, Task> look, CancellationToken ct)
    {
        var counts = Counts.None;
        var clicks = new HashSet<string>();
        foreach (var site in await SitesAsync(ct))
        {
            var partition = Keys.Of(site);
            foreach (var prefix in (string[])[Keys.Open, Keys.Left])
            {
                await foreach (var row in RowsAsync(partition, prefix, null, ct))
                {
                    await look(StateRow.Of(row));
                    counts = prefix == Keys.Open ? counts with { Open = counts.Open + 1 } : counts with { Left = counts.Left + 1 };
                }
            }

            counts = counts with
            {
                Events = counts.Events + await CountAsync(partition, Keys.Events, ct),
                Summaries = counts.Summaries + await CountAsync(partition, Keys.Summaries, ct),
                Postings = counts.Postings + await CountAsync(partition, Keys.Postings, ct),
                Work = counts.Work + await CountAsync(partition, Keys.Work, ct),
            };
            await foreach (var row in RowsAsync(partition, Keys.Clicks, [], ct))
                clicks.Add(row.RowKey);
        }

        return counts with { Clicks = clicks.Count };
    }

    /// <summary>How many of these small things are there, as they are.</summary>
    public async Task<int> CountAsync(IEnumerable<Kept> kept, CancellationToken ct)
    {
        var count = 0;
        foreach (var kind in kept.GroupBy(one => one.Kind))
        {
            var there = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            await foreach (var row in RowsAsync(Keys.KeptPartition, Keys.KeptOf(kind.Key), null, ct))
                there[row.GetString("Key")!] = row.GetBinary("Body")!;
            count += kind.Count(one => there.TryGetValue(one.Key, out var body) && one.Body.Span.SequenceEqual(body));
        }

        return count;
    }

    private static StateRow StateOf(WholeVisit whole) => new(
        whole.Visit.Visit,
        whole.Visit.Site,
        whole.Visit.Room,
        whole.Opened,
        whole.Visit.Version,
        whole.Visit.Open,
        whole.Due,
        Operation,
        whole.Visit.Open ? Keys.OpenVisit(whole.Visit.Visit) : Keys.LeftVisit(whole.Events is [.., var last] ? last.At : whole.Opened, whole.Visit.Visit),
        whole.Visit.Snapshot);

    private async Task PutWhereaboutsAsync(CancellationToken ct)
    {
        await Task.WhenAll(whereabouts.Select(row => account.AskAsync(ct => account.Sites.UpsertEntityAsync(row, ct), ct)));
        whereabouts.Clear();
    }

    private async Task<IReadOnlyList<SiteId>> SitesAsync(CancellationToken ct)
    {
        var rows = await account.AskAsync(ct => Account.RangeAsync(account.Sites, Keys.SitesPartition, "", "~", ct), ct);
        return [.. rows.Select(row => new SiteId(row.GetString("Site")!))];
    }

    private async Task<int> CountAsync(string partition, string prefix, CancellationToken ct)
    {
        var count = 0;
        await foreach (var _ in RowsAsync(partition, prefix, [], ct))
            count++;
        return count;
    }

    private IAsyncEnumerable<TableEntity> RowsAsync(string partition, string prefix, string[]? only, CancellationToken ct) =>
        account.PagesAsync(partition, prefix, Keys.After(prefix), 1000, only, ct);
}

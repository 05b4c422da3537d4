using System.Runtime.CompilerServices;
using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>Events of all visits, in the order of visits, whatever site they were at.</summary>
internal sealed class Audit(Account account, SiteList sites)
{
    private const int Page = 500;
    private const int VisitsAtOnce = 8;

    /// <summary>All there are: the sites' streams, each in the order of visits, merged into one. A page per site is in memory.</summary>
    public async IAsyncEnumerable<StoredEvent> EverythingAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var streams = new PriorityQueue<IAsyncEnumerator<TableEntity>, string>(StringComparer.Ordinal);
        try
        {
            foreach (var site in await account.AskAsync(sites.AllAsync, ct))
                await NextAsync(account.PagesAsync(Keys.Of(site), Keys.Events, Keys.After(Keys.Events), Page, null, ct).GetAsyncEnumerator(ct));
            while (streams.TryDequeue(out var stream, out _))
            {
                yield return Rows.EventOf(stream.Current);
                await NextAsync(stream);
            }
        }
        finally
        {
            while (streams.TryDequeue(out var stream, out _))
                await stream.DisposeAsync();
        }

        async Task NextAsync(IAsyncEnumerator<TableEntity> stream)
        {
            if (await stream.MoveNextAsync())
                streams.Enqueue(stream, stream.Current.RowKey);
            else
                await stream.DisposeAsync();
        }
    }

    /// <summary>
    /// Those since a time: of the open visits, and of those that have left since. Each is asked for by its key, since a filter on the time
    /// alone would read all history.
    /// </summary>
    public async IAsyncEnumerable<StoredEvent> SinceAsync(DateTimeOffset from, [EnumeratorCancellation] CancellationToken ct)
    {
        var visits = new SortedDictionary<string, (SiteId Site, VisitId Visit)>(StringComparer.Ordinal);
        foreach (var site in await account.AskAsync(sites.AllAsync, ct))
        {
            // A day earlier: the clock of a visit's last step may have stood behind that of the step before.
            foreach (var row in await account.AskAsync(ct => VisitsAsync(site, Keys.Open, ct), ct))
                visits[row.GetString("Visit")!] = (site, new(row.GetString("Visit")!));
            foreach (var row in await account.AskAsync(ct => VisitsAsync(site, Keys.LeftOn(from.AddDays(-1)), ct), ct))
                visits[row.GetString("Visit")!] = (site, new(row.GetString("Visit")!));
        }

        foreach (var some in visits.Values.Chunk(VisitsAtOnce))
        {
            var events = await Task.WhenAll(some.Select(one => account.AskAsync(ct => EventsAsync(one.Site, one.Visit, ct), ct)));
            foreach (var happened in events.SelectMany(one => one))
            {
                if (happened.At >= from)
                    yield return happened;
            }
        }
    }

    public async Task<IReadOnlyList<StoredEvent>> EventsAsync(SiteId site, VisitId visit, CancellationToken ct)
    {
        var prefix = Keys.EventsOf(visit);
        var rows = await Account.RangeAsync(account.Visits, Keys.Of(site), prefix, Keys.After(prefix), ct);
        return [.. rows.Select(Rows.EventOf)];
    }

    private Task<List<TableEntity>> VisitsAsync(SiteId site, string from, CancellationToken ct) =>
        Account.RangeAsync(account.Visits, Keys.Of(site), from, from[..1] + "}", ct, only: ["Visit"]);
}

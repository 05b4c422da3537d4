using System.Collections.Concurrent;
using Azure;
using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>The sites that have, or had, a visit: each is asked for its work.</summary>
internal sealed class SiteList(Account account, TimeProvider wall)
{
    /// <summary>A site that another instance has opened today is heard of this late at most.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromSeconds(30);

    private const int AtOnce = 16;

    private readonly ConcurrentDictionary<SiteId, bool> sites = new();
    private long readAt;

    /// <summary>To be called before the first step at a site: work at a site that is not listed would never be found.</summary>
    public async Task ListAsync(SiteId site, CancellationToken ct)
    {
        if (sites.ContainsKey(site))
            return;
        try
        {
            await account.Sites.AddEntityAsync(Rows.New(Keys.SitesPartition, Keys.Of(site)).With("Site", site.Value), ct);
        }
        catch (RequestFailedException taken) when (taken.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            // Another instance, or an earlier run, has listed it.
        }

        sites.TryAdd(site, true);
    }

    public async Task<ICollection<SiteId>> AllAsync(CancellationToken ct)
    {
        if (wall.GetUtcNow().UtcTicks - Volatile.Read(ref readAt) > Old.Ticks)
            await ReadAsync(ct);
        return sites.Keys;
    }

    /// <summary>Asks every site the same, in no particular order.</summary>
    /// <param name="only">Null for all.</param>
    public async Task<IReadOnlyCollection<T>> AtEachAsync<T>(
        Func<SiteId, CancellationToken, Task<IEnumerable<T>>> ask, CancellationToken ct, Func<SiteId, bool>? only = null)
    {
        // Several instances that ask at once each begin elsewhere, so that those who claim what they find do not race.
        var all = (await AllAsync(ct)).Where(site => only is null || only(site)).ToArray();
        Random.Shared.Shuffle(all);
        var found = new ConcurrentBag<T>();
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(all, atOnce, async (site, ct) =>
        {
            foreach (var one in await ask(site, ct))
                found.Add(one);
        });
        return found;
    }

    public async Task ReadAsync(CancellationToken ct) => await RowsAsync(ct);

    /// <summary>Reads it, and marks each site as one where this version has been: an older bot beside it finds so, and says so.</summary>
    public async Task MarkAsync(CancellationToken ct)
    {
        foreach (var row in await RowsAsync(ct))
        {
            if (row.GetInt32("Schema") is null or < Rows.Schema)
                await account.Sites.UpsertEntityAsync(Rows.New(Keys.SitesPartition, row.RowKey).With("Site", row.GetString("Site")), ct);
        }
    }

    private async Task<List<TableEntity>> RowsAsync(CancellationToken ct)
    {
        var now = wall.GetUtcNow().UtcTicks;
        var rows = await Account.RangeAsync(account.Sites, Keys.SitesPartition, "", "~", ct);
        foreach (var row in rows)
            sites.TryAdd(new(row.GetString("Site")!), true);
        Volatile.Write(ref readAt, now);
        return rows;
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>Forgets the clicks that no chat will send again, a site at a time, when a visit's cards are dropped: nobody waits for that.</summary>
internal sealed class OldClicks(Account account)
{
    private const int Most = 1000;
    private const int Together = 100;

    private static readonly TimeSpan Keep = TimeSpan.FromHours(26);
    private static readonly TimeSpan Rest = TimeSpan.FromHours(12);

    // By the time of the visits, as the clicks themselves.
    private readonly ConcurrentDictionary<SiteId, DateTimeOffset> latest = new();
    private readonly ConcurrentDictionary<SiteId, DateTimeOffset> swept = new();

    /// <summary>At a site where nothing happens any more nobody else says what time it is.</summary>
    public void Noted(SiteId site, DateTimeOffset before) =>
        latest.AddOrUpdate(site, before + Keep, (_, known) => known > before + Keep ? known : before + Keep);

    public void Noted(Commit commit) => latest[commit.Site] = commit.Events[^1].At;

    /// <returns>True once none is left, for now.</returns>
    public async Task<bool> SweepAsync(SiteId site, CancellationToken ct)
    {
        if (!latest.TryGetValue(site, out var now) || (swept.TryGetValue(site, out var at) && now - at < Rest))
            return true;
        var before = (now - Keep).UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        var old = await Account.RangeAsync(
            account.Visits, Keys.Of(site), Keys.Clicks, Keys.After(Keys.Clicks), ct, Most, $" and At lt datetime'{before}'", ["At"]);
        foreach (var some in old.Chunk(Together))
        {
            try
            {
                await account.Visits.SubmitTransactionAsync(
                    some.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new(Keys.Of(site), row.RowKey), ETag.All)), ct);
            }
            catch (TableTransactionFailedException refused) when (Steps.IsConflict(refused))
            {
                // Another instance sweeps here.
                return false;
            }
        }

        if (old.Count == Most)
            return false;
        swept[site] = now;
        return true;
    }
}

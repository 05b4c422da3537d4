using System.Runtime.CompilerServices;
using Azure;
using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>Visits that left long ago: their own rows stand in the order of the days on which they left, so that each site's oldest are one range.</summary>
internal sealed class LeftVisits(Account account, SiteList sites, Whereabouts whereabouts, Recollections recollections)
{
    private const int Page = 100;
    private const int Tries = 8;

    // A transaction has room for 100 actions.
    private const int Together = 100;

    /// <summary>Site by site, each instance beginning elsewhere. A visit of the last day stays until that day is over (UTC).</summary>
    public async IAsyncEnumerable<LeftVisit> BeforeAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken ct)
    {
        var all = (await account.AskAsync(sites.AllAsync, ct)).ToArray();
        Random.Shared.Shuffle(all);
        foreach (var site in all)
        {
            await foreach (var row in account.PagesAsync(Keys.Of(site), Keys.Left, Keys.LeftOn(before), Page, ["Visit"], ct))
                yield return new LeftVisit(site, new(row.GetString("Visit")!));
        }
    }

    /// <remarks>
    /// First it is said nowhere any more where the visit is: from then on there is none, for whoever asks. Its events go from the first on;
    /// the last goes together with the visit's own row, which it leads to, so that what breaks off is found again by that row.
    /// </remarks>
    public async Task<bool> RemoveAsync(LeftVisit left, DateTimeOffset before, CancellationToken ct)
    {
        var (site, visit) = left;
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await whereabouts.ReadAsync(visit, site, ct) is not { } state)
                return attempt > 1;
            if (!IsOld(state, before))
                return false;
            if (attempt == 1)
                await whereabouts.EraseAsync(visit, ct);
            recollections.Forget(visit);
            try
            {
                var rows = await RowsAsync(state, ct);
                foreach (var some in rows.SkipLast(Together - 1).Chunk(Together))
                    await account.Visits.SubmitTransactionAsync(some.Select(Deletion), ct);
                await account.Visits.SubmitTransactionAsync(
                    rows.TakeLast(Together - 1).Select(Deletion).Prepend(new(TableTransactionActionType.Delete, new(Keys.Of(site), state.Key), state.ETag)), ct);
                whereabouts.IsGone(visit);
                return true;
            }
            catch (TableTransactionFailedException refused) when (Steps.IsConflict(refused))
            {
                // Another instance removes it too, or our own answer got lost: it is looked at again.
            }

            TableTransactionAction Deletion(string key) => new(TableTransactionActionType.Delete, new(Keys.Of(site), key), ETag.All);
        }

        return false;
    }

    private static bool IsOld(StateRow state, DateTimeOffset before) =>
        !state.Open && string.CompareOrdinal(state.Key, Keys.LeftOn(before)) < 0;

    // All but the visit's own row, in the order in which they may go.
    private async Task<List<string>> RowsAsync(StateRow state, CancellationToken ct)
    {
        var summary = Keys.Summary(state.Opened, state.Visit);
        List<string> rows =
        [
            .. await KeysAsync(Keys.PostingsOf(state.Visit)),

            // Visits that ended before there were summaries have none.
            .. await Account.FindAsync(account.Visits, Keys.Of(state.Site), summary, ct) is null ? Array.Empty<string>() : [summary],
            .. await KeysAsync(Keys.EventsOf(state.Visit)),
        ];

        // The visit's own row says that it is there: the two go together.
        if (state.Due is { } due)
            rows.Add(Keys.WorkOf(due, state.Visit));
        return rows;

        async Task<IEnumerable<string>> KeysAsync(string prefix) =>
            (await Account.RangeAsync(account.Visits, Keys.Of(state.Site), prefix, Keys.After(prefix), ct, only: ["Visit"])).Select(row => row.RowKey);
    }
}

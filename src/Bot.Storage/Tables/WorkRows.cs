using System.Globalization;
using Azure;
using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>What is due, at which sites, and for whom. Each look costs one request per site, of those that this instance looks after where it claims, and rows only where something is due.</summary>
internal sealed class WorkRows(Account account, SiteList sites, Instances instances, Whereabouts whereabouts, Recollections recollections)
{
    private const int Tries = 8;

    // Whoever works on seems to have lost a row that it has had for so long.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    // A transaction has room for 100 actions; the visit's own row, its work and what is held beside it take three.
    private const int Together = 97;

    public async Task<IReadOnlyList<Work>> DueAsync(DateTimeOffset now, int max, CancellationToken ct) => InOrder(
        await sites.AtEachAsync(async (site, ct) => (await RowsAsync(site, now, max, "", ct)).Where(row => !Rows.IsHold(row)).Select(row => WorkAt(site, row)), ct),
        max);

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        var first = await sites.AtEachAsync(async (site, ct) => (await RowsAsync(site, null, 1, "", ct)).Select(Rows.WorkOf), ct);
        return first.Count == 0 ? null : first.Min(work => work.Due);
    }

    /// <summary>What is claimed beyond <paramref name="max"/>, because sites are asked at once, comes with the next call.</summary>
    public async Task<IReadOnlyList<Work>> ClaimDueAsync(DateTimeOffset now, int max, Claim claim, CancellationToken ct)
    {
        var company = await instances.MeetAsync(claim.Owner, claim.Until - now, ct);
        var owner = claim.Owner.Replace("'", "''", StringComparison.Ordinal);
        var free = string.Create(CultureInfo.InvariantCulture, $" and (LeaseUntil le {now.UtcTicks}L or Owner eq '{owner}')");
        var all = await sites.AtEachAsync<Work>(
            async (site, ct) =>
            {
                var claimed = new List<Work>();
                await company.SayAsync(ct);
                foreach (var row in await RowsAsync(site, now, max, free, ct))
                {
                    if (IsAnothers(row, now, company))
                        continue;

                    if (Rows.IsHold(row))
                    {
                        if (!await IsTakenUpAsync(site, row, now, claim, ct))
                            continue;
                    }

                    // Another instance is at this site: it is left to it.
                    else if (!await IsClaimedAsync(row, now, claim, ct))
                    {
                        break;
                    }

                    claimed.Add(WorkAt(site, row) with { Owner = row.GetString("Owner") ?? "" });
                }

                return claimed;
            },
            ct,
            company.IsOurs);
        instances.Ends();
        return InOrder(all, max);
    }

    public async Task<bool> MoveAsync(VisitId visit, SiteId site, int painted, DateTimeOffset? due, CancellationToken ct)
    {
        var known = recollections.Of(visit);
        if (!known.HasCompany && await TryMoveAsync(visit, site, painted, due, known, ct))
            return true;
        known.IsLate(painted);
        return false;
    }

    private async Task<bool> TryMoveAsync(VisitId visit, SiteId site, int painted, DateTimeOffset? due, Recollection known, CancellationToken ct)
    {
        var state = whereabouts.Seen(visit) ?? await whereabouts.ReadAsync(visit, site, ct);

        // Known is an older version than the one painted: another instance has saved it.
        if (state?.Version < painted)
            state = await whereabouts.ReadAsync(visit, site, ct);
        if (state?.Version != painted)
            return false;

        // Its cards were dropped meanwhile: nobody is to look at it again.
        if (state is { Open: false, Due: null })
            return false;
        var held = known.Held;
        var isBeingPainted = state is { Mover.Length: 0, Due: { } own } && !known.IsOwnWork(Keys.WorkOf(own, visit));

        // Whoever is in the middle of painting may die, and what it painted last stand over what this one has: then nobody else would know.
        var over = known.PaintedOver ?? (isBeingPainted ? held?.Claim : null);
        var operation = Guid.NewGuid().ToString("N");
        var actions = Moving(state, due, operation);
        if (over is not null)
            actions.Add(new(TableTransactionActionType.UpsertReplace, Rows.Hold(visit, site, over, isOver: true)));
        if (held is not null)
            actions.Add(new(TableTransactionActionType.Delete, new(Keys.Of(site), held.Key), held.ETag));
        try
        {
            var done = await account.Visits.SubmitTransactionAsync(actions, ct);
            whereabouts.Remember(state with { Due = due, Mover = operation }, done.Value[0]);
        }
        catch (TableTransactionFailedException refused) when (Steps.IsConflict(refused))
        {
            if (held is not null && refused.FailedTransactionActionIndex == actions.Count - 1)
                known.Releases(held.Key);

            // Whoever moved it meanwhile has painted too, perhaps before this painter and perhaps after, and may know of something that this
            // one does not: it looks again. Unless it was itself, and the answer got lost.
            if ((await whereabouts.ReadAsync(visit, site, ct))?.Mover != operation)
                return false;
        }

        known.Rests(over, held);
        return true;
    }

    public async Task<bool> HoldAsync(VisitId visit, SiteId site, int painted, Claim claim, CancellationToken ct)
    {
        var known = recollections.Of(visit);
        if (known.Held is not null || (whereabouts.Seen(visit) is { Due: { } due } seen && seen.Version == painted && known.IsOwnWork(Keys.WorkOf(due, visit))))
            return true;
        var row = Rows.Hold(visit, site, claim, isOver: false);
        var done = await account.Visits.UpsertEntityAsync(row, ct);
        known.Holds(new Hold(row.RowKey, Whereabouts.ETagOf(done), claim));
        return true;
    }

    // Becomes the visit's own work, due now and claimed by this instance.
    private async Task<bool> IsTakenUpAsync(SiteId site, TableEntity row, DateTimeOffset now, Claim claim, CancellationToken ct)
    {
        var visit = Rows.WorkOf(row).Visit;
        var known = recollections.Of(visit);
        var isOwn = known.Held?.Key == row.RowKey;
        var gone = new TableTransactionAction(TableTransactionActionType.Delete, new(row.PartitionKey, row.RowKey), row.ETag);
        try
        {
            if (await whereabouts.ReadAsync(visit, site, ct) is not { } state || state is { Open: false, Due: null })
            {
                // Its cards were dropped meanwhile: nobody is to look at it again.
                await account.Visits.SubmitTransactionAsync([gone], ct);
                known.Releases(row.RowKey);
                return false;
            }

            var actions = Moving(state, now, "", claim);
            actions.Add(gone);
            var done = await account.Visits.SubmitTransactionAsync(actions, ct);
            whereabouts.Remember(state with { Due = now, Mover = "" }, done.Value[0]);
            known.Works(Keys.WorkOf(now, visit));
            known.Releases(row.RowKey);
            if (!isOwn)
                known.IsUncertain(always: true);
            return true;
        }
        catch (TableTransactionFailedException refused) when (Steps.IsConflict(refused))
        {
            // Somebody was quicker, there or here. What is left of it comes up with the next call.
            return false;
        }
    }

    public async Task<bool> HasAsync(VisitId visit, SiteId site, CancellationToken ct) =>
        await whereabouts.ReadAsync(visit, site, ct) is { Due: not null };

    /// <summary>Forgets the postings and the work of a visit that has left, in transactions that fail once it is open again.</summary>
    /// <returns>True once nothing is left.</returns>
    public async Task<bool> DropAsync(VisitId visit, SiteId site, CancellationToken ct)
    {
        var state = whereabouts.Seen(visit) is { Open: false } seen ? seen : await whereabouts.ReadAsync(visit, site, ct);
        for (var attempt = 1; attempt <= Tries && state is { Open: false }; attempt++)
        {
            var postings = await PostingsOfAsync(visit, site, isFirst: attempt == 1, ct);
            if (postings.Count == 0 && state.Due is null)
                return true;
            var actions = Moving(state, null, Guid.NewGuid().ToString("N"));
            if (recollections.Find(visit)?.Held is { } held)
                actions.Add(new(TableTransactionActionType.Delete, new(Keys.Of(site), held.Key), held.ETag));
            foreach (var row in postings)
                actions.Add(new(TableTransactionActionType.Delete, new(Keys.Of(site), row), ETag.All));
            try
            {
                var done = await account.Visits.SubmitTransactionAsync(actions, ct);
                state = whereabouts.Remember(state with { Due = null }, done.Value[0]);
                if (postings.Count >= Together)
                    continue;
                recollections.Forget(visit);
                return true;
            }
            catch (TableTransactionFailedException refused) when (Steps.IsConflict(refused))
            {
                // What is left beside the work goes when it comes up.
                if (recollections.Find(visit) is { Held: { } left } known)
                    known.Releases(left.Key);
                state = await whereabouts.ReadAsync(visit, site, ct);
            }
        }

        return false;
    }

    // Whoever has painted it knows them; that none was added meanwhile is what the ETag of the visit's row says.
    private async Task<IReadOnlyList<string>> PostingsOfAsync(VisitId visit, SiteId site, bool isFirst, CancellationToken ct)
    {
        if (isFirst && recollections.Find(visit)?.Whole is { Count: > 0 and < Together } known)
            return [.. known.Select(posting => Keys.Posting(visit, posting.Key))];
        var rows = await Account.RangeAsync(
            account.Visits, Keys.Of(site), Keys.PostingsOf(visit), Keys.After(Keys.PostingsOf(visit)), ct, most: Together, only: ["Key"]);
        return [.. rows.Select(row => row.RowKey)];
    }

    // Whoever finds a claim of another instance believes no message.
    private static List<TableTransactionAction> Moving(StateRow state, DateTimeOffset? due, string operation, Claim? claim = null)
    {
        var actions = new List<TableTransactionAction> { new(TableTransactionActionType.UpdateMerge, StateRow.Moving(state, due, operation), state.ETag) };
        if (due is { } next)
            actions.Add(new(TableTransactionActionType.UpsertReplace, Rows.Work(state.Visit, state.Site, next, claim)));
        if (state.Due is { } old && old != due)
            actions.Add(new(TableTransactionActionType.Delete, new(Keys.Of(state.Site), Keys.WorkOf(old, state.Visit)), ETag.All));
        return actions;
    }

    private async Task<bool> IsClaimedAsync(TableEntity row, DateTimeOffset now, Claim claim, CancellationToken ct)
    {
        // Our own holds as long as we ask, and is renewed before that seems too long.
        var owner = row.GetString("Owner");
        var known = recollections.Of(Rows.WorkOf(row).Visit);
        if (owner == claim.Owner && SinceItsEnd(row, now) < Longest / 2)
        {
            known.Works(row.RowKey);
            return true;
        }

        try
        {
            var ours = new TableEntity(row.PartitionKey, row.RowKey) { { "Owner", claim.Owner }, { "LeaseUntil", claim.Until.UtcTicks } };
            await account.Visits.UpdateEntityAsync(ours, row.ETag, TableUpdateMode.Merge, ct);

            // Another instance has begun with it, and not come to an end.
            if (owner is { Length: > 0 } && owner != claim.Owner)
                known.IsUncertain(always: true);
            known.Works(row.RowKey);
            return true;
        }
        catch (RequestFailedException refused) when (Steps.IsConflict(refused))
        {
            return false;
        }
    }

    // Whose claim has ended may have much to do: as long as it is at work, it comes to it. What only comes up when the claim ends is to be looked
    // at once more, by anybody.
    private static bool IsAnothers(TableEntity row, DateTimeOffset now, Company company) =>
        row.GetString("Owner") is { } owner && company.Others.Contains(owner)
        && Rows.WorkOf(row).Due.UtcTicks < row.GetInt64("LeaseUntil") && SinceItsEnd(row, now) < Longest;

    private static TimeSpan SinceItsEnd(TableEntity row, DateTimeOffset now) => TimeSpan.FromTicks(now.UtcTicks - row.GetInt64("LeaseUntil")!.Value);

    private Task<List<TableEntity>> RowsAsync(SiteId site, DateTimeOffset? until, int most, string and, CancellationToken ct)
    {
        var end = until is { } now ? Keys.After(Keys.WorkAt(now)) : Keys.After(Keys.Work);
        return Account.RangeAsync(account.Visits, Keys.Of(site), Keys.Work, end, ct, most, and);
    }

    private Work WorkAt(SiteId site, TableEntity row)
    {
        var work = Rows.WorkOf(row);
        whereabouts.Remember(work.Visit, site);
        return work;
    }

    private static IReadOnlyList<Work> InOrder(IEnumerable<Work> work, int max) =>
        [.. work.OrderBy(one => one.Due).ThenBy(one => one.Visit.Value, StringComparer.Ordinal).Take(max)];
}

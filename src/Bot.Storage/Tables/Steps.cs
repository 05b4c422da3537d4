using Azure;
using Bot.Clinic;
using Bot.Storage.Tables.Wire;

namespace Bot.Storage.Tables;

/// <summary>Saves a step of a visit: one transaction, and what an answer that got lost makes necessary.</summary>
/// <remarks>
/// A request whose answer is lost is sent again, and the second is refused although, or because, the first was done. So each call of the
/// store has an operation id, which is looked for before anybody is told of a conflict.
/// </remarks>
internal sealed class Steps(Account account, SiteList sites, Whereabouts whereabouts, Recollections recollections)
{
    // Each try follows a change by somebody else that left the version as it was: a worker that moved the visit's work.
    private const int Tries = 8;

    public async Task<Appended> AppendAsync(Commit commit, CancellationToken ct)
    {
        if (commit.Expected == 0)
        {
            await sites.ListAsync(commit.Site, ct);
            if (await whereabouts.SettleAsync(commit.Visit, commit.Site, ct) != commit.Site)
                return Appended.VersionMoved;
        }

        var before = whereabouts.Seen(commit.Visit);
        if (before is null || before.Version < commit.Expected)
            before = commit.Expected == 0 ? null : await whereabouts.ReadAsync(commit.Visit, commit.Site, ct);

        // Versions never go back: even an old look at a later one is enough.
        if ((before?.Version ?? 0) != commit.Expected || (before is not null && before.Site != commit.Site))
            return Appended.VersionMoved;

        var after = StateRow.After(commit, Guid.NewGuid().ToString("N"));
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var actions = Actions(commit, before, after);
            try
            {
                var done = await account.Visits.SubmitTransactionAsync(actions, ct);
                var written = actions.FindIndex(action => action.Entity.RowKey == after.Key);
                whereabouts.Remember(after, done.Value[written]);
                Note(commit, before);
                recollections.Of(commit.Visit).Works(Keys.WorkOf(commit.Due, commit.Visit));
                return Appended.Saved;
            }
            catch (TableTransactionFailedException refused) when (IsConflict(refused))
            {
                before = await whereabouts.ReadAsync(commit.Visit, commit.Site, ct);
                if (await IsDoneAsync(commit, before, after.Operation, ct))
                    return Appended.Saved;
                if ((before?.Version ?? 0) != commit.Expected)
                    return Appended.VersionMoved;
                if (refused.FailedTransactionActionIndex is { } index && actions[index].ActionType == TableTransactionActionType.Add)
                {
                    var taken = actions[index].Entity.RowKey;
                    if (taken.StartsWith(Keys.Clicks, StringComparison.Ordinal))
                        return Appended.ClickSeen;
                    if (taken.StartsWith(Keys.Rooms, StringComparison.Ordinal))
                        return Appended.RoomTaken;
                }
            }
        }

        throw new StoreUnavailableException($"The rows of visit {commit.Visit} changed {Tries} times while a step was saved.");
    }

    /// <summary>Somebody else's write came first, or our own did. A table that is missing is another matter.</summary>
    public static bool IsConflict(RequestFailedException refused) =>
        refused is { Status: 412 } or { ErrorCode: TableErrorCode.EntityAlreadyExists or TableErrorCode.ResourceNotFound };

    // Nobody has come to the end of the step before, or its work was due again: whoever has claimed it may be in the middle of painting, or
    // dead. The first is not told by when it is due: that is by the clock of another.
    private void Note(Commit commit, StateRow? before)
    {
        var standing = recollections.Of(commit.Visit);
        if (before is null)
            standing.IsNew();
        else if (before.Mover.Length == 0 || before.Due <= commit.Due)
            standing.IsUncertain(always: false, paintedOver: commit.Claim);
    }

    // Of several conflicts the server names the first: the version's goes before the click's, and the click's before the room's.
    private static List<TableTransactionAction> Actions(Commit commit, StateRow? before, StateRow after)
    {
        var site = Keys.Of(commit.Site);
        var actions = new List<TableTransactionAction>(commit.Events.Count + 8);
        if (before is not null && before.Key == after.Key)
        {
            actions.Add(new(TableTransactionActionType.UpdateReplace, after.ToRow(), before.ETag));
        }
        else
        {
            if (before is not null)
                actions.Add(new(TableTransactionActionType.Delete, new(site, before.Key), before.ETag));
            Add(after.ToRow());
        }

        if (commit.Click.Length > 0)
            Add(Rows.New(site, Keys.Click(commit.Click)).With("At", commit.Events[^1].At));

        var (held, taken) = (before is { Open: true } ? before.Room : (RoomId?)null, after.Open ? after.Room : (RoomId?)null);
        if (taken is { } room && held != taken)
            Add(Rows.New(site, Keys.Room(room)).With("Visit", commit.Visit.Value));
        if (held is { } left && held != taken)
            Delete(Keys.Room(left));

        var work = Rows.Work(commit.Visit, commit.Site, commit.Due, commit.Claim);
        actions.Add(new(TableTransactionActionType.UpsertReplace, work));
        if (before?.Due is { } due && Keys.WorkOf(due, commit.Visit) != work.RowKey)
            Delete(Keys.WorkOf(due, commit.Visit));

        // Most steps neither end a visit nor open one again.
        if (!commit.Open || before is { Open: false })
            actions.Add(new(TableTransactionActionType.UpsertReplace, SummaryRows.Of(commit)));
        foreach (var happened in commit.Events)
            Add(Rows.Of(happened, commit.Site, after.Operation));
        return actions;

        void Add(TableEntity row) => actions.Add(new(TableTransactionActionType.Add, row));

        // The visit's own row says that they are there, and its ETag that it still does.
        void Delete(string key) => actions.Add(new(TableTransactionActionType.Delete, new(site, key), ETag.All));
    }

    // If somebody has gone on from our step meanwhile, its first event still says whose it is.
    private async Task<bool> IsDoneAsync(Commit commit, StateRow? now, string operation, CancellationToken ct)
    {
        if (now is null || now.Version <= commit.Expected)
            return false;
        if (now.Operation == operation)
            return true;
        return now.Version > commit.Expected + commit.Events.Count
            && await Account.FindAsync(account.Visits, Keys.Of(commit.Site), Keys.Event(commit.Visit, commit.Expected + 1), ct) is { } first
            && first.GetString("Operation") == operation;
    }
}

using Bot.Clinic;

namespace Bot.App;

/// <summary>What is known of the training, kept in the store, so that a restart forgets nothing.</summary>
/// <remarks>
/// Each row is written once, or by the one person whose word it is. So of two leads who do the same at once, on whichever instances, one
/// is told that the other was first, and nothing that was said is lost.
/// </remarks>
internal sealed partial class TrainingPlans(IVisitStore store, ILogger<TrainingPlans> log) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private volatile TrainingBook book = TrainingBook.Empty;

    public TrainingBook Book => book;

    /// <summary>Is told when something is to be sent.</summary>
    public Nudge Changed { get; } = new();

    /// <summary>Reads all of it; what is in memory is replaced.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await InTurnAsync(async () =>
        {
            await ReadAsync(ct);
            await SettleAsync(ct);
            return true;
        }, ct);
        Changed.Give();
    }

    /// <returns>False if there is a session of that id already.</returns>
    public Task<bool> TrySetAsync(Session session, CancellationToken ct) => TryAsync(TrainingJson.Of(session), known => known.With(session), ct);

    /// <returns>False if somebody has cancelled it already.</returns>
    public Task<bool> TryCallOffAsync(SessionId session, CalledOff off, CancellationToken ct) => TryAsync(TrainingJson.Of(session, off), known => known.With(session, off), ct);

    /// <returns>False if somebody has said meanwhile who was there.</returns>
    public Task<bool> TryNoteAsync(Attendance there, CancellationToken ct) => TryAsync(TrainingJson.Of(there), known => known.With(there), ct);

    /// <summary>Somebody's own word; their last one stands.</summary>
    public Task RepliesAsync(SessionId session, StaffId who, SessionReply reply, CancellationToken ct) => InTurnAsync(async () =>
    {
        await store.KeepAsync(TrainingJson.Of(session, who, reply), ct);
        book = book.With(session, who, reply);
        return true;
    }, ct);

    /// <summary>Forgets sessions that ended before <paramref name="before"/>, with all that was said of them. Who has completed the training stays known.</summary>
    public Task ForgetAsync(DateTimeOffset before, CancellationToken ct) => InTurnAsync(async () =>
    {
        var old = book.Sessions.Values.Where(session => session.Ends < before).Select(session => session.Id.Value).ToHashSet();
        if (old.Count == 0)
            return true;

        // The session itself goes last: until then what breaks off is found again.
        var rows = (await store.KeptAsync(TrainingJson.Kind, ct)).Concat(await store.KeptAsync(TrainingWatch.SentKind, ct));
        foreach (var row in rows.Where(row => row.Key.Split('|').Take(2).Any(old.Contains)).OrderBy(row => row.Key.StartsWith("session|", StringComparison.Ordinal)))
            await store.ForgetAsync(row.Kind, row.Key, ct);
        await ReadAsync(ct);
        return true;
    }, ct);

    public void Dispose() => turn.Dispose();

    private Task<bool> TryAsync(Kept row, Func<TrainingBook, TrainingBook> with, CancellationToken ct) => InTurnAsync(async () =>
    {
        if (!await store.TryKeepAsync(row, ct))
        {
            await ReadAsync(ct);
            return false;
        }

        book = with(book);
        await SettleAsync(ct);
        Changed.Give();
        return true;
    }, ct);

    private async Task ReadAsync(CancellationToken ct) =>
        book = TrainingJson.Read((await store.KeptAsync(TrainingJson.Kind, ct)).Concat(await store.KeptAsync(TrainingJson.CompletedKind, ct)));

    // Who has completed the training follows from who was there. What a crash or a full disk left undone is done at the next look.
    private async Task SettleAsync(CancellationToken ct)
    {
        try
        {
            foreach (var (who, completed) in book.Unsettled().ToList())
            {
                if (completed is null)
                    await store.ForgetAsync(TrainingJson.CompletedKind, who.Value, ct);
                else
                    await store.KeepAsync(TrainingJson.Of(who, completed), ct);
                book = book.With(who, completed);
            }
        }
        catch (StoreUnavailableException e)
        {
            NotSettled(log, e);
        }
    }

    private async Task<bool> InTurnAsync(Func<Task<bool>> work, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Who has completed the training is not written yet.")]
    private static partial void NotSettled(ILogger log, Exception exception);
}

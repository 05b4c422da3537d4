using Bot.Clinic;

namespace Bot.Tests.Whole;

/// <summary>A store whose appends, and moves of work, first do as the test says, so that a race is staged and not hoped for. All else is the store's own.</summary>
internal sealed class HeldBack(IVisitStore store, Func<Commit, Task> until, Func<Task>? beforeMoving = null) : IVisitStore
{
    public async Task<Appended> TryAppendAsync(Commit commit, CancellationToken ct)
    {
        await until(commit);
        return await store.TryAppendAsync(commit, ct);
    }

    public Task<StoredVisit?> LoadAsync(VisitId id, CancellationToken ct) => store.LoadAsync(id, ct);

    public Task<IReadOnlyList<StoredVisit>> OpenAsync(SiteId? site, CancellationToken ct) => store.OpenAsync(site, ct);

    public Task<IReadOnlyList<StoredEvent>> EventsAsync(VisitId id, CancellationToken ct) => store.EventsAsync(id, ct);

    public IAsyncEnumerable<StoredEvent> AllEventsAsync(DateTimeOffset from, CancellationToken ct) => store.AllEventsAsync(from, ct);

    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> SummariesAsync(SiteId site, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        store.SummariesAsync(site, from, to, ct);

    public Task<IReadOnlyList<StoredPosting>> PostingsAsync(VisitId id, CancellationToken ct) => store.PostingsAsync(id, ct);

    public Task<IReadOnlyList<StoredPosting>> PostingsAnewAsync(VisitId id, CancellationToken ct) => store.PostingsAnewAsync(id, ct);

    public Task<StoredPosting?> TryAddPostingAsync(StoredPosting posting, CancellationToken ct) => store.TryAddPostingAsync(posting, ct);

    public Task SavePostingAsync(StoredPosting posting, CancellationToken ct) => store.SavePostingAsync(posting, ct);

    public Task DropPostingsAsync(VisitId id, CancellationToken ct) => store.DropPostingsAsync(id, ct);

    public Task<IReadOnlyList<Work>> DueAsync(DateTimeOffset now, int max, CancellationToken ct) => store.DueAsync(now, max, ct);

    public Task<IReadOnlyList<Work>> ClaimDueAsync(DateTimeOffset now, int max, Claim claim, CancellationToken ct) => store.ClaimDueAsync(now, max, claim, ct);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => store.NextDueAsync(ct);

    public Task HoldAsync(VisitId id, int painted, Claim claim, CancellationToken ct) => store.HoldAsync(id, painted, claim, ct);

    public async Task<bool> MoveWorkAsync(VisitId id, int painted, DateTimeOffset? due, CancellationToken ct)
    {
        await (beforeMoving?.Invoke() ?? Task.CompletedTask);
        return await store.MoveWorkAsync(id, painted, due, ct);
    }

    public Task<bool> HasWorkAsync(VisitId id, CancellationToken ct) => store.HasWorkAsync(id, ct);

    public Task<IReadOnlyList<Kept>> KeptAsync(string kind, CancellationToken ct) => store.KeptAsync(kind, ct);

    public Task KeepAsync(Kept kept, CancellationToken ct) => store.KeepAsync(kept, ct);

    public Task<bool> TryKeepAsync(Kept kept, CancellationToken ct) => store.TryKeepAsync(kept, ct);

    public Task ForgetAsync(string kind, string key, CancellationToken ct) => store.ForgetAsync(kind, key, ct);

    public IAsyncEnumerable<LeftVisit> LeftBeforeAsync(DateTimeOffset before, CancellationToken ct) => store.LeftBeforeAsync(before, ct);

    public Task<bool> RemoveAsync(LeftVisit left, DateTimeOffset before, CancellationToken ct) => store.RemoveAsync(left, before, ct);

    public Task<string?> FaultAsync(CancellationToken ct) => store.FaultAsync(ct);
}

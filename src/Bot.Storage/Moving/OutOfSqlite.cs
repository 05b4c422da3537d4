using System.Runtime.CompilerServices;
using Bot.Clinic;
using Bot.Storage.Sqlite;

namespace Bot.Storage.Moving;

/// <summary>All that a file holds, for whoever takes it elsewhere. The file is held meanwhile, so that no bot writes into it.</summary>
internal sealed class OutOfSqlite(SqliteVisitStore file)
{
    private const int VisitsInAPage = 256;

    /// <summary>All visits, in the order of their ids, streamed.</summary>
    public async IAsyncEnumerable<WholeVisit> VisitsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var id in IdsAsync(ct))
            yield return await VisitAsync(id, ct);
    }

    public async IAsyncEnumerable<VisitId> IdsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        IReadOnlyList<VisitId> page = [];
        do
        {
            page = await file.ReadAsync(Reads.VisitsAfter, (page.Count == 0 ? (VisitId?)null : page[^1], VisitsInAPage), ct);
            foreach (var id in page)
                yield return id;
        }
        while (page.Count == VisitsInAPage);
    }

    private async Task<WholeVisit> VisitAsync(VisitId id, CancellationToken ct)
    {
        var (opened, due, summary) = await file.ReadAsync(Reads.Beside, id, ct);
        return new WholeVisit(
            (await file.LoadAsync(id, ct))!, opened, await file.EventsAsync(id, ct), await file.PostingsAsync(id, ct), due, summary);
    }

    public Task<IReadOnlyList<Kept>> KeptAsync(CancellationToken ct) => file.ReadAsync(Reads.AllKept, true, ct);

    /// <summary>Each with its time.</summary>
    public Task<IReadOnlyList<(string Click, DateTimeOffset At)>> ClicksAsync(CancellationToken ct) => file.ReadAsync(Reads.Clicks, true, ct);
}

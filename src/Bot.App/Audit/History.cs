using Bot.Clinic;
using Bot.Storage;
using Bot.Storage.Sqlite;
using Bot.Storage.Tables;

namespace Bot.App;

/// <summary>What has happened, whichever store keeps it, for those who only read: the audit and exports. A bot may be running on it.</summary>
internal sealed class History : IDisposable
{
    private readonly SqliteHistory? file;
    private readonly TablesVisitStore? tables;

    private History(SqliteHistory file) => this.file = file;

    private History(TablesVisitStore tables) => this.tables = tables;

    /// <summary>The store that a start with these arguments would use. Nothing is made that is not there.</summary>
    /// <exception cref="StoreStartException">It cannot be read; the message says why and what to do.</exception>
    public static async Task<History> OpenAsync(string[] args, CancellationToken ct)
    {
        var configuration = Settings.Gather(args);
        var faults = new List<string>();
        var options = StoreSettings.TablesOf(configuration, faults);
        if (faults.Count > 0)
            throw new StoreStartException(string.Join('\n', faults));
        if (options is null)
            return new History(SqliteHistory.Open(StoreSettings.PathOf(configuration)));

        options.BePatient();
        options.MakesTables = false;
        var store = new TablesVisitStore(options);
        await store.OpenAsync(ct);
        return new History(store);
    }

    /// <summary>Every event from a time (inclusive), ordered by visit and sequence, streamed.</summary>
    public IAsyncEnumerable<StoredEvent> EventsAsync(DateTimeOffset from, CancellationToken ct) =>
        file?.EventsAsync(from, ct) ?? tables!.AllEventsAsync(from, ct);

    /// <summary>The visit as last saved; null if there is none.</summary>
    public Task<StoredVisit?> VisitAsync(VisitId id, CancellationToken ct) =>
        file is null ? tables!.LoadAsync(id, ct) : Task.FromResult(file.Visit(id));

    /// <summary>The events of one visit as they are now; none if it is not there any more.</summary>
    public Task<IReadOnlyList<StoredEvent>> EventsAsync(VisitId id, CancellationToken ct) =>
        file is null ? tables!.EventsAsync(id, ct) : Task.FromResult(file.Events(id));

    /// <summary>Small things of one kind, as they are now.</summary>
    public Task<IReadOnlyList<Kept>> KeptAsync(string kind, CancellationToken ct) =>
        file is null ? tables!.KeptAsync(kind, ct) : Task.FromResult(file.Kept(kind));

    public void Dispose() => file?.Dispose();
}

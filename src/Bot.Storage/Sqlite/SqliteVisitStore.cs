using System.Runtime.CompilerServices;
using System.Text.Json;
using Bot.Clinic;
using Microsoft.Extensions.Logging;

namespace Bot.Storage.Sqlite;

/// <summary>Visits in one SQLite file, for a bot that runs once.</summary>
/// <remarks>
/// Reads are answered on the caller's thread: they come out of memory within microseconds, and never wait for the writer.
/// </remarks>
internal sealed class SqliteVisitStore : IVisitStore, IAsyncDisposable
{
    // Chat clients give up after three seconds, and a click may find one group waiting before its own.
    private static readonly TimeSpan LongestWaitForALock = TimeSpan.FromSeconds(1);

    private const int LeftInAPage = 512;

    private readonly FileLock _lock;
    private readonly GroupCommitter _writer;
    private readonly ReaderPool _readers;

    /// <summary>Opens the file, or makes it, and brings its tables up to date.</summary>
    /// <exception cref="StoreStartException">It cannot be used; the message says why and what to do.</exception>
    public SqliteVisitStore(string path, ILogger<SqliteVisitStore> log)
        : this(path, log, LongestWaitForALock)
    {
    }

    internal SqliteVisitStore(string path, ILogger<SqliteVisitStore> log, TimeSpan busy, Following? follow = null, TimeSpan? idle = null)
    {
        path = Prepared(path);
        _lock = FileLock.Take(path);
        try
        {
            using (var first = Database.OpenForWriting(path, busy, follow))
            {
                Schema.Upgrade(first, path, Schema.Steps);
                FileWhatWasLeft(first, path);
            }

            _writer = new GroupCommitter(() => Database.OpenForWriting(path, busy, follow), log, idle ?? GroupCommitter.Idle);
        }
        catch (Exception failure)
        {
            _lock.Dispose();
            if (failure is SqliteFailure)
            {
                throw new StoreStartException(
                    $"{path} cannot be opened: {failure.Message}. Check that it is the bot's database, undamaged, and that its disk has room.",
                    failure);
            }

            throw;
        }

        _readers = new ReaderPool(() => Database.OpenForReading(path, busy, follow));
    }

    /// <summary>The last write worked.</summary>
    public bool Healthy => _writer.Healthy;

    /// <summary>Tries a write that changes nothing if the last one failed, so that a bot without clicks learns that its disk is back.</summary>
    public async Task<string?> FaultAsync(CancellationToken ct)
    {
        try
        {
            if (!Healthy)
                await _writer.SubmitAsync(Writes.Touch, true, ct);
            return null;
        }
        catch (StoreUnavailableException unavailable)
        {
            return unavailable.Message;
        }
    }

    public Task<Appended> TryAppendAsync(Commit commit, CancellationToken ct)
    {
        Shape.Require(commit);
        return _writer.SubmitAsync(Writes.Append, commit, ct);
    }

    public Task<StoredVisit?> LoadAsync(VisitId id, CancellationToken ct) => ReadAsync(Reads.Visit, id, ct);

    public Task<IReadOnlyList<StoredVisit>> OpenAsync(SiteId? site, CancellationToken ct) => ReadAsync(Reads.Open, site, ct);

    public Task<IReadOnlyList<StoredEvent>> EventsAsync(VisitId id, CancellationToken ct) =>
        ReadAsync(Reads.Events, (id, DateTimeOffset.MinValue), ct);

    public IAsyncEnumerable<StoredEvent> AllEventsAsync(DateTimeOffset from, CancellationToken ct) => SqliteHistory.EventsAsync(_readers, from, ct);

    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> SummariesAsync(SiteId site, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        ReadAsync(Reads.Summaries, (site, from, to), ct);

    public Task<IReadOnlyList<StoredPosting>> PostingsAsync(VisitId id, CancellationToken ct) => ReadAsync(Reads.Postings, id, ct);

    public Task<IReadOnlyList<StoredPosting>> PostingsAnewAsync(VisitId id, CancellationToken ct) => PostingsAsync(id, ct);

    public Task<StoredPosting?> TryAddPostingAsync(StoredPosting posting, CancellationToken ct) =>
        _writer.SubmitAsync(Writes.TryAdd, posting, ct);

    public Task SavePostingAsync(StoredPosting posting, CancellationToken ct) => _writer.SubmitAsync(Writes.Save, posting, ct);

    public Task DropPostingsAsync(VisitId id, CancellationToken ct) => _writer.SubmitAsync(Writes.DropPostings, id, ct);

    public Task<IReadOnlyList<Work>> DueAsync(DateTimeOffset now, int max, CancellationToken ct) => ReadAsync(Reads.Due, (now, max), ct);

    // The lock file keeps every other instance out, so there is nobody to claim anything from.
    public Task<IReadOnlyList<Work>> ClaimDueAsync(DateTimeOffset now, int max, Claim claim, CancellationToken ct) => DueAsync(now, max, ct);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => ReadAsync(Reads.NextDue, true, ct);

    /// <summary>There is one instance: what it did not come to the end of is known at its next start.</summary>
    public Task HoldAsync(VisitId id, int painted, Claim claim, CancellationToken ct) => Task.CompletedTask;

    public Task<bool> MoveWorkAsync(VisitId id, int painted, DateTimeOffset? due, CancellationToken ct) =>
        _writer.SubmitAsync(Writes.MoveWork, (id, painted, due), ct);

    public Task<bool> HasWorkAsync(VisitId id, CancellationToken ct) => ReadAsync(Reads.HasWork, id, ct);

    public Task<IReadOnlyList<Kept>> KeptAsync(string kind, CancellationToken ct) => ReadAsync(Reads.Kept, kind, ct);

    public Task KeepAsync(Kept kept, CancellationToken ct) => _writer.SubmitAsync(Writes.Keep, kept, ct);

    public Task<bool> TryKeepAsync(Kept kept, CancellationToken ct) => _writer.SubmitAsync(Writes.TryKeep, kept, ct);

    public Task ForgetAsync(string kind, string key, CancellationToken ct) => _writer.SubmitAsync(Writes.Forget, (kind, key), ct);

    public async IAsyncEnumerable<LeftVisit> LeftBeforeAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken ct)
    {
        var (touched, visit) = (DateTimeOffset.MinValue, "");
        IReadOnlyList<(LeftVisit Left, DateTimeOffset Touched)> page;
        do
        {
            page = await ReadAsync(Reads.LeftBefore, (touched, visit, before, LeftInAPage), ct);
            foreach (var (left, _) in page)
                yield return left;
            if (page.Count > 0)
                (touched, visit) = (page[^1].Touched, page[^1].Left.Visit.Value);
        }
        while (page.Count == LeftInAPage);
    }

    public Task<bool> RemoveAsync(LeftVisit left, DateTimeOffset before, CancellationToken ct) =>
        _writer.SubmitAsync(Removal.Run, (left.Visit, before), ct);

    public async ValueTask DisposeAsync()
    {
        // The writer last of the connections: whoever closes last checkpoints, and only the writer may.
        _readers.Dispose();
        await _writer.DisposeAsync();
        _lock.Dispose();
    }

    /// <summary>For tests and measurements: a write of their own in the group, and a read of their own.</summary>
    internal Task<TAnswer> WriteAsync<TAnswer>(Func<Database, bool, TAnswer> run, CancellationToken ct) =>
        _writer.SubmitAsync(run, true, ct);

    internal Task<TAnswer> ReadAsync<TAsked, TAnswer>(Func<Database, TAsked, TAnswer> read, TAsked asked, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
            return Task.FromCanceled<TAnswer>(ct);
        try
        {
            return Task.FromResult(_readers.Read(read, asked));
        }
        catch (StoreUnavailableException unavailable)
        {
            return Task.FromException<TAnswer>(unavailable);
        }
    }

    // A kill leaves what was not filed yet.
    private static void FileWhatWasLeft(Database first, string path)
    {
        if (first.Daybook.IsEmpty)
            return;
        try
        {
            first.Daybook.FileAlone();
        }
        catch (SqliteFailure)
        {
            // Whoever reads sees it all the same, and the writer files it as soon as it can.
            if (first.InTransaction)
                first.Execute("ROLLBACK");
        }
        catch (JsonException unknown)
        {
            throw new StoreStartException(
                $"{path} holds the latest steps of some visits in a form that this version of the bot does not read. Start the version that wrote them.", unknown);
        }
    }

    private static string Prepared(string path)
    {
        path = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            // The lock and the log stand beside the file itself, not beside a link to it.
            if (new FileInfo(path) is { LinkTarget: not null } link)
                path = link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreStartException($"The folder of {path} cannot be used: {failure.Message}", failure);
        }

        LocalDisk.Require(path);
        return path;
    }
}

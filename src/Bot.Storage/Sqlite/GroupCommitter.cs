using System.Threading.Channels;
using Bot.Clinic;
using Microsoft.Extensions.Logging;

namespace Bot.Storage.Sqlite;

/// <summary>
/// The only writer: one thread that takes whatever waits, at most <see cref="MostInAGroup"/>, into one transaction, syncs once and
/// answers all. If a part fails, the group is taken back and done again with a savepoint for each, so that the others are saved.
/// What the daybook has is filed when nobody asks for anything, or in parts when it is long.
/// </summary>
/// <remarks>
/// One thread, because several writing connections starve each other: SQLite waits for locks by sleeping, without a queue.
/// A thread of its own, because syncing blocks it most of the time.
/// </remarks>
internal sealed partial class GroupCommitter : IAsyncDisposable
{
    public const int MostInAGroup = 256;

    /// <summary>Beyond this callers wait for a place in the queue, and so does whoever calls them.</summary>
    public const int MostWaiting = 1024;

    /// <summary>After so long without a write all is filed. Long enough that a crowd's taking breath is not taken for its end.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50);

    /// <summary>Milliseconds from a filing that failed to the next.</summary>
    private const long NextFiling = 5_000;

    private readonly Func<Database> _open;
    private readonly ILogger _log;
    private readonly TimeSpan _idle;
    private readonly Channel<IWrite> _queue;
    private readonly List<IWrite> _group = new(MostInAGroup);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Database? _database;
    private volatile bool _healthy = true;
    private volatile bool _closing;
    private long _nextFiling;

    /// <param name="open">Opens the writing connection: now, where its exceptions are the caller's, and again after an I/O error.</param>
    public GroupCommitter(Func<Database> open, ILogger log, TimeSpan idle)
    {
        (_open, _log, _idle) = (open, log, idle);
        _database = open();
        _queue = Channel.CreateBounded<IWrite>(new BoundedChannelOptions(MostWaiting)
        {
            SingleReader = true,

            // What continues there is short: this thread's wake-up, and a submitter who goes on to wait for the answer.
            AllowSynchronousContinuations = true,
        });
        new Thread(Run) { IsBackground = true, Name = "store writer" }.Start();
    }

    /// <summary>The last write worked.</summary>
    public bool Healthy => _healthy;

    /// <summary>Queues a part. It answers when the part is on disk, or has failed and left no trace.</summary>
    /// <exception cref="StoreUnavailableException">It could not be saved, or the store is closed.</exception>
    public Task<TAnswer> SubmitAsync<TAsked, TAnswer>(Func<Database, TAsked, TAnswer> run, TAsked asked, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
            return Task.FromCanceled<TAnswer>(ct);
        var write = new Write<TAsked, TAnswer>(run, asked);
        write.GiveUpOn(ct);
        return _queue.Writer.TryWrite(write) ? write.Task : QueueAsync(write, ct);
    }

    public async ValueTask DisposeAsync()
    {
        _closing = true;
        _queue.Writer.TryComplete();
        await _ended.Task;
    }

    private async Task<TAnswer> QueueAsync<TAsked, TAnswer>(Write<TAsked, TAnswer> write, CancellationToken ct)
    {
        try
        {
            await _queue.Writer.WriteAsync(write, ct);
        }
        catch (Exception refused)
        {
            write.Fails(refused is ChannelClosedException ? new StoreUnavailableException("The store is closed.") : refused);
            write.Answer();
        }

        return await write.Task;
    }

    private void Run()
    {
        while (SomethingWaits())
        {
            while (_group.Count < MostInAGroup && _queue.Reader.TryRead(out var write))
            {
                if (!write.GivenUp)
                    _group.Add(write);
            }

            if (_group.Count == 0)
                continue;
            if (_database is { Daybook.IsLong: true })
                FileUnlessBroken(Daybook.SomeAfter(_group.Count));
            CommitGroup();
        }

        FileUnlessBroken();
        _database?.Dispose();
        _ended.SetResult();
    }

    private bool SomethingWaits()
    {
        var waits = _queue.Reader.WaitToReadAsync();
        if (waits.IsCompleted)
            return waits.Result;
        var comes = waits.AsTask();
        if (_database is { Daybook.MayHoldAny: true } && !comes.Wait(_idle))
            FileUnlessBroken();
        return comes.GetAwaiter().GetResult();
    }

    // Those who wait need nothing of it, and it is tried again after the next group that is saved.
    private void FileUnlessBroken(int most = int.MaxValue)
    {
        if (!_healthy || Environment.TickCount64 < _nextFiling || _database is not { Daybook.MayHoldAny: true } database)
            return;
        try
        {
            database.Daybook.FileAlone(most);
        }
        catch (Exception failure)
        {
            _nextFiling = Environment.TickCount64 + NextFiling;
            TakeBack(database, failure);
            if (failure is SqliteFailure { IsNoRoom: true } && _database is { } still)
                MakeRoom(still);
            NotFiled(failure.Message);
        }
    }

    private void CommitGroup()
    {
        try
        {
            // What waits at the end is still saved, but not where nothing can be: the end must come.
            if (_closing && !_healthy)
                throw new StoreUnavailableException("The store is closing and cannot save.");
            RunOrMakeRoom(_database ??= _open());
        }
        catch (Exception failure)
        {
            Recover(failure);
        }

        foreach (var write in _group)
            write.Answer();
        _group.Clear();
    }

    private void RunOrMakeRoom(Database database)
    {
        try
        {
            RunGroup(database);
        }
        catch (SqliteFailure full) when (full.IsNoRoom)
        {
            database.Daybook.Forget();
            if (database.InTransaction)
                database.Run("ROLLBACK");
            MakeRoom(database);
            RunGroup(database);
        }
    }

    // The log may hold as much as a checkpoint's worth while the disk has no room for one page more; what is in the file needs no log.
    private static void MakeRoom(Database database)
    {
        try
        {
            database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteFailure)
        {
            // The file has to grow for it, and cannot either. Whoever saves next says so.
        }
    }

    private void RunGroup(Database database)
    {
        database.Run("BEGIN IMMEDIATE");
        var last = AllAtOnce(database) ? null : EachAlone(database);
        database.Run("COMMIT");
        Report(last);
    }

    // Nearly always nothing fails, and then a savepoint a part would be the dearest part of all.
    private bool AllAtOnce(Database database)
    {
        try
        {
            foreach (var write in _group)
                write.Run(database);
            return true;
        }
        catch (Exception failure)
        {
            // Some failures end the whole transaction; either way none of it stands.
            database.Daybook.Forget();
            if (database.InTransaction)
                database.Run("ROLLBACK");
            if (failure is SqliteFailure { IsNoRoom: true })
                MakeRoom(database);
            database.Run("BEGIN IMMEDIATE");
            return false;
        }
    }

    private SqliteFailure? EachAlone(Database database)
    {
        SqliteFailure? last = null;
        foreach (var write in _group)
        {
            database.Run("SAVEPOINT part");
            try
            {
                write.Run(database);
            }
            catch (Exception failure)
            {
                database.Daybook.Forget();

                // Some failures end the whole transaction, and with it what the parts before have written.
                if (!database.InTransaction)
                    throw;
                last = failure as SqliteFailure ?? last;
                write.Fails(failure is SqliteFailure ? Unavailable(failure) : failure);
                database.Run("ROLLBACK TO part");
            }

            database.Run("RELEASE part");
        }

        return last;
    }

    private void Recover(Exception failure)
    {
        foreach (var write in _group)
            write.Fails(Unavailable(failure));
        Report(failure);
        if (_database is not null)
            TakeBack(_database, failure);
    }

    private void TakeBack(Database database, Exception failure)
    {
        database.Daybook.Forget();
        try
        {
            if (database.InTransaction)
                database.Run("ROLLBACK");
            if (failure is SqliteFailure { LeavesTheConnectionUsable: true })
                return;
        }
        catch (SqliteFailure)
        {
            // A connection that cannot even roll back is given up, which rolls back too.
        }

        database.Dispose();
        _database = null;
    }

    private void Report(Exception? failure)
    {
        if (failure is not null && _healthy)
            CannotSave(failure.Message);
        if (failure is null && !_healthy)
            SavesAgain();
        _healthy = failure is null;
    }

    private static StoreUnavailableException Unavailable(Exception failure) => new($"The store cannot save: {failure.Message}", failure);

    [LoggerMessage(EventId = 401, Level = LogLevel.Error, Message = "The store cannot save: {Reason}")]
    private partial void CannotSave(string reason);

    [LoggerMessage(EventId = 403, Level = LogLevel.Warning, Message = "Steps are saved, but could not be filed yet: {Reason}")]
    private partial void NotFiled(string reason);

    [LoggerMessage(EventId = 402, Level = LogLevel.Information, Message = "The store saves again.")]
    private partial void SavesAgain();
}

using System.Globalization;
using Bot.Clinic;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>Makes the snapshot of a visit from the one that was filed, and at least one event since, in order.</summary>
internal delegate ReadOnlyMemory<byte> Following(StoredVisit filed, IReadOnlyList<StoredEvent> since);

/// <summary>One connection and its prepared statements. Used by one thread at a time.</summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 _handle;

    // Every statement is a constant of this assembly, so that its reference is its identity; no SQL is put together at run time.
    private readonly Dictionary<string, Statement> _statements = new(ReferenceEqualityComparer.Instance);

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle, Following follow)
    {
        (_handle, Follow) = (handle, follow);
        (Daybook, Clicks) = (new Daybook(this), new SeenClicks(this));
    }

    /// <summary>What steps that are not filed yet have made of a visit.</summary>
    public Following Follow { get; }

    /// <summary>For the connection that writes.</summary>
    public Daybook Daybook { get; }

    /// <summary>For the connection that writes.</summary>
    public SeenClicks Clicks { get; }

    /// <summary>Rows changed by the latest statement.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>A failure can end the whole transaction by itself; then this is false where it was true.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>The one connection that writes and checkpoints.</summary>
    /// <param name="busy">How long to wait for a lock that another program holds on the file.</param>
    public static Database OpenForWriting(string path, TimeSpan busy, Following? follow = null)
    {
        var database = Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, busy, follow);
        try
        {
            var mode = database.Scalar("PRAGMA journal_mode=WAL");
            if (mode != "wal")
                throw new StoreStartException($"{path} cannot use a write-ahead log (SQLite answers \"{mode}\"). Put it on a local disk.");

            // An acknowledged step must survive a power cut, which NORMAL does not promise.
            database.Execute("PRAGMA synchronous=FULL");

            // In pages of 4 KiB. Four times the default: under load the same pages are written again and again, and a checkpoint
            // writes each once. The log is read at the start, 16 MiB of it in milliseconds.
            database.Execute("PRAGMA wal_autocheckpoint=4000");

            // 8 MiB of pages: a thousand open visits have room, which the default has not.
            database.Execute("PRAGMA cache_size=-8192");

            // In bytes: a log that a long read has made grow does not stay that large.
            database.Execute("PRAGMA journal_size_limit=67108864");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A connection that never writes and never checkpoints: SQLite 3.7.0 to 3.51.2 can corrupt the file when two connections do
    /// (https://sqlite.org/wal.html#walresetbug), and one alone is faster anyway.
    /// </summary>
    public static Database OpenForReading(string path, TimeSpan busy, Following? follow = null)
    {
        var database = Open(path, raw.SQLITE_OPEN_READONLY, busy, follow);
        try
        {
            database.Execute("PRAGMA wal_autocheckpoint=0");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static Database Open(string path, int flags, TimeSpan busy, Following? follow)
    {
        var code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new Database(handle, follow ?? Held.Follow);
        try
        {
            database.Check(code);
            database.Check(raw.sqlite3_extended_result_codes(handle, 1));
            database.Check(raw.sqlite3_busy_timeout(handle, (int)busy.TotalMilliseconds));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The statement of a constant SQL text, prepared on first use.</summary>
    public Statement Use(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
            _statements.Add(sql, statement = new Statement(this, prepared));
        }

        return statement;
    }

    /// <summary>A statement without parameters and rows that is said often.</summary>
    public void Run(string sql)
    {
        using var statement = Use(sql);
        statement.Run();
    }

    /// <summary>For what is said rarely, several statements included; nothing is kept prepared.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>The first column of the first row of what is asked rarely; null without a row.</summary>
    public string? Scalar(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var prepared));
        var statement = new Statement(this, prepared);
        try
        {
            return statement.Step() ? statement.Text(0) : null;
        }
        finally
        {
            statement.Close();
        }
    }

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw Failure(code);
    }

    public SqliteFailure Failure(int code)
    {
        var extended = raw.sqlite3_extended_errcode(_handle);
        if ((extended & 0xFF) != (code & 0xFF))
            extended = code;
        var message = raw.sqlite3_errmsg(_handle).utf8_to_string();
        return new SqliteFailure(extended, string.Create(CultureInfo.InvariantCulture, $"SQLite {extended}: {message}"));
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Close();
        _statements.Clear();
        _handle.Dispose();
    }
}

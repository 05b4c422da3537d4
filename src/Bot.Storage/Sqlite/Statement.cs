using System.Text;
using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>A prepared statement, made once per connection. Parameters count from 1, columns from 0.</summary>
/// <remarks>Disposing ends its use and keeps it prepared; an unfinished read would hold its snapshot, and so the log, forever.</remarks>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    private const int OnTheStack = 256;

    public Statement Bind(int parameter, long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, bool value) => Bind(parameter, value ? 1L : 0L);

    /// <summary>As UTC ticks: exact, and in the order of time.</summary>
    public Statement Bind(int parameter, DateTimeOffset value) => Bind(parameter, value.UtcTicks);

    public Statement Bind(int parameter, DateTimeOffset? value)
    {
        if (value is { } some)
            return Bind(parameter, some);
        database.Check(raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    public Statement Bind(int parameter, string value)
    {
        // An empty span is a null pointer to SQLite, hence NULL and not ''.
        if (value.Length == 0)
        {
            database.Check(raw.sqlite3_bind_text(handle, parameter, ""));
            return this;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> utf8 = most <= OnTheStack ? stackalloc byte[OnTheStack] : new byte[most];
        database.Check(raw.sqlite3_bind_text(handle, parameter, utf8[..Encoding.UTF8.GetBytes(value, utf8)]));
        return this;
    }

    public Statement Bind(int parameter, ReadOnlyMemory<byte> value)
    {
        database.Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(handle, parameter, 0)
            : raw.sqlite3_bind_blob(handle, parameter, value.Span));
        return this;
    }

    /// <summary>True when there is a row to read, false at the end.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
            return true;
        if (code == raw.SQLITE_DONE)
            return false;
        throw database.Failure(code);
    }

    /// <summary>For a statement without rows.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int(int column) => raw.sqlite3_column_int(handle, column);

    public bool Bool(int column) => Int(column) != 0;

    // By its length, not up to a NUL: what comes back must be what its hash was taken of.
    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public DateTimeOffset Time(int column) => new(Long(column), TimeSpan.Zero);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    // The answer of a reset repeats the failure of the step before it, which has been thrown already.
    public void Dispose() => raw.sqlite3_reset(handle);

    public void Close() => handle.Dispose();
}

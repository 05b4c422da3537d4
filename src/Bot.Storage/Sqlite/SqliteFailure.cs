using SQLitePCL;

namespace Bot.Storage.Sqlite;

/// <summary>What SQLite answered when it was neither OK, a row, nor done.</summary>
internal sealed class SqliteFailure(int code, string message) : Exception(message)
{
    /// <summary>The extended result code: https://sqlite.org/rescode.html</summary>
    public int Code { get; } = code;

    /// <summary>The connection is as good as it was; only this attempt failed.</summary>
    public bool LeavesTheConnectionUsable => (Code & 0xFF)
        is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_CONSTRAINT or raw.SQLITE_ERROR;

    /// <summary>The disk, or what the file may take of it, is full.</summary>
    public bool IsNoRoom => (Code & 0xFF) == raw.SQLITE_FULL;

    public bool IsSecondUnderAUniqueIndex => Code == raw.SQLITE_CONSTRAINT_UNIQUE;
}

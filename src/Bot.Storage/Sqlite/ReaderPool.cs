using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.Storage.Sqlite;

/// <summary>Read-only connections, one per caller at a time, kept for the next.</summary>
internal sealed class ReaderPool(Func<Database> open) : IDisposable
{
    // Reads do not wait, so more at once than twice the processors are rare.
    private static readonly int MostKept = Math.Max(4, Environment.ProcessorCount * 2);

    private readonly ConcurrentBag<Database> _idle = [];
    private volatile bool _closed;

    /// <exception cref="StoreUnavailableException">The file cannot be read now.</exception>
    public TAnswer Read<TAsked, TAnswer>(Func<Database, TAsked, TAnswer> read, TAsked asked)
    {
        if (_closed)
            throw new StoreUnavailableException("The store is closed.");
        Database? database = null;
        try
        {
            database = _idle.TryTake(out var idle) ? idle : open();
            var answer = read(database, asked);
            Return(database);
            return answer;
        }
        catch (Exception failure)
        {
            // Opened anew for the next, which may find the cause gone.
            database?.Dispose();
            if (failure is SqliteFailure)
                throw new StoreUnavailableException($"The store cannot read: {failure.Message}", failure);
            throw;
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var database))
            database.Dispose();
    }

    private void Return(Database database)
    {
        if (_closed || _idle.Count >= MostKept)
            database.Dispose();
        else
            _idle.Add(database);
    }
}

using System.Runtime.CompilerServices;
using Bot.Clinic;

namespace Bot.Storage.Sqlite;

/// <summary>What has happened, for those who only read: exports and the audit. A bot may be running on the same file.</summary>
internal sealed class SqliteHistory(ReaderPool readers) : IDisposable
{
    private const int VisitsInAPage = 256;

    /// <summary>Opens the file beside a bot that may be running.</summary>
    /// <exception cref="StoreStartException">There is no such file, or it is not the bot's.</exception>
    public static SqliteHistory Open(string path)
    {
        path = Path.GetFullPath(path);
        if (!File.Exists(path))
            throw new StoreStartException($"There is no file {path}. Name the bot's database in Store:Path.");
        LocalDisk.Require(path);
        var readers = new ReaderPool(() => Database.OpenForReading(path, TimeSpan.FromSeconds(1)));
        try
        {
            var version = readers.Read(static (database, _) => database.Scalar("PRAGMA user_version"), true);
            if (version == Schema.Steps.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))
                return new SqliteHistory(readers);
            throw new StoreStartException($"{path} has the schema {version}, and this program reads {Schema.Steps.Count}. Start the bot on it once, or use the program that wrote it.");
        }
        catch (Exception failure) when (failure is StoreUnavailableException or StoreStartException)
        {
            readers.Dispose();
            throw failure as StoreStartException ?? new StoreStartException($"{path} cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>The visit as last saved; null if there is none.</summary>
    public StoredVisit? Visit(VisitId id) => readers.Read(Reads.Visit, id);

    /// <summary>The events of one visit in order; empty if there is none.</summary>
    public IReadOnlyList<StoredEvent> Events(VisitId id) => readers.Read(Reads.Events, (id, DateTimeOffset.MinValue));

    /// <summary>Small things of one kind.</summary>
    public IReadOnlyList<Kept> Kept(string kind) => readers.Read(Reads.Kept, kind);

    /// <summary>Every event from a time (inclusive), ordered by visit and sequence, streamed.</summary>
    public IAsyncEnumerable<StoredEvent> EventsAsync(DateTimeOffset from, CancellationToken ct) => EventsAsync(readers, from, ct);

    /// <summary>The same for whoever has readers already.</summary>
    public static async IAsyncEnumerable<StoredEvent> EventsAsync(ReaderPool readers, DateTimeOffset from, [EnumeratorCancellation] CancellationToken ct)
    {
        // Many short reads: one long one would hold the log, which then grows until a slow download has ended.
        // Ids of all visits come in pages; those since a time at once, since their order is not that of the index.
        var everything = from == DateTimeOffset.MinValue;
        var page = everything
            ? readers.Read(Reads.VisitsAfter, ((VisitId?)null, VisitsInAPage))
            : readers.Read(Reads.VisitsSince, from);
        while (page.Count > 0)
        {
            foreach (var visit in page)
            {
                ct.ThrowIfCancellationRequested();
                foreach (var happened in readers.Read(Reads.Events, (visit, from)))
                    yield return happened;

                // Nothing here waits, so whoever writes what is read comes to its turn.
                await Task.CompletedTask;
            }

            page = everything ? readers.Read(Reads.VisitsAfter, ((VisitId?)page[^1], VisitsInAPage)) : [];
        }
    }

    /// <summary>Writes all of it, as it is at one moment, into a new file, and onto the disk.</summary>
    /// <exception cref="StoreUnavailableException">It could not be written.</exception>
    public void CopyTo(string path)
    {
        readers.Read(
            static (database, path) =>
            {
                using var copy = database.Use("VACUUM INTO ?1").Bind(1, path);
                copy.Run();
                return true;
            },
            path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <exception cref="StoreStartException">SQLite finds a fault in the file.</exception>
    public void Check()
    {
        if (readers.Read(static (database, _) => database.Scalar("PRAGMA integrity_check"), true) is var said and not "ok")
            throw new StoreStartException($"The file is damaged: {said}.");
    }

    public void Dispose() => readers.Dispose();
}

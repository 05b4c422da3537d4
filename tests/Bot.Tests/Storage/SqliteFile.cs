using Bot.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Tests.Storage;

/// <summary>A store on a file of its own, and the means to get in its way.</summary>
internal sealed class SqliteFile : IAsyncDisposable
{
    private readonly Folder _folder = new();
    private readonly Following _follow;
    private readonly TimeSpan? _idle;

    /// <param name="follow">That of made-up visits, or of a clinic's.</param>
    /// <param name="idle">When all is filed.</param>
    public SqliteFile(Following? follow = null, TimeSpan? idle = null)
    {
        (_follow, _idle) = (follow ?? Steps.Follow, idle);
        Store = Open();
    }

    public SqliteVisitStore Store { get; private set; }

    public string Path => _folder.File("bot.db");

    /// <summary>What a test waits for at most; only a hang takes that long.</summary>
    public static TimeSpan Long { get; } = TimeSpan.FromSeconds(60);

    public SqliteVisitStore Open() => new(Path, NullLogger<SqliteVisitStore>.Instance, busy: TimeSpan.FromMilliseconds(20), _follow, _idle);

    public async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = Open();
    }

    /// <summary>Another program that has the file open for writing.</summary>
    public Database OtherProgram() => Database.OpenForWriting(Path, TimeSpan.Zero);

    public Task ExecuteAsync(string sql) => Store.WriteAsync((database, _) => { database.Execute(sql); return true; }, default);

    /// <summary>As the disk would be found after a kill: the log has not been folded into the file.</summary>
    /// <returns>The path of the copy.</returns>
    public string CopyTo(Folder found)
    {
        foreach (var part in (string[])["", "-wal"])
            File.Copy(Path + part, found.File("bot.db" + part));
        return found.File("bot.db");
    }

    /// <summary>Files all that is not filed yet.</summary>
    public Task FileAsync() => Store.WriteAsync((database, _) => { database.Daybook.File(); return true; }, default);

    /// <summary>Holds the writer's thread, so that all that is submitted until the release becomes one group.</summary>
    /// <param name="then">What the thread does to the database once it is released.</param>
    public Action HoldTheWriter(Action<Database>? then = null)
    {
        var (reached, release) = (new ManualResetEventSlim(), new ManualResetEventSlim());
        _ = Store.WriteAsync(
            (database, _) =>
            {
                reached.Set();
                release.Wait(Long);
                then?.Invoke(database);
                return true;
            },
            default);
        Assert.True(reached.Wait(Long));
        return release.Set;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}

using Bot.Clinic;
using Bot.Storage;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage;

public sealed class OpeningSqlite
{
    [Fact]
    public async Task What_was_saved_is_there_after_a_restart()
    {
        await using var file = new SqliteFile();
        await file.Store.TryAppendAsync(Step("a", "4", 0, events: 3), default);
        await file.Store.KeepAsync(new Kept("link", "lee", Bytes("1")), default);

        await file.ReopenAsync();
        Assert.Equal(3, (await file.Store.LoadAsync(Visit("a"), default))!.Version);
        Assert.Equal(3, (await file.Store.EventsAsync(Visit("a"), default)).Count);
        Assert.Single(await file.Store.KeptAsync("link", default));
    }

    [Fact]
    public async Task What_was_acknowledged_is_in_the_files_without_an_orderly_end()
    {
        await using var file = new SqliteFile();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => file.Store.TryAppendAsync(Opening($"v{i}", $"{i}"), default)));

        using var found = new Folder();
        await using var store = new SqliteVisitStore(file.CopyTo(found), NullLogger<SqliteVisitStore>.Instance);
        Assert.Equal(50, (await store.OpenAsync(null, default)).Count);
    }

    [Fact]
    public async Task A_second_bot_on_the_same_file_is_refused_and_told_why()
    {
        await using var file = new SqliteFile();

        var refused = Assert.Throws<StoreStartException>(() => { file.Open(); });
        Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
        Assert.Contains(file.Path, refused.Message, StringComparison.Ordinal);

        // The first has not noticed, and the file is free once it has ended.
        Assert.Equal(Appended.Saved, await file.Store.TryAppendAsync(Opening("a", "4"), default));
        await file.ReopenAsync();
    }

    [Fact]
    public async Task A_link_to_the_file_is_the_same_file()
    {
        await using var file = new SqliteFile();
        var link = file.Path + "-link";
        File.CreateSymbolicLink(link, file.Path);

        Assert.Throws<StoreStartException>(() => { Open(link); });
    }

    [Fact]
    public async Task A_failed_start_lets_go_of_the_file()
    {
        using var folder = new Folder();
        File.WriteAllText(folder.File("bot.db"), new string('x', 5000));

        var refused = Assert.Throws<StoreStartException>(() => { Open(folder.File("bot.db")); });
        Assert.Contains("file is not a database", refused.Message, StringComparison.Ordinal);
        File.Delete(folder.File("bot.db"));
        await Open(folder.File("bot.db")).DisposeAsync();
    }

    [Fact]
    public async Task A_missing_folder_is_made()
    {
        using var folder = new Folder();
        await using var store = Open(folder.File("data/of/the/bot.db"));
        Assert.Equal(Appended.Saved, await store.TryAppendAsync(Opening("a", "4"), default));
    }

    [Fact]
    public void A_folder_that_is_a_file_is_refused()
    {
        using var folder = new Folder();
        File.WriteAllText(folder.File("data"), "");
        Assert.Throws<StoreStartException>(() => { Open(folder.File("data/bot.db")); });
    }

    [Fact]
    public async Task A_file_of_a_newer_bot_is_refused()
    {
        await using var file = new SqliteFile();
        await file.ExecuteAsync("PRAGMA user_version=99");
        await file.Store.DisposeAsync();

        var refused = Assert.Throws<StoreStartException>(() => { file.Open(); });
        Assert.Contains("newer version of the bot (schema 99", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_program_is_refused_and_left_as_it_is()
    {
        using var folder = new Folder();
        using (var other = Database.OpenForWriting(folder.File("bot.db"), TimeSpan.Zero))
            other.Execute("CREATE TABLE recipes(name TEXT)");

        var refused = Assert.Throws<StoreStartException>(() => { Open(folder.File("bot.db")); });
        Assert.Contains("recipes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_file_goes_through_the_steps_it_has_not_seen()
    {
        using var folder = new Folder();
        using var database = Database.OpenForWriting(folder.File("bot.db"), TimeSpan.Zero);
        string[] first = ["CREATE TABLE visit(id TEXT)"];
        string[] later = [.. first, "ALTER TABLE visit ADD COLUMN room TEXT", "INSERT INTO visit(id, room) VALUES('a', '4')"];

        Schema.Upgrade(database, "bot.db", first);
        Assert.Equal("1", database.Scalar("PRAGMA user_version"));
        Schema.Upgrade(database, "bot.db", later);
        Schema.Upgrade(database, "bot.db", later);
        Assert.Equal("3", database.Scalar("PRAGMA user_version"));
        Assert.Equal("1", database.Scalar("SELECT count(*) FROM visit WHERE room = '4'"));
    }

    [Fact]
    public void A_step_that_fails_leaves_the_version_before_it()
    {
        using var folder = new Folder();
        using var database = Database.OpenForWriting(folder.File("bot.db"), TimeSpan.Zero);
        string[] steps = ["CREATE TABLE visit(id TEXT)", "INSERT INTO visit VALUES('a'); INSERT INTO nowhere VALUES(1)"];

        Assert.Throws<SqliteFailure>(() => Schema.Upgrade(database, "bot.db", steps));
        Assert.Equal("1", database.Scalar("PRAGMA user_version"));
        Assert.Equal("0", database.Scalar("SELECT count(*) FROM visit"));
    }

    [Fact]
    public async Task The_writer_syncs_in_full_and_readers_never_checkpoint()
    {
        await using var file = new SqliteFile();

        Assert.Equal("2", await file.Store.WriteAsync((database, _) => database.Scalar("PRAGMA synchronous"), default));
        Assert.Equal("wal", await file.Store.WriteAsync((database, _) => database.Scalar("PRAGMA journal_mode"), default));
        Assert.Equal("0", await file.Store.ReadAsync((database, _) => database.Scalar("PRAGMA wal_autocheckpoint"), true, default));
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => file.Store.ReadAsync((database, _) => database.Scalar("DELETE FROM kept RETURNING 1"), true, default));
    }

    [Fact]
    public async Task The_host_opens_the_store_as_it_starts_and_closes_it_as_it_ends()
    {
        using var folder = new Folder();
        using (var host = HostOn(folder))
        {
            await host.StartAsync();
            Assert.True(File.Exists(folder.File("bot.db")));
            Assert.Same(host.Services.GetRequiredService<SqliteVisitStore>(), host.Services.GetRequiredService<IVisitStore>());
            using var second = HostOn(folder);
            await Assert.ThrowsAsync<StoreStartException>(() => second.StartAsync());
            await host.StopAsync();
            await ((IAsyncDisposable)host).DisposeAsync();
        }

        await Open(folder.File("bot.db")).DisposeAsync();

        static IHost HostOn(Folder folder)
        {
            var builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Services.AddSqliteStore(folder.File("bot.db"));
            return builder.Build();
        }
    }

    private static SqliteVisitStore Open(string path) => new(path, NullLogger<SqliteVisitStore>.Instance);
}

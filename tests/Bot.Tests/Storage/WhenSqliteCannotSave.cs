using Bot.Clinic;
using Bot.Storage.Sqlite;
using SQLitePCL;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage;

public sealed class WhenSqliteCannotSave
{
    [Fact]
    public async Task A_full_disk_is_reported_and_forgotten_once_there_is_room()
    {
        await using var file = await WithAVisitAsync();
        var large = Large(Step("a", "4", 1));
        await file.Store.WriteAsync((database, _) => database.Scalar("PRAGMA max_page_count=1"), default);

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => file.Store.TryAppendAsync(large, default));
        Assert.Contains("full", failure.Message, StringComparison.Ordinal);
        Assert.False(file.Store.Healthy);
        Assert.Equal(1, (await file.Store.LoadAsync(Visit("a"), default))!.Version);
        Assert.Single(await file.Store.EventsAsync(Visit("a"), default));

        await file.Store.WriteAsync((database, _) => database.Scalar("PRAGMA max_page_count=1000000"), default);
        Assert.Equal(Appended.Saved, await file.Store.TryAppendAsync(large, default));
        Assert.True(file.Store.Healthy);
    }

    [Fact]
    public async Task A_full_disk_gets_back_what_the_log_took_of_it()
    {
        await using var file = await WithAVisitAsync();
        var log = new FileInfo(file.Path + "-wal");
        Assert.NotEqual(0, log.Length);
        await file.Store.WriteAsync((database, _) => database.Scalar("PRAGMA max_page_count=1"), default);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => file.Store.TryAppendAsync(Large(Step("a", "4", 1)), default));
        log.Refresh();
        Assert.Equal(0, log.Length);
        Assert.Equal(1, (await file.Store.LoadAsync(Visit("a"), default))!.Version);
    }

    [Fact]
    public async Task A_lock_held_by_another_program_is_reported_and_forgotten_once_it_is_released()
    {
        await using var file = await WithAVisitAsync();
        using (var other = file.OtherProgram())
        {
            other.Execute("BEGIN IMMEDIATE");
            await Assert.ThrowsAsync<StoreUnavailableException>(() => file.Store.TryAppendAsync(Step("a", "4", 1), default));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => file.Store.KeepAsync(new Kept("link", "lee", default), default));
            Assert.False(file.Store.Healthy);

            // What is known can still be shown.
            Assert.Single(await file.Store.OpenAsync(MainStreet, default));
            other.Execute("ROLLBACK");
        }

        Assert.Equal(Appended.Saved, await file.Store.TryAppendAsync(Step("a", "4", 1), default));
        Assert.True(file.Store.Healthy);
    }

    [Fact]
    public async Task A_check_finds_out_that_the_cause_is_gone_without_a_click()
    {
        await using var file = await WithAVisitAsync();
        using (var other = file.OtherProgram())
        {
            other.Execute("BEGIN IMMEDIATE");
            await Assert.ThrowsAsync<StoreUnavailableException>(() => file.Store.TryAppendAsync(Step("a", "4", 1), default));
            Assert.Contains("database is locked", await file.Store.FaultAsync(default), StringComparison.Ordinal);
            other.Execute("ROLLBACK");
        }

        Assert.Null(await file.Store.FaultAsync(default));
        Assert.True(file.Store.Healthy);
        Assert.Equal(1, (await file.Store.LoadAsync(Visit("a"), default))!.Version);
        await file.ReopenAsync();
    }

    [Fact]
    public async Task A_read_that_fails_is_reported_and_the_next_one_tries_anew()
    {
        await using var file = await WithAVisitAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => file.Store.ReadAsync((database, _) => database.Scalar("SELECT * FROM nowhere"), true, default));
        Assert.NotNull(await file.Store.LoadAsync(Visit("a"), default));
    }

    [Fact]
    public async Task Closing_does_not_wait_for_a_disk_that_has_just_failed()
    {
        await using var file = await WithAVisitAsync();
        var release = file.HoldTheWriter(database =>
        {
            database.Execute("ROLLBACK");
            throw new SqliteFailure(raw.SQLITE_IOERR, "disk I/O error");
        });
        var waiting = file.Store.TryAppendAsync(Step("a", "4", 1), default);
        var closing = file.Store.DisposeAsync().AsTask();
        release();

        await closing.WaitAsync(SqliteFile.Long);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => waiting);
        await file.ReopenAsync();
        Assert.Equal(1, (await file.Store.LoadAsync(Visit("a"), default))!.Version);
    }

    private static async Task<SqliteFile> WithAVisitAsync()
    {
        var file = new SqliteFile();
        await file.Store.TryAppendAsync(Opening("a", "4"), default);
        return file;
    }
}

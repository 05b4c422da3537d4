using Bot.Clinic;
using Bot.Storage.Sqlite;
using SQLitePCL;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage;

public sealed class CommittingAsAGroup
{
    [Fact]
    public async Task What_waits_together_is_saved_together()
    {
        await using var file = new SqliteFile();
        var release = file.HoldTheWriter();
        var group = Enumerable.Range(0, 40).Select(i => file.Store.TryAppendAsync(Opening($"v{i}", $"{i}"), default)).ToList();
        var last = file.Store.WriteAsync((_, _) => group.Count(task => task.IsCompleted), default);
        release();

        // Before the group is on disk nobody in it has an answer, and afterwards everybody has.
        Assert.Equal(0, await last);
        Assert.All(await Task.WhenAll(group), answer => Assert.Equal(Appended.Saved, answer));
    }

    [Fact]
    public async Task A_group_has_a_largest_size()
    {
        await using var file = new SqliteFile();
        var release = file.HoldTheWriter();
        var first = file.Store.TryAppendAsync(Opening("first", "0"), default);
        var rest = Enumerable.Range(1, GroupCommitter.MostInAGroup)
            .Select(i => file.Store.WriteAsync((_, _) => first.IsCompleted, default)).ToList();
        release();

        var sawTheFirstSaved = await Task.WhenAll(rest);
        Assert.Equal([true], sawTheFirstSaved.Where(saw => saw));
        Assert.True(sawTheFirstSaved[^1]);
    }

    [Fact]
    public async Task One_that_loses_leaves_the_others_saved()
    {
        await using var file = new SqliteFile();
        var release = file.HoldTheWriter();
        var answers = new[]
        {
            Opening("a", "4"), Opening("b", "4"), Opening("c", "5"), Step("c", "5", 7), Step("c", "5", 1),
        }.Select(commit => file.Store.TryAppendAsync(commit, default)).ToList();
        release();

        Assert.Equal(
            [Appended.Saved, Appended.RoomTaken, Appended.Saved, Appended.VersionMoved, Appended.Saved],
            await Task.WhenAll(answers));
        Assert.Equal(2, (await file.Store.LoadAsync(Visit("c"), default))!.Version);
    }

    [Fact]
    public async Task One_that_fails_halfway_leaves_no_trace_and_the_others_saved()
    {
        await using var file = new SqliteFile();
        // Fails at the second event, after the visit and the first have been written.
        await file.ExecuteAsync("CREATE TRIGGER broken BEFORE INSERT ON event WHEN NEW.click = 'click-b-2' BEGIN SELECT RAISE(ABORT, 'broken'); END");
        var release = file.HoldTheWriter();
        var before = file.Store.TryAppendAsync(Opening("a", "4"), default);
        var broken = file.Store.TryAppendAsync(Step("b", "5", 0, events: 2), default);
        var after = file.Store.TryAppendAsync(Opening("c", "5"), default);
        release();

        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => broken);
        Assert.Contains("broken", failure.Message, StringComparison.Ordinal);
        Assert.Equal([Appended.Saved, Appended.Saved], [await before, await after]);
        Assert.Null(await file.Store.LoadAsync(Visit("b"), default));
        Assert.Empty(await file.Store.EventsAsync(Visit("b"), default));
        Assert.Equal(["a", "c"], (await file.Store.DueAsync(Morning, 10, default)).Select(w => w.Visit.Value));
        Assert.False(file.Store.Healthy);
    }

    [Fact]
    public async Task A_mistake_in_the_code_is_thrown_to_who_made_it()
    {
        await using var file = new SqliteFile();
        var release = file.HoldTheWriter();
        var mistake = file.Store.WriteAsync<bool>((_, _) => throw new InvalidCastException(), default);
        var after = file.Store.TryAppendAsync(Opening("a", "4"), default);
        release();

        await Assert.ThrowsAsync<InvalidCastException>(() => mistake);
        Assert.Equal(Appended.Saved, await after);
        Assert.True(file.Store.Healthy);
    }

    [Fact]
    public async Task When_the_whole_transaction_is_lost_all_are_told_and_the_next_is_saved()
    {
        await using var file = new SqliteFile();
        var release = file.HoldTheWriter();
        var before = file.Store.TryAppendAsync(Opening("a", "4"), default);
        var lost = file.Store.WriteAsync<bool>(
            (database, _) =>
            {
                // As SQLite itself does on some I/O errors.
                database.Execute("ROLLBACK");
                throw new SqliteFailure(raw.SQLITE_IOERR, "disk I/O error");
            },
            default);
        var after = file.Store.TryAppendAsync(Opening("c", "5"), default);
        release();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => before);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => lost);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => after);
        Assert.Empty(await file.Store.OpenAsync(null, default));
        Assert.False(file.Store.Healthy);

        Assert.Equal(Appended.Saved, await file.Store.TryAppendAsync(Opening("a", "4"), default));
        Assert.True(file.Store.Healthy);
    }

    [Fact]
    public async Task One_that_fails_and_then_is_saved_with_its_group_is_told_so()
    {
        await using var file = new SqliteFile();
        var (tries, losses) = (0, 0);
        var release = file.HoldTheWriter();
        var full = file.Store.WriteAsync((_, _) => ++tries < 3 ? throw new SqliteFailure(raw.SQLITE_FULL, "full") : tries, default);
        var after = file.Store.WriteAsync(
            (database, _) =>
            {
                // The whole transaction is lost, once; then there is room again.
                if (++losses > 1)
                    return losses;
                database.Execute("ROLLBACK");
                throw new SqliteFailure(raw.SQLITE_FULL, "full");
            },
            default);
        release();

        Assert.Equal((3, 2), (await full, await after));
        Assert.True(file.Store.Healthy);
    }

    [Fact]
    public async Task Who_gives_up_while_waiting_is_let_go_and_the_others_are_saved()
    {
        await using var file = new SqliteFile();
        using var patience = new CancellationTokenSource();
        var release = file.HoldTheWriter();
        var impatient = file.Store.TryAppendAsync(Opening("a", "4"), patience.Token);
        var patient = file.Store.TryAppendAsync(Opening("b", "5"), default);
        await patience.CancelAsync();

        // While the writer still stands still.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.WaitAsync(SqliteFile.Long));
        release();
        Assert.Equal(Appended.Saved, await patient);
    }

    [Fact]
    public async Task Nobody_waits_forever_when_the_store_is_closed()
    {
        await using var file = new SqliteFile();
        var release = file.HoldTheWriter();
        var waiting = Enumerable.Range(0, GroupCommitter.MostWaiting + 100)
            .Select(i => file.Store.TryAppendAsync(Opening($"v{i}", $"{i}"), default)).ToList();
        var closing = file.Store.DisposeAsync().AsTask();
        release();
        await closing.WaitAsync(SqliteFile.Long);

        await Task.WhenAll(waiting.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default))).WaitAsync(SqliteFile.Long);
        Assert.All(waiting, task => Assert.True(task.IsCompletedSuccessfully || task.Exception!.InnerException is StoreUnavailableException));

        await file.ReopenAsync();
        Assert.Equal(waiting.Count(task => task.IsCompletedSuccessfully), (await file.Store.OpenAsync(null, default)).Count);
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        await using var file = new SqliteFile();
        await file.Store.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => file.Store.TryAppendAsync(Opening("a", "4"), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => file.Store.LoadAsync(Visit("a"), default));
    }
}

using Bot.Clinic;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SQLitePCL;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage;

/// <summary>A visit's row may not know its latest steps; nobody who reads sees a difference.</summary>
public sealed partial class FilingSteps
{
    [Fact]
    public async Task What_is_not_filed_yet_is_read_like_what_is()
    {
        await using var file = await WithUnfiledAsync();
        var before = await TellAsync(file);

        Assert.Equal(2, await UnfiledAsync(file));
        Assert.Contains("""{"visit":"a","version":3} open""", before, StringComparison.Ordinal);
        Assert.Contains("click-a-3", before, StringComparison.Ordinal);
        await file.FileAsync();
        Assert.Equal(0, await UnfiledAsync(file));
        Assert.Equal(before, await TellAsync(file));
    }

    [Fact]
    public async Task Another_program_reads_it_too()
    {
        await using var file = await WithUnfiledAsync();
        using var history = SqliteHistory.Open(file.Path);

        Assert.Equal(3, history.Events(Visit("a")).Count);
        Assert.Equal(4, (await history.EventsAsync(DateTimeOffset.MinValue, default).ToListAsync()).Count);
        Assert.Equal(["a"], (await history.EventsAsync(Morning.AddMinutes(5), default).ToListAsync()).Select(e => e.Visit.Value).Distinct());
        Assert.Equal(2, await UnfiledAsync(file));
    }

    [Fact]
    public async Task After_a_kill_it_is_filed_by_the_next_start()
    {
        await using var file = await WithUnfiledAsync();
        var before = await TellAsync(file);
        using var found = new Folder();
        await using var store = new SqliteVisitStore(file.CopyTo(found), NullLogger<SqliteVisitStore>.Instance, TimeSpan.Zero, Follow);
        Assert.Equal(0, await UnfiledAsync(store));
        Assert.Equal(before, await TellAsync(store));
        Assert.Equal(Appended.ClickSeen, await store.TryAppendAsync(Step("a", "4", 3) with { Click = "slack|lee|Ev3" }, default));
        Assert.Equal(Appended.Saved, await store.TryAppendAsync(Step("a", "4", 3) with { Click = "slack|lee|Ev4" }, default));
    }

    [Fact]
    public async Task A_start_needs_nothing_of_a_file_that_another_program_holds()
    {
        await using var file = await WithUnfiledAsync();
        var before = await TellAsync(file);
        using var found = new Folder();
        using var other = Database.OpenForWriting(file.CopyTo(found), TimeSpan.Zero);
        other.Execute("BEGIN IMMEDIATE");

        await using var store = new SqliteVisitStore(found.File("bot.db"), NullLogger<SqliteVisitStore>.Instance, TimeSpan.Zero, Follow);
        Assert.Equal(2, await UnfiledAsync(store));
        Assert.Equal(before, await TellAsync(store));
        other.Execute("ROLLBACK");
        Assert.Equal(Appended.Saved, await store.TryAppendAsync(Step("a", "4", 3), default));
    }

    [Fact]
    public async Task A_click_is_known_before_and_after_it_is_filed()
    {
        await using var file = await WithUnfiledAsync();
        var again = Step("a", "4", 3) with { Click = "slack|lee|Ev3" };

        Assert.Equal(Appended.ClickSeen, await file.Store.TryAppendAsync(again, default));
        await file.FileAsync();
        Assert.Equal(Appended.ClickSeen, await file.Store.TryAppendAsync(again, default));
    }

    [Fact]
    public async Task A_click_is_known_to_a_connection_that_was_opened_anew()
    {
        await using var file = await WithUnfiledAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => file.Store.WriteAsync<bool>(
            (database, _) =>
            {
                // As SQLite itself does on some I/O errors.
                database.Execute("ROLLBACK");
                throw new SqliteFailure(raw.SQLITE_IOERR, "disk I/O error");
            },
            default));
        await file.Store.TryAppendAsync(Opening("c", "6") with { Click = "slack|lee|Ev4" }, default);
        await file.FileAsync();

        Assert.Equal(Appended.ClickSeen, await file.Store.TryAppendAsync(Step("a", "4", 3) with { Click = "slack|lee|Ev3" }, default));
    }

    [Fact]
    public async Task The_last_step_of_a_visit_knows_those_before_it()
    {
        await using var file = await WithUnfiledAsync();

        Assert.Equal(Appended.VersionMoved, await file.Store.TryAppendAsync(Leaving("a", "4", 2), default));
        Assert.Equal(2, await UnfiledAsync(file));
        Assert.Equal(Appended.Saved, await file.Store.TryAppendAsync(Leaving("a", "4", 3), default));
        Assert.Equal(0, await UnfiledAsync(file));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal([1, 2, 3, 4], (await file.Store.EventsAsync(Visit("a"), default)).Select(e => e.Sequence));
            var left = (await file.Store.LoadAsync(Visit("a"), default))!;
            Assert.Equal((4, false), (left.Version, left.Open));
            await TellAsync(file);
            await file.FileAsync();
        }
    }

    [Fact]
    public async Task A_group_that_is_taken_back_in_part_loses_nothing_that_was_not_filed()
    {
        await using var file = await WithUnfiledAsync();
        var release = file.HoldTheWriter();
        var broken = file.Store.WriteAsync<bool>(
            (database, _) =>
            {
                Assert.Equal(Appended.Saved, Writes.Append(database, Step("a", "4", 3)));
                throw new InvalidCastException();
            },
            default);
        var next = file.Store.TryAppendAsync(Step("a", "4", 3), default);
        release();

        await Assert.ThrowsAsync<InvalidCastException>(() => broken);
        Assert.Equal(Appended.Saved, await next);
        await file.FileAsync();
        Assert.Contains("""{"visit":"a","version":4} open""", await TellAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_by_its_events_alone_is_filed_as_they_make_it()
    {
        await using var file = await WithUnfiledAsync();

        await ForgetAsync(file);
        await file.FileAsync();

        Assert.Equal("""{"visit":"a","version":3}""", await file.Store.ReadAsync((database, _) => database.Scalar("SELECT CAST(snapshot AS TEXT) FROM visit WHERE id = 'a'"), true, default));
        Assert.Equal("""{"visit":"b","version":1}""", await file.Store.ReadAsync((database, _) => database.Scalar("SELECT CAST(snapshot AS TEXT) FROM visit WHERE id = 'b'"), true, default));
    }

    [Fact]
    public async Task It_is_filed_as_soon_as_nobody_asks_for_anything()
    {
        await using var file = await WithUnfiledAsync(TimeSpan.FromMilliseconds(1));
        await Whole.Eventually.HoldsAsync(() => UnfiledAsync(file).Result == 0, "It was never filed.");
        Assert.Equal(3, (await file.Store.EventsAsync(Visit("a"), default)).Count);
    }

    [Fact]
    public async Task It_does_not_grow_for_ever_where_somebody_always_asks()
    {
        await using var file = new SqliteFile(idle: SqliteFile.Long);
        await file.Store.TryAppendAsync(Opening("a", "4"), default);
        var most = 0;
        for (var step = 0; step < 100; step++)
        {
            await file.Store.TryAppendAsync(Step("a", "4", 1 + (step * 100), events: 100), default);
            most = Math.Max(most, await UnfiledAsync(file));
        }

        Assert.InRange(most, 1, 8300);
        Assert.Equal(10_001, (await file.Store.EventsAsync(Visit("a"), default)).Count);
    }

    [Fact]
    public async Task Under_load_those_that_have_waited_longest_are_filed_and_the_others_wait()
    {
        await using var file = new SqliteFile(idle: SqliteFile.Long);
        var visits = Enumerable.Range(0, 100).Select(i => $"v{i:00}").ToList();
        foreach (var visit in visits)
            await file.Store.TryAppendAsync(Opening(visit, visit), default);
        foreach (var visit in visits)
            await file.Store.TryAppendAsync(Step(visit, visit, 1), default);
        await file.Store.TryAppendAsync(Opening("busy", "4"), default);
        for (var version = 1; (await file.Store.ReadAsync(Lagging, true, default)).Count >= visits.Count; version += 200)
            await file.Store.TryAppendAsync(Step("busy", "4", version, events: 200), default);

        var waiting = await file.Store.ReadAsync(Lagging, true, default);
        Assert.InRange(waiting.Count, 2, 99);
        Assert.Equal([.. visits.Skip(101 - waiting.Count), "busy"], waiting);
        Assert.All(await file.Store.OpenAsync(null, default), visit => Assert.True(visit.Visit.Value == "busy" || visit.Version == 2));

        // So the next start finds it, and so does the writer when it has forgotten.
        using var found = new Folder();
        await using (var store = new SqliteVisitStore(file.CopyTo(found), NullLogger<SqliteVisitStore>.Instance, TimeSpan.Zero, Follow))
            Assert.All(await store.OpenAsync(null, default), visit => Assert.True(visit.Visit.Value == "busy" || visit.Version == 2));
        await ForgetAsync(file);
        foreach (var visit in visits)
            Assert.Equal(Appended.Saved, await file.Store.TryAppendAsync(Step(visit, visit, 2), default));
        await file.FileAsync();
        Assert.Empty(await file.Store.ReadAsync(Lagging, true, default));
        Assert.All(visits, visit => Assert.Equal(3, file.Store.LoadAsync(Visit(visit), default).Result!.Version));
    }

    [Fact]
    public async Task After_the_last_visit_is_removed_nothing_that_comes_is_taken_for_filed()
    {
        await using var file = new SqliteFile(idle: SqliteFile.Long);
        await file.Store.TryAppendAsync(Step("a", "4", 0, events: 3) with { Open = false }, default);
        await file.FileAsync();
        Assert.True(await file.Store.RemoveAsync(new(MainStreet, Visit("a")), Morning.AddDays(1), default));
        await ForgetAsync(file);
        await file.Store.TryAppendAsync(Opening("b", "4"), default);
        await file.Store.TryAppendAsync(Step("b", "4", 1), default);

        Assert.Equal(1, await UnfiledAsync(file));
        Assert.Equal(2, (await file.Store.LoadAsync(Visit("b"), default))!.Version);
        Assert.Equal([1, 2], (await file.Store.EventsAsync(Visit("b"), default)).Select(e => e.Sequence));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_clock_that_was_set_back_hides_no_step_from_whoever_asks_since_when(bool isForgotten)
    {
        await using var file = new SqliteFile(idle: SqliteFile.Long);
        await file.Store.TryAppendAsync(Opening("a", "4"), default);
        await file.Store.TryAppendAsync(Step("a", "4", 1, minute: 20) with { Opened = Morning }, default);
        await file.Store.TryAppendAsync(Step("a", "4", 2, minute: 10) with { Opened = Morning }, default);
        if (isForgotten)
            await ForgetAsync(file);
        await file.Store.TryAppendAsync(Leaving("a", "4", 3, 15) with { Opened = Morning }, default);

        Assert.Equal([2], (await file.Store.AllEventsAsync(Morning.AddMinutes(18), default).ToListAsync()).Select(e => e.Sequence));
        Assert.False(await file.Store.RemoveAsync(new(MainStreet, Visit("a")), Morning.AddMinutes(18), default));
    }

    // Two visits, and two steps of the first that its row does not know.
    private static async Task<SqliteFile> WithUnfiledAsync(TimeSpan? idle = null)
    {
        var file = new SqliteFile(idle: idle ?? SqliteFile.Long);
        foreach (var commit in new[] { Opening("a", "4"), Opening("b", "5"), Step("a", "4", 1, minute: 0), Step("a", "4", 2) with { Click = "slack|lee|Ev3" } })
            Assert.Equal(Appended.Saved, await file.Store.TryAppendAsync(commit with { Events = [.. commit.Events.Select(e => e with { At = e.At.AddMinutes(e.Sequence == 3 ? 10 : 0) })] }, default));
        return file;
    }

    // The open visits whose rows do not know their latest steps; the busy one last.
    private static List<string> Lagging(Database database, bool _)
    {
        using var rows = database.Use("SELECT id FROM visit WHERE version < (SELECT max(seq) FROM event WHERE visit = id) ORDER BY id = 'busy', id");
        var ids = new List<string>();
        while (rows.Step())
            ids.Add(rows.Text(0));
        return ids;
    }

    // A part that fails makes it forget.
    private static async Task ForgetAsync(SqliteFile file) =>
        await Assert.ThrowsAsync<InvalidCastException>(() => file.Store.WriteAsync<bool>((_, _) => throw new InvalidCastException(), default));

    private static Task<int> UnfiledAsync(SqliteFile file) => UnfiledAsync(file.Store);

    private static Task<int> UnfiledAsync(SqliteVisitStore store) =>
        CountAsync(store, "SELECT count(*) FROM event JOIN visit ON visit.id = event.visit WHERE n > (SELECT upto FROM filed) AND seq > version");

    private static Task<int> CountAsync(SqliteVisitStore store, string sql) => store.ReadAsync(
        static (database, sql) => int.Parse(database.Scalar(sql)!, System.Globalization.CultureInfo.InvariantCulture), sql, default);

    private static Task<string> TellAsync(SqliteFile file) => TellAsync(file.Store);

    // All that the store says of its visits, as text.
    private static async Task<string> TellAsync(SqliteVisitStore store)
    {
        var lines = new List<string>();

        // Each event but the first of a visit names the one before it, so that none is found by a search through all alone.
        Assert.Equal(0, await CountAsync(store, "SELECT count(*) FROM event WHERE seq > 1 AND NOT EXISTS (SELECT 1 FROM event AS other WHERE other.n = event.before AND other.visit = event.visit AND other.seq = event.seq - 1)"));
        foreach (var id in new[] { "a", "b" })
        {
            lines.Add(TellOf((await store.LoadAsync(Visit(id), default))!));
            lines.AddRange((await store.EventsAsync(Visit(id), default)).Select(Told));
        }

        lines.AddRange((await store.OpenAsync(null, default)).Select(TellOf));
        lines.AddRange((await store.OpenAsync(MainStreet, default)).Select(TellOf));
        lines.AddRange((await store.AllEventsAsync(DateTimeOffset.MinValue, default).ToListAsync()).Select(Told));
        lines.AddRange((await store.AllEventsAsync(Morning.AddMinutes(5), default).ToListAsync()).Select(Told));
        lines.AddRange((await store.DueAsync(Morning.AddDays(1), 10, default)).Select(work => work.ToString()));
        return string.Join('\n', lines);
    }

    private static string TellOf(StoredVisit visit) =>
        $"{visit.Visit} {visit.Site} {visit.Room} {visit.Version} {System.Text.Encoding.UTF8.GetString(visit.Snapshot.Span)} {(visit.Open ? "open" : "left")}";
}

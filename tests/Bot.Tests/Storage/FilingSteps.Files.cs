using Bot.Clinic;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage;

// Files that an older bot has written, and damaged ones.
public sealed partial class FilingSteps
{
    [Fact]
    public async Task A_click_of_an_older_file_is_known_after_its_upgrade()
    {
        using var folder = new Folder();
        using (var old = Database.OpenForWriting(folder.File("bot.db"), TimeSpan.Zero))
        {
            Schema.Upgrade(old, "bot.db", [.. Schema.Steps.Take(3)]);
            old.Execute("INSERT INTO click(id, at) VALUES('slack|lee|Ev1', 638000000000000000)");
        }

        await using var store = new SqliteVisitStore(folder.File("bot.db"), NullLogger<SqliteVisitStore>.Instance, TimeSpan.Zero, Follow);
        Assert.Equal(Appended.VersionMoved, await store.TryAppendAsync(Step("a", "4", 1) with { Click = "slack|lee|Ev1" }, default));
        Assert.Equal(Appended.ClickSeen, await store.TryAppendAsync(Opening("a", "4") with { Click = "slack|lee|Ev1" }, default));
        Assert.Equal(Appended.Saved, await store.TryAppendAsync(Opening("a", "4") with { Click = "slack|lee|Ev2" }, default));
    }

    [Fact]
    public async Task What_an_older_bot_has_filed_or_not_is_read_after_the_upgrade()
    {
        await using var file = await WithUnfiledAsync();
        var before = await TellAsync(file);
        using var folder = new Folder();
        using (var old = Database.OpenForWriting(folder.File("bot.db"), TimeSpan.Zero))
        {
            // As the step before wrote it: the first event of each visit filed, the others in the daybook.
            Schema.Upgrade(old, "bot.db", [.. Schema.Steps.Take(4)]);
            old.Execute($"ATTACH '{file.Path}' AS new");
            old.Execute("INSERT INTO visit SELECT id, site, room, opened, version, status, snapshot FROM new.visit");
            old.Execute("INSERT INTO work SELECT * FROM new.work");
            old.Execute("INSERT INTO event SELECT visit, seq, name, by, at, channel, click, body, hash FROM new.event WHERE seq = 1");
            old.Execute("INSERT INTO daybook SELECT n, visit, seq, name, by, at, channel, click, body, hash, iif(seq = 3, 'slack|lee|Ev3', '') FROM new.event WHERE seq > 1");
        }

        await using var store = new SqliteVisitStore(folder.File("bot.db"), NullLogger<SqliteVisitStore>.Instance, TimeSpan.Zero, Follow);
        Assert.Equal(before, await TellAsync(store));
        Assert.Equal(Appended.ClickSeen, await store.TryAppendAsync(Step("a", "4", 3) with { Click = "slack|lee|Ev3" }, default));
        Assert.Equal(Appended.Saved, await store.TryAppendAsync(Step("a", "4", 3), default));
        Assert.Equal(Appended.Saved, await store.TryAppendAsync(Leaving("b", "5", 1), default));
        Assert.Equal([1, 2, 3, 4], (await store.EventsAsync(Visit("a"), default)).Select(e => e.Sequence));
        Assert.Equal([1, 2], (await store.EventsAsync(Visit("b"), default)).Select(e => e.Sequence));
        await TellAsync(store);
        Assert.Equal(["b"], (await store.LeftBeforeAsync(Morning.AddYears(1), default).ToListAsync()).Select(left => left.Visit.Value));
    }

    [Fact]
    public async Task Of_a_visit_that_lacks_an_event_the_others_are_read_and_removed_all_the_same()
    {
        await using var file = await WithUnfiledAsync();
        await file.Store.TryAppendAsync(Leaving("a", "4", 3, 20), default);
        await file.ExecuteAsync("DELETE FROM event WHERE visit = 'a' AND seq = 2");

        Assert.Equal([1, 3, 4], (await file.Store.EventsAsync(Visit("a"), default)).Select(e => e.Sequence));
        Assert.Equal([1, 3, 4], (await file.Store.AllEventsAsync(Morning.AddMinutes(-1), default).ToListAsync()).Where(e => e.Visit == Visit("a")).Select(e => e.Sequence));
        Assert.True(await file.Store.RemoveAsync(new(MainStreet, Visit("a")), Morning.AddDays(1), default));
        Assert.Equal(0, await CountAsync(file.Store, "SELECT count(*) FROM event WHERE visit = 'a'"));
        Assert.Single(await file.Store.EventsAsync(Visit("b"), default));
    }

    [Fact]
    public async Task Events_that_name_each_other_in_a_circle_are_read_once()
    {
        await using var file = await WithUnfiledAsync();
        await file.FileAsync();
        await file.ExecuteAsync("UPDATE event SET before = (SELECT max(n) FROM event WHERE visit = 'a') WHERE visit = 'a'");

        Assert.Equal([1, 2, 3], (await file.Store.EventsAsync(Visit("a"), default)).Select(e => e.Sequence));
    }
}

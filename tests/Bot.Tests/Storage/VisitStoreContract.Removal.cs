using Bot.Clinic;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage;

// What is kept long enough goes, and nothing else.
public abstract partial class VisitStoreContract
{
    private const int Day = 24 * 60;
    private static readonly DateTimeOffset Third = Morning.AddDays(2);

    [Fact]
    public async Task A_visit_that_left_long_ago_goes_with_all_that_there_is_of_it()
    {
        await AppendAsync(Opening("a", "4"));
        await Store.TryAddPostingAsync(Posting("a", "room/care/1"), default);
        await AppendAsync(Ending("a", "4", 1, "of a"));
        await AppendAsync(Opening("b", "4", 3 * Day));

        Assert.Equal(["a"], await LeftBeforeAsync(Third));
        Assert.True(await Store.RemoveAsync(new(MainStreet, Visit("a")), Third, default));

        Assert.Null(await Store.LoadAsync(Visit("a"), default));
        Assert.Empty(await Store.EventsAsync(Visit("a"), default));
        Assert.Empty(await Store.PostingsAsync(Visit("a"), default));
        Assert.Empty(await SummariesAsync(0, 60));
        Assert.Equal(["b1"], await AllAsync(DateTimeOffset.MinValue));
        Assert.Equal(["b"], (await Store.DueAsync(Morning.AddDays(9), 10, default)).Select(work => work.Visit.Value));
        Assert.Empty(await LeftBeforeAsync(Third));
        Assert.False(await Store.RemoveAsync(new(MainStreet, Visit("a")), Third, default));
    }

    [Fact]
    public async Task A_visit_that_is_open_or_to_which_something_happened_since_stays()
    {
        await AppendAsync(Opening("open", "1"));
        await AppendAsync(Opening("later", "2"));
        await AppendAsync(Leaving("later", "2", 1, 3 * Day));
        await AppendAsync(Opening("touched", "3"));
        await AppendAsync(Leaving("touched", "3", 1));
        await AppendAsync(Leaving("touched", "3", 2, 3 * Day));

        foreach (var visit in (string[])["open", "later", "touched", "nobody"])
            Assert.False(await Store.RemoveAsync(new(MainStreet, Visit(visit)), Third, default));
        Assert.Equal(["later1", "later2", "open1", "touched1", "touched2", "touched3"], await AllAsync(DateTimeOffset.MinValue));
        Assert.Equal(Appended.Saved, await AppendAsync(Step("open", "1", 1)));
    }

    [Fact]
    public async Task A_visit_of_more_rows_than_go_at_once_goes_whole()
    {
        await AppendAsync(Opening("a", "4"));
        for (var version = 1; version < 241; version += 80)
            await AppendAsync(Step("a", "4", version, events: 80));
        await AppendAsync(Ending("a", "4", 241, "of a"));

        Assert.True(await Store.RemoveAsync(new(MainStreet, Visit("a")), Third, default));
        Assert.Null(await Store.LoadAsync(Visit("a"), default));
        Assert.Empty(await AllAsync(DateTimeOffset.MinValue));
        Assert.Null(await Store.NextDueAsync(default));
    }

    [Fact]
    public async Task Old_visits_of_all_sites_are_found_and_newer_ones_are_not()
    {
        // More of one moment than are looked at together.
        for (var i = 0; i < 12; i++)
        {
            await AppendAsync(Step($"old{i}", $"{i}", 0, events: 60) with { Open = false, Site = i % 2 == 0 ? MainStreet : Harbor });
            await AppendAsync(Step($"new{i}", $"{i}", 0, minute: 3 * Day) with { Open = false });
        }

        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"old{i}").Order(), (await LeftBeforeAsync(Third)).Distinct().Order());
    }

    [Fact]
    public async Task A_click_of_that_time_is_forgotten_too()
    {
        await AppendAsync(Opening("a", "4") with { Click = "slack|maria|1" });
        await AppendAsync(Leaving("a", "4", 1));
        Assert.Equal(Appended.ClickSeen, await AppendAsync(Opening("b", "4", 3 * Day) with { Click = "slack|maria|1" }));

        Assert.True(await Store.RemoveAsync(new(MainStreet, Visit("a")), Third, default));
        Assert.Equal(Appended.Saved, await AppendAsync(Opening("b", "4", 3 * Day) with { Click = "slack|maria|1" }));
    }

    private async Task<List<string>> LeftBeforeAsync(DateTimeOffset before)
    {
        var found = new List<string>();
        await foreach (var left in Store.LeftBeforeAsync(before, default))
            found.Add(left.Visit.Value);
        return found;
    }
}

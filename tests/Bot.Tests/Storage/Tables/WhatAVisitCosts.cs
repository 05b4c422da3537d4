using Bot.Clinic;
using Bot.Storage;
using Bot.Storage.Tables;
using Bot.Tests.Painting;
using Xunit.Abstractions;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage.Tables;

/// <summary>Azure bills requests: those of a visit are counted, and none may grow with what is over.</summary>
[Collection(OnAzurite.Name)]
public sealed class WhatAVisitCosts(Azurite azurite, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Maria = "person:maria.lopez";
    private const string Lee = "person:sam.lee";

    private readonly Requests requests = new();
    private readonly TablesOptions options = azurite.Options();
    private TablesVisitStore store = null!;

    public async Task InitializeAsync()
    {
        options.Watch = requests;
        store = await azurite.OpenAsync(options);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_whole_journey_with_all_its_cards_takes_at_most_sixty()
    {
        await using var clinic = new PaperClinic(store: store, shares: options);
        clinic.Slack.KnownPlaces.Clear();
        var (maria, lee, dana) = (PaperClinic.By("teams", 1), PaperClinic.By("teams", 3), PaperClinic.By("teams", 7));

        // Who is on is saved once a day, a site is listed once, and old clicks are looked for twice a day: not once a visit.
        foreach (var person in (Speaker[])[maria, lee, dana])
            await clinic.SaysAsync(person, "on");
        await clinic.SaysAsync(maria, "ready 5");
        await clinic.SaysAsync(maria, "left 5");
        clinic.Clock.Advance(TimeSpan.FromMinutes(3));
        await clinic.PaintAsync();
        requests.Clear();

        await PassAsync(() => clinic.SaysAsync(maria, "ready 4 lee", "1"));
        await PassAsync(() => clinic.TapsAsync(lee, clinic.Teams, Lee, "accept:5", "2"));
        await PassAsync(() => clinic.TapsAsync(lee, clinic.Teams, Lee, "here", "3"));
        await PassAsync(() => clinic.TapsAsync(maria, clinic.Teams, Maria, "handed-off:nothing", "4"));
        await PassAsync(() => clinic.SaysAsync(lee, "done 4 scheduling", "5"));
        await PassAsync(() => clinic.TapsAsync(maria, clinic.Teams, Maria, "asked-all", "6"));
        await PassAsync(() => clinic.TapsAsync(maria, clinic.Teams, Maria, "walk:scheduling", "7"));
        await PassAsync(() => clinic.TapsAsync(dana, clinic.Teams, "desk:main-street:scheduling", "here", "8"));
        clinic.Clock.Advance(TimeSpan.FromMinutes(3));
        await clinic.PaintAsync();

        // Looking for work costs by the second, however many visits there are.
        var visit = requests.All.Where(request => !request.Contains("RowKey ge 'w|'", StringComparison.Ordinal)).ToList();
        foreach (var kind in visit.GroupBy(request => request.Split(' ')[0] + (request.Contains("$batch", StringComparison.Ordinal) ? " $batch" : "")))
            output.WriteLine($"{kind.Count(),3} {kind.Key}");
        output.WriteLine($"{visit.Count} requests for the journey of one visit");
        Assert.InRange(visit.Count, 20, 60);
        Assert.Empty(await store.OpenAsync(null, default));
        Assert.Null(await store.NextDueAsync(default));

        // People take longer than a copy of what is open is believed.
        Task PassAsync(Func<Task> step)
        {
            clinic.Clock.Advance(TimeSpan.FromSeconds(5));
            return step();
        }
    }

    [Fact]
    public async Task A_step_of_a_visit_that_is_known_takes_one()
    {
        await store.TryAppendAsync(Opening("a", "4"), default);
        requests.Clear();
        await store.TryAppendAsync(Step("a", "4", 1) with { Click = "slack|lee|Ev1" }, default);
        await store.MoveWorkAsync(Visit("a"), 2, Morning.AddHours(1), default);
        await store.TryAppendAsync(Leaving("a", "4", 2), default);
        await store.TryAppendAsync(Step("a", "4", 3), default);
        Assert.Equal(4, requests.All.Count);

        // A first visit lists its site, and every visit says where it is, each once.
        requests.Clear();
        await store.TryAppendAsync(Opening("b", "5"), default);
        Assert.Equal(2, requests.All.Count);
    }

    [Fact]
    public async Task What_is_over_is_neither_read_nor_asked_for_when_somebody_looks_at_what_is_open()
    {
        await store.TryAppendAsync(Opening("open", "4"), default);
        requests.Clear();
        await LookAsync();
        var before = requests.All;

        for (var i = 0; i < 20; i++)
        {
            await store.TryAppendAsync(Opening($"v{i}", "5") with { Click = $"{i}" }, default);
            await store.TryAppendAsync(Leaving($"v{i}", "5", 1), default);
            await store.DropPostingsAsync(Visit($"v{i}"), default);
        }

        requests.Clear();
        await LookAsync();
        Assert.Equal(before, requests.All);
        Assert.Contains(before, request => request.Contains("RowKey ge 'a|' and RowKey lt 'a}'", StringComparison.Ordinal));

        async Task LookAsync()
        {
            Assert.Single(await store.OpenAsync(MainStreet, default));
            Assert.Single(await store.DueAsync(Morning, 10, default));
            await store.NextDueAsync(default);
            await store.LoadAsync(Visit("open"), default);
            await store.PostingsAsync(Visit("open"), default);
        }
    }

    [Fact]
    public async Task A_report_of_today_asks_for_no_visit_that_left_before()
    {
        for (var i = 0; i < 5; i++)
        {
            await store.TryAppendAsync(Opening($"old{i}", "5"), default);
            await store.TryAppendAsync(Leaving($"old{i}", "5", 1), default);
        }

        var today = Morning.AddDays(10);
        await store.TryAppendAsync(Opening("new", "5", minute: 10 * 24 * 60), default);
        requests.Clear();
        await foreach (var happened in store.AllEventsAsync(today, default))
            Assert.Equal(Visit("new"), happened.Visit);
        Assert.DoesNotContain(requests.All, request => request.Contains("old", StringComparison.Ordinal));
        Assert.Equal(3, requests.All.Count);
    }

    [Fact]
    public async Task Looking_for_what_is_too_old_asks_for_nothing_newer_and_removing_takes_a_few_requests()
    {
        const int Day = 24 * 60;
        await store.TryAppendAsync(Opening("old", "5"), default);
        await store.TryAppendAsync(Leaving("old", "5", 1), default);
        for (var i = 0; i < 5; i++)
        {
            await store.TryAppendAsync(Opening($"new{i}", "5", 3 * Day), default);
            await store.TryAppendAsync(Leaving($"new{i}", "5", 1, 3 * Day), default);
        }

        requests.Clear();
        await foreach (var left in store.LeftBeforeAsync(Morning.AddDays(2), default))
            Assert.Equal(Visit("old"), left.Visit);
        Assert.Contains("RowKey ge 'c|' and RowKey lt 'c|20260304'", Assert.Single(requests.All), StringComparison.Ordinal);

        requests.Clear();
        Assert.True(await store.RemoveAsync(new(MainStreet, Visit("old")), Morning.AddDays(2), default));
        Assert.InRange(requests.All.Count, 2, 8);
    }

    [Fact]
    public async Task However_many_cards_a_visit_had_all_are_dropped()
    {
        await store.TryAppendAsync(Opening("a", "4"), default);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => store.TryAddPostingAsync(Posting("a", $"room/care/{i}"), default)));
        await store.TryAppendAsync(Leaving("a", "4", 1), default);

        await store.DropPostingsAsync(Visit("a"), default);
        Assert.Empty(await store.PostingsAsync(Visit("a"), default));
        Assert.Null(await store.NextDueAsync(default));
    }

    [Fact]
    public async Task Clicks_are_forgotten_after_a_day_and_not_before()
    {
        const int Day = 24 * 60;
        await Task.WhenAll(Enumerable.Range(0, 150).Select(i => store.TryAppendAsync(Opening($"a{i}", $"{i}") with { Click = $"old {i}" }, default)));
        await store.TryAppendAsync(Opening("b", "b", minute: 2 * Day) with { Click = "young" }, default);
        await store.TryAppendAsync(Opening("c", "c", minute: 3 * Day) with { Click = "new" }, default);
        await store.TryAppendAsync(Leaving("c", "c", 1, minute: 3 * Day), default);
        await store.DropPostingsAsync(Visit("c"), default);

        Assert.Equal(Appended.Saved, await store.TryAppendAsync(Opening("d", "d", minute: 3 * Day) with { Click = "old 7" }, default));
        Assert.Equal(Appended.Saved, await store.TryAppendAsync(Opening("e", "e", minute: 3 * Day) with { Click = "old 149" }, default));
        Assert.Equal(Appended.ClickSeen, await store.TryAppendAsync(Opening("f", "f", minute: 3 * Day) with { Click = "young" }, default));
        Assert.Equal(Appended.ClickSeen, await store.TryAppendAsync(Opening("f", "f", minute: 3 * Day) with { Click = "new" }, default));
    }
}

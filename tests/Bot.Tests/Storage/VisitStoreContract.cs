using System.Globalization;
using Bot.Clinic;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage;

/// <summary>What every store must do. Each store inherits this class and says how it is opened.</summary>
public abstract partial class VisitStoreContract : IAsyncLifetime
{
    private IVisitStore? _store;

    private IVisitStore Store => _store!;

    public async Task InitializeAsync() => _store = await OpenEmptyAsync();

    public async Task DisposeAsync()
    {
        if (_store is IAsyncDisposable store)
            await store.DisposeAsync();
    }

    /// <summary>An empty store; called once per test.</summary>
    protected abstract Task<IVisitStore> OpenEmptyAsync();

    // Visits

    [Fact]
    public async Task A_visit_that_was_never_saved_is_not_there()
    {
        Assert.Null(await Store.LoadAsync(Visit("nobody"), default));
        Assert.Empty(await Store.EventsAsync(Visit("nobody"), default));
        Assert.Empty(await Store.PostingsAsync(Visit("nobody"), default));
        Assert.Empty(await Store.OpenAsync(null, default));
        Assert.Null(await Store.NextDueAsync(default));
    }

    [Fact]
    public async Task A_new_visit_comes_back_as_it_was_saved()
    {
        Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "4", 0, events: 2)));

        var visit = Assert.IsType<StoredVisit>(await Store.LoadAsync(Visit("a"), default));
        Assert.Equal((Visit("a"), MainStreet, new RoomId("4"), 2, true), (visit.Visit, visit.Site, visit.Room, visit.Version, visit.Open));
        Assert.Equal("""{"visit":"a","version":2}""", Text(visit.Snapshot));
    }

    [Fact]
    public async Task A_step_replaces_the_snapshot_and_adds_to_the_events()
    {
        await AppendAsync(Opening("a", "4"));
        Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "4", 1, events: 2)));

        var visit = await Store.LoadAsync(Visit("a"), default);
        Assert.Equal(3, visit!.Version);
        Assert.Equal("""{"visit":"a","version":3}""", Text(visit.Snapshot));
        Assert.Equal([1, 2, 3], (await Store.EventsAsync(Visit("a"), default)).Select(e => e.Sequence));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_step_on_another_version_writes_nothing(int expected)
    {
        await AppendAsync(Step("a", "4", 0, events: 2));

        Assert.Equal(Appended.VersionMoved, await AppendAsync(Step("a", "4", expected) with { Due = Morning.AddDays(-1) }));
        Assert.Equal("""{"visit":"a","version":2}""", Text((await Store.LoadAsync(Visit("a"), default))!.Snapshot));
        Assert.Equal(2, (await Store.EventsAsync(Visit("a"), default)).Count);
        Assert.Equal(Morning, await Store.NextDueAsync(default));
    }

    [Fact]
    public async Task A_step_on_a_visit_that_does_not_exist_writes_nothing()
    {
        Assert.Equal(Appended.VersionMoved, await AppendAsync(Step("a", "4", 1)));
        Assert.Null(await Store.LoadAsync(Visit("a"), default));
        Assert.Null(await Store.NextDueAsync(default));
    }

    [Fact]
    public async Task Every_byte_of_an_event_comes_back()
    {
        var odd = new StoredEvent(
            Visit("a"),
            1,
            "noted",
            new("o'brien é 你好 👋"),
            new DateTimeOffset(2026, 3, 2, 23, 59, 59, TimeSpan.FromHours(-5)).AddTicks(1234567),
            "",
            "nul\0inside|/\\#?%",
            new byte[] { 0, 1, 255, 10, 13, 0 },
            Enumerable.Range(0, 32).Select(i => (byte)(i * 8)).ToArray());
        var bare = odd with { Sequence = 2, Click = "", Body = default, At = Morning };
        await AppendAsync(Step("a", "4", 0, events: 2) with { Events = [odd, bare] });

        var read = await Store.EventsAsync(Visit("a"), default);
        Assert.Equal([Told(odd with { At = odd.At.ToUniversalTime() }), Told(bare)], read.Select(Told));
    }

    [Fact]
    public async Task A_large_snapshot_comes_back_byte_for_byte()
    {
        var large = new byte[60_000];
        new Random(7).NextBytes(large);
        await AppendAsync(Opening("a", "4") with { Snapshot = large });

        Assert.True((await Store.LoadAsync(Visit("a"), default))!.Snapshot.Span.SequenceEqual(large));
    }

    [Fact]
    public async Task A_commit_without_events_or_with_a_gap_is_a_mistake_of_the_caller()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => AppendAsync(Opening("a", "4") with { Events = [] }));
        await Assert.ThrowsAsync<ArgumentException>(() => AppendAsync(Opening("a", "4") with { Events = [Event("a", 2, Morning)] }));
        await Assert.ThrowsAsync<ArgumentException>(() => AppendAsync(Opening("a", "4") with { Events = [Event("b", 1, Morning)] }));
    }

    // Rooms

    [Fact]
    public async Task A_room_has_one_open_visit()
    {
        await AppendAsync(Opening("a", "4"));

        Assert.Equal(Appended.RoomTaken, await AppendAsync(Opening("b", "4")));
        Assert.Null(await Store.LoadAsync(Visit("b"), default));
        Assert.Empty(await Store.EventsAsync(Visit("b"), default));
        Assert.Equal(["a"], (await Store.DueAsync(Morning.AddDays(1), 10, default)).Select(w => w.Visit.Value));
    }

    [Fact]
    public async Task The_same_room_number_at_another_site_is_another_room()
    {
        await AppendAsync(Opening("a", "4"));
        Assert.Equal(Appended.Saved, await AppendAsync(Opening("b", "4") with { Site = Harbor }));
    }

    [Fact]
    public async Task A_visit_that_has_left_frees_its_room()
    {
        await AppendAsync(Opening("a", "4"));
        await AppendAsync(Leaving("a", "4", 1));

        Assert.False((await Store.LoadAsync(Visit("a"), default))!.Open);
        Assert.Equal(Appended.Saved, await AppendAsync(Opening("b", "4")));
    }

    [Fact]
    public async Task A_visit_that_has_left_comes_back_only_while_its_room_is_free()
    {
        await AppendAsync(Opening("a", "4"));
        await AppendAsync(Leaving("a", "4", 1));
        Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "4", 2)));
        Assert.True((await Store.LoadAsync(Visit("a"), default))!.Open);

        await AppendAsync(Leaving("a", "4", 3));
        await AppendAsync(Opening("b", "4"));
        Assert.Equal(Appended.RoomTaken, await AppendAsync(Step("a", "4", 4)));
        Assert.False((await Store.LoadAsync(Visit("a"), default))!.Open);
        Assert.Equal(4, (await Store.EventsAsync(Visit("a"), default)).Count);
    }

    [Fact]
    public async Task A_visit_that_moves_takes_the_new_room_and_frees_the_old()
    {
        await AppendAsync(Opening("a", "4"));
        await AppendAsync(Opening("b", "5"));
        Assert.Equal(Appended.RoomTaken, await AppendAsync(Step("a", "5", 1)));
        Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "6", 1)));

        Assert.Equal("6", (await Store.LoadAsync(Visit("a"), default))!.Room.Value);
        Assert.Equal(Appended.Saved, await AppendAsync(Opening("c", "4")));
    }

    [Fact]
    public async Task A_stale_step_hears_of_the_version_before_the_room()
    {
        await AppendAsync(Opening("a", "4"));
        Assert.Equal(Appended.VersionMoved, await AppendAsync(Opening("a", "4")));
    }

    // The board

    [Fact]
    public async Task The_board_has_open_visits_in_the_order_of_opening()
    {
        await AppendAsync(Opening("late", "1", minute: 30));
        await AppendAsync(Opening("early", "2", minute: 10));
        await AppendAsync(Opening("gone", "3", minute: 5));
        await AppendAsync(Leaving("gone", "3", 1, minute: 5));
        await AppendAsync(Opening("elsewhere", "1", minute: 20) with { Site = Harbor });

        Assert.Equal(["early", "elsewhere", "late"], Names(await Store.OpenAsync(null, default)));
        Assert.Equal(["early", "late"], Names(await Store.OpenAsync(MainStreet, default)));
        Assert.Equal(["elsewhere"], Names(await Store.OpenAsync(Harbor, default)));
        Assert.Empty(await Store.OpenAsync(new SiteId("nowhere"), default));
    }

    // The audit

    [Fact]
    public async Task All_events_come_by_visit_and_then_by_sequence()
    {
        await AppendAsync(Step("b", "1", 0, events: 2, minute: 1));
        await AppendAsync(Step("a", "2", 0, events: 2, minute: 2));
        await AppendAsync(Step("b", "1", 2, events: 9, minute: 3));

        var all = await AllAsync(DateTimeOffset.MinValue);
        Assert.Equal(["a1", "a2", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "b10", "b11"], all);
    }

    [Fact]
    public async Task All_events_from_a_time_include_that_time()
    {
        await AppendAsync(Opening("b", "1", minute: 1));
        await AppendAsync(Opening("a", "2", minute: 2));
        await AppendAsync(Step("b", "1", 1, minute: 2));
        await AppendAsync(Step("b", "1", 2, minute: 3));

        Assert.Equal(["a1", "b2", "b3"], await AllAsync(Morning.AddMinutes(2)));
        Assert.Equal(["b3"], await AllAsync(Morning.AddMinutes(2).AddTicks(1)));
        Assert.Empty(await AllAsync(Morning.AddMinutes(4)));
    }

    [Fact]
    public async Task All_events_of_more_visits_than_fit_a_page_come_once_each()
    {
        await Task.WhenAll(Enumerable.Range(0, 600).Select(i => AppendAsync(Opening(Name(i), Name(i)))));

        Assert.Equal(Enumerable.Range(0, 600).Select(i => Name(i) + "1"), await AllAsync(DateTimeOffset.MinValue));
        Assert.Equal(Enumerable.Range(0, 600).Select(i => Name(i) + "1"), await AllAsync(Morning));

        static string Name(int i) => i.ToString("D3", CultureInfo.InvariantCulture);
    }

    // Small things

    [Fact]
    public async Task What_is_kept_is_found_by_its_kind()
    {
        await Store.KeepAsync(new Kept("link", "lee", Bytes("1")), default);
        await Store.KeepAsync(new Kept("link", "maria/lopez#?", Bytes("2")), default);
        await Store.KeepAsync(new Kept("place", "lee", default), default);

        Assert.Equal(["lee=1", "maria/lopez#?=2"], await KeptAsync("link"));
        Assert.Equal(["lee="], await KeptAsync("place"));
        Assert.Empty(await KeptAsync("presence"));
    }

    [Fact]
    public async Task What_is_kept_again_is_replaced_and_what_is_forgotten_is_gone()
    {
        await Store.KeepAsync(new Kept("link", "lee", Bytes("1")), default);
        await Store.KeepAsync(new Kept("link", "lee", Bytes("2")), default);
        Assert.Equal(["lee=2"], await KeptAsync("link"));

        await Store.ForgetAsync("link", "lee", default);
        await Store.ForgetAsync("link", "lee", default);
        Assert.Empty(await KeptAsync("link"));
    }

    [Fact]
    public async Task What_is_kept_only_if_it_is_new_is_kept_once()
    {
        Assert.True(await Store.TryKeepAsync(new Kept("digest", "lee", Bytes("1")), default));
        Assert.False(await Store.TryKeepAsync(new Kept("digest", "lee", Bytes("2")), default));
        Assert.True(await Store.TryKeepAsync(new Kept("link", "lee", Bytes("3")), default));
        Assert.Equal(["lee=1"], await KeptAsync("digest"));

        await Store.ForgetAsync("digest", "lee", default);
        Assert.True(await Store.TryKeepAsync(new Kept("digest", "lee", Bytes("4")), default));
    }

    // Who has stopped waiting

    [Fact]
    public async Task A_caller_who_no_longer_waits_is_let_go()
    {
        var gone = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.TryAppendAsync(Opening("a", "4"), gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.LoadAsync(Visit("a"), gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.KeepAsync(new Kept("link", "lee", default), gone));
    }

    private Task<Appended> AppendAsync(Commit commit) => Store.TryAppendAsync(commit, default);

    private async Task<List<string>> AllAsync(DateTimeOffset from)
    {
        var all = new List<string>();
        await foreach (var happened in Store.AllEventsAsync(from, default))
            all.Add(string.Create(CultureInfo.InvariantCulture, $"{happened.Visit}{happened.Sequence}"));
        return all;
    }

    private async Task<IEnumerable<string>> KeptAsync(string kind) =>
        (await Store.KeptAsync(kind, default)).Select(kept => $"{kept.Key}={Text(kept.Body)}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(IReadOnlyList<StoredVisit> visits) => visits.Select(visit => visit.Visit.Value);

    private static string Text(ReadOnlyMemory<byte> utf8) => System.Text.Encoding.UTF8.GetString(utf8.Span);
}

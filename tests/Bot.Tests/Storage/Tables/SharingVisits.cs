using Bot.Clinic;
using Bot.Storage;
using Bot.Storage.Tables;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage.Tables;

/// <summary>Two instances on the same tables: what one remembers is old once the other has written.</summary>
[Collection(OnAzurite.Name)]
public sealed class SharingVisits(Azurite azurite) : IAsyncLifetime
{
    private const int Many = 12;
    private static readonly DateTimeOffset Now = Morning.AddHours(1);

    private readonly TablesOptions options = azurite.Options();
    private readonly ManualClock wallOfOne = new(TimeProvider.System.GetUtcNow());
    private readonly ManualClock wallOfTwo = new(TimeProvider.System.GetUtcNow());
    private TablesVisitStore one = null!;
    private TablesVisitStore two = null!;

    public async Task InitializeAsync()
    {
        await azurite.ListAsync(options, MainStreet);
        one = await azurite.OpenAsync(OptionsBy(wallOfOne));
        two = await azurite.OpenAsync(OptionsBy(wallOfTwo));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Any_instance_finds_a_visit_by_its_id_and_goes_on_from_there()
    {
        await one.TryAppendAsync(Opening("a", "4") with { Site = Harbor }, default);
        await one.TryAddPostingAsync(Posting("a", "room/care/1"), default);

        Assert.Equal(Harbor, (await two.LoadAsync(Visit("a"), default))!.Site);
        Assert.Single(await two.PostingsAsync(Visit("a"), default));
        Assert.Equal(Appended.Saved, await two.TryAppendAsync(Step("a", "4", 1) with { Site = Harbor }, default));
        Assert.Equal(Appended.VersionMoved, await one.TryAppendAsync(Step("a", "4", 1) with { Site = Harbor }, default));
        Assert.Equal(Appended.Saved, await one.TryAppendAsync(Step("a", "4", 2) with { Site = Harbor }, default));
    }

    [Fact]
    public async Task Work_that_another_instance_moves_does_not_stop_a_step()
    {
        await one.TryAppendAsync(Opening("a", "4"), default);
        Assert.True(await two.MoveWorkAsync(Visit("a"), 1, Now, default));

        Assert.Equal(Appended.Saved, await one.TryAppendAsync(Step("a", "4", 1, minute: 5), default));
        Assert.Equal([new Work(Visit("a"), Morning.AddMinutes(5))], await two.DueAsync(Now, 10, default));
    }

    [Fact]
    public async Task A_painter_whose_work_was_moved_meanwhile_looks_again()
    {
        await one.TryAppendAsync(Opening("a", "4"), default);
        await two.MoveWorkAsync(Visit("a"), 1, Morning.AddMinutes(1), default);

        Assert.False(await one.MoveWorkAsync(Visit("a"), 1, Now, default));
        Assert.Equal(Morning.AddMinutes(1), await two.NextDueAsync(default));
        await one.PostingsAsync(Visit("a"), default);
        Assert.True(await one.MoveWorkAsync(Visit("a"), 1, Now, default));
    }

    [Fact]
    public async Task A_painter_whose_work_another_has_moved_to_the_same_time_looks_again()
    {
        await one.TryAppendAsync(Opening("a", "4"), default);
        await two.MoveWorkAsync(Visit("a"), 1, Now, default);

        Assert.False(await one.MoveWorkAsync(Visit("a"), 1, Now, default));
        await one.PostingsAsync(Visit("a"), default);
        Assert.True(await one.MoveWorkAsync(Visit("a"), 1, Now, default));
    }

    [Fact]
    public async Task Nothing_is_painted_backwards_by_a_late_painter()
    {
        await one.TryAppendAsync(Opening("a", "4"), default);
        await two.TryAppendAsync(Step("a", "4", 1, minute: 1), default);

        Assert.False(await one.MoveWorkAsync(Visit("a"), 1, null, default));
        Assert.Equal(Morning.AddMinutes(1), await two.NextDueAsync(default));
    }

    [Fact]
    public async Task The_cards_of_a_visit_that_another_instance_reopens_are_kept()
    {
        await one.TryAppendAsync(Opening("a", "4"), default);
        await one.TryAddPostingAsync(Posting("a", "room/care/1"), default);
        await one.TryAppendAsync(Leaving("a", "4", 1), default);
        await two.TryAppendAsync(Step("a", "4", 2), default);

        await one.DropPostingsAsync(Visit("a"), default);
        Assert.Single(await one.PostingsAsync(Visit("a"), default));
        Assert.Equal([Visit("a")], (await one.DueAsync(Now, 10, default)).Select(work => work.Visit));
    }

    [Fact]
    public async Task A_late_tap_on_a_visit_that_another_instance_ended_finds_it_left()
    {
        await one.TryAppendAsync(Opening("a", "4"), default);
        await one.TryAppendAsync(Leaving("a", "4", 1, minute: 60 * 24), default);

        Assert.Equal((2, false), (await two.LoadAsync(Visit("a"), default)) is { } left ? (left.Version, left.Open) : default);
        Assert.Equal(Appended.VersionMoved, await two.TryAppendAsync(Step("a", "4", 1), default));
        Assert.Equal(Appended.VersionMoved, await two.TryAppendAsync(Opening("a", "4"), default));
    }

    [Fact]
    public async Task An_id_that_is_taken_at_another_site_opens_nothing()
    {
        await one.TryAppendAsync(Opening("a", "4"), default);
        Assert.Equal(Appended.VersionMoved, await two.TryAppendAsync(Opening("a", "4") with { Site = Harbor }, default));
        Assert.Equal(MainStreet, (await two.LoadAsync(Visit("a"), default))!.Site);
    }

    [Fact]
    public async Task A_click_that_two_instances_hear_counts_once()
    {
        var answers = await Task.WhenAll(
            one.TryAppendAsync(Opening("a", "4") with { Click = "slack|lee|Ev1" }, default),
            two.TryAppendAsync(Opening("b", "5") with { Click = "slack|lee|Ev1" }, default));
        Assert.Equal([Appended.Saved, Appended.ClickSeen], answers.Order());
    }

    [Fact]
    public async Task What_one_has_claimed_the_other_is_not_given_until_the_claim_ends()
    {
        await one.TryAppendAsync(Opening("a", "4"), default);
        Assert.Equal([Visit("a")], await ClaimAsync(one, "one", Now));
        Assert.Empty(await ClaimAsync(two, "two", Now));
        wallOfTwo.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal([Visit("a")], await ClaimAsync(two, "two", Now.AddSeconds(61)));
        Assert.Empty(await ClaimAsync(one, "one", Now.AddSeconds(62)));
    }

    [Fact]
    public async Task A_claim_holds_as_long_as_whoever_has_it_works_on()
    {
        await SowAsync("one", Now.AddSeconds(6));
        await MeetAsync(Now);
        for (var second = 0; second < 180; second += 20)
        {
            wallOfOne.Advance(TimeSpan.FromSeconds(20));
            wallOfTwo.Advance(TimeSpan.FromSeconds(20));
            var claimed = await WorkOfAsync(one, "one", Now.AddSeconds(second));
            Assert.NotEmpty(claimed);
            Assert.All(claimed, work => Assert.Equal("one", work.Owner));
            Assert.Empty((await ClaimAsync(two, "two", Now.AddSeconds(second + 19))).Intersect(claimed.Select(work => work.Visit)));
        }
    }

    [Fact]
    public async Task Of_what_it_does_not_come_to_the_end_for_long_another_is_given()
    {
        // Work at sites that the other is to look after: whoever has claimed it does not ask for it again.
        await SowAsync("one", Now.AddSeconds(6));
        await MeetAsync(Now);
        Assert.Empty(await ClaimAsync(two, "two", Now.AddSeconds(60)));
        await MeetAsync(Now.AddSeconds(60));
        var given = await WorkOfAsync(two, "two", Now.AddSeconds(67));
        Assert.NotEmpty(given);
        Assert.All(given, work => Assert.Equal("one", work.Owner));
    }

    [Fact]
    public async Task What_is_to_be_looked_at_once_more_is_anybodys_at_that_time()
    {
        // At a site that the other is to look after; whose claim it is works on.
        await SowAsync("two", Now.AddSeconds(6), two);
        await MeetAsync(Now.AddDays(-1));
        var ends = Now.AddSeconds(20);
        foreach (var i in Enumerable.Range(0, Many))
        {
            await one.TryAppendAsync(Step($"v{i}", $"{i}", 1, minute: 60) with { Site = SiteOf(i), Claim = new Claim("one", ends) }, default);
            Assert.True(await one.MoveWorkAsync(Visit($"v{i}"), 2, Now.AddDays(1), default));
        }

        Assert.Empty(await WorkOfAsync(two, "two", ends.AddSeconds(-1)));
        Assert.NotEmpty(await WorkOfAsync(two, "two", ends));
    }

    [Fact]
    public async Task Each_site_s_work_is_looked_for_by_one_of_those_at_work_and_by_the_other_when_that_one_is_gone()
    {
        await SowAsync("", default);
        await MeetAsync(Now.AddDays(-1));
        var ofOne = await ClaimAsync(one, "one", Now);
        var ofTwo = await ClaimAsync(two, "two", Now);
        Assert.Equal(Many, ofOne.Concat(ofTwo).Distinct().Count());
        Assert.Equal(Many, ofOne.Count + ofTwo.Count);
        Assert.InRange(ofOne.Count, 1, Many - 1);

        wallOfTwo.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(Many, (await ClaimAsync(two, "two", Now.AddSeconds(31))).Count);
    }

    [Fact]
    public async Task Whoever_cannot_come_to_the_end_of_its_looks_counts_as_gone()
    {
        await SowAsync("", default);
        await using var relay = await Relay.StartAsync(azurite.Url);
        var behind = OptionsBy(wallOfOne);
        (behind.TablesUrl, behind.Patience) = (relay.Url, TimeSpan.FromSeconds(1));
        var blind = await azurite.OpenAsync(behind);
        Assert.Equal(Many, (await ClaimAsync(blind, "blind", Now)).Count);
        Assert.Empty(await ClaimAsync(two, "two", Now));

        relay.Refuses = async context =>
        {
            if (!Uri.UnescapeDataString(context.Request.QueryString.Value!).Contains("'w|", StringComparison.Ordinal))
                return false;
            context.Response.StatusCode = 400;
            await context.Response.CompleteAsync();
            return true;
        };
        for (var look = 0; look < 2; look++)
        {
            wallOfOne.Advance(TimeSpan.FromSeconds(20));
            wallOfTwo.Advance(TimeSpan.FromSeconds(20));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => ClaimAsync(blind, "blind", Now.AddSeconds(20)));
            await ClaimAsync(two, "two", Now.AddDays(-1));
        }

        wallOfTwo.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(Many, (await ClaimAsync(two, "two", Now.AddSeconds(60))).Count);
    }

    [Fact]
    public async Task An_instance_that_is_gone_for_long_leaves_nothing()
    {
        await ClaimAsync(one, "one", Now);
        await ClaimAsync(two, "two", Now);
        Assert.Equal(2, await RowsOfInstancesAsync());
        wallOfTwo.Advance(TimeSpan.FromMinutes(10));
        await ClaimAsync(two, "two", Now);
        Assert.Equal(1, await RowsOfInstancesAsync());
    }

    [Fact]
    public async Task The_instance_that_took_a_click_has_its_work_and_the_next_click_takes_it_away()
    {
        await one.TryAppendAsync(Opening("a", "4") with { Claim = new Claim("one", Now.AddSeconds(30)) }, default);
        Assert.Empty(await ClaimAsync(two, "two", Now));
        await two.TryAppendAsync(Step("a", "4", 1) with { Claim = new Claim("two", Now.AddSeconds(30)) }, default);
        Assert.Empty(await ClaimAsync(one, "one", Now));
        Assert.Equal([Visit("a")], await ClaimAsync(two, "two", Now));
    }

    [Fact]
    public async Task Work_that_was_moved_is_anybodys_when_it_is_due()
    {
        await one.TryAppendAsync(Opening("a", "4"), default);
        await ClaimAsync(one, "one", Now);
        await one.MoveWorkAsync(Visit("a"), 1, Now, default);
        Assert.Equal([Visit("a")], await ClaimAsync(two, "two", Now));
    }

    [Fact]
    public async Task Of_many_that_are_due_each_is_given_to_exactly_one()
    {
        await SowAsync("", default);
        var instances = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i => (Name: $"o'{i}", Store: await azurite.OpenAsync(OptionsBy(wallOfOne)))));
        var given = await Task.WhenAll(instances.Select(one => WorkOfAsync(one.Store, one.Name, Now)));

        var all = given.SelectMany(some => some).Select(work => work.Visit).ToList();
        Assert.Equal(all.Distinct().Count(), all.Count);

        // Who met another at a site has left it to them; the next look finds what remained.
        foreach (var one in instances)
            all.AddRange((await WorkOfAsync(one.Store, one.Name, Now)).Where(work => work.Owner.Length == 0).Select(work => work.Visit));
        Assert.Equal(all.Distinct().Count(), all.Count);
        Assert.Equal(Many, all.Count);
    }

    [Fact]
    public async Task A_site_that_another_instance_has_opened_is_heard_of_within_the_minute()
    {
        var wall = new ManualClock(TimeProvider.System.GetUtcNow());
        var late = await azurite.OpenAsync(OptionsBy(wall));
        await one.TryAppendAsync(Opening("a", "4") with { Site = Harbor }, default);

        Assert.Null(await late.NextDueAsync(default));
        wall.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(Morning, await late.NextDueAsync(default));
    }

    private TablesOptions OptionsBy(TimeProvider wall)
    {
        var own = azurite.Options();
        (own.TableName, own.Wall) = (options.TableName, wall);
        return own;
    }

    private static SiteId SiteOf(int i) => new($"s{i % 6}");

    // Two visits at each of six sites.
    private Task<Appended[]> SowAsync(string owner, DateTimeOffset until, TablesVisitStore? by = null) => Task.WhenAll(Enumerable.Range(0, Many).Select(i => (by ?? one).TryAppendAsync(
        Opening($"v{i}", $"{i}") with { Site = SiteOf(i), Claim = owner.Length == 0 ? null : new Claim(owner, until) }, default)));

    // Each hears of the other, and of sites that are new.
    private async Task MeetAsync(DateTimeOffset now)
    {
        foreach (var _ in (int[])[1, 2])
        {
            wallOfOne.Advance(TimeSpan.FromSeconds(31));
            wallOfTwo.Advance(TimeSpan.FromSeconds(31));
            await ClaimAsync(one, "one", now);
            await ClaimAsync(two, "two", now);
        }
    }

    private async Task<int> RowsOfInstancesAsync()
    {
        var rows = 0;
        await foreach (var _ in azurite.Client(options.TableName + "sites").QueryAsync("PartitionKey eq 'instance'", null, null, default))
            rows++;
        return rows;
    }

    private static async Task<List<VisitId>> ClaimAsync(TablesVisitStore store, string owner, DateTimeOffset now) =>
        [.. (await WorkOfAsync(store, owner, now)).Select(work => work.Visit)];

    private static Task<IReadOnlyList<Work>> WorkOfAsync(TablesVisitStore store, string owner, DateTimeOffset now) =>
        store.ClaimDueAsync(now, 100, new Claim(owner, now.AddSeconds(30)), default);
}

using Bot.Clinic;
using Bot.Storage;
using Bot.Storage.Tables;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage.Tables;

/// <summary>Two instances on the same tables: what one remembers is old once the other has written.</summary>
[Collection(OnAzurite.Name)]
public sealed class SharingVisits(Azurite azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = Morning.AddHours(1);

    private readonly TablesOptions options = azurite.Options();
    private TablesVisitStore one = null!;
    private TablesVisitStore two = null!;

    public async Task InitializeAsync()
    {
        await azurite.ListAsync(options, MainStreet);
        one = await azurite.OpenAsync(options);
        two = await azurite.OpenAsync(options);
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
        Assert.True(await one.MoveWorkAsync(Visit("a"), 1, Now, default));
    }

    [Fact]
    public async Task A_painter_whose_work_another_has_moved_to_the_same_time_looks_again()
    {
        await one.TryAppendAsync(Opening("a", "4"), default);
        await two.MoveWorkAsync(Visit("a"), 1, Now, default);

        Assert.False(await one.MoveWorkAsync(Visit("a"), 1, Now, default));
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
        Assert.Equal([Visit("a")], await ClaimAsync(one, "one", Now.AddSeconds(1)));
        Assert.Equal([Visit("a")], await ClaimAsync(two, "two", Now.AddSeconds(61)));
        Assert.Empty(await ClaimAsync(one, "one", Now.AddSeconds(62)));
    }

    [Fact]
    public async Task A_claim_that_is_still_needed_is_renewed_in_time()
    {
        await one.TryAppendAsync(Opening("a", "4"), default);
        foreach (var second in (int[])[0, 20, 40, 60])
        {
            Assert.Equal([Visit("a")], await ClaimAsync(one, "one", Now.AddSeconds(second)));
            Assert.Empty(await ClaimAsync(two, "two", Now.AddSeconds(second + 19)));
        }
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
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => one.TryAppendAsync(Opening($"v{i}", $"{i}") with { Site = new($"s{i % 4}") }, default)));
        var given = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i =>
        {
            var instance = await azurite.OpenAsync(options);
            return await ClaimAsync(instance, $"o'{i}", Now);
        }));

        var all = given.SelectMany(some => some).ToList();
        Assert.Equal(all.Distinct().Count(), all.Count);

        // Who met another at a site has left it to them; the next look finds what remained.
        all.AddRange(await ClaimAsync(two, "two", Now));
        Assert.Equal(12, all.Distinct().Count());
    }

    [Fact]
    public async Task A_site_that_another_instance_has_opened_is_heard_of_within_the_minute()
    {
        var wall = new ManualClock(TimeProvider.System.GetUtcNow());
        var patient = azurite.Options();
        (patient.TableName, patient.Wall) = (options.TableName, wall);
        var late = await azurite.OpenAsync(patient);
        await one.TryAppendAsync(Opening("a", "4") with { Site = Harbor }, default);

        Assert.Null(await late.NextDueAsync(default));
        wall.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(Morning, await late.NextDueAsync(default));
    }

    private static async Task<IEnumerable<VisitId>> ClaimAsync(TablesVisitStore store, string owner, DateTimeOffset now) =>
        (await store.ClaimDueAsync(now, 100, new Claim(owner, now.AddSeconds(30)), default)).Select(work => work.Visit);
}

using Bot.Clinic;
using Bot.Storage.Tables;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage.Tables;

/// <summary>What stands in chat is remembered, as long as nobody else has been at the visit; and believed, as long as nobody broke off.</summary>
[Collection(OnAzurite.Name)]
public sealed class RememberingPostings(Azurite azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Later = Morning.AddHours(2);

    private readonly Requests requests = new();
    private TablesVisitStore one = null!;
    private TablesVisitStore two = null!;

    public async Task InitializeAsync()
    {
        var options = azurite.Options();
        await azurite.ListAsync(options, MainStreet);
        two = await azurite.OpenAsync(options);
        options.Watch = requests;
        one = await azurite.OpenAsync(options);
        await one.TryAppendAsync(Opening("a", "4") with { Claim = new Claim("one", Morning.AddSeconds(6)) }, default);
        await one.TryAddPostingAsync(Shown("room", "waiting"), default);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Nobody_asks_for_what_this_instance_has_posted_itself()
    {
        await one.SavePostingAsync(Shown("room", "coming"), default);
        requests.Clear();
        Assert.Equal([Shown("room", "coming")], await one.PostingsAsync(Visit("a"), default));
        Assert.Empty(requests.All);
    }

    [Fact]
    public async Task What_another_instance_has_posted_is_found_when_it_has_been_there()
    {
        await one.MoveWorkAsync(Visit("a"), 1, Later, default);
        await two.TryAppendAsync(Step("a", "4", 1), default);
        await two.TryAddPostingAsync(Shown("giver", "waiting"), default);
        await two.MoveWorkAsync(Visit("a"), 2, Later, default);

        Assert.Equal(2, (await one.LoadAsync(Visit("a"), default))!.Version);
        Assert.Equal([Shown("giver", "waiting"), Shown("room", "waiting")], (await one.PostingsAsync(Visit("a"), default)).OrderBy(posting => posting.Key));
    }

    [Fact]
    public async Task What_another_instance_has_painted_to_its_end_is_believed()
    {
        await one.MoveWorkAsync(Visit("a"), 1, Later, default);
        await two.TryAppendAsync(Step("a", "4", 1, minute: 5), default);
        Assert.Equal([Shown("room", "waiting")], await two.PostingsAsync(Visit("a"), default));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-1)] // The clock of the other is ahead.
    public async Task A_click_before_another_instance_has_painted_the_last_believes_nothing_that_stands(int minute)
    {
        await two.TryAppendAsync(Step("a", "4", 1, minute: minute), default);
        Assert.Equal([Shown("room", "")], await two.PostingsAsync(Visit("a"), default));
    }

    [Fact]
    public async Task Nor_does_whoever_takes_over_the_work_of_one_that_broke_off()
    {
        Assert.Empty(await two.ClaimDueAsync(Morning, 9, new Claim("two", Morning.AddSeconds(6)), default));
        Assert.Single(await two.ClaimDueAsync(Morning.AddSeconds(7), 9, new Claim("two", Morning.AddSeconds(13)), default));
        Assert.Equal([Shown("room", "")], await two.PostingsAsync(Visit("a"), default));
    }

    [Fact]
    public async Task Nor_does_a_late_painter_believe_what_it_has_painted_itself()
    {
        await two.TryAppendAsync(Step("a", "4", 1), default);
        await one.SavePostingAsync(Shown("room", "long ago"), default);
        Assert.False(await one.MoveWorkAsync(Visit("a"), 1, Later, default));
        Assert.Equal([Shown("room", "")], await one.PostingsAsync(Visit("a"), default));
    }

    [Fact]
    public async Task Nor_where_another_has_come_and_gone_since_it_looked()
    {
        await two.PostingsAsync(Visit("a"), default);
        await two.MoveWorkAsync(Visit("a"), 1, Later, default);
        await one.OpenAsync(MainStreet, default);
        Assert.False(await one.MoveWorkAsync(Visit("a"), 1, Later, default));
        Assert.Equal([Shown("room", "")], await one.PostingsAsync(Visit("a"), default));
        Assert.True(await one.MoveWorkAsync(Visit("a"), 1, Later, default));
    }

    [Fact]
    public async Task Nor_where_a_later_look_of_its_own_has_ended_before()
    {
        await two.TryAppendAsync(Step("a", "4", 1), default);
        await one.LoadAsync(Visit("a"), default);
        await one.PostingsAsync(Visit("a"), default);
        Assert.True(await one.MoveWorkAsync(Visit("a"), 2, Later, default));
        Assert.Equal([Shown("room", "waiting")], await one.PostingsAsync(Visit("a"), default));
        Assert.False(await one.MoveWorkAsync(Visit("a"), 1, Later, default));
        Assert.Equal([Shown("room", "")], await one.PostingsAsync(Visit("a"), default));
    }

    [Fact]
    public async Task Whoever_clicks_while_another_paints_paints_once_more_when_that_one_has_had_its_time()
    {
        var ends = Morning.AddMinutes(5).AddSeconds(6);
        await two.TryAppendAsync(Step("a", "4", 1, minute: 5) with { Claim = new Claim("two", ends) }, default);
        await two.PostingsAsync(Visit("a"), default);
        await two.SavePostingAsync(Shown("room", "later"), default);
        Assert.True(await two.MoveWorkAsync(Visit("a"), 2, Later, default));

        // The other may have died after it painted over that: what stands is not known, to whichever instance.
        Assert.Equal(ends, await two.NextDueAsync(default));
        Assert.Single(await one.ClaimDueAsync(ends, 9, new Claim("one", ends.AddSeconds(6)), default));
        Assert.Equal([Shown("room", "")], await one.PostingsAsync(Visit("a"), default));
    }

    [Theory]
    [InlineData("one")]
    [InlineData("two")]
    public async Task However_much_is_painted_before(string who)
    {
        var ends = Morning.AddMinutes(5).AddSeconds(6);
        await two.TryAppendAsync(Step("a", "4", 1, minute: 5) with { Claim = new Claim("two", ends) }, default);
        Assert.True(await two.MoveWorkAsync(Visit("a"), 2, Later, default));
        await two.TryAppendAsync(Step("a", "4", 2, minute: 5) with { Claim = new Claim("two", ends) }, default);
        Assert.True(await two.MoveWorkAsync(Visit("a"), 3, Later, default));

        var store = who == "one" ? one : two;
        Assert.NotEqual(who, Assert.Single(await store.ClaimDueAsync(ends, 9, new Claim(who, ends.AddSeconds(6)), default)).Owner);
        Assert.Equal([Shown("room", "")], await store.PostingsAsync(Visit("a"), default));
        Assert.True(await store.MoveWorkAsync(Visit("a"), 3, Later, default));
        Assert.Equal(Later, await store.NextDueAsync(default));
    }

    [Fact]
    public async Task What_is_painted_for_the_step_of_another_visit_is_doubted_where_it_breaks_off()
    {
        await one.MoveWorkAsync(Visit("a"), 1, Later, default);
        await two.LoadAsync(Visit("a"), default);
        await two.HoldAsync(Visit("a"), 1, new Claim("two", Morning.AddSeconds(6)), default);
        Assert.Empty(await one.ClaimDueAsync(Morning.AddSeconds(5), 9, new Claim("one", Morning.AddSeconds(11)), default));
        Assert.Equal("two", Assert.Single(await one.ClaimDueAsync(Morning.AddSeconds(7), 9, new Claim("one", Morning.AddSeconds(13)), default)).Owner);
        Assert.Equal([Shown("room", "")], await one.PostingsAsync(Visit("a"), default));

        // Late, and no longer the one to say that it is done.
        Assert.False(await two.MoveWorkAsync(Visit("a"), 1, Later, default));
        Assert.True(await one.MoveWorkAsync(Visit("a"), 1, Later, default));
        Assert.Equal(Later, await one.NextDueAsync(default));
    }

    [Fact]
    public async Task And_is_over_where_it_comes_to_its_end()
    {
        await one.MoveWorkAsync(Visit("a"), 1, Later, default);
        await two.LoadAsync(Visit("a"), default);
        await two.HoldAsync(Visit("a"), 1, new Claim("two", Morning.AddSeconds(6)), default);
        await two.HoldAsync(Visit("a"), 1, new Claim("two", Morning.AddSeconds(8)), default);
        Assert.True(await two.MoveWorkAsync(Visit("a"), 1, Later, default));
        Assert.Equal(Later, await one.NextDueAsync(default));
        Assert.Empty(await one.ClaimDueAsync(Morning.AddMinutes(2), 9, new Claim("one", Morning.AddMinutes(3)), default));
    }

    [Fact]
    public async Task Whoever_is_painted_over_without_a_step_is_not_forgotten_either()
    {
        await two.LoadAsync(Visit("a"), default);
        await two.HoldAsync(Visit("a"), 1, new Claim("two", Morning.AddSeconds(6)), default);
        Assert.True(await two.MoveWorkAsync(Visit("a"), 1, Later, default));
        Assert.Equal(Morning.AddSeconds(6), await two.NextDueAsync(default));
        Assert.Single(await two.ClaimDueAsync(Morning.AddSeconds(6), 9, new Claim("two", Morning.AddSeconds(12)), default));
        Assert.Equal([Shown("room", "")], await two.PostingsAsync(Visit("a"), default));
    }

    [Fact]
    public async Task What_was_dropped_meanwhile_is_not_looked_at_again()
    {
        await one.MoveWorkAsync(Visit("a"), 1, Later, default);
        await two.LoadAsync(Visit("a"), default);
        await two.HoldAsync(Visit("a"), 1, new Claim("two", Morning.AddSeconds(6)), default);
        await one.TryAppendAsync(Leaving("a", "4", 1), default);
        await one.DropPostingsAsync(Visit("a"), default);
        Assert.NotNull(await one.NextDueAsync(default));
        Assert.Empty(await one.ClaimDueAsync(Morning.AddHours(1), 9, new Claim("one", Morning.AddHours(1)), default));
        Assert.Null(await one.NextDueAsync(default));
        Assert.False(await two.MoveWorkAsync(Visit("a"), 2, Later, default));
    }

    [Fact]
    public async Task A_step_of_its_own_needs_no_more()
    {
        requests.Clear();
        await one.HoldAsync(Visit("a"), 1, new Claim("one", Morning.AddSeconds(6)), default);
        Assert.Empty(requests.All);
    }

    [Fact]
    public async Task And_then_believes_what_stands()
    {
        var ends = Morning.AddMinutes(5).AddSeconds(6);
        await two.TryAppendAsync(Step("a", "4", 1, minute: 5) with { Claim = new Claim("two", ends) }, default);
        await two.MoveWorkAsync(Visit("a"), 2, Later, default);
        Assert.Single(await two.ClaimDueAsync(ends, 9, new Claim("two", ends.AddSeconds(6)), default));
        await two.PostingsAsync(Visit("a"), default);
        await two.SavePostingAsync(Shown("room", "later"), default);
        Assert.True(await two.MoveWorkAsync(Visit("a"), 2, ends.AddHours(1), default));
        Assert.Equal(ends.AddHours(1), await two.NextDueAsync(default));
        Assert.Equal([Shown("room", "later")], await two.PostingsAsync(Visit("a"), default));
    }

    [Fact]
    public async Task Two_quick_clicks_on_one_instance_make_it_doubt_nothing()
    {
        await one.TryAppendAsync(Step("a", "4", 1), default);
        Assert.False(await one.MoveWorkAsync(Visit("a"), 1, Later, default));
        requests.Clear();
        Assert.Equal([Shown("room", "waiting")], await one.PostingsAsync(Visit("a"), default));
        Assert.Empty(requests.All);
    }

    [Fact]
    public void What_is_doubted_is_told_once_though_something_is_saved_while_it_is_read()
    {
        var known = new Recollection();
        known.IsUncertain(always: true);
        var began = known.Now;
        known.Saved(Shown("room", "new"));
        Assert.Equal([Shown("giver", ""), Shown("room", "")], known.Reads([Shown("giver", "old"), Shown("room", "old")], began).OrderBy(posting => posting.Key));
        known.Saved(Shown("room", "painted"));
        Assert.Equal([Shown("giver", ""), Shown("room", "painted")], known.Whole!.OrderBy(posting => posting.Key));
    }

    private static StoredPosting Shown(string slot, string face) => new(Visit("a"), $"{slot}/care/1", $"message of {slot}", 1, face, 0, null, Dead: false);
}

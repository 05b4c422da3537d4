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
    public async Task Whoever_clicks_while_another_paints_paints_once_more_when_that_one_has_had_its_time()
    {
        var ends = Morning.AddMinutes(5).AddSeconds(6);
        await two.TryAppendAsync(Step("a", "4", 1, minute: 5) with { Claim = new Claim("two", ends) }, default);
        await two.PostingsAsync(Visit("a"), default);
        await two.SavePostingAsync(Shown("room", "later"), default);
        Assert.True(await two.MoveWorkAsync(Visit("a"), 2, Later, default));

        // The other may have died after it painted over that: what stands is not known, to whichever instance.
        Assert.Equal(ends, await two.NextDueAsync(default));
        Assert.Equal([Shown("room", "")], await two.PostingsAsync(Visit("a"), default));
        Assert.Single(await one.ClaimDueAsync(ends, 9, new Claim("one", ends.AddSeconds(6)), default));
        Assert.Equal([Shown("room", "")], await one.PostingsAsync(Visit("a"), default));
    }

    [Fact]
    public async Task And_then_believes_what_stands()
    {
        var ends = Morning.AddMinutes(5).AddSeconds(6);
        await two.TryAppendAsync(Step("a", "4", 1, minute: 5) with { Claim = new Claim("two", ends) }, default);
        await two.MoveWorkAsync(Visit("a"), 2, Later, default);
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

    private static StoredPosting Shown(string slot, string face) => new(Visit("a"), $"{slot}/care/1", $"message of {slot}", 1, face, 0, null, Dead: false);
}

using Bot.Clinic;
using Bot.Storage;
using Bot.Storage.Tables;
using Microsoft.AspNetCore.Http;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage.Tables;

/// <summary>The server has done what was asked, and the connection breaks before it can say so: the request is sent again, and refused.</summary>
[Collection(OnAzurite.Name)]
public sealed class WhenAnAnswerIsLost(Azurite azurite) : IAsyncLifetime
{
    private readonly TablesOptions direct = azurite.Options();
    private Relay relay = null!;
    private TablesVisitStore store = null!;
    private TablesVisitStore other = null!;

    public async Task InitializeAsync()
    {
        relay = await Relay.StartAsync(azurite.Url);
        await azurite.ListAsync(direct, MainStreet);
        other = await azurite.OpenAsync(direct);
        var through = azurite.Options();
        (through.TablesUrl, through.TableName) = (relay.Url, direct.TableName);
        store = await azurite.OpenAsync(through);
    }

    public async Task DisposeAsync() => await relay.DisposeAsync();

    [Fact]
    public async Task An_opened_visit_is_saved_once()
    {
        relay.LosesTheNextTransaction();
        Assert.Equal(Appended.Saved, await AppendAsync(Opening("a", "4") with { Click = "slack|lee|Ev1" }));
        await IsAsync(version: 1, open: true);
    }

    [Fact]
    public async Task A_step_is_saved_once()
    {
        await AppendAsync(Opening("a", "4"));
        relay.LosesTheNextTransaction();
        Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "4", 1, events: 2) with { Click = "slack|lee|Ev1" }));
        await IsAsync(version: 3, open: true);
    }

    [Fact]
    public async Task A_visit_that_leaves_has_left_once()
    {
        await AppendAsync(Opening("a", "4"));
        relay.LosesTheNextTransaction();
        Assert.Equal(Appended.Saved, await AppendAsync(Leaving("a", "4", 1)));
        await IsAsync(version: 2, open: false);
        Assert.Equal(Appended.Saved, await AppendAsync(Opening("b", "4")));
    }

    [Fact]
    public async Task A_visit_that_comes_back_is_open_once()
    {
        await AppendAsync(Opening("a", "4"));
        await AppendAsync(Leaving("a", "4", 1));
        relay.LosesTheNextTransaction();
        Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "4", 2)));
        await IsAsync(version: 3, open: true);
        Assert.Equal(Appended.RoomTaken, await AppendAsync(Opening("b", "4")));
    }

    [Fact]
    public async Task The_next_step_follows_as_if_nothing_had_been()
    {
        await AppendAsync(Opening("a", "4"));
        relay.LosesTheNextTransaction();
        await AppendAsync(Step("a", "4", 1));
        Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "4", 2)));
        await IsAsync(version: 3, open: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_step_counts_even_if_another_instance_goes_on_from_it_at_once(bool leaves)
    {
        await AppendAsync(Opening("a", "4"));
        relay.LosesTheNextTransaction(meanwhile: async () =>
            Assert.Equal(Appended.Saved, await other.TryAppendAsync(Step("a", "4", 2) with { Open = !leaves }, default)));

        Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "4", 1)));
        await IsAsync(version: 3, open: !leaves);
    }

    [Fact]
    public async Task A_step_of_somebody_else_is_still_told_as_theirs()
    {
        await AppendAsync(Opening("a", "4"));
        await other.TryAppendAsync(Step("a", "4", 1, events: 2), default);

        Assert.Equal(Appended.VersionMoved, await AppendAsync(Step("a", "4", 1)));
        await IsAsync(version: 3, open: true);
    }

    [Fact]
    public async Task Work_is_moved_once()
    {
        await AppendAsync(Opening("a", "4"));
        relay.LosesTheNextTransaction();
        Assert.True(await store.MoveWorkAsync(Visit("a"), 1, Morning.AddMinutes(3), default));
        relay.LosesTheNextTransaction();
        Assert.True(await store.MoveWorkAsync(Visit("a"), 1, null, default));
        Assert.Null(await other.NextDueAsync(default));
    }

    [Fact]
    public async Task A_posting_is_added_once_and_is_nobody_elses()
    {
        await AppendAsync(Opening("a", "4"));
        relay.LosesTheNext(direct.TableName);
        Assert.Null(await store.TryAddPostingAsync(Posting("a", "room/care/1"), default));
        Assert.Single(await other.PostingsAsync(Visit("a"), default));
    }

    [Fact]
    public async Task The_postings_of_a_visit_that_has_left_are_dropped()
    {
        await AppendAsync(Opening("a", "4"));
        await store.TryAddPostingAsync(Posting("a", "room/care/1"), default);
        await AppendAsync(Leaving("a", "4", 1));
        relay.LosesTheNextTransaction();
        await store.DropPostingsAsync(Visit("a"), default);
        Assert.Empty(await other.PostingsAsync(Visit("a"), default));
        Assert.Null(await other.NextDueAsync(default));
    }

    [Fact]
    public async Task A_first_visit_is_found_though_the_answers_to_all_its_rows_are_lost()
    {
        var lost = new HashSet<string>();
        relay.Loses = request => Task.FromResult(!HttpMethods.IsGet(request.Method) && lost.Add(request.Path));
        Assert.Equal(Appended.Saved, await AppendAsync(Opening("a", "4")));
        Assert.Equal(2, lost.Count);
        await IsAsync(version: 1, open: true);
    }

    private Task<Appended> AppendAsync(Commit commit) => store.TryAppendAsync(commit, default);

    private async Task IsAsync(int version, bool open)
    {
        foreach (var one in (TablesVisitStore[])[store, other])
        {
            var visit = await one.LoadAsync(Visit("a"), default);
            Assert.Equal((version, open), (visit!.Version, visit.Open));
            Assert.Equal(Enumerable.Range(1, version), (await one.EventsAsync(Visit("a"), default)).Select(happened => happened.Sequence));
            Assert.Equal([Visit("a")], (await one.DueAsync(Morning.AddDays(1), 10, default)).Select(work => work.Visit));
        }
    }
}

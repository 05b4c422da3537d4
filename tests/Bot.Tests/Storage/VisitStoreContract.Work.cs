using Bot.Clinic;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage;

public abstract partial class VisitStoreContract
{
    [Fact]
    public async Task Work_comes_earliest_first_and_only_what_is_due()
    {
        await AppendAsync(Opening("late", "1", minute: 9));
        await AppendAsync(Opening("soon", "2", minute: 2));
        await AppendAsync(Opening("now", "3", minute: 5));

        Assert.Equal(Morning.AddMinutes(2), await Store.NextDueAsync(default));
        Assert.Equal(
            [new Work(Visit("soon"), Morning.AddMinutes(2)), new Work(Visit("now"), Morning.AddMinutes(5))],
            await Store.DueAsync(Morning.AddMinutes(5), 10, default));
        Assert.Equal(["soon"], (await Store.DueAsync(Morning.AddDays(1), 1, default)).Select(w => w.Visit.Value));
        Assert.Empty(await Store.DueAsync(Morning, 10, default));
    }

    [Fact]
    public async Task A_step_brings_the_visits_one_row_of_work_forward()
    {
        await AppendAsync(Opening("a", "4", minute: 1));
        await Store.MoveWorkAsync(Visit("a"), 1, Morning.AddMinutes(30), default);
        await AppendAsync(Step("a", "4", 1, minute: 8));
        Assert.Equal([new Work(Visit("a"), Morning.AddMinutes(8))], await Store.DueAsync(Morning.AddDays(1), 10, default));
    }

    [Fact]
    public async Task A_step_leaves_a_visit_due_that_is_due_already()
    {
        await AppendAsync(Opening("a", "4", minute: 1));
        await AppendAsync(Step("a", "4", 1, minute: 8));
        var work = Assert.Single(await Store.DueAsync(Morning.AddMinutes(8), 10, default));
        Assert.Equal(Visit("a"), work.Visit);
    }

    [Fact]
    public async Task Work_moves_when_the_version_painted_is_still_the_visits()
    {
        await AppendAsync(Opening("a", "4"));

        Assert.True(await Store.MoveWorkAsync(Visit("a"), 1, Morning.AddMinutes(3), default));
        Assert.Equal(Morning.AddMinutes(3), await Store.NextDueAsync(default));
        Assert.True(await Store.MoveWorkAsync(Visit("a"), 1, null, default));
        Assert.Null(await Store.NextDueAsync(default));
        Assert.True(await Store.MoveWorkAsync(Visit("a"), 1, Morning.AddMinutes(4), default));
        Assert.Equal(Morning.AddMinutes(4), await Store.NextDueAsync(default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Work_stays_when_the_visit_has_moved_on(int painted)
    {
        await AppendAsync(Opening("a", "4"));
        await Store.MoveWorkAsync(Visit("a"), 1, Morning.AddMinutes(30), default);
        await AppendAsync(Step("a", "4", 1, minute: 2));

        Assert.False(await Store.MoveWorkAsync(Visit("a"), painted, Morning.AddDays(1), default));
        Assert.False(await Store.MoveWorkAsync(Visit("a"), painted, null, default));
        Assert.Equal(Morning.AddMinutes(2), await Store.NextDueAsync(default));
    }

    [Fact]
    public async Task There_is_no_work_for_a_visit_that_does_not_exist()
    {
        Assert.False(await Store.MoveWorkAsync(Visit("a"), 0, Morning, default));
        Assert.Null(await Store.NextDueAsync(default));
    }
}

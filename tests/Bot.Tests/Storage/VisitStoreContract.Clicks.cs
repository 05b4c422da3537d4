using Bot.Clinic;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage;

public abstract partial class VisitStoreContract
{
    [Fact]
    public async Task A_click_that_is_sent_again_writes_nothing_whatever_visit_it_comes_to()
    {
        await AppendAsync(Opening("a", "4") with { Click = "slack|lee|Ev1" });

        Assert.Equal(Appended.ClickSeen, await AppendAsync(Step("a", "4", 1) with { Click = "slack|lee|Ev1", Due = Morning.AddDays(-1) }));
        Assert.Equal(Appended.ClickSeen, await AppendAsync(Opening("b", "5") with { Click = "slack|lee|Ev1" }));
        Assert.Equal(1, (await Store.LoadAsync(Visit("a"), default))!.Version);
        Assert.Null(await Store.LoadAsync(Visit("b"), default));
        Assert.Equal(Morning, await Store.NextDueAsync(default));
        Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "4", 1) with { Click = "slack|lee|Ev2" }));
    }

    [Fact]
    public async Task A_click_that_could_not_be_saved_may_come_again()
    {
        await AppendAsync(Opening("a", "4"));
        Assert.Equal(Appended.VersionMoved, await AppendAsync(Step("a", "4", 5) with { Click = "slack|lee|Ev1" }));
        Assert.Equal(Appended.RoomTaken, await AppendAsync(Opening("b", "4") with { Click = "slack|lee|Ev1" }));

        Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "4", 1) with { Click = "slack|lee|Ev1" }));
    }

    [Fact]
    public async Task Steps_without_a_click_of_their_own_never_count_as_seen()
    {
        await AppendAsync(Opening("a", "4"));

        Assert.Equal(Appended.Saved, await AppendAsync(Step("a", "4", 1)));
        Assert.Equal(Appended.Saved, await AppendAsync(Opening("b", "5")));
    }

    [Fact]
    public async Task A_click_is_remembered_for_a_day_at_least()
    {
        await AppendAsync(Opening("a", "4") with { Click = "slack|lee|Ev1" });
        await AppendAsync(Opening("b", "5", minute: 24 * 60) with { Click = "slack|lee|Ev2" });

        Assert.Equal(Appended.ClickSeen, await AppendAsync(Opening("c", "6", minute: 24 * 60) with { Click = "slack|lee|Ev1" }));
    }
}

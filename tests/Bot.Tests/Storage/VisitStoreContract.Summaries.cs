using Bot.Clinic;
using static Bot.Tests.Storage.Steps;

namespace Bot.Tests.Storage;

public abstract partial class VisitStoreContract
{
    [Fact]
    public async Task A_summary_is_there_once_the_visit_has_ended()
    {
        await AppendAsync(Opening("a", "4"));
        Assert.Empty(await SummariesAsync(0, 60));
        await AppendAsync(Ending("a", "4", 1, "of a"));
        Assert.Equal(["of a"], await SummariesAsync(0, 60));
    }

    [Fact]
    public async Task An_undo_that_opens_the_visit_again_takes_its_summary_away_and_the_next_end_brings_another()
    {
        await AppendAsync(Opening("a", "4"));
        await AppendAsync(Ending("a", "4", 1, "of a"));
        await AppendAsync(Step("a", "4", 2));
        Assert.Empty(await SummariesAsync(0, 60));
        await AppendAsync(Ending("a", "4", 3, "of a, at last"));
        Assert.Equal(["of a, at last"], await SummariesAsync(0, 60));
    }

    [Fact]
    public async Task A_step_that_is_not_saved_leaves_no_summary()
    {
        await AppendAsync(Opening("a", "4"));
        Assert.Equal(Appended.VersionMoved, await AppendAsync(Ending("a", "4", 7, "of a")));
        Assert.Empty(await SummariesAsync(0, 60));
    }

    [Fact]
    public async Task Summaries_come_by_site_and_time_of_opening_the_first_minute_included_and_the_last_not()
    {
        foreach (var (visit, minute) in new[] { ("d", 40), ("b", 20), ("a", 10), ("c", 30) })
        {
            await AppendAsync(Opening(visit, visit, minute));
            await AppendAsync(Ending(visit, visit, 1, $"of {visit}", minute));
        }

        await AppendAsync(Opening("h", "4", 20) with { Site = Harbor });
        await AppendAsync(Ending("h", "4", 1, "of h", 20) with { Site = Harbor });
        Assert.Equal(["of b", "of c"], await SummariesAsync(20, 40));
        Assert.Empty(await SummariesAsync(41, 60));
    }

    private static Commit Ending(string visit, string room, int expected, string summary, int minute = 0) =>
        Leaving(visit, room, expected, minute) with { Summary = Bytes(summary) };

    private async Task<IEnumerable<string>> SummariesAsync(int from, int to) =>
        (await Store.SummariesAsync(MainStreet, Morning.AddMinutes(from), Morning.AddMinutes(to), default)).Select(Text);
}

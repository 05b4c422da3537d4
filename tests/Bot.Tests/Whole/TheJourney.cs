using Bot.Clinic;

namespace Bot.Tests.Whole;

[Collection("Whole")]
public sealed class TheJourney
{
    [Fact]
    public async Task Passes_over_plain_HTTP_with_a_process_of_its_own()
    {
        await using var bot = await WholeBot.StartAsync();
        var transcript = new Transcript(bot);
        var journey = new Journey(bot, (step, truth) =>
        {
            transcript.Note(step, truth);
            return Task.CompletedTask;
        });

        await journey.PlayAsync();

        Approved.Matches(transcript.ToString(), "TheJourney.approved.md");
        Assert.Equal(Journey.Buzzes, journey.Buzzed());
        var (visit, postings) = Assert.Single(bot.Disk.Visits());
        Assert.Null(HashChain.FirstBreak(bot.Disk.Events(visit.Id)));
        Assert.Equal(Outcome.Completed, Assert.IsType<Left>(visit.State).Outcome);
        var truth = await bot.BecomesTrueAsync();
        Assert.Equal(postings.Count, truth.Cards.Count);
        Assert.All(truth.Cards.Values, card => Assert.Equal("done", card));
        bot.NothingBroke();
    }

    [Fact]
    public async Task Goes_on_after_each_restart_where_it_was_and_buzzes_nobody_twice()
    {
        await using var bot = await WholeBot.StartAsync();
        var steps = 0;
        var journey = new Journey(bot, async (_, _) =>
        {
            if (++steps % 3 != 1)
                return;
            await bot.StopAsync();
            await bot.WakeAsync();
            await bot.BecomesTrueAsync();
        });

        await journey.PlayAsync();

        Assert.Equal(Journey.Buzzes, journey.Buzzed());
        Assert.IsType<Left>(Assert.Single(bot.Disk.Visits()).Visit.State);
        bot.NothingBroke();
    }
}

using Bot.App;
using Bot.Clinic;

namespace Bot.Tests.Painting;

/// <summary>What the bot knows of messages in chat goes once nothing is left to do about them.</summary>
public sealed class ForgettingCards : IAsyncDisposable
{
    private static readonly Speaker Maria = PaperClinic.By("teams", 1);
    private static readonly Speaker Priya = PaperClinic.By("teams", 10);

    private readonly PaperClinic clinic = new();

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task They_go_two_minutes_after_the_visit_has_left()
    {
        var visit = await LeftAsync();
        await PassAsync(Painter.KeepPostings - TimeSpan.FromSeconds(1));
        Assert.NotEmpty(await clinic.Store.PostingsAsync(visit, default));
        await PassAsync(TimeSpan.FromSeconds(1));
        Assert.Empty(await clinic.Store.PostingsAsync(visit, default));
        Assert.Null(await clinic.Store.NextDueAsync(default));
    }

    [Fact]
    public async Task Where_somebody_could_not_be_reached_they_go_after_a_day_and_the_lead_is_told_who()
    {
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "on");
        foreach (var chat in (PaperChat[])[clinic.Teams, clinic.Slack])
            chat.Unreachable.Add("person:sam.lee");
        var visit = await LeftAsync();
        await PassAsync(Painter.KeepPostings);
        Assert.Contains(await clinic.Store.PostingsAsync(visit, default), posting => posting.Dead);
        Assert.Contains("Can't be reached by message: Dr. Lee.", (await clinic.SaysAsync(Priya, "whoami")).Sentence, StringComparison.Ordinal);

        await PassAsync(Painter.KeepUnreached - Painter.KeepPostings);
        Assert.Empty(await clinic.Store.PostingsAsync(visit, default));
        Assert.Null(await clinic.Store.NextDueAsync(default));
    }

    [Fact]
    public async Task Nothing_is_posted_anew_for_a_ring_that_comes_when_they_have_gone()
    {
        var visit = await LeftAsync(coming: "ok");
        var (messages, rung) = (clinic.Teams.Messages.Count, clinic.Teams.Rung.Count);
        await PassAsync(Painter.KeepPostings);
        clinic.Get<Bell>().Ring(visit);
        await clinic.PaintAsync();
        Assert.Equal((messages, rung), (clinic.Teams.Messages.Count, clinic.Teams.Rung.Count));
        Assert.Null(await clinic.Store.NextDueAsync(default));
    }

    [Fact]
    public async Task Nothing_is_posted_anew_where_the_clock_was_set_back_after_they_went()
    {
        var visit = await LeftAsync(coming: "ok");
        clinic.Clock.Advance(Painter.KeepPostings);
        var late = clinic.Get<Easels>().Find(visit)!;
        await clinic.PaintAsync();
        var (messages, rung) = (clinic.Teams.Messages.Count, clinic.Teams.Rung.Count);
        clinic.Clock.Advance(-TimeSpan.FromMinutes(1));

        // A look that found them just before, and another one that finds nothing.
        clinic.Get<Easels>().GetOrAdd(visit, late);
        clinic.Get<Bell>().Ring(visit);
        await clinic.PaintAsync();
        Assert.Null(clinic.Get<Easels>().Find(visit));
        clinic.Get<Bell>().Ring(visit);
        await clinic.PaintAsync();
        Assert.Equal((messages, rung), (clinic.Teams.Messages.Count, clinic.Teams.Rung.Count));
        Assert.Null(await clinic.Store.NextDueAsync(default));
    }

    /// <param name="coming">What Dr. Lee says to it; then there is no need to come.</param>
    private async Task<VisitId> LeftAsync(string? coming = null)
    {
        await clinic.SaysAsync(Maria, "ready 4 lee");
        var visit = Assert.Single(clinic.Get<OpenVisits>().All).Id;
        if (coming is not null)
            await clinic.SaysAsync(PaperClinic.By("teams", 3), coming);
        await clinic.SaysAsync(Maria, "left 4");
        return visit;
    }

    private Task PassAsync(TimeSpan time)
    {
        clinic.Clock.Advance(time);
        return clinic.PaintAsync();
    }
}

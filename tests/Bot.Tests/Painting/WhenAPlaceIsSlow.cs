namespace Bot.Tests.Painting;

public sealed class WhenAPlaceIsSlow : IAsyncDisposable
{
    private const string CareTeam = "care-team:main-street";
    private const string Maria = "person:maria.lopez";
    private const string Lee = "person:sam.lee";

    private readonly PaperClinic clinic = new();

    [Fact]
    public async Task Other_places_go_on_and_the_slow_one_is_true_once_it_answers()
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        var answers = clinic.Teams.Hold(CareTeam);

        // The care team's message hangs at the first step; two more steps are shown everywhere else meanwhile.
        await clinic.SaysInPassingAsync(PaperClinic.By("teams", 3), "5");
        await clinic.SaysInPassingAsync(PaperClinic.By("teams", 3), "ok");
        await clinic.SaysInPassingAsync(PaperClinic.By("teams", 1), "here 4");
        await clinic.PassesUntilAsync(() =>
            clinic.Teams.In(Maria)[^1].Headline == "Dr. Lee is here" && clinic.Teams.In(Lee)[^1].Headline == "You are here");
        Assert.Equal("Waiting for Dr. Lee", clinic.Teams.In(CareTeam)[^1].Headline);

        var calls = clinic.Teams.Repaints;
        answers.SetResult();
        await clinic.EndedAsync();
        Assert.Equal("Dr. Lee is here", clinic.Teams.In(CareTeam)[^1].Headline);

        // What was true only in between is not painted any more.
        Assert.Equal(calls + 1, clinic.Teams.Repaints);
    }

    [Fact]
    public async Task A_message_that_nobody_wants_any_more_when_it_comes_to_stand_takes_its_last_form()
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4");
        var post = new TaskCompletionSource();
        clinic.Teams.PostsWaitFor = post.Task;
        var first = await clinic.SaysInPassingAsync(PaperClinic.By("teams", 1), "request 4 lee");
        var careTeam = clinic.Teams.Hold(CareTeam);
        await clinic.SaysInPassingAsync(PaperClinic.By("teams", 1), "left 4");
        post.SetResult();
        await first;

        // The latest look ends last, and began before that message stood.
        careTeam.SetResult();
        await clinic.EndedAsync();
        Assert.Equal("done", Assert.Single(clinic.Teams.In(Lee)).Card);
    }

    [Fact]
    public async Task A_visit_that_moved_on_meanwhile_is_looked_at_again_by_a_clock_that_was_set_back_too()
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        var answers = clinic.Teams.Hold(CareTeam);
        var first = await clinic.SaysInPassingAsync(PaperClinic.By("teams", 3), "5");
        await clinic.HearsAsync(PaperClinic.By("teams", 1), "here 4");
        answers.SetResult();
        Assert.Contains(await first, again => again < clinic.Clock.GetUtcNow().AddDays(-1));
    }

    [Fact]
    public async Task A_place_that_was_busy_is_looked_at_again_even_if_another_one_ends_last()
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");

        // The care team's message hangs with the first step, so that the second passes it over, and hangs itself at Maria's.
        var careTeam = clinic.Teams.Hold(CareTeam);
        var first = await clinic.SaysInPassingAsync(PaperClinic.By("teams", 3), "5");
        var maria = clinic.Teams.Hold(Maria);
        await clinic.SaysInPassingAsync(PaperClinic.By("teams", 1), "left 4");
        careTeam.SetResult();
        await first;
        maria.SetResult();

        await clinic.EndedAsync();
        Assert.All(clinic.Teams.Messages.Where(message => message.Card != "alert"), message => Assert.Equal("done", message.Card));
    }

    [Fact]
    public async Task What_became_true_again_meanwhile_is_shown_again_once_it_answers()
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        var before = clinic.Teams.In(CareTeam)[^1].Model["detail"]!.GetValue<string>();
        var answers = clinic.Teams.Hold(CareTeam);

        await clinic.SaysInPassingAsync(PaperClinic.By("teams", 3), "10");
        await clinic.SaysInPassingAsync(PaperClinic.By("teams", 3), "5");
        answers.SetResult();
        await clinic.EndedAsync();

        Assert.Equal(before, clinic.Teams.In(CareTeam)[^1].Model["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_under_way_leaves_the_visit_due_so_that_a_crash_repairs_itself()
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        var answers = clinic.Teams.Hold(CareTeam);

        await clinic.SaysInPassingAsync(PaperClinic.By("teams", 3), "ok");
        Assert.Single(await clinic.Store.DueAsync(clinic.Clock.GetUtcNow(), 10, default));

        answers.SetResult();
        await clinic.EndedAsync();
        Assert.Empty(await clinic.Store.DueAsync(clinic.Clock.GetUtcNow(), 10, default));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();
}

using Bot.App;

namespace Bot.Tests.Painting;

public sealed class WhenItIsNotKnownWhatAMessageShows : IAsyncDisposable
{
    private const string CareTeam = "care-team:main-street";

    private readonly PaperClinic clinic = new();

    [Fact]
    public async Task It_is_painted_again_though_the_visit_is_back_where_the_last_known_look_was()
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        clinic.Teams.LosesAnswers.Add(CareTeam);
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "ok");
        clinic.Teams.LosesAnswers.Clear();

        await clinic.SaysAsync(PaperClinic.By("teams", 3), "undo");
        Assert.Equal("Dr. Lee is coming", clinic.Teams.In(CareTeam)[^1].Headline);
        clinic.Clock.Advance(TimeSpan.FromSeconds(2));
        await clinic.PaintAsync();
        Assert.Equal("Waiting for Dr. Lee", clinic.Teams.In(CareTeam)[^1].Headline);
    }

    [Fact]
    public async Task It_is_painted_again_after_a_crash_between_the_change_and_the_note_of_it()
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        var message = clinic.Teams.In(CareTeam)[^1];

        // The bot ends while the message is being changed, and the change arrives: the store remembers the look before it.
        clinic.Teams.Hold(CareTeam);
        await clinic.SaysInPassingAsync(PaperClinic.By("teams", 3), "ok");
        await clinic.SaysInPassingAsync(PaperClinic.By("teams", 3), "undo");
        message.Face = message.Face with { Model = """{"headline":"Dr. Lee is coming"}"""u8.ToArray() };
        clinic.Teams.Hold(CareTeam).SetResult();

        var next = new Painter(
            clinic.Store, clinic.Get<App.Visits>(), clinic.Get<Sites>(), clinic.Get<Chats>(), clinic.Get<Unreachable>(), new Easels(), clinic.Get<Brush>(), clinic.Get<Bell>(), clinic.Clock);
        await next.WakeAsync(default);
        var visit = Assert.Single(await clinic.Store.OpenAsync(null, default)).Visit;
        await await next.LookAsync(visit, default);
        Assert.Equal("Waiting for Dr. Lee", message.Headline);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();
}

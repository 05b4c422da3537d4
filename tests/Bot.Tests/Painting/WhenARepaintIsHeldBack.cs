using Bot.Clinic;

namespace Bot.Tests.Painting;

public sealed class WhenARepaintIsHeldBack : IAsyncDisposable
{
    private readonly PaperClinic clinic = new();

    [Fact]
    public async Task And_what_stands_is_true_again_by_itself_nobody_looks_again()
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        clinic.Teams.Refuse = () => ChannelException.HeldBack(clinic.Clock.GetUtcNow().AddSeconds(10));
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "10");

        // The same time as before: the cards are what they should be, though the repaints between were never made.
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        clinic.Clock.Advance(TimeSpan.FromSeconds(10));

        await clinic.PaintAsync();
        Assert.Empty(await clinic.Store.DueAsync(clinic.Clock.GetUtcNow(), 10, default));
    }

    [Fact]
    public async Task It_is_made_when_its_time_has_come()
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        clinic.Teams.Refuse = () => ChannelException.HeldBack(clinic.Clock.GetUtcNow().AddSeconds(10));
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        Assert.Equal("Waiting for Dr. Lee", clinic.Teams.In("care-team:main-street")[^1].Headline);

        clinic.Teams.Refuse = null;
        clinic.Clock.Advance(TimeSpan.FromSeconds(10));
        await clinic.PaintAsync();
        Assert.Equal("Dr. Lee is coming", clinic.Teams.In("care-team:main-street")[^1].Headline);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();
}

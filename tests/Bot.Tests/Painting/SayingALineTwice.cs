using Bot.App;
using Bot.Clinic;

namespace Bot.Tests.Painting;

/// <summary>Somebody whose line is not answered at once says it again, and the second may come when the room has its next patient.</summary>
public sealed class SayingALineTwice
{
    private static readonly SiteId MainStreet = new("main-street");
    private static readonly RoomId Four = new("4");

    [Fact]
    public async Task The_late_one_does_not_end_the_visit_that_began_meanwhile()
    {
        await using var clinic = new PaperClinic();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        var late = new Leave(Mistake: false, new StaffId("maria.lopez"), clinic.Clock.GetUtcNow());
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "left 4");
        clinic.Clock.Advance(TimeSpan.FromSeconds(1));
        await clinic.SaysAsync(PaperClinic.By("teams", 2), "ready 4 patel");

        var handled = await clinic.Get<App.Visits>().HandleAsync(MainStreet, Four, late, new Origin("teams", ""), default);

        Assert.Equal(new Decision.Refused(Refusal.NoSuchVisit), handled.Decision);
        Assert.IsType<Waiting>(Assert.Single(clinic.Get<OpenVisits>().All).State);

        var meant = late with { At = clinic.Clock.GetUtcNow() };
        Assert.IsType<Decision.Happened>((await clinic.Get<App.Visits>().HandleAsync(MainStreet, Four, meant, new Origin("teams", ""), default)).Decision);
    }
}

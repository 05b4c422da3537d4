using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;
using Bot.Tests.Storage.Tables;

namespace Bot.Tests.Hosting;

/// <summary>A slow place shows what was true before, after another instance has gone on.</summary>
[Collection(OnAzurite.Name)]
public sealed class PaintingLate(Azurite azurite)
{
    private const string Maria = "person:maria.lopez";
    private const string CareTeam = "care-team:main-street";

    [Fact]
    public async Task What_stands_is_doubted_though_a_later_look_ends_last()
    {
        await using var both = await TwoInstances.StartAsync(azurite, AskedAsync);
        var (one, two) = (both.One, both.Two);
        var visit = Assert.Single(await two.Store.OpenAsync(null, default));
        var maria = two.Teams.Hold(Maria);
        var late = await two.SaysInPassingAsync(PaperClinic.By("teams", 3), "5");
        await one.HearsAsync(PaperClinic.By("teams", 1), "left 4");
        await two.Get<App.Visits>().ReloadAsync(visit.Visit, default);

        // The later look passes Maria's message over, and is slow elsewhere.
        var careTeam = two.Teams.Hold(CareTeam);
        await two.Get<Painter>().LookAsync(visit.Visit, default);
        maria.SetResult();
        Assert.Contains(await late, again => again < two.Clock.GetUtcNow().AddDays(-1));
        Assert.All(await two.Store.PostingsAsync(visit.Visit, default), posting => Assert.Empty(posting.Fingerprint));

        careTeam.SetResult();
        await two.EndedAsync();
        Assert.All(two.Teams.Messages.Where(message => message.Card != "alert"), message => Assert.Equal("done", message.Card));
    }

    [Fact]
    public async Task What_shows_the_step_of_another_visit_is_doubted_where_an_instance_breaks_off()
    {
        await using var both = await TwoInstances.StartAsync(azurite, AskedTwiceAsync);
        var (one, two) = (both.One, both.Two);
        var (lease, four) = (TimeSpan.FromSeconds(7), (await two.Store.OpenAsync(null, default)).Single(visit => visit.Room.Value == "4").Visit);
        var maria = two.Teams.Hold(Maria);
        await two.SaysInPassingAsync(PaperClinic.By("teams", 3), "here 5");

        var later = one.Clock.GetUtcNow() + lease;
        var claimed = await one.Store.ClaimDueAsync(later, 9, new Claim("one", later + lease), default);
        Assert.Contains(claimed, work => work.Visit == four);
        Assert.All(await one.Store.PostingsAsync(four, default), posting => Assert.Empty(posting.Fingerprint));
        maria.SetResult();
        await two.EndedAsync();
    }

    private static async Task AskedTwiceAsync(PaperClinic clinic)
    {
        await AskedAsync(clinic);
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 5 lee");
    }

    private static async Task AskedAsync(PaperClinic clinic)
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
    }
}

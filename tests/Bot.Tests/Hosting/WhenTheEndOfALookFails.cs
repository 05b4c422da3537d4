using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;
using Bot.Tests.Storage.Tables;
using Bot.Tests.Whole;

namespace Bot.Tests.Hosting;

/// <summary>What one of several instances has painted stands, and whether another has painted meanwhile can't be asked.</summary>
[Collection(OnAzurite.Name)]
public sealed class WhenTheEndOfALookFails(Azurite azurite)
{
    [Fact]
    public async Task The_next_believes_nothing_that_stands()
    {
        var options = azurite.Options();
        var isAway = false;
        await using var clinic = new PaperClinic(
            store: new HeldBack(
                await azurite.OpenAsync(options),
                static _ => Task.CompletedTask,
                () => isAway ? throw new StoreUnavailableException("The store is away.") : Task.CompletedTask),
            shares: options);
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        await clinic.HearsAsync(PaperClinic.By("teams", 3), "5");
        var visit = Assert.Single(clinic.Get<OpenVisits>().All).Id;

        var before = clinic.Teams.Repaints;
        isAway = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await await clinic.Get<Painter>().LookAsync(visit, default));
        var painted = clinic.Teams.Repaints - before;
        Assert.NotEqual(0, painted);

        isAway = false;
        await clinic.PaintAsync();
        Assert.Equal(before + (2 * painted), clinic.Teams.Repaints);
        await clinic.PaintAsync();
        Assert.Equal(before + (2 * painted), clinic.Teams.Repaints);
    }
}

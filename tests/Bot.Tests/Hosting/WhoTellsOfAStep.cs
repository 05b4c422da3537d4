using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;
using Bot.Tests.PracticeFiles;
using Bot.Tests.Storage.Tables;
using Bot.Tests.Whole;

namespace Bot.Tests.Hosting;

/// <summary>A step shows on cards of other visits too, and whoever took it does not come to telling of it.</summary>
[Collection(OnAzurite.Name)]
public sealed class WhoTellsOfAStep(Azurite azurite)
{
    private const string Givers = "person:maria.lopez";
    private const string InARoom = "Dr. Lee is in a room";

    [Fact]
    public async Task Whoever_takes_over_its_work()
    {
        // Nothing falls due by itself before the site closes.
        await using var both = await TwoInstances.StartAsync(azurite, TwoRoomsAsync, SamplePractice.With(
            "\"reminder\": 3, \"noAnswer\": 6, \"lead\": 10", "\"reminder\": 0, \"noAnswer\": 0, \"lead\": 0"));
        await HereInFiveAsync(both.One);
        using var worker = both.Two.Get<PaintingWorker>();
        await worker.StartAsync(default);
        await Eventually.HoldsAsync(
            () =>
            {
                both.Two.Clock.Advance(TimeSpan.FromSeconds(1));
                return both.Two.Teams.In(Givers)[^1].Model.ToJsonString().Contains(InARoom, StringComparison.Ordinal);
            },
            "The card of room 4 stays as it was.");
        await worker.StopAsync(default);
    }

    [Fact]
    public async Task Whoever_does_not_hear_whether_it_was_saved()
    {
        var options = azurite.Options();
        var store = await azurite.OpenAsync(options);
        var isLost = false;
        await using var clinic = new PaperClinic(
            store: new HeldBack(store, async commit =>
            {
                if (!isLost)
                    return;
                isLost = false;
                await store.TryAppendAsync(commit, default);
                throw new StoreUnavailableException("The answer was lost.");
            }),
            shares: options);
        await TwoRoomsAsync(clinic);
        isLost = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => HereInFiveAsync(clinic));
        var rang = new List<VisitId>();
        while (clinic.Get<Bell>().TryAnswer(out var id))
            rang.Add(id);
        Assert.Equal(2, rang.Count);

        // Among them the other room's, which shows it.
        foreach (var id in rang)
            await await clinic.Get<Painter>().LookAsync(id, default);
        Assert.Contains(InARoom, clinic.Teams.In(Givers)[^1].Model.ToJsonString(), StringComparison.Ordinal);
    }

    private static Task<Answer> HereInFiveAsync(PaperClinic clinic) => clinic.HearsAsync(PaperClinic.By("teams", 3), "here 5");

    private static async Task TwoRoomsAsync(PaperClinic clinic)
    {
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        await clinic.SaysAsync(PaperClinic.By("teams", 2), "ready 5 lee");
    }
}

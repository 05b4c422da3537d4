using Bot.App;
using Bot.Clinic;
using Bot.Tests.PracticeFiles;
using Bot.Tests.Whole;

namespace Bot.Tests.Painting;

/// <summary>A visit rings for somebody else's step, so that its own row of work is not due, and cannot be painted just then.</summary>
public sealed class WhenALookFails : IAsyncDisposable
{
    private const string Givers = "person:maria.lopez";
    private const string InARoom = "Dr. Lee is in a room";

    // Nothing falls due by itself before the site closes.
    private readonly PaperClinic clinic = new(SamplePractice.With(
        "\"reminder\": 3, \"noAnswer\": 6, \"lead\": 10", "\"reminder\": 0, \"noAnswer\": 0, \"lead\": 0"));

    [Fact]
    public async Task It_is_looked_at_again()
    {
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        await clinic.SaysAsync(PaperClinic.By("teams", 2), "ready 5 lee");
        var failures = 0;
        clinic.Teams.KeepsUp.UnionWith(clinic.Teams.KnownPlaces.Where(place => place != Givers));
        clinic.Teams.Refuse = () =>
        {
            failures++;
            clinic.Teams.Refuse = null;
            throw new StoreUnavailableException("The store is away.");
        };
        using var worker = clinic.Get<PaintingWorker>();
        await worker.StartAsync(default);
        await clinic.HearsAsync(PaperClinic.By("teams", 3), "here 5");
        await Eventually.HoldsAsync(
            () =>
            {
                clinic.Clock.Advance(TimeSpan.FromSeconds(1));
                return clinic.Teams.In(Givers)[^1].Model.ToJsonString().Contains(InARoom, StringComparison.Ordinal);
            },
            "The card of room 4 stays as it was.");
        await worker.StopAsync(default);
        Assert.Equal(1, failures);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();
}

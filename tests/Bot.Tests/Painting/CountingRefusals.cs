using System.Diagnostics.Metrics;
using Bot.Clinic;

namespace Bot.Tests.Painting;

/// <summary>What the rules refuse is counted by its reason, however it was asked.</summary>
public sealed class CountingRefusals : IAsyncDisposable
{
    private readonly PaperClinic clinic = new();
    private readonly MeterListener listener = new();
    private readonly List<string> counted = [];

    public CountingRefusals()
    {
        var factory = clinic.Get<IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "handoff.clicks.refused" && instrument.Meter.Scope == factory)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add($"{tags[0].Value}"));
        listener.Start();
    }

    [Fact]
    public async Task A_line_a_tap_and_a_form_count_alike()
    {
        var maria = PaperClinic.By("teams", 1);
        await clinic.SaysAsync(maria, "ready 4 lee");
        await clinic.SaysAsync(maria, "here 5");
        Assert.Equal(["NoSuchVisit"], counted);

        await clinic.TapsAsync(maria, clinic.Teams, "person:sam.lee", "accept:5");
        Assert.Equal(["NoSuchVisit", "YouAreNotAsked"], counted);

        var form = new Dictionary<string, string> { ["room"] = "4", ["who"] = "provider" };
        await clinic.Get<Listener>().TapsAsync(new Tap(maria, new Conversation("dm", true), "ready", "", form, "", ""), default);
        Assert.Equal(["NoSuchVisit", "YouAreNotAsked", "RoomInUse"], counted);
    }

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        return clinic.DisposeAsync();
    }
}

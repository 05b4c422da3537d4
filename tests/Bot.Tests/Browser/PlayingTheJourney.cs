namespace Bot.Tests.Browser;

/// <summary>DESIGN §3, from *ready* to the last desk, as four people tap it on three phones.</summary>
[Collection("Browser")]
public sealed class PlayingTheJourney
{
    [InABrowserFact]
    public async Task Each_step_is_a_tap_and_what_is_left_is_one_line()
    {
        await using var playground = await ThePlayground.OpenAsync();
        await PlayAsync(playground);
        Assert.Empty(playground.Faults);
    }

    [InABrowserFact]
    public async Task It_ends_the_same_while_a_third_of_all_calls_fails()
    {
        await using var playground = await ThePlayground.OpenAsync();
        await playground.SwitchOnAsync("Too many requests", "Bad gateway", "No answer in time", "Connection dropped");
        await PlayAsync(playground);
        Assert.Empty(playground.Faults);
    }

    private static async Task PlayAsync(ThePlayground playground)
    {
        var (ma, provider, desk) = (playground.Phone(1), playground.Phone(2), playground.Phone(3));

        await ma.TypesAsync("ready 4 lee");
        await provider.BuzzesAsync("Room 4 is ready for you");
        await provider.SeesAsync("Ready for you");
        await provider.TapsAsync("5 min");
        await provider.SeesAsync("You are on the way");
        await ma.SeesAsync("Dr. Lee is coming");
        await ma.SeesAsync("Stay with the patient.");

        await ma.TapsAsync("Dr. Lee is here");
        await ma.SeesAsync("Say aloud, with the patient listening");
        await ma.TapsAsync("Patient added something");
        await ma.SeesAsync("With Dr. Lee");

        await provider.SeesAsync("With you");
        await provider.TicksAsync("Next visit in 2 weeks");
        await provider.TicksAsync("Lab");
        await provider.TapsAsync("Visit done");
        await ma.BuzzesAsync("Room 4: visit done");
        await ma.SeesAsync("Close the visit");
        await ma.TapsAsync("Asked all three");
        await ma.SeesAsync("Asked all three.");

        await ma.TapsAsync("Walk there: Scheduling");
        await desk.BuzzesAsync("A patient is coming from room 4");
        await desk.TapsAsync("Hold 5 min");
        await ma.SeesAsync("Scheduling in 5 minutes");
        await desk.TapsAsync("Send them");
        await ma.BuzzesAsync("Room 4: desk ready");
        await ma.SeesAsync("Say: next visit in 2 weeks");
        await desk.SeesAsync("Coming to you");
        await desk.TapsAsync("They're here");

        await ma.TapsAsync("Walk there: Lab");
        await ma.SeesAsync("Walk to the lab");
        await desk.IsHeldByAsync("lou.meyer");
        await desk.BuzzesAsync("A patient is coming from room 4");
        await desk.TapsAsync("They're here");

        await ma.SeesOnlyWhatIsOverAsync("4");
        await provider.SeesOnlyWhatIsOverAsync("4");
        await desk.SeesOnlyWhatIsOverAsync("4");
        await desk.IsHeldByAsync("dana.fox");
        await desk.SeesOnlyWhatIsOverAsync("4");
    }
}

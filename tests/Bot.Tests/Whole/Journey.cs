namespace Bot.Tests.Whole;

/// <summary>DESIGN's journey with two stops: at the first the desk puts the patient on hold and then sends for them.</summary>
internal sealed class Journey(WholeBot bot, Func<string, TheTruth, Task>? noted = null)
{
    /// <summary>What phones show on the way, each once.</summary>
    public static readonly IReadOnlyList<string> Buzzes =
    [
        "Dana Fox: A patient is coming from room 4",
        "Dr. Sam Lee: Room 4 is ready for you",
        "Lou Meyer: A patient is coming from room 4",
        "Maria Lopez: Room 4: desk ready",
        "Maria Lopez: Room 4: visit done",
    ];

    public async Task PlayAsync()
    {
        await StepAsync("Maria types: ready 4 lee", () => bot.Maria.TypeAsync("ready 4 lee"));
        await StepAsync("Dr. Lee taps: 5 min", () => bot.Lee.TapAsync("accept:5"));
        await StepAsync("Maria taps: Dr. Lee is here", () => bot.Maria.TapAsync("here"));
        await StepAsync("Maria taps: Patient added something", () => bot.Maria.TapAsync("handed-off:added"));
        await StepAsync(
            "Dr. Lee ticks next visit and lab, and taps: Visit done", () => bot.Lee.TapAsync("visit-done", "next-visit-2-weeks", "lab"));
        await StepAsync("Maria taps: Asked all three", () => bot.Maria.TapAsync("asked-all"));
        await StepAsync("Maria taps beside scheduling: Walk there", () => bot.Maria.TapAsync("walk:scheduling"));
        await StepAsync("Dana taps: Hold 5 min", () => bot.Dana.TapAsync("accept:5"));
        await StepAsync("Dana taps: Send them", () => bot.Dana.TapAsync("accept"));
        await StepAsync("Dana taps: They're here", () => bot.Dana.TapAsync("here"));
        await StepAsync("Maria taps beside the lab: Walk there", () => bot.Maria.TapAsync("walk:lab"));
        await StepAsync("Lou taps: They're here", () => bot.Lou.TapAsync("here"));
    }

    /// <summary>Whose phone has shown what, in alphabetical order.</summary>
    public IReadOnlyList<string> Buzzed() =>
        [.. bot.Phones.SelectMany(phone => phone.Buzzes.Select(push => $"{phone.Name}: {push}")).Order(StringComparer.Ordinal)];

    private async Task StepAsync(string step, Func<Task> does)
    {
        await does();
        var truth = await bot.BecomesTrueAsync();
        if (noted is not null)
            await noted(step, truth);
    }
}

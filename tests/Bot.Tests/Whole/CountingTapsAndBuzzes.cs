using Bot.Tests.PracticeFiles;

namespace Bot.Tests.Whole;

/// <summary>DESIGN, end of §3: what the journey costs whom, by the buttons that really stand on the cards.</summary>
[Collection("Whole")]
public sealed class CountingTapsAndBuzzes
{
    [Fact]
    public async Task One_stop_with_its_desk_free()
    {
        await using var bot = await WholeBot.StartAsync();
        await PlayAsync(bot, "lab");
        await CostsAsync(
            bot,
            "Maria Lopez: 1 line, 4 taps, 0 picks, buzzes: Room 4: visit done",
            "Dr. Sam Lee: 0 lines, 2 taps, 1 pick, buzzes: Room 4 is ready for you",
            "Lou Meyer: 0 lines, 1 tap, 0 picks, buzzes: A patient is coming from room 4");
    }

    [Fact]
    public async Task Each_further_stop_costs_one_tap_each_and_its_desk_one_buzz()
    {
        await using var bot = await WholeBot.StartAsync();
        await PlayAsync(bot, "scheduling", "billing", "lab");
        await CostsAsync(
            bot,
            "Maria Lopez: 1 line, 6 taps, 0 picks, buzzes: Room 4: visit done",
            "Dr. Sam Lee: 0 lines, 2 taps, 3 picks, buzzes: Room 4 is ready for you",
            "Dana Fox: 0 lines, 1 tap, 0 picks, buzzes: A patient is coming from room 4",
            "Blake Ruiz: 0 lines, 1 tap, 0 picks, buzzes: A patient is coming from room 4",
            "Lou Meyer: 0 lines, 1 tap, 0 picks, buzzes: A patient is coming from room 4");
    }

    [Fact]
    public async Task Whoever_steps_out_is_called_back_once()
    {
        // With two minutes to come, the MA is called back at the acceptance: nobody has to wait for that here.
        var returns = SamplePractice.With("\"wait\": \"stay\"", "\"wait\": \"return\"")
            .Replace("\"reminder\": 3", "\"onMyWay\": 2, \"reminder\": 3", StringComparison.Ordinal);
        await using var bot = await WholeBot.StartAsync(returns);
        await PlayAsync(bot, "lab");
        await CostsAsync(
            bot,
            "Maria Lopez: 1 line, 4 taps, 0 picks, buzzes: Room 4: provider coming, Room 4: visit done",
            "Dr. Sam Lee: 0 lines, 2 taps, 1 pick, buzzes: Room 4 is ready for you",
            "Lou Meyer: 0 lines, 1 tap, 0 picks, buzzes: A patient is coming from room 4");
    }

    [Fact]
    public async Task A_busy_desk_is_asked_and_its_send_them_calls_whoever_waits()
    {
        await using var bot = await WholeBot.StartAsync();
        var jordan = bot.PhoneOf("jordan.kim");
        await jordan.TypeAsync("ready 5");
        await jordan.TypeAsync("done 5 lab");
        await jordan.TypeAsync("walk 5 lab");
        await bot.Lou.TapAsync("Hold 5 min");
        await bot.BecomesTrueAsync();

        await ToTheDoorAsync(bot, "lab");
        await bot.Maria.TapAsync("walk:lab");
        await bot.BecomesTrueAsync();
        await bot.Lou.TapAsync("Send them");
        await bot.BecomesTrueAsync();
        await bot.Lou.TapAsync("They're here");
        await CostsAsync(
            bot,
            "Maria Lopez: 1 line, 4 taps, 0 picks, buzzes: Room 4: visit done, Room 4: desk ready",
            "Jordan Kim: 3 lines, 0 taps, 0 picks, no buzz",
            "Dr. Sam Lee: 0 lines, 2 taps, 1 pick, buzzes: Room 4 is ready for you",
            "Lou Meyer: 0 lines, 3 taps, 0 picks, buzzes: A patient is coming from room 5, A patient waits in room 4");
    }

    private static async Task PlayAsync(WholeBot bot, params string[] desks)
    {
        await ToTheDoorAsync(bot, desks);
        foreach (var desk in desks)
        {
            await bot.Maria.TapAsync($"walk:{desk}");
            await bot.PhoneOf(bot.Practice.Sites[0].Desks.Single(one => one.Id.Value == desk).Members[0].Value).TapAsync("They're here");
            await bot.BecomesTrueAsync();
        }
    }

    // Up to where the MA opens the door again, with a stop at each desk.
    private static async Task ToTheDoorAsync(WholeBot bot, params string[] desks)
    {
        var stops = bot.Practice.Sites[0].Desks.Where(desk => desks.Contains(desk.Id.Value)).Select(desk => desk.Asks[0].Id.Value);
        await bot.Maria.TypeAsync("ready 4 lee");
        await bot.Lee.TapAsync("On my way");

        // What rings rings before the next step makes it needless.
        await bot.BecomesTrueAsync();
        await bot.Maria.TapAsync("Dr. Lee is here");
        await bot.Maria.TapAsync("Patient added something");
        await bot.Lee.TapAsync("Visit done", [.. stops]);
        await bot.Maria.TapAsync("Asked all three");
    }

    /// <summary>Of everyone who is not named, nothing was asked and nobody's phone has buzzed.</summary>
    private static async Task CostsAsync(WholeBot bot, params string[] expected)
    {
        await bot.BecomesTrueAsync();
        Assert.Equal(
            expected,
            bot.Phones.Where(phone => phone.Lines + phone.Taps + phone.Buzzes.Count > 0).Select(phone =>
                $"{phone.Name}: {Times(phone.Lines, "line")}, {Times(phone.Taps, "tap")}, {Times(phone.Picks, "pick")}, "
                + (phone.Buzzes.Count == 0 ? "no buzz" : $"buzzes: {string.Join(", ", phone.Buzzes)}")));
        bot.NothingBroke();
    }

    private static string Times(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}

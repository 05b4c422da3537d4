using Bot.Playground.Connector;
using Bot.Tests.PracticeFiles;
using Xunit.Abstractions;

namespace Bot.Tests.Whole;

[Collection("Whole")]
public sealed class WhenConnectorCallsFail(ITestOutputHelper output)
{
    // Nobody is reminded meanwhile: what rings then rings for the journey alone, however long it takes.
    private static readonly string Patient = SamplePractice.With(
        "\"reminder\": 3, \"noAnswer\": 6, \"lead\": 10", "\"reminder\": 0, \"noAnswer\": 0, \"lead\": 0");

    [Fact]
    public async Task With_a_third_of_them_failing_the_journey_completes_and_every_card_becomes_true()
    {
        await using var bot = await WholeBot.StartAsync(Patient);
        Misbehave(bot, oneIn: 3);
        foreach (var kind in Enum.GetValues<FaultKind>())
            bot.Faults.Switch(kind, true);
        var journey = new Journey(bot);

        await journey.PlayAsync();

        Assert.All((await bot.BecomesTrueAsync()).Cards.Values, card => Assert.Equal("done", card));
        var faults = bot.Overheard.Calls.Where(call => call.Fault is not null).Select(call => call.Fault).ToList();
        var calls = bot.Overheard.Calls.Count(call => call.Call.Target.Contains("/connector/", StringComparison.Ordinal));
        output.WriteLine($"{faults.Count} of {calls} calls failed: {string.Join(", ", faults.GroupBy(kind => kind).Select(kind => $"{kind.Count()} {kind.Key}"))}");
        Assert.Equal(calls / 3, faults.Count);
        Assert.Equal(Enum.GetValues<FaultKind>(), faults.Distinct().OfType<FaultKind>().Order());

        var repeated = bot.Overheard.Calls.Where(call => call is { Rings: true, Fault: FaultKind.Lost }).Select(call => call.Push);
        Assert.Equal(
            Journey.Buzzes.Select(buzz => buzz[(buzz.IndexOf(": ", StringComparison.Ordinal) + 2)..]).Concat(repeated).Order(StringComparer.Ordinal),
            bot.Phones.SelectMany(phone => phone.Buzzes).Order(StringComparer.Ordinal));
        bot.NothingBroke();
    }

    [Fact]
    public async Task A_ping_is_repeated_where_the_answer_to_its_post_was_lost_and_nowhere_else()
    {
        await using var bot = await WholeBot.StartAsync(Patient);
        Misbehave(bot, oneIn: 1);
        var room = 0;
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            room++;
            bot.Faults.Switch(kind, true);
            await bot.Maria.TypeAsync($"ready {room} lee");
            await Eventually.HoldsAsync(() => Pings(bot, room).Any(call => call.IsOver), $"Nobody was pinged about room {room}.");
            bot.Faults.Switch(kind, false);
            await bot.BecomesTrueAsync();

            var failed = Pings(bot, room).Count(call => call.Fault == kind);
            Assert.True(failed > 0, $"{kind} did not befall the ping.");
            Assert.Equal(kind == FaultKind.Lost ? 1 + failed : 1, bot.Lee.Buzzes.Count(push => push == Push(room)));
        }
    }

    private static IEnumerable<OverheardCall> Pings(WholeBot bot, int room) => bot.Overheard.Calls.Where(call => call.Rings && call.Push == Push(room));

    private static string Push(int room) => $"Room {room} is ready for you";

    private static void Misbehave(WholeBot bot, int oneIn)
    {
        bot.Faults.OneIn = oneIn;
        bot.Faults.RetryAfter = TimeSpan.FromSeconds(1);
        bot.Faults.Silence = TimeSpan.FromMilliseconds(500);
    }
}

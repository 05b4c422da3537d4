using System.Diagnostics;
using Bot.Playground.World;
using Bot.Tests.PracticeFiles;
using Xunit.Abstractions;

namespace Bot.Tests.Whole;

[Collection("Whole")]
public sealed class KilledUnderLoad(ITestOutputHelper output)
{
    private const int Kills = 10;
    private const int ClicksPerSecond = 50;
    private const int Rooms = 16;

    // Nothing is asserted on it: a machine may have other things to do. What took longer is told.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    private static readonly string ManyRooms = SamplePractice.With(
        "\"rooms\": [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\"]",
        $"\"rooms\": [{string.Join(", ", Enumerable.Range(1, Rooms).Select(room => $"\"{room}\""))}]");

    [Fact]
    public async Task No_acknowledged_click_is_lost_and_every_card_becomes_true()
    {
        await using var bot = await WholeBot.StartAsync(ManyRooms, [.. ServerProcess.NoTeamsLimits]);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / ClicksPerSecond), TimeProvider.System);
        using var turn = new SemaphoreSlim(1);
        var random = new Random(20260302);
        var rooms = Enumerable.Range(1, Rooms).Select(room =>
            new BusyRoom(bot, $"{room}", room % 2 == 0 ? bot.Maria : bot.PhoneOf("jordan.kim"), room % 3 == 0 ? bot.Lee : bot.PhoneOf("asha.patel"), PaceAsync))
            .ToList();

        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = rooms.Sum(room => room.Clicks);
            var enough = before + random.Next(30, 80);
            var started = Stopwatch.GetTimestamp();
            var working = rooms.Select(room => room.WorkAsync()).ToList();
            await Eventually.HoldsAsync(() => rooms.Sum(room => room.Clicks) >= enough || working.Exists(room => room.IsFaulted), "The rooms stopped working.");
            var rate = (rooms.Sum(room => room.Clicks) - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(25)), TimeProvider.System);
            await bot.KillAsync();
            await Task.WhenAll(working);
            Assert.Empty(rooms.SelectMany(room => room.Lost()));

            var killed = Stopwatch.GetTimestamp();
            await bot.WakeAsync();
            var listens = Stopwatch.GetElapsedTime(killed);
            var last = (await bot.BecomesTrueAsync()).Lies;
            var isTrue = Stopwatch.GetElapsedTime(killed);
            output.WriteLine(
                $"kill {kill}: {rate:0} clicks/s before it; listening after {listens.TotalSeconds:0.00} s, every card true after {isTrue.TotalSeconds:0.00} s");
            if (isTrue > Budget)
                output.WriteLine($"  more than the budget, for: {string.Join("\n  ", last.Select(lie => lie.Text[..Math.Min(lie.Text.Length, 200)]))}");
        }

        Assert.Empty(rooms.SelectMany(room => room.Lost()));
        var strays = Strays(bot, await bot.BecomesTrueAsync());
        output.WriteLine($"{rooms.Sum(room => room.Clicks)} clicks; {strays.Count} cards were posted twice");

        // A room has a click and its cards under way now and then when the bot is killed, and not each of them each time.
        Assert.InRange(strays.Count, 0, Kills * Rooms);
        bot.NothingBroke();

        async Task PaceAsync()
        {
            await turn.WaitAsync();
            await timer.WaitForNextTickAsync();
            turn.Release();
        }
    }

    // Cards that the bot does not know of: it was killed between a post and saving its id.
    private static List<Message> Strays(WholeBot bot, TheTruth truth) =>
    [
        .. bot.Tenant.Places.SelectMany(place => bot.Chats.In(place.Id)).Where(message =>
            message.From is null && message.Cards.Count > 0 && !truth.Cards.ContainsKey(message.Id) && SeenCard.Read(message.Cards[0]).Buttons.Count > 0),
    ];
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Bot.Bench;

/// <summary>From a click to the moment at which every card of its visit that it changes has been sent, at 100 clicks a second.</summary>
internal static class PaintRun
{
    private const int PerSecond = 100;
    private const int Wires = 16;

    /// <summary>A click whose cards have not all come by then is missed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private sealed record Waiting(long From, HashSet<string> Cards);

    public static async Task<int> RunAsync(Wishes wishes)
    {
        using var folder = wishes.NewFolder();
        await using var teams = await SmallTeams.StartAsync();
        var seeds = await Seeds.SowAsync(folder, teams);
        Report.Say($"limits off, channels answering at once, {PerSecond} clicks/s over {BigPractice.Visits} visits; {seeds.Targets[0].Cards.Count} cards change with each click");

        await using var bot = Server.Bot(seeds, seeds.Copy(folder, "bot.db"), teams, limits: false);
        (await bot.FirstWireAsync()).Dispose();
        var clicks = teams.ClicksOn(seeds);
        var waiting = new ConcurrentDictionary<int, Waiting>();
        var times = new ConcurrentQueue<long>();
        teams.Changed = (activity, at) => Arrived(activity, at, waiting, times);

        await ClickAsync(seeds, clicks, bot.Port, wishes.Warmup, waiting);
        await Task.Delay(Longest, TimeProvider.System);
        waiting.Clear();
        times.Clear();
        var clicked = 0;
        for (var round = 0; round < wishes.Rounds; round++)
            clicked += await ClickAsync(seeds, clicks, bot.Port, wishes.Seconds, waiting);
        await Task.Delay(Longest, TimeProvider.System);

        var all = times.ToList();
        Report.Say($"{clicked} clicks, {all.Count} with every card sent, p50 {Numbers.Percentile(all, 0.5):0.00} ms");
        all.AddRange(Enumerable.Repeat((long)(Longest.TotalSeconds * Stopwatch.Frequency), clicked - all.Count));
        Report.AtMost("click to every card sent, p99 at 100 clicks/s", Numbers.Percentile(all, 0.99), 25, " ms");
        return 0;
    }

    private static void Arrived(string activity, long at, ConcurrentDictionary<int, Waiting> waiting, ConcurrentQueue<long> times)
    {
        var cross = activity.IndexOf('x', StringComparison.Ordinal);
        if (cross < 0 || !waiting.TryGetValue(int.Parse(activity.AsSpan(1, cross - 1), NumberStyles.None, CultureInfo.InvariantCulture), out var click))
            return;
        lock (click)
        {
            if (click.Cards.Remove(activity) && click.Cards.Count == 0)
                times.Enqueue(at - click.From);
        }
    }

    private static async Task<int> ClickAsync(Seeds seeds, Clicks clicks, int port, int seconds, ConcurrentDictionary<int, Waiting> waiting)
    {
        var idle = new ConcurrentBag<Wire>();
        for (var i = 0; i < Wires; i++)
        {
            var wire = new Wire();
            await wire.ConnectAsync(port);
            idle.Add(wire);
        }

        var asked = new List<Task>();
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        var count = seconds * PerSecond;
        for (var i = 0; i < count && await beat.WaitForNextTickAsync(); i++)
        {
            // A stride through the visits, so that one site's clicks are as far apart as its share of the clicks is.
            var target = seeds.Targets[i * (BigPractice.Rooms + 1) % BigPractice.Visits];
            if (!idle.TryTake(out var wire))
            {
                wire = new Wire();
                await wire.ConnectAsync(port);
            }

            waiting[target.Number] = new Waiting(Stopwatch.GetTimestamp(), [.. target.Cards]);
            asked.Add(AskAsync(wire, clicks.Next(target.Number), idle));
        }

        await Task.WhenAll(asked);
        foreach (var wire in idle)
            wire.Dispose();
        return count;
    }

    private static async Task AskAsync(Wire wire, byte[] click, ConcurrentBag<Wire> idle)
    {
        await wire.AskAsync(click);
        idle.Add(wire);
    }
}

using System.Diagnostics;

namespace Bot.Bench;

/// <summary>What a load got to see.</summary>
internal sealed record Loaded(double PerSecond, double P50, double P99, int Clicks, int Cards, int AnswerBytes);

/// <summary>Connections that each click as soon as their last click is answered, on visits of their own.</summary>
internal static class Load
{
    public static async Task<Loaded> RunAsync(Clicks clicks, int port, int connections, double seconds)
    {
        var wires = new List<Wire>();
        try
        {
            for (var i = 0; i < connections; i++)
            {
                wires.Add(new Wire());
                await wires[i].ConnectAsync(port);
            }

            var from = Stopwatch.GetTimestamp();
            var until = from + (long)(seconds * Stopwatch.Frequency);
            var all = await Task.WhenAll(wires.Select((wire, i) => ClickAsync(wire, clicks, i, connections, until)));
            var spent = Stopwatch.GetElapsedTime(from).TotalSeconds;
            var times = all.SelectMany(one => one.Times).ToList();
            return new Loaded(
                times.Count / spent, Numbers.Percentile(times, 0.5), Numbers.Percentile(times, 0.99), times.Count, all.Sum(one => one.Cards), all.Max(one => one.Bytes));
        }
        finally
        {
            wires.ForEach(wire => wire.Dispose());
        }
    }

    private static async Task<(List<long> Times, int Cards, int Bytes)> ClickAsync(Wire wire, Clicks clicks, int first, int step, long until)
    {
        await Task.Yield();
        var times = new List<long>(64 * 1024);
        var (cards, bytes) = (0, 0);
        for (var visit = first; ; visit = visit + step < clicks.Count ? visit + step : first)
        {
            var from = Stopwatch.GetTimestamp();
            if (from >= until)
                return (times, cards, bytes);
            var (card, length) = await wire.AskAsync(clicks.Next(visit));
            times.Add(Stopwatch.GetTimestamp() - from);
            cards += card ? 1 : 0;
            bytes = Math.Max(bytes, length);
        }
    }
}

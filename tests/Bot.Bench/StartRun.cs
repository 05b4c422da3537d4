using System.Diagnostics;

namespace Bot.Bench;

/// <summary>From the start of the process to the first answered click, and memory then and under load.</summary>
internal static class StartRun
{
    private const double Megabyte = 1024 * 1024;

    public static async Task<int> RunAsync(Wishes wishes)
    {
        using var folder = wishes.NewFolder();
        await using var teams = await SmallTeams.StartAsync();
        var seeds = await Seeds.SowAsync(folder, teams);
        var starts = new List<double>();
        var largest = 0.0;
        for (var round = 0; round < wishes.Rounds; round++)
        {
            var clicks = teams.ClicksOn(seeds);
            await using var bot = Server.Bot(seeds, seeds.Copy(folder, $"bot{round}.db"), teams, limits: true);
            using (var wire = await bot.FirstWireAsync())
            {
                var listening = Stopwatch.GetElapsedTime(bot.Started);
                if (!(await wire.AskAsync(clicks.Next(0))).Card)
                    throw new InvalidOperationException("The first click was not answered with a card.");
                starts.Add(Stopwatch.GetElapsedTime(bot.Started).TotalSeconds);
                Report.Say($"round {round + 1}: listening after {listening.TotalSeconds:0.00} s, first click answered after {starts[^1]:0.00} s, {bot.WorkingSet / Megabyte:0} MB");
            }

            using var done = new CancellationTokenSource();
            var watching = WatchAsync(bot, done.Token);
            var load = await Load.RunAsync(clicks, bot.Port, 16, wishes.Seconds);
            await done.CancelAsync();
            largest = Math.Max(largest, await watching / Megabyte);
            Report.Say($"round {round + 1}: under load of {load.PerSecond:0} clicks/s {bot.WorkingSet / Megabyte:0} MB, at most {largest:0} MB");
        }

        Report.AtMost($"start to first answered click, {BigPractice.Visits} visits open", Numbers.Median(starts), 1, " s");
        Report.AtMost("memory under load, at most", largest, 120, " MB");
        return 0;
    }

    private static async Task<double> WatchAsync(Server bot, CancellationToken ct)
    {
        var most = 0.0;
        while (!ct.IsCancellationRequested)
        {
            most = Math.Max(most, bot.WorkingSet);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
        }

        return most;
    }
}

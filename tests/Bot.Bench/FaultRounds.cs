using System.Diagnostics;
using Bot.Tests.Whole;

namespace Bot.Bench;

/// <summary>A practice at work while things go wrong, round after round, and what must be true after each.</summary>
internal sealed class FaultRounds
{
    private const int Rooms = 6;
    private const string ContestRoom = "8";
    private const int ClicksBetween = 12;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly WholeBot bot;
    private readonly IReadOnlyList<Func<Trouble>> troubles;
    private readonly Random random;
    private readonly string logs;
    private readonly List<BusyRoom> rooms;
    private readonly Rings rings;

    /// <param name="logs">A folder for what was said and heard in a round with a violation: not on a disk that is filled, and goes.</param>
    public FaultRounds(WholeBot bot, IReadOnlyList<Func<Trouble>> troubles, Random random, string logs)
    {
        (this.bot, this.troubles, this.random, this.logs) = (bot, troubles, random, logs);
        rings = new Rings(bot.Overheard);
        rooms = [.. Enumerable.Range(1, Rooms).Select(room => new BusyRoom(
            bot, $"{room}", room % 2 == 0 ? bot.Maria : bot.PhoneOf("jordan.kim"), room % 3 == 0 ? bot.Lee : bot.PhoneOf("asha.patel"), () => Task.CompletedTask))];
    }

    public int Clicks => rooms.Sum(room => room.Clicks);

    public int Faults { get; private set; }

    /// <summary>What was not as it must be; one sentence each.</summary>
    public List<string> Violations { get; } = [];

    public async Task RunAsync(int round)
    {
        var (before, from, known) = (Clicks, Stopwatch.GetTimestamp(), Violations.Count);
        var now = troubles.OrderBy(_ => Draw(int.MaxValue)).Take(1 + Draw(2)).Select(make => make()).ToList();
        bot.IsDown = false;
        var working = rooms.ConvertAll(room => room.WorkAsync(isPatient: true));
        var contest = new Contest(bot, ContestRoom).PlayAsync();
        await WorkAsync(Draw(ClicksBetween), working);
        foreach (var trouble in now)
        {
            await trouble.BeginAsync();
            Faults++;
            await WorkAsync(Draw(ClicksBetween), working);
        }

        foreach (var trouble in now)
            await trouble.EndAsync();
        await WorkAsync(ClicksBetween, working);
        await CheckAsync(async () =>
        {
            if (await contest is var winners and not 1)
                Violations.Add($"{winners} have won a contest.");
        });
        bot.IsDown = true;
        foreach (var room in working)
            await CheckAsync(() => room);
        await CheckAsync(() =>
        {
            Violations.AddRange(rooms.SelectMany(room => room.Lost()).Select(lost => $"Lost: {lost}."));
            return Task.CompletedTask;
        });
        await CheckAsync(() => bot.BecomesTrueAsync());
        foreach (var instance in bot.Instances.Where(instance => instance.HasEnded).ToList())
        {
            Violations.Add("An instance has ended by itself: " + string.Join(" / ", bot.Log.TakeLast(30)));
            await instance.WakeAsync();
        }

        Violations.AddRange(rings.TooMany(now.Count(trouble => trouble.MayRingTwice)));

        var what = string.Join(", ", now.Select(trouble => trouble.Name));
        Report.Say($"round {round}: {what}; {Clicks - before} clicks in {Stopwatch.GetElapsedTime(from).TotalSeconds:0} s, {Violations.Count - known} violations");
        foreach (var violation in Violations.Skip(known))
            Report.Say($"  {violation}");
        if (Violations.Count > known)
            Report.Say($"  All that was said and heard: {Keep(round)}");
    }

    public string Summary => $"{Faults} faults, {Clicks} clicks, {rings.Twice} phones rang twice, {Violations.Count} violations";

    // Where the bot is down, nobody clicks: then time has to do.
    private async Task WorkAsync(int clicks, List<Task> working)
    {
        var (enough, from) = (Clicks + clicks, Stopwatch.GetTimestamp());
        while (Clicks < enough && Stopwatch.GetElapsedTime(from) < Longest && !working.Exists(room => room.IsFaulted))
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
    }

    // What is needed to find out why, kept beyond the run.
    private string Keep(int round)
    {
        var file = Path.Combine(logs, $"handoff-faults-{Environment.ProcessId}-{round}.log");
        File.WriteAllLines(file, [.. bot.Log, .. bot.Overheard.Calls.Select(call => call.ToString())]);
        return file;
    }

    private int Draw(int below)
    {
        lock (random)
            return random.Next(below);
    }

    private async Task CheckAsync(Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (Exception broken)
        {
            Violations.Add(broken.Message);
        }
    }
}

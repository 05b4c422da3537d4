using Bot.Tests.PracticeFiles;
using Bot.Tests.Storage.Tables;
using Bot.Tests.Whole;

namespace Bot.Bench;

/// <summary>Breaks what can break around the bot, at random moments, on both stores: real processes, real sockets.</summary>
internal static class FaultsRun
{
    private const int Instances = 3;

    // The emulator reads the whole of a table for most questions, so that each round would be slower than the one before it: after so many
    // it begins anew, with a new practice day.
    private const int RoundsOfAnEmulator = 25;

    // Nobody is reminded meanwhile: what rings then rings for a step of the journey alone, however long it takes.
    private static readonly string Patient = SamplePractice.With(
        "\"patience\": { \"reminder\": 3, \"noAnswer\": 6, \"lead\": 10 }",
        $"\"patience\": {{ {string.Join(", ", ((string[])["reminder", "noAnswer", "lead", "onMyWay", "grace", "desk", "ready", "together", "with", "away", "walk", "closing"]).Select(step => $"\"{step}\": 0"))} }}");

    public static async Task<int> RunAsync(Wishes wishes)
    {
        var seed = TimeProvider.System.GetUtcNow().Millisecond;
        var violations = 0;
        using var folder = wishes.NewFolder();
        var clocks = Enumerable.Range(0, Instances).Select(number => new JumpingClock(folder.At($"clock{number}"))).ToList();
        if (wishes.Store is "sqlite" or "both")
            violations += await OnSqliteAsync(wishes, clocks[..1], new Random(seed));
        if (wishes.Store is "tables" or "both")
        {
            for (var from = 1; from <= wishes.Rounds; from += RoundsOfAnEmulator)
                violations += await OnTablesAsync(wishes, from, clocks, new Random(seed + from));
        }

        clocks.ForEach(clock => clock.Dispose());
        return violations == 0 ? 0 : 1;
    }

    private static async Task<int> OnSqliteAsync(Wishes wishes, List<JumpingClock> clocks, Random random)
    {
        using var disk = SmallDisk.Mount();
        if (disk is null)
            Report.Say($"SQLite: a full disk is not tried, because this program may not mount a small one");
        await using var bot = await WholeBot.ShareAsync(JumpingBot.By(clocks), null, 1, Patient, [.. ServerProcess.NoTeamsLimits]);
        List<Func<Trouble>> troubles = [() => Trouble.Kill(bot, random), () => Trouble.Freeze(bot, random), () => Trouble.Chat(bot), () => Trouble.Locked(bot), () => Trouble.Jump(clocks, random)];
        if (disk is not null)
            troubles.Add(() => Trouble.Full(disk));
        return await RunAsync("SQLite, one instance", new FaultRounds(bot, troubles, random, wishes.Parent), 1, wishes.Rounds);
    }

    private static async Task<int> OnTablesAsync(Wishes wishes, int from, List<JumpingClock> clocks, Random random)
    {
        var azurite = new Azurite();
        await azurite.InitializeAsync();
        try
        {
            await using var relay = await Relay.StartAsync(azurite.Url);
            var options = azurite.Options();
            options.TablesUrl = relay.Url;
            await using var bot = await WholeBot.ShareAsync(JumpingBot.By(clocks), options, Instances, Patient, [.. ServerProcess.NoTeamsLimits]);
            List<Func<Trouble>> troubles =
            [
                () => Trouble.Kill(bot, random), () => Trouble.Freeze(bot, random), () => Trouble.Chat(bot), () => Trouble.Tables(relay, random),
                () => Trouble.Jump(clocks, random),
            ];
            return await RunAsync($"Azure Tables (Microsoft's emulator), {Instances} instances", new FaultRounds(bot, troubles, random, wishes.Parent), from, Math.Min(RoundsOfAnEmulator, wishes.Rounds - from + 1));
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }

    private static async Task<int> RunAsync(string name, FaultRounds faults, int from, int rounds)
    {
        Report.Say($"{name}");
        for (var round = from; round < from + rounds; round++)
            await faults.RunAsync(round);
        Report.Say($"{name}: {rounds} rounds, {faults.Summary}");
        return faults.Violations.Count;
    }
}

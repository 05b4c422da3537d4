using System.Diagnostics;
using Bot.Clinic;
using Bot.Storage.Tables;
using Bot.Tests.Storage.Tables;

namespace Bot.Bench;

/// <summary>1, 2 and 4 instances on one emulator of Azure Tables: clicks on 1,000 open visits, each visit's coming to another instance each time.</summary>
internal static class InstancesRun
{
    private const int Wires = 16;
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(Wishes wishes)
    {
        Report.Say($"All instances share Microsoft's emulator, one process of Node, which is the bottleneck: what follows is counted, and says nothing of Azure's speed.");
        var wrong = 0;
        foreach (var instances in (int[])[1, 2, 4])
            wrong += await OnAsync(instances, instances == 4 ? wishes.Clicks : wishes.Clicks / 5, wishes);
        return wrong == 0 ? 0 : 1;
    }

    private static async Task<int> OnAsync(int instances, int count, Wishes wishes)
    {
        using var folder = wishes.NewFolder();
        var azurite = new Azurite();
        await azurite.InitializeAsync();
        try
        {
            await using var relay = await Relay.StartAsync(azurite.Url);
            await using var teams = await SmallTeams.StartAsync();
            var options = azurite.Options();
            var seeds = await Seeds.SowAsync(await azurite.OpenAsync(options), folder, teams);
            var (faces, traffic) = (new Faces(teams), new Traffic(relay));
            options.TablesUrl = relay.Url;
            var servers = Enumerable.Range(0, instances).Select(_ => Server.Sharing(seeds, options, teams)).ToList();
            try
            {
                foreach (var server in servers)
                    (await server.FirstWireAsync()).Dispose();
                traffic.Clear();
                var saved = await ClickAsync(teams.ClicksOn(seeds), servers, count, traffic);
                options.TablesUrl = azurite.Url;
                return await JudgeAsync(seeds, await azurite.OpenAsync(options), faces, saved, instances);
            }
            finally
            {
                foreach (var server in servers)
                    await server.DisposeAsync();
            }
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }

    private static async Task<int[]> ClickAsync(Clicks clicks, List<Server> servers, int count, Traffic traffic)
    {
        var saved = new int[clicks.Count];
        var turns = saved.Select(_ => new SemaphoreSlim(1)).ToList();
        var (from, next) = (Stopwatch.GetTimestamp(), -1);
        await Task.WhenAll(Enumerable.Range(0, Wires).Select(_ => OneAsync()));
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        Report.Say($"{servers.Count} instances: {count} clicks, {saved.Sum()} answered with their card, {count / seconds:0} clicks/s; {traffic.Requests / (double)count:0.0} requests to the tables a click, {traffic.Conflicts} conflicts");
        return saved;

        async Task OneAsync()
        {
            var wires = servers.Select(_ => new Wire()).ToList();
            for (var i = 0; i < wires.Count; i++)
                await wires[i].ConnectAsync(servers[i].Port);
            while (Interlocked.Increment(ref next) is var click && click < count)
            {
                var target = click % clicks.Count;

                // A person taps again after the answer and not before: the two buttons come in turn.
                await turns[target].WaitAsync();
                if ((await wires[(click + (click / clicks.Count)) % wires.Count].AskAsync(clicks.Next(target))).Card)
                    saved[target]++;
                turns[target].Release();
            }

            wires.ForEach(wire => wire.Dispose());
        }
    }

    private static async Task<int> JudgeAsync(Seeds seeds, TablesVisitStore store, Faces faces, int[] saved, int instances)
    {
        var from = Stopwatch.GetTimestamp();
        var practice = PracticeFile.Read(await File.ReadAllBytesAsync(seeds.Practice)).Practice!;
        List<string> lies;
        Dictionary<string, bool> needless;
        do
        {
            // What is due is on its way to be true.
            while ((await store.DueAsync(TimeProvider.System.GetUtcNow(), 1, CancellationToken.None)).Count > 0 && Stopwatch.GetElapsedTime(from) < Settling)
                await Task.Delay(BetweenLooks, TimeProvider.System);
            (lies, needless) = ([], faces.Added);
            foreach (var site in practice.Sites)
                lies.AddRange(await faces.LiesAtAsync(site, store, needless));
        }
        while (lies.Count > 0 && Stopwatch.GetElapsedTime(from) < Settling);

        var (lost, twice) = (0, 0);
        foreach (var target in seeds.Targets)
        {
            var events = await store.EventsAsync(target.Visit, CancellationToken.None);
            lost += Math.Max(0, saved[target.Number] - events.Count(one => one.Channel == "teams"));
            if (HashChain.FirstBreak(events) is not null)
                twice++;
        }

        Report.Say($"{instances} instances: {lost} clicks lost, {twice} visits with two winners of a step, {lies.Count} cards whose final face is not the state, {Stopwatch.GetElapsedTime(from).TotalSeconds:0} s after the last click; {faces.Again} times a card was painted as it was, {needless.Count} new messages that no visit has, of which {needless.Values.Count(rang => rang)} rang");
        foreach (var lie in lies)
            Report.Say($"  {lie}");
        return lost + twice + lies.Count;
    }
}

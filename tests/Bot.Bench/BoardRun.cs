using System.Diagnostics;
using Bot.Clinic;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Bench;

/// <summary>The open visits of one site, with more and more closed ones behind them.</summary>
internal static class BoardRun
{
    private static readonly int[] Closed = [1_000, 100_000, 1_000_000];

    private const int InOneWrite = 50_000;
    private const int Times = 200;
    private const int Rounds = 30;

    // As many bytes as a visit has that went through all its steps.
    private const string InsertClosed =
        """
        WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
        INSERT INTO visit(id, site, room, opened, version, status, snapshot)
        SELECT printf('c%08d', i), 'site-' || (i % 50), (i % 20) + 1, 638000000000000000 + i, 12, 9, zeroblob(800) FROM n
        """;

    public static async Task<int> RunAsync(Wishes wishes)
    {
        using var folder = wishes.NewFolder();
        await using var teams = await SmallTeams.StartAsync();
        var seeds = await Seeds.SowAsync(folder, teams);
        var stores = new List<SqliteVisitStore>();
        foreach (var closed in Closed)
            stores.Add(await FillAsync(seeds.Copy(folder, $"{closed}.db"), closed));

        // In turn, so that a busy moment of the machine falls on all of them.
        var times = stores.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < stores.Count; i++)
                times[i].Add(await MicrosAsync(stores[i]));
        }

        for (var i = 0; i < stores.Count; i++)
        {
            var ratio = Numbers.Median(times[i].Zip(times[0], (one, first) => one / first));
            Report.Say($"{Closed[i],9} closed visits: {Numbers.Median(times[i]),7:0.0} us for the {BigPractice.Rooms} open ones of a site, {ratio:0.00} x");
            await stores[i].DisposeAsync();
        }

        Report.AtMost("board, 1 M closed visits behind it, of that with 1 k", Numbers.Median(times[^1].Zip(times[0], (one, first) => one / first)), 1.2, " x");
        return 0;
    }

    private static async Task<SqliteVisitStore> FillAsync(string database, int closed)
    {
        var store = new SqliteVisitStore(database, NullLogger<SqliteVisitStore>.Instance);
        for (var from = 0; from < closed; from += InOneWrite)
        {
            var (first, end) = (from, Math.Min(closed, from + InOneWrite));
            await store.WriteAsync((open, _) =>
            {
                using var insert = open.Use(InsertClosed);
                insert.Bind(1, first).Bind(2, end).Run();
                return true;
            }, CancellationToken.None);
        }

        return store;
    }

    private static async Task<double> MicrosAsync(SqliteVisitStore store)
    {
        var from = Stopwatch.GetTimestamp();
        for (var i = 0; i < Times; i++)
        {
            var open = await store.OpenAsync(new SiteId($"site-{i % BigPractice.Sites}"), CancellationToken.None);
            if (open.Count != BigPractice.Rooms)
                throw new InvalidOperationException($"{open.Count} open visits where {BigPractice.Rooms} are.");
        }

        return Stopwatch.GetElapsedTime(from).TotalMicroseconds / Times;
    }
}

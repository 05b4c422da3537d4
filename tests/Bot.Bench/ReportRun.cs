using System.Diagnostics;
using Bot.App;
using Bot.Clinic;
using Bot.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Bench;

/// <summary>The report of a site and a quarter, from the store to the finished page, over a million visits of a year.</summary>
internal static class ReportRun
{
    private const int Visits = 1_000_000;
    private const int Sites = 50;
    private const int InOneWrite = 50_000;
    private const int Times = 9;

    private static readonly DateTimeOffset Year = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    // Twenty thousand a site, one every 26 minutes; the bodies are those of a whole journey.
    private const string Insert =
        """
        WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
        INSERT INTO summary(site, opened, visit, body) SELECT 'site-' || (i % 50), ?3 + (i / 50) * 15768000000, printf('c%08d', i), ?4 FROM n
        """;

    public static async Task<int> RunAsync(Wishes wishes)
    {
        using var folder = wishes.NewFolder();
        var plan = PracticeFile.Read(BigPractice.Json()).Practice!.Sites[0];
        await using var store = new SqliteVisitStore(folder.At("report.db"), NullLogger<SqliteVisitStore>.Instance);
        await FillAsync(store);
        var reports = new Reports(store, new OpenVisits(), new Decided(store));
        var from = new DateOnly(2026, 6, 1);
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var numbers = await reports.OfAsync(plan with { Id = new SiteId($"site-{i}") }, from, from.AddDays(90), CancellationToken.None);
            var page = ReportPage.Of(plan, numbers, "quarter", "key");
            times.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            Report.Say($"{numbers.Eligible} visits of {Visits / Sites} at the site, {page.Length / 1024} KB: {times[^1] * 1000:0} ms");
        }

        Report.AtMost("report, a site and a quarter of 1 M visits, the slowest", times.Max(), 1, " s");
        return 0;
    }

    private static async Task FillAsync(SqliteVisitStore store)
    {
        ReadOnlyMemory<byte> body = SummaryJson.Write(new VisitSummary(
            new RoomId("4"), Year, Year, Year.AddMinutes(2), Year.AddMinutes(6), Year.AddMinutes(41), Outcome.Completed, new StaffId("sam.lee"), true, true,
            1, 0, 1, 1, 2, 4, 0, [], [new DeskWalk(new DeskId("lab"), 1.5)], [new OverdueStep(ClockStep.Reminder, Year.AddMinutes(3))]));
        for (var from = 0; from < Visits; from += InOneWrite)
        {
            var (first, end) = (from, from + InOneWrite);
            await store.WriteAsync((open, _) =>
            {
                using var insert = open.Use(Insert);
                insert.Bind(1, first).Bind(2, end).Bind(3, Year).Bind(4, body).Run();
                return true;
            }, CancellationToken.None);
        }
    }
}

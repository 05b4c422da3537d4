using System.Text;
using Bot.Clinic;

namespace Bot.App;

/// <summary>`/report/SITE`: the numbers with charts, or as CSV (RFC 4180), by a signed link that a lead gets in chat.</summary>
internal static class ReportEndpoints
{
    private static readonly string[] Periods = ["today", "week", "quarter"];

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/report/{site}", async (
        string site, string? key, string? period, string? format, HttpContext http, PageLinks links, Sites sites, Reports reports, TrainingPlans training, TimeProvider clock, CancellationToken ct) =>
    {
        PageFiles.Guard(http.Response);
        var id = new SiteId(site);
        if (key is null || sites.Find(id) is not { Plan: var plan } || !links.Opens(PageKind.Report, id, key))
            return Results.NotFound();
        var over = Array.Find(Periods, one => one == period) ?? "quarter";
        var (from, to) = Reports.DaysOf(over, clock.GetUtcNow(), plan.Zone);
        var numbers = await reports.OfAsync(plan, from, to, ct);
        var compared = await reports.ComparedAsync(plan, to, ct);
        var trained = TrainingWords.Trained(training.Book, plan);
        return format == "csv"
            ? Results.File(Encoding.UTF8.GetBytes(ReportCsv.Of(plan, numbers, compared, trained)), "text/csv; charset=utf-8", $"handoffs-{site}-{from:yyyy-MM-dd}-{to:yyyy-MM-dd}.csv")
            : Results.Content(ReportPage.Of(plan, numbers, over, key, compared, trained), "text/html; charset=utf-8");
    });
}

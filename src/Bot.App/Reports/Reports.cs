using Bot.Clinic;

namespace Bot.App;

/// <summary>Reads what a report needs: summaries of visits that have ended, and the steps of those that are open.</summary>
internal sealed class Reports(IVisitStore store, OpenVisits open, Decided decided)
{
    /// <summary>The numbers of these days, both included, in the site's zone.</summary>
    public async Task<ReportNumbers> OfAsync(SitePlan site, DateOnly from, DateOnly to, CancellationToken ct) =>
        Report.Of(await SummariesAsync(site, from, to, ct), site, from, to);

    /// <summary>Before and after what the site decided; null where nothing decided counts on that day.</summary>
    public async Task<BeforeAndAfter?> ComparedAsync(SitePlan site, DateOnly today, CancellationToken ct)
    {
        var all = decided.Of(site.Id);
        return BeforeAndAfter.DaysOf(all, today) is var (before, since)
            ? new BeforeAndAfter(all.All[0].From, all.On(today)!.From, await OfAsync(site, before.From, before.To, ct), await OfAsync(site, since.From, since.To, ct))
            : null;
    }

    /// <summary>The visits of these days, in the order of opening.</summary>
    public async Task<IReadOnlyList<VisitSummary>> SummariesAsync(SitePlan site, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (begin, end) = (Report.StartOf(from, site.Zone), Report.StartOf(to.AddDays(1), site.Zone));

        // Open ones first: one that ends meanwhile is read twice, and its end counts.
        var stillOpen = new Dictionary<(RoomId, DateTimeOffset), VisitSummary>();
        foreach (var visit in open.Of(site.Id).Where(visit => visit.Opened >= begin && visit.Opened < end))
        {
            var events = (await store.EventsAsync(visit.Id, ct)).Select(e => VisitJson.ReadEvent(e.Body.Span, e.By, e.At)).ToList();
            if (events.Count > 0)
                stillOpen[(visit.Room, visit.Opened)] = Summing.Of(visit.Id, site.Id, visit.Room, events);
        }

        var ended = (await store.SummariesAsync(site.Id, begin, end, ct)).Select(summary => SummaryJson.Read(summary.Span)).ToList();
        foreach (var one in ended)
            stillOpen.Remove((one.Room, one.Opened));
        return [.. ended.Concat(stillOpen.Values).OrderBy(one => one.Opened)];
    }

    /// <summary>The days that a word means, up to today.</summary>
    public static (DateOnly From, DateOnly To) DaysOf(string period, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = Report.DayOf(now, zone);
        return period switch
        {
            "today" => (today, today),
            "week" => (Report.MondayOf(today), today),
            _ => (Report.MondayOf(today).AddDays(-7 * 11), today),
        };
    }
}

namespace Bot.Clinic;

/// <summary>Makes the numbers of a report from summaries of visits. Pure.</summary>
public static class Report
{
    /// <param name="visits">Summaries of visits that were opened on these days; those that have not ended are counted as open, and no more.</param>
    public static ReportNumbers Of(IEnumerable<VisitSummary> visits, SitePlan site, DateOnly from, DateOnly to)
    {
        var all = visits.ToList();
        var ended = all.Where(visit => visit.Ended is not null && visit.Outcome != Outcome.Mistake).ToList();
        var eligible = ended.Where(visit => visit.IsEligible).ToList();
        var finished = eligible.Where(visit => visit.Finished).ToList();
        var told = eligible.Sum(visit => visit.Warm - visit.Unsaid);
        return new ReportNumbers(
            from, to,
            all.Count(visit => visit.Ended is null),
            eligible.Count,
            eligible.Count(visit => visit.Warm > 0),
            eligible.Count(visit => visit.Warm == 0 && visit.Modified > 0),
            Spread.Of(eligible.Select(visit => visit.ToAccepted).OfType<double>()),
            Spread.Of(eligible.Select(visit => visit.ToTogether).OfType<double>()),
            new Share(eligible.Sum(visit => visit.Asked), told),
            new Share(eligible.Sum(visit => visit.Added), told),
            new Share(finished.Count(visit => visit.AskedAll), finished.Count),
            ended.Sum(visit => visit.Handoffs),
            ended.Sum(visit => visit.Buzzes),
            all.Sum(visit => visit.Undos),
            [.. WeeksOf(ended, site, from, to)],
            ReasonsOf(ended),
            DesksOf(ended, site),
            ReceiversOf(eligible, site))
        {
            Unoffered = ended.Count(visit => visit is { WasReady: true, Offered: false }),
        };
    }

    private static IEnumerable<WeekNumbers> WeeksOf(List<VisitSummary> ended, SitePlan site, DateOnly from, DateOnly to)
    {
        var weeks = ended.ToLookup(visit => MondayOf(DayOf(visit.Opened, site.Zone)));
        for (var monday = MondayOf(from); monday <= to; monday = monday.AddDays(7))
        {
            var week = weeks[monday].ToList();
            var eligible = week.Where(visit => visit.IsEligible).ToList();
            yield return new WeekNumbers(
                monday,
                new Share(eligible.Count(visit => visit.Warm > 0), eligible.Count),
                Spread.Of(eligible.Select(visit => visit.ToAccepted).OfType<double>()),
                Spread.Of(eligible.Select(visit => visit.ToTogether).OfType<double>()),
                week.Sum(visit => visit.Handoffs),
                week.Sum(visit => visit.Buzzes));
        }
    }

    private static List<ReasonCount> ReasonsOf(List<VisitSummary> ended)
    {
        var counted = ended.SelectMany(visit => visit.Cold).CountBy(cold => cold.Reason).OrderByDescending(one => one.Value).ThenBy(one => one.Key).ToList();
        var hidden = Hidden([.. counted.Select(one => one.Value)]);
        return [.. counted.Select((one, i) => new ReasonCount(one.Key, hidden.Contains(i) ? null : one.Value))];
    }

    private static List<DeskNumbers> DesksOf(List<VisitSummary> ended, SitePlan site)
    {
        var walks = ended.SelectMany(visit => visit.Walks).ToLookup(walk => walk.Desk, walk => walk.Minutes);
        var counted = site.Desks.Select(desk => (desk.Label, Minutes: walks[desk.Id].ToList())).Where(desk => desk.Minutes.Count > 0).ToList();
        var hidden = Hidden([.. counted.Select(desk => desk.Minutes.Count)]);
        return
        [
            .. counted.Select((desk, i) => hidden.Contains(i)
                ? new DeskNumbers(desk.Label, null, null, null)
                : new DeskNumbers(desk.Label, desk.Minutes.Count, Spread.Of(desk.Minutes).Half, Spread.Of(desk.Minutes).NineInTen)),
        ];
    }

    // Alphabetical, to talk it through with each and never to rank.
    private static List<ReceiverNumbers> ReceiversOf(List<VisitSummary> eligible, SitePlan site)
    {
        var asked = eligible.Where(visit => visit.FirstAsked is not null).GroupBy(visit => visit.FirstAsked!.Value)
            .Select(group => (Name: site.Find(group.Key)?.Name ?? "Former staff", Warm: group.Count(visit => visit.Warm > 0), Count: group.Count()))
            .GroupBy(one => one.Name).Select(same => (Name: same.Key, Warm: same.Sum(one => one.Warm), Count: same.Sum(one => one.Count)))
            .OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
        var hidden = Hidden([.. asked.Select(one => one.Count)]);
        return [.. asked.Select((one, i) => hidden.Contains(i) ? new ReceiverNumbers(one.Name, null, null) : new ReceiverNumbers(one.Name, one.Warm, one.Count))];
    }

    // Where one alone would be hidden it could be worked out from the total, so the next smallest is hidden too.
    private static HashSet<int> Hidden(IReadOnlyList<int> counts)
    {
        var bySize = Enumerable.Range(0, counts.Count).OrderBy(i => counts[i]).ToList();
        var few = bySize.Count(i => counts[i] < ReportNumbers.Fewest);
        return [.. bySize.Take(few == 1 ? 2 : few)];
    }

    /// <summary>The day at the site.</summary>
    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>The moment at which a day begins there.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(30);
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset);
    }

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}

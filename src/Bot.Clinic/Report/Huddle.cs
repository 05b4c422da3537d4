namespace Bot.Clinic;

/// <summary>How often the numbers of the days before come to the leads by themselves.</summary>
public enum Digest
{
    Daily,
    Weekly,
    Off,
}

/// <summary>On which mornings there is a digest, and of which days. Pure.</summary>
public static class Huddle
{
    /// <summary>A site that is open day and night has its morning all the same.</summary>
    private static readonly TimeOnly Earliest = new(6, 0);

    /// <summary>Whoever was down for longer than a morning says nothing: the huddle is over.</summary>
    private static readonly TimeSpan Morning = TimeSpan.FromHours(4);

    /// <summary>
    /// The days of the digest that is due now, both included: since the last day that the site was open, or on the first such day of a
    /// week the week before. Null if none is due: outside the morning, or on a day on which the site is closed.
    /// </summary>
    public static (DateOnly From, DateOnly To)? DueAt(SitePlan site, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, site.Zone);
        var (today, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        if (!site.Opening.Days.TryGetValue(today.DayOfWeek, out var hours))
            return null;
        var begins = hours.Opens > Earliest ? hours.Opens : Earliest;
        if (time < begins || time - begins >= Morning || time >= hours.Closes)
            return null;
        var (before, monday) = (site.Opening.LastOpenDayBefore(today), Report.MondayOf(today));
        return site.Manners.Digest switch
        {
            Digest.Daily => (before, today.AddDays(-1)),
            Digest.Weekly when before < monday => (monday.AddDays(-7), monday.AddDays(-1)),
            _ => null,
        };
    }
}

namespace Bot.Clinic;

/// <summary>The answer to `report`: what is worth a look, then the numbers, each over how many visits.</summary>
public static class ReportView
{
    private const int MostWorth = 12;
    private const int FewestWeeks = 2;

    // The page has the others.
    private const int MostDesks = 8;

    // Of a digest, which has one line for them all.
    private const int MostLooks = 2;

    /// <param name="worth">What is worth a look; for a week it is left to the days.</param>
    /// <param name="weeks">The weeks before, for the chart: numbers of a longer time.</param>
    /// <param name="compared">Before and after what the site decided; null where nothing decided counts yet.</param>
    public static ReportModel Of(
        Site site, ReportNumbers numbers, ReportNumbers weeks, IReadOnlyList<Worth> worth, DateTimeOffset now, BeforeAndAfter? compared = null)
    {
        var zone = site.Plan.Zone;
        var unreachable = site.Plan.Staff.Where(one => site.Unreachable.Contains(one.Id)).Select(one => one.Short).ToList();
        List<ReportWorth> looks = [.. worth.Select(one => new ReportWorth(one.Room.Length == 0 ? "" : $"Room {one.Room}", Texts.Clock(one.At, zone), one.What))];
        if (unreachable.Count > 0)
            looks.Insert(0, new ReportWorth("Messages", Texts.Clock(now, zone), $"{Texts.And(Texts.Few(unreachable, 3))} can't be reached"));
        List<ReportWeek> chart = [.. weeks.Weeks.Where(week => week.Warm.Percent is not null).Select(week => new ReportWeek(ReportWords.Day(week.Monday), week.Warm.Percent!.Value))];
        var shown = chart.Count >= FewestWeeks ? chart : [];
        return new ReportModel(
            site.Plan.Name,
            numbers.From == numbers.To ? "Today" : $"Since {ReportWords.Day(numbers.From)}",
            Texts.Clock(now, zone),
            [.. looks.Take(MostWorth)],
            Math.Max(0, looks.Count - MostWorth),
            [.. numbers.IsTooFew ? [TooFew(numbers)] : Lines(numbers), .. compared is null ? [] : ComparedLines.Of(compared)],
            shown,
            string.Join(", ", shown.Select(week => $"{week.Week} {week.Warm}%")));
    }

    /// <summary>The same numbers of days that are over, in five lines; null if there is nothing to say.</summary>
    /// <param name="worth">What was worth a look on those days. Of more days than one it is counted, and no more.</param>
    public static ReportModel? Digest(Site site, ReportNumbers numbers, IReadOnlyList<Worth> worth, DateTimeOffset now)
    {
        if (numbers.Eligible == 0 && worth.Count == 0)
            return null;
        var zone = site.Plan.Zone;
        var isYesterday = numbers.From == numbers.To && numbers.To == Report.DayOf(now, zone).AddDays(-1);
        var period = isYesterday ? "Yesterday"
            : numbers.From == numbers.To ? ReportWords.Day(numbers.From)
            : $"{ReportWords.Day(numbers.From)} to {ReportWords.Day(numbers.To)}";
        return new ReportModel(
            site.Plan.Name,
            period,
            Texts.Clock(now, zone),
            [],
            0,
            numbers.IsTooFew ? [TooFew(numbers), Looks(worth, numbers, zone)] : [Warm(numbers), Together(numbers), Buzzes(numbers), Closing(numbers), Looks(worth, numbers, zone)],
            [],
            "");
    }

    private static ReportLine Looks(IReadOnlyList<Worth> worth, ReportNumbers numbers, TimeZoneInfo zone)
    {
        var some = worth.Select(one => $"room {one.Room} at {Texts.Clock(one.At, zone)} ({one.What})").ToList();
        return new ReportLine("Worth a look", $"{worth.Count}", worth.Count == 0 ? "nothing was late, cold or left open"
            : numbers.From == numbers.To ? DayWords.Capital(Texts.And(Texts.Few(some, MostLooks)))
            : "late, cold or left open");
    }

    private static IEnumerable<ReportLine> Lines(ReportNumbers n)
    {
        yield return Warm(n);
        yield return new("Ready to accepted", Minutes(n.Accepted.Half), Nine(n.Accepted));
        yield return Together(n);
        yield return new("Patient added or corrected", ReportWords.Percent(n.Added), $"{n.Added.Count} of {n.Added.Of} warm handoffs");
        yield return Buzzes(n);
        yield return Closing(n);
        foreach (var desk in n.Desks.Take(MostDesks))
            yield return new($"Wait for {Texts.The(desk.Desk)}", desk.Half is { } half ? $"{ReportWords.Number(half)} min" : "–", desk is { NineInTen: { } nine, Walks: { } walks } ? $"half of {walks} walks; 9 in 10 within {ReportWords.Number(nine)} min" : "not shown: too few walks");
        if (n.StillOpen > 0)
            yield return new("Still open", $"{n.StillOpen}", "in none of these numbers");
    }

    private static ReportLine TooFew(ReportNumbers n) => new("Visits", $"{n.Eligible}", "Not enough visits for numbers yet");

    private static ReportLine Warm(ReportNumbers n) =>
        new("Warm handoffs", ReportWords.Percent(new Share(n.Warm, n.Eligible)), $"{n.Warm} of {n.Eligible} {BeforeAndAfter.Population(n)}");

    private static ReportLine Together(ReportNumbers n) => new("Ready to together", Minutes(n.Together.Half), Nine(n.Together));

    private static ReportLine Buzzes(ReportNumbers n) =>
        new("Interruptions", n.BuzzesPerHandoff is { } buzzes ? ReportWords.Number(buzzes) : "–", $"messages that buzz, for each of {n.Handoffs} handoffs");

    private static ReportLine Closing(ReportNumbers n) =>
        new("Closing questions", ReportWords.Percent(n.ClosingQuestions), $"{n.ClosingQuestions.Count} of {n.ClosingQuestions.Of} visits that were done");

    internal static string Minutes(double? half) => half is { } minutes ? $"{ReportWords.Number(minutes)} min" : "–";

    internal static string Nine(Spread spread) => spread.NineInTen is { } nine
        ? $"half of {spread.Count} visits; 9 in 10 within {ReportWords.Number(nine)} min"
        : "fewer than 5 visits";
}

namespace Bot.Clinic;

/// <summary>The answer to `report`: what is worth a look, then the numbers, each over how many visits.</summary>
public static class ReportView
{
    private const int MostWorth = 12;
    private const int FewestWeeks = 2;

    // The page has the others.
    private const int MostDesks = 8;

    /// <param name="worth">What is worth a look; for a week it is left to the days.</param>
    /// <param name="weeks">The weeks before, for the chart: numbers of a longer time.</param>
    public static ReportModel Of(Site site, ReportNumbers numbers, ReportNumbers weeks, IReadOnlyList<Worth> worth, DateTimeOffset now)
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
            numbers.IsTooFew ? [new ReportLine("Visits", $"{numbers.Eligible}", "Not enough visits for numbers yet")] : [.. Lines(numbers)],
            shown,
            string.Join(", ", shown.Select(week => $"{week.Week} {week.Warm}%")));
    }

    private static IEnumerable<ReportLine> Lines(ReportNumbers n)
    {
        yield return new("Warm handoffs", ReportWords.Percent(new Share(n.Warm, n.Eligible)), $"{n.Warm} of {n.Eligible} visits that were marked ready");
        yield return new("Ready to accepted", Minutes(n.Accepted.Half), Nine(n.Accepted));
        yield return new("Ready to together", Minutes(n.Together.Half), Nine(n.Together));
        yield return new("Patient added or corrected", ReportWords.Percent(n.Added), $"{n.Added.Count} of {n.Added.Of} warm handoffs");
        yield return new("Interruptions", n.BuzzesPerHandoff is { } buzzes ? ReportWords.Number(buzzes) : "–", $"messages that buzz, for each of {n.Handoffs} handoffs");
        yield return new("Closing questions", ReportWords.Percent(n.ClosingQuestions), $"{n.ClosingQuestions.Count} of {n.ClosingQuestions.Of} visits that were done");
        foreach (var desk in n.Desks.Take(MostDesks))
            yield return new($"Wait for {Texts.The(desk.Desk)}", desk.Half is { } half ? $"{ReportWords.Number(half)} min" : "–", desk is { NineInTen: { } nine, Walks: { } walks } ? $"half of {walks} walks; 9 in 10 within {ReportWords.Number(nine)} min" : "not shown: too few walks");
        if (n.StillOpen > 0)
            yield return new("Still open", $"{n.StillOpen}", "in none of these numbers");
    }

    private static string Minutes(double? half) => half is { } minutes ? $"{ReportWords.Number(minutes)} min" : "–";

    private static string Nine(Spread spread) => spread.NineInTen is { } nine
        ? $"half of {spread.Count} visits; 9 in 10 within {ReportWords.Number(nine)} min"
        : "fewer than 5 visits";
}

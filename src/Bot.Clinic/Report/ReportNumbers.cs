namespace Bot.Clinic;

/// <summary>The numbers of a report. A count that may not be shown is null: "fewer than 5".</summary>
/// <param name="From">First day (inclusive), in the site's zone.</param>
/// <param name="To">Last day (inclusive).</param>
/// <param name="StillOpen">Visits of these days that have not ended: they are in no number.</param>
public sealed record ReportNumbers(
    DateOnly From,
    DateOnly To,
    int StillOpen,
    int Eligible,
    int Warm,
    int Modified,
    Spread Accepted,
    Spread Together,
    Share Asked,
    Share Added,
    Share ClosingQuestions,
    int Handoffs,
    int Buzzes,
    int Undos,
    IReadOnlyList<WeekNumbers> Weeks,
    IReadOnlyList<ReasonCount> Reasons,
    IReadOnlyList<DeskNumbers> Desks,
    IReadOnlyList<ReceiverNumbers> Receivers)
{
    /// <summary>Visits that were marked ready and are in no rate: the plan did not offer a warm handoff, and nobody was asked.</summary>
    public int Unoffered { get; init; }

    /// <summary>Counts below it are not shown of a person, a desk or a reason.</summary>
    public const int Fewest = 5;

    /// <summary>Messages that buzz a phone, for each handoff; null without a handoff.</summary>
    public double? BuzzesPerHandoff => Handoffs == 0 ? null : (double)Buzzes / Handoffs;

    /// <summary>Too few to say anything but that.</summary>
    public bool IsTooFew => Eligible < Fewest;
}

/// <summary>How long things took, in minutes, over so many visits: half within, nine in ten within. Null where there are too few.</summary>
public sealed record Spread(int Count, double? Half, double? NineInTen)
{
    /// <summary>By nearest rank: each is a time that a patient has really waited.</summary>
    public static Spread Of(IEnumerable<double> minutes)
    {
        var sorted = minutes.Order().ToList();
        return sorted.Count < ReportNumbers.Fewest ? new Spread(sorted.Count, null, null) : new Spread(sorted.Count, Rank(sorted, 0.5), Rank(sorted, 0.9));
    }

    private static double Rank(List<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}

/// <summary>So many of so many.</summary>
public sealed record Share(int Count, int Of)
{
    /// <summary>Whole percents, halves up; null where there are too few.</summary>
    public int? Percent => Of < ReportNumbers.Fewest ? null : (int)Math.Round(100.0 * Count / Of, MidpointRounding.AwayFromZero);
}

/// <summary>One week, from Monday; of the first and last only the days of the report.</summary>
public sealed record WeekNumbers(DateOnly Monday, Share Warm, Spread Accepted, Spread Together, int Handoffs, int Buzzes)
{
    public double? BuzzesPerHandoff => Handoffs < ReportNumbers.Fewest ? null : (double)Buzzes / Handoffs;
}

/// <summary>How often a reason was picked; null if that may not be shown.</summary>
public sealed record ReasonCount(ColdReason Reason, int? Count);

/// <summary>How long people waited for a desk; null counts are not shown.</summary>
public sealed record DeskNumbers(string Desk, int? Walks, double? Half, double? NineInTen);

/// <summary>Visits in which one person was first asked by name; null if not shown.</summary>
public sealed record ReceiverNumbers(string Name, int? Warm, int? Eligible);

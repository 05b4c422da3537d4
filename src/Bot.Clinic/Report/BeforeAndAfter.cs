namespace Bot.Clinic;

/// <summary>The same numbers before the practice began to phase warm handoffs in, and since its latest decisions count.</summary>
/// <param name="Begun">The first day on which anything decided counted.</param>
/// <param name="Latest">The day since which the present decisions count.</param>
/// <param name="Before">Up to twelve weeks before <paramref name="Begun"/>.</param>
/// <param name="Since">From <paramref name="Latest"/>, at most the last twelve weeks.</param>
public sealed record BeforeAndAfter(DateOnly Begun, DateOnly Latest, ReportNumbers Before, ReportNumbers Since)
{
    private const int Days = 7 * 12;

    public bool IsTooFew => Before.IsTooFew || Since.IsTooFew;

    /// <summary>The days to look at, both included; null if nothing that was decided counts yet.</summary>
    public static ((DateOnly From, DateOnly To) Before, (DateOnly From, DateOnly To) Since)? DaysOf(DecisionsSoFar decided, DateOnly today)
    {
        if (decided.On(today) is not { } now)
            return null;
        var begun = decided.All[0].From;
        var earliest = today.AddDays(1 - Days);
        return ((begun.AddDays(-Days), begun.AddDays(-1)), (now.From > earliest ? now.From : earliest, today));
    }

    /// <summary>Which visits a share is of.</summary>
    public static string Population(ReportNumbers n) => n.Unoffered == 0 ? "visits that were marked ready" : "visits in the plan or asked for";

    /// <summary>Of all visits that were marked ready, in the plan or not: like for like.</summary>
    public static Share OfAll(ReportNumbers n) => new(n.Warm, n.Eligible + n.Unoffered);
}

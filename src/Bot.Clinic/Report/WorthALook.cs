namespace Bot.Clinic;

/// <summary>One thing of a day that a lead may want to ask about.</summary>
/// <param name="Room">Empty where it is about no room.</param>
public sealed record Worth(string Room, DateTimeOffset At, string What);

/// <summary>What was overdue, cold, not closed or left unseen: rooms and clock times, never who is to blame.</summary>
public static class WorthALook
{
    // The strongest word of the clock says it for the visit.
    private static readonly (ClockStep Step, string Words)[] Steps =
    [
        (ClockStep.Lead, "nobody had answered, the lead was told"),
        (ClockStep.ClosingLead, "not closed in time, the lead was told"),
        (ClockStep.NoAnswer, "no answer to a request in time"),
        (ClockStep.Lapse, "somebody accepted and did not come in time"),
        (ClockStep.DeskNoAnswer, "a desk did not answer in time"),
        (ClockStep.Ready, "ready, and nobody was asked for long"),
        (ClockStep.Together, "a meeting took long"),
        (ClockStep.With, "a visit took long"),
        (ClockStep.Away, "out of the room for long"),
        (ClockStep.Walk, "a walk took long"),
        (ClockStep.Closing, "closing took long"),
    ];

    public static IReadOnlyList<Worth> Of(IEnumerable<VisitSummary> visits) => [.. visits.SelectMany(Of).OrderBy(worth => worth.At)];

    private static IEnumerable<Worth> Of(VisitSummary visit)
    {
        var room = visit.Room.Value;
        foreach (var (step, words) in Steps)
        {
            // Where nobody need be asked, nobody was missing.
            if ((step != ClockStep.Ready || visit.Offered) && visit.Overdue.FirstOrDefault(one => one.Step == step) is { } late)
            {
                yield return new Worth(room, late.At, words);
                break;
            }
        }

        foreach (var cold in visit.Cold)
            yield return new Worth(room, cold.At, $"{(cold.Desk is null ? "cold" : "a desk was not met")}: {Words(cold.Reason)}");
        if (visit.Ended is not { } ended)
            yield break;
        if (visit.Outcome == Outcome.NotClosed)
            yield return new Worth(room, ended, "nobody closed the visit");
        else if (visit is { IsEligible: true, Outcome: Outcome.LeftEarly, Together: null, Cold.Count: 0 })
            yield return new Worth(room, ended, "left without having been seen");
    }

    private static string Words(ColdReason reason) => reason switch
    {
        ColdReason.Busy => "provider busy",
        ColdReason.CouldNotWait => "patient could not wait",
        ColdReason.Declined => "patient declined",
        ColdReason.NoInterpreter => "no interpreter",
        ColdReason.Desk => "desk could not",
        _ => "other reason",
    };
}

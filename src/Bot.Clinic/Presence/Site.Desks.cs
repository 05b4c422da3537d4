namespace Bot.Clinic;

public sealed partial record Site
{
    /// <summary>Until when a desk is busy: it said so, or it holds another patient; null if free or unknown.</summary>
    public DateTimeOffset? DeskBusyUntil(DeskId desk, VisitId except, DateTimeOffset now)
    {
        var until = SaidOf(desk, now) is { } said && said.Until > now ? said.Until : (DateTimeOffset?)null;
        foreach (var visit in Open)
        {
            if (visit.Id != except
                && visit.State is Coming { Handoff: WalkOver walk, Expected: { } end }
                && walk.Desk == desk && end > now && (until is null || end > until))
            {
                until = end;
            }
        }

        return until;
    }

    /// <summary>What the desk last said today; null if nothing.</summary>
    public Counter? SaidOf(DeskId desk, DateTimeOffset now) =>
        WhoIsOn.Desks.TryGetValue(desk, out var said) && IsToday(said.Since, now) ? said : null;

    /// <summary>True if every member of the desk is off: nobody would answer there.</summary>
    public bool IsDeserted(DeskId desk, DateTimeOffset now) =>
        Plan.Find(desk) is { Members.Count: > 0 } plan && plan.Members.All(who => IsOff(who, now));

    /// <summary>The visits that wait for a desk, in the order of acceptance: whoever was first accepted there is first in line.</summary>
    public IReadOnlyList<Visit> LineOf(DeskId desk) =>
    [
        .. Open.Where(visit => visit.State is Waiting { Handoff: WalkOver walk } && walk.Desk == desk)
            .OrderBy(visit => visit.State.Since).ThenBy(visit => visit.Id.Value, StringComparer.Ordinal),
    ];

    /// <summary>True if the first in line may walk now: somebody is there, not busy, and nobody else is on the way.</summary>
    public bool IsNextAt(DeskId desk, VisitId visit, DateTimeOffset now) =>
        DeskBusyUntil(desk, visit, now) is null
        && !IsDeserted(desk, now)
        && !Open.Any(other => other.Id != visit && other.State is Coming { Handoff: WalkOver walk } && walk.Desk == desk)
        && (LineOf(desk) is not [var first, ..] || first.Id == visit);
}

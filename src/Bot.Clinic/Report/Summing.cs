namespace Bot.Clinic;

/// <summary>Sums one visit up from its events. Pure: the same events give the same summary, on any machine and in any year.</summary>
public static class Summing
{
    // What stood before the last person's step, for undo: one level deep, as undo is.
    private sealed record Sum(VisitSummary Now, VisitSummary? Before, DateTimeOffset? Accepted, DateTimeOffset? AcceptedBefore);

    /// <summary>The summary of a visit by all of its events, in order; at least one.</summary>
    public static VisitSummary Of(VisitId id, SiteId site, RoomId room, IReadOnlyList<VisitEvent> events)
    {
        var visit = Fold.Open(id, site, room, events[0]);
        var empty = new VisitSummary(room, events[0].At, null, null, null, null, Outcome.Completed, null, false, false, 0, 0, 0, 0, 0, 0, 0, [], [], []);
        var sum = Add(new Sum(empty, null, null, null), events[0], null, visit);
        foreach (var e in events.Skip(1))
        {
            var after = Fold.Apply(visit, e);
            sum = Add(sum, e, visit, after);
            visit = after;
        }

        return visit.State is Left left
            ? sum.Now with { Ended = left.Since, Outcome = left.Outcome }
            : sum.Now;
    }

    private static Sum Add(Sum sum, VisitEvent e, Visit? before, Visit after)
    {
        var buzzes = sum.Now.Buzzes + BuzzesOf(e, after);
        if (e is Undone)
            return Undo(sum, buzzes);

        // A person's step begins: undo comes back to here.
        if (e.By != StaffId.Clock && !e.Continues)
            sum = sum with { Before = sum.Now, AcceptedBefore = sum.Accepted };
        var now = Counted(sum, e, before) with { Buzzes = buzzes };
        return sum with { Now = now, Accepted = AcceptedAfter(sum, e, before) };
    }

    // What rang and what the clock said has happened all the same.
    private static Sum Undo(Sum sum, int buzzes)
    {
        var back = sum.Before ?? sum.Now;
        return new Sum(back with { Buzzes = buzzes, Undos = sum.Now.Undos + 1, Overdue = sum.Now.Overdue }, null, sum.AcceptedBefore, null);
    }

    private static VisitSummary Counted(Sum sum, VisitEvent e, Visit? before)
    {
        var now = sum.Now;
        return e switch
        {
            MarkedReady x => now with { Ready = now.Ready ?? e.At, Offered = x.NotOffered is null },
            Requested x when now.FirstAsked is null && now.Handoffs == 0 && now.Together is null => now with { FirstAsked = NamedBy(x), Offered = true },
            Requested => now with { Offered = true },
            CameIn when now.Together is null => now with { Together = e.At, Accepted = sum.Accepted, Offered = true },
            HandedOff x => HandedOff(now, x.Part),
            Couldnt x => now with { Handoffs = now.Handoffs + 1, Cold = [.. now.Cold, new ColdHandoff(x.Reason, e.At, (before?.Handoff as WalkOver)?.Desk)] },
            Introduced when before?.Handoff is WalkOver walk => now with { Handoffs = now.Handoffs + 1, Walks = [.. now.Walks, new DeskWalk(walk.Desk, WaitOf(walk, before, e.At))] },
            VisitFinished => now with { Finished = true },
            AskedAllThree => now with { AskedAll = true },
            Reminded { Quiet: false } => Late(now, ClockStep.Reminder, e.At),
            Lapsed { Quiet: false } => Late(now, ClockStep.Lapse, e.At),
            ClockSpoke { Quiet: false, Step: not (ClockStep.FreeAgain or ClockStep.PageBack or ClockStep.DeskReady or ClockStep.DeskFree) } x => Late(now, x.Step, e.At),
            _ => now,
        };
    }

    private static VisitSummary Late(VisitSummary now, ClockStep step, DateTimeOffset at) => now with { Overdue = [.. now.Overdue, new OverdueStep(step, at)] };

    private static VisitSummary HandedOff(VisitSummary now, PatientsPart part)
    {
        var isWarm = part != PatientsPart.NotBeforeThePatient;
        return now with
        {
            Handoffs = now.Handoffs + 1,
            Warm = now.Warm + (isWarm ? 1 : 0),
            Modified = now.Modified + (isWarm ? 0 : 1),
            Asked = now.Asked + (part is PatientsPart.Added or PatientsPart.Nothing ? 1 : 0),
            Added = now.Added + (part is PatientsPart.Added ? 1 : 0),
            Unsaid = now.Unsaid + (part is PatientsPart.NotSaid ? 1 : 0),
        };
    }

    // The acceptance that stands: whoever can't come after all, is late for good or is not needed has none.
    private static DateTimeOffset? AcceptedAfter(Sum sum, VisitEvent e, Visit? before) => e switch
    {
        Accepted => before?.State is Coming ? sum.Accepted ?? e.At : e.At,
        SaidCant or CountsAsCant or Lapsed or RequestCancelled or Couldnt or CameIn => null,
        _ => sum.Accepted,
    };

    // "ready:lee" and "request:lee" name somebody; "request:provider" a role.
    private static StaffId? NamedBy(Requested e)
    {
        var colon = e.Did.IndexOf(':', StringComparison.Ordinal);
        var said = colon < 0 ? "" : e.Did[(colon + 1)..];
        return e.Asked is [var only] && only.Value == said ? only : null;
    }

    // A desk that was told at once was free; one that was asked was ready when it said so, or at the latest when they were there.
    private static double WaitOf(WalkOver walk, Visit before, DateTimeOffset arrived) => before.State switch
    {
        Coming { Expected: { } expected } => Math.Max(0, ((expected < arrived ? expected : arrived) - walk.Since).TotalMinutes),
        _ => (arrived - walk.Since).TotalMinutes,
    };

    // Each is a new message with a push: an ask or its reminder, a call back, a message of its own, and what a desk is told.
    private static int BuzzesOf(VisitEvent e, Visit after)
    {
        var asks = (after.Handoff as ToTheRoom)?.Asked.Count(ask => ask.Version == after.Version && !ask.IsSilent) ?? 0;
        var calls = after.Calls.Count(call => call.Version == after.Version && call.Push.Length > 0);
        var notices = after.Notices.Count(notice => notice.Version == after.Version);
        return asks + calls + notices + (e is WalkStarted ? 1 : 0);
    }
}

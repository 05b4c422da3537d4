namespace Bot.Clinic;

public static partial class Fold
{
    private static Visit TakeBack(Visit visit, Undone e)
    {
        var before = visit.Last?.Before ?? throw new InvalidOperationException($"Visit {visit.Id} has nothing to undo.");

        // The clock's marks, the messages of their own and the latest call-backs stay: nobody is told twice, and versions never go back.
        var back = before with
        {
            Version = visit.Version,
            Marks = visit.Marks,
            Notices = visit.Notices,
            Receivers = [.. before.Receivers.Select(one => visit.Receivers.FirstOrDefault(now => now.Who == one.Who && now.Version > one.Version) is { } rung ? one with { Version = rung.Version } : one)],
            Calls = before.Ma == visit.Ma ? visit.Calls : Calling(visit, before.Ma, ""),
            State = LatestCards(before.State, visit),
        };
        return back.Handoff is ToTheRoom handoff && e.AskAgain.Count > 0
            ? back with { State = AskedAnew(handoff, back.Version, e), Entered = e.At }
            : back;
    }

    // Whoever was told not to come may be elsewhere by now: they are not coming until they say so again.
    private static Waiting AskedAnew(ToTheRoom handoff, int version, Undone e)
    {
        var asked = handoff.Asked
            .Select(ask => e.AskAgain.Contains(ask.Who) ? new Ask(ask.Who, e.At, version, Pushes.Asked, Cant: false) : ask)
            .ToList();
        return new Waiting(handoff with { Asked = asked }, e.At);
    }

    // A reminder that came between is the message people now look at.
    private static VisitState LatestCards(VisitState state, Visit now)
    {
        if (now.Handoff is not ToTheRoom latest || HandoffOf(state) is not ToTheRoom handoff)
            return state;
        var asked = handoff.Asked
            .Select(ask => latest.AskOf(ask.Who) is { } rung && rung.Version > ask.Version ? ask with { Version = rung.Version, Push = rung.Push } : ask)
            .ToList();
        return WithHandoff(state, handoff with { Asked = asked });
    }

    private static Handoff? HandoffOf(VisitState state) => state switch
    {
        Waiting s => s.Handoff,
        Coming s => s.Handoff,
        Together s => s.Handoff,
        _ => null,
    };
}

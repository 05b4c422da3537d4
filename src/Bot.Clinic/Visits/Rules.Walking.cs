namespace Bot.Clinic;

public static partial class Rules
{
    private static Decision DecideWalk(Visit visit, Site site, Staff person, Walk c)
    {
        if (site.Plan.Find(c.Desk) is not { } desk)
            return No(Refusal.NoSuchDesk);
        if (!MayWalk(visit, person))
            return No(Refusal.NotYourPart);
        switch (visit.State)
        {
            // Nobody is asked by themselves: whoever is the desk does it here.
            case Closing when IsOfDesk(site, c.Desk, person) && visit.StopsLeft.Any(stop => stop.Desk == c.Desk):
                return DecideDoItHere(visit, site, person, new DoItHere(c.Desk, c.By, c.At));
            case Rooming:
                return No(Refusal.NotReadyYet);
            case Together together:
                return No(Refusal.TheyAreMeeting, together.Who);
            case Waiting or Coming:
                return visit.Handoff is WalkOver ? No(Refusal.PatientIsWalking) : No(Refusal.AHandoffIsOpen, (visit.State as Coming)?.Who);
        }

        var stop = visit.StopsLeft.FirstOrDefault(one => one.Desk == c.Desk);
        var first = desk.Asks.Take(1).ToList();
        var asks = stop?.Asks ?? [.. first.Select(ask => ask.Id)];

        // From Closing a walk is one of the stops, so that the visit is not over before it is.
        VisitEvent[] named = stop is null && visit.State is Closing
            ? [new StopsNamed(first.Count > 0 ? WithStops(visit, site, first) : [.. visit.Stops, new VisitStop(desk.Id, [], Done: false)])]
            : [];
        VisitEvent[] back = visit.State is Away ? [new CameBack()] : [];

        // Whoever waits for the desk already goes first; where nobody is, nobody is told.
        var deserted = site.IsDeserted(c.Desk, c.At);
        var told = !deserted && site.DeskBusyUntil(c.Desk, visit.Id, c.At) is null && site.LineOf(c.Desk).Count == 0;
        var walks = So([.. TakingUnlessReceiver(visit, person), .. back, .. named, new WalkStarted(c.Desk, asks, told)]);
        return deserted ? walks with { But = No(Refusal.NobodyAtThatDesk) } : walks;
    }

    private static Decision DecideDoItHere(Visit visit, Site site, Staff person, DoItHere c)
    {
        if (visit.State is not Closing)
            return visit.Handoff is WalkOver ? No(Refusal.PatientIsWalking) : No(Refusal.VisitIsNotDone);
        if (!MayWalk(visit, person))
            return No(Refusal.NotYourPart);
        if (!IsOfDesk(site, c.Desk, person))
            return No(Refusal.NotThatDesk);
        return visit.StopsLeft.Any(stop => stop.Desk == c.Desk)
            ? So([.. TakingUnlessReceiver(visit, person), new DoneHere(c.Desk)])
            : No(Refusal.NoSuchStop);
    }

    // "They're here": by the desk or the giver; then the patient is introduced, in person.
    private static Decision DecideArrived(Visit visit, Site site, WalkOver walk, Staff person)
    {
        if (IsOfDesk(site, walk.Desk, person))
            return So(new Introduced());
        return MayGive(visit, person) ? AsGiver(visit, person, new Introduced()) : No(Refusal.NotYourPart);
    }

    private static Decision DecideBack(Visit visit, Staff person)
    {
        if (visit.State is not Away)
            return visit.Handoff is WalkOver ? No(Refusal.PatientIsWalking) : No(Refusal.PatientIsNotAway);
        return MayWalk(visit, person) ? So([.. TakingUnlessReceiver(visit, person), new CameBack()]) : No(Refusal.NotYourPart);
    }

    // A receiver may walk the patient to the lab and back.
    private static bool MayWalk(Visit visit, Staff person) => MayGive(visit, person) || IsReceiver(visit, person) || visit.InTheRoom == person.Id;
}

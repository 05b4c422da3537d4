namespace Bot.Clinic;

public static partial class Rules
{
    private static Decision DecideVisitDone(Visit visit, Site site, Staff person, FinishVisit c)
    {
        var receives = IsReceiver(visit, person) || visit.InTheRoom == person.Id;
        if (!receives && !person.Role.RunsVisits())
            return No(Refusal.NotYourPart);
        var named = c.Stops.Select(site.Plan.Find).ToList();
        if (named.Contains(null))
            return No(Refusal.NoSuchStop);
        var stops = WithStops(visit, site, named!);
        VisitEvent[] keep = SameStops(stops, visit.Stops) ? [] : [new StopsNamed(stops)];
        VisitEvent[] taking = receives ? [] : Taking(visit, person);
        switch (visit.State)
        {
            case Rooming:
                return No(Refusal.NotReadyYet);
            case Closing closing when keep.Length == 0:
                return closing.DoneBy == person.Id ? new Decision.AlreadySo() : No(Refusal.VisitIsDone, closing.DoneBy);
            case Closing:
                return So([.. taking, .. keep]);

            case Waiting or Coming when visit.Handoff is { From: Closing before } and WalkOver:
                return keep.Length == 0 ? No(Refusal.VisitIsDone, before.DoneBy) : So([.. taking, .. keep]);

            // The stops are kept, though the visit can't be done while a handoff is open.
            case Waiting or Coming:
                var who = (visit.State as Coming)?.Who;
                return keep.Length == 0
                    ? No(Refusal.AHandoffIsOpen, who)
                    : new Decision.Happened([.. taking, .. keep], No(Refusal.StopsAreKept, who));
            case Together:
                return So([.. taking, new HandedOff(PatientsPart.NotSaid, []), .. keep, new VisitFinished()]);
            case Away:
                return So([.. taking, new CameBack(), .. keep, new VisitFinished()]);
            default:
                return So([.. taking, .. keep, new VisitFinished()]);
        }
    }

    /// <summary>Stops are added, never replaced, in the practice file's order, one per desk.</summary>
    private static List<VisitStop> WithStops(Visit visit, Site site, IReadOnlyList<Stop> more)
    {
        var desks = site.Plan.Desks.Select(desk => desk.Id).ToList();
        var stops = visit.Stops.ToList();
        foreach (var stop in more)
        {
            var at = stops.FindIndex(one => one.Desk == stop.Desk && !one.Done);
            if (at < 0)
                stops.Add(new VisitStop(stop.Desk, [stop.Id], Done: false));
            else if (!stops[at].Asks.Contains(stop.Id))
                stops[at] = stops[at] with { Asks = InOrder(site, [.. stops[at].Asks, stop.Id]) };
        }

        return [.. stops.OrderBy(stop => desks.IndexOf(stop.Desk))];
    }

    private static List<StopId> InOrder(Site site, List<StopId> asks) =>
        [.. site.Plan.Stops.Select(stop => stop.Id).Where(asks.Contains), .. asks.Where(id => site.Plan.Find(id) is null)];

    private static bool SameStops(List<VisitStop> a, IReadOnlyList<VisitStop> b) =>
        a.Count == b.Count && a.Zip(b).All(pair =>
            pair.First.Desk == pair.Second.Desk && pair.First.Done == pair.Second.Done && pair.First.Asks.SequenceEqual(pair.Second.Asks));

    private static Decision DecideAskedAll(Visit visit, Staff person)
    {
        var closes = visit.State is Closing || visit.Handoff is WalkOver { ComesBack: false };
        if (!closes)
            return No(Refusal.VisitIsNotDone);
        if (!MayGive(visit, person))
            return No(Refusal.NotYourPart);
        return visit.AskedAll ? new Decision.AlreadySo() : AsGiver(visit, person, new AskedAllThree());
    }

    private static Decision DecideAddStop(Visit visit, Site site, Staff person, AddStop c)
    {
        // *Other stop…* is always there once the visit is done, on the way to a desk too.
        if (visit.State is not Closing && visit.Handoff is not WalkOver { ComesBack: false })
            return No(visit.State is Rooming ? Refusal.NotReadyYet : visit.Handoff is WalkOver ? Refusal.PatientIsWalking : Refusal.VisitIsNotDone);
        if (!MayGive(visit, person))
            return No(Refusal.NotYourPart);
        if (site.Plan.Find(c.Stop) is not { } stop)
            return No(Refusal.NoSuchStop);
        var stops = WithStops(visit, site, [stop]);
        return SameStops(stops, visit.Stops) ? new Decision.AlreadySo() : AsGiver(visit, person, new StopsNamed(stops));
    }

    private static Decision DecideLeave(Visit visit, Staff person, Leave c)
    {
        if (!MayGive(visit, person))
            return No(Refusal.NotYourPart);
        var closes = visit.State is Closing || visit.Handoff is WalkOver { ComesBack: false };
        var outcome = c.Mistake ? Outcome.Mistake : closes ? Outcome.Completed : Outcome.LeftEarly;
        return So([new HasGone(outcome), .. NoNeed(visit, person.Id, StaffId.Clock)]);
    }

    private static Decision DecideUndo(Visit visit, Site site, Undo c)
    {
        if (visit.Last is not { } last || (last.Before is null && !last.First))
            return No(Refusal.NothingToUndo);
        if (last.By != c.By)
            return No(Refusal.SomeoneElseWasLast, last.By);
        if (c.At - last.At > UndoFor)
            return No(Refusal.TooLateToUndo);
        if (last.First)
            return visit.IsOpen ? So(new HasGone(Outcome.Mistake)) : No(Refusal.NothingToUndo);
        if (!visit.IsOpen && site.RoomIsOpen(visit.Room, visit.Id))
            return No(Refusal.RoomTakenAgain);
        return So(new Undone(ToldNotToCome(visit, last)));
    }

    // Undo of a cancel that told someone not to come asks that person again, anew.
    private static List<StaffId> ToldNotToCome(Visit visit, LastStep last)
    {
        var before = last.Before!;
        return [.. visit.Notices.Where(notice => notice.Kind == NoticeKind.NoNeedToCome && notice.Version > before.Version).Select(notice => notice.Who)];
    }
}

namespace Bot.Clinic;

public static partial class Rules
{
    /// <summary>Whoever is in the room is there, whoever accepted.</summary>
    private static Decision DecideHere(Visit visit, Site site, Staff person, Here c) => visit.State switch
    {
        Waiting { Handoff: WalkOver walk } => DecideArrived(visit, site, walk, person),
        Coming { Handoff: WalkOver walk } => DecideArrived(visit, site, walk, person),
        Together together => together.Who == (c.Who ?? together.Who) ? new Decision.AlreadySo() : No(Refusal.AlreadyHere, together.Who),
        Away away when HaveArrived(site, away, person, c) => new Decision.AlreadySo(),
        Ready or Away => DecideCameIn(visit, site, null, person, c),
        Waiting { Handoff: ToTheRoom handoff } => DecideCameIn(visit, site, handoff, person, c),
        Coming { Handoff: ToTheRoom handoff } => DecideCameIn(visit, site, handoff, person, c),
        With when visit.InTheRoom == (c.Who ?? person.Id) => new Decision.AlreadySo(),
        With => No(Refusal.AlreadyHere, visit.InTheRoom),
        Closing when visit.Stops.Any(stop => stop.Done && IsOfDesk(site, stop.Desk, person)) || JustArrived(visit, c) => new Decision.AlreadySo(),
        Closing => No(Refusal.VisitIsDone),
        _ => No(Refusal.NotReadyYet),
    };

    // Desk and giver may tap "they're here" at once: the second means the desk, and not that somebody is in the room again.
    private static bool HaveArrived(Site site, Away away, Staff person, Here c) =>
        c.Who is null && (IsOfDesk(site, away.Desk, person) || c.At - away.Since < SameClick);

    private static bool JustArrived(Visit visit, Here c) =>
        c.Who is null && visit.Last is { } last && last.Did == c.Did && c.At - last.At < SameClick;

    private static Decision DecideCameIn(Visit visit, Site site, ToTheRoom? handoff, Staff person, Here c)
    {
        VisitEvent[] back = visit.State is Away ? [new CameBack()] : [];
        var expected = IsExpected(visit, handoff, site, person, c.At);
        if (expected && (c.Who is null || c.Who == person.Id))
            return So([.. back, new CameIn(person.Id, person.Role), .. NoNeed(visit, person.Id, person.Id)]);
        if (!MayGive(visit, person))
            return No(handoff is null || expected ? Refusal.NotYourPart : Refusal.YouAreNotAsked);

        var who = c.Who ?? (visit.State as Coming)?.Who ?? TheOnlyOne(visit, handoff);
        if (who is not { } there)
            return No(Refusal.SayWhoIsHere);
        if (there == person.Id)
            return No(Refusal.NotYourself);
        if (there == handoff?.Giver)
            return No(Refusal.AlreadyHere, there);
        if (site.Find(there) is not { } receiver || !receiver.Role.ComesToRooms())
            return No(Refusal.ThatPersonIsNotExpected);
        return AsGiver(visit, person, [.. back, new CameIn(there, receiver.Role), .. NoNeed(visit, person.Id, there)]);
    }

    // A person asked, their cover, or anyone of the role that is awaited; with nobody asked, whoever comes to rooms and rooms nobody.
    private static bool IsExpected(Visit visit, ToTheRoom? handoff, Site site, Staff person, DateTimeOffset at)
    {
        if (handoff is null)
            return person.Role.ComesToRooms() && (!person.Role.RunsVisits() || IsReceiver(visit, person)) && person.Id != visit.Ma;
        if (person.Id == handoff.Giver)
            return false;
        return handoff.AskOf(person.Id) is not null
            || IsCoverOfAsked(handoff, site, person.Id, at)
            || (handoff.Role == Role.Provider && person.Role == Role.Provider);
    }

    // The only one asked; with nobody asked, the last receiver (who is offered first after a walk).
    private static StaffId? TheOnlyOne(Visit visit, ToTheRoom? handoff)
    {
        if (handoff is null)
            return visit.Receivers.Count > 0 ? visit.Receivers[0].Who : null;
        return handoff.Asked.Count == 1 ? handoff.Asked[0].Who
            : handoff.StillAsked.Take(2).ToList() is [var only] ? only.Who
            : null;
    }

    private static Decision DecideHandedOff(Visit visit, Staff person, PassOn c)
    {
        if (visit.State is not Together together)
            return No(NotTogether(visit), visit.State is With ? visit.InTheRoom : null);
        if (person.Id == together.Who)
            return So(new HandedOff(c.Part, c.Said));
        return MayGive(visit, person) ? AsGiver(visit, person, new HandedOff(c.Part, c.Said)) : No(Refusal.NotYourPart);
    }

    private static Refusal NotTogether(Visit visit) => visit.State switch
    {
        With => Refusal.HandedOffAlready,
        Away => Refusal.PatientIsAway,
        Closing => Refusal.VisitIsDone,
        Waiting { Handoff: WalkOver } => Refusal.DeskIsWaitedFor,
        Coming { Handoff: WalkOver } => Refusal.PatientIsWalking,
        Waiting => Refusal.NobodyIsComingYet,
        _ => Refusal.NobodyIsTogether,
    };
}

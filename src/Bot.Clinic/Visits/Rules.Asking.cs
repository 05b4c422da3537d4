namespace Bot.Clinic;

public static partial class Rules
{
    private sealed record Meant(Role Role, IReadOnlyList<StaffId> People, Decision.Refused? No);

    /// <summary>Who is asked: the person, or the role's people on duty. Nobody can ask themselves or is pinged by themselves.</summary>
    private static Meant WhoIsMeantBy(Whom whom, Site site, StaffId by, DateTimeOffset at)
    {
        switch (whom)
        {
            case Whom.Someone { Who: var who }:
                if (site.Find(who) is not { } person || !person.Role.ComesToRooms())
                    return new Meant(default, [], No(Refusal.NoSuchPerson));
                if (who == by)
                    return new Meant(person.Role, [], No(Refusal.NotYourself));
                return site.IsOff(who, at) ? new Meant(person.Role, [], No(Refusal.TheyAreOff, who)) : new Meant(person.Role, [who], null);
            case Whom.InRole { Role: var role }:
                var people = role.ComesToRooms() ? site.OnDuty(role, at).Select(one => one.Id).Where(id => id != by).ToList() : [];
                if (people.Count > 0)
                    return new Meant(role, people, null);
                var works = role.ComesToRooms() && site.Plan.Staff.Any(one => one.Role == role && one.Id != by);
                return new Meant(role, [], No(works ? Refusal.NobodyIsOn : Refusal.NobodyInThatRole));
            default:
                throw new ArgumentException($"No rule for {whom.GetType().Name}.", nameof(whom));
        }
    }

    private static Decision DecideRequest(Visit visit, Site site, Staff person, Request c)
    {
        // A receiver may bring in a third person; else it is the MA's button.
        if (!MayGive(visit, person) && !IsReceiver(visit, person) && visit.InTheRoom != person.Id)
            return No(Refusal.NotYourPart);
        switch (visit.State)
        {
            case Coming { Handoff: WalkOver } or Waiting { Handoff: WalkOver }:
                return No(Refusal.PatientIsWalking);
            case Coming coming:
                return No(Refusal.AlreadyOnTheWay, coming.Who);
            case Together together:
                return No(Refusal.TheyAreMeeting, together.Who);
            case Waiting { Handoff: ToTheRoom handoff }:
                return DecideAskToo(visit, handoff, site, person, c);
        }

        var meant = WhoIsMeantBy(c.Whom, site, c.By, c.At);
        if (meant.No is { } no)
            return no;

        // Whoever is in the room need not be asked to come.
        var elsewhere = meant.People.Where(who => who != visit.InTheRoom).ToList();
        if (elsewhere.Count == 0)
            return No(Refusal.AlreadyHere, visit.InTheRoom);
        VisitEvent[] back = visit.State is Away ? [new CameBack()] : [];
        return So([.. TakingUnlessReceiver(visit, person), .. back, new Requested(meant.Role, elsewhere, Silently(site, elsewhere, visit.Id, c.At))]);
    }

    // While Waiting: the same role or a cover is asked too; whoever said "can't" is rung again; another role must wait.
    private static Decision DecideAskToo(Visit visit, ToTheRoom handoff, Site site, Staff person, Request c)
    {
        var meant = WhoIsMeantBy(c.Whom, site, c.By, c.At);
        if (meant.No is { } no)
            return no;
        var isCover = meant.People.Count == 1 && IsCoverOfAsked(handoff, site, meant.People[0], c.At);
        if (meant.Role != handoff.Role && !isCover)
            return No(Refusal.AnotherRoleIsAsked);
        if (meant.People is [var only] && IsThere(visit, handoff, only))
            return No(Refusal.AlreadyHere, only);
        var anew = meant.People.Where(who => !IsThere(visit, handoff, who) && handoff.AskOf(who) is not { Cant: false }).ToList();
        return anew.Count == 0 ? new Decision.AlreadySo() : AsGiver(visit, person, new AskedToo(anew, Silently(site, anew, visit.Id, c.At)));
    }

    // Whoever gives the patient on, or waits with them for a third person, need not be asked to come.
    private static bool IsThere(Visit visit, ToTheRoom handoff, StaffId who) => who == handoff.Giver || who == visit.InTheRoom;

    private static bool IsCoverOfAsked(ToTheRoom handoff, Site site, StaffId who, DateTimeOffset at) =>
        handoff.Asked.Any(ask => site.NamedCoverOf(ask.Who, at) == who || site.CoverOf(ask.Who, at) == who);

    // Whoever is busy is not disturbed: the request joins what waits for them, and rings when they are free. Null for nobody.
    private static List<StaffId>? Silently(Site site, IEnumerable<StaffId> asked, VisitId visit, DateTimeOffset at) =>
        asked.Where(who => site.IsBusy(who, visit, at)).ToList() is { Count: > 0 } busy ? busy : null;

    /// <summary>The next of this person's chain of covers who can be asked by message and has not been asked in this handoff; null if there is none.</summary>
    private static StaffId? NextCover(StaffId of, Visit visit, ToTheRoom handoff, Site site, DateTimeOffset at)
    {
        var passed = new HashSet<StaffId> { of };
        for (var cover = site.CoverOf(of, at); cover is { } who && passed.Add(who); cover = site.CoverOf(who, at))
        {
            if (handoff.AskOf(who) is null && !IsThere(visit, handoff, who) && site.Find(who) is { UsesChat: true })
                return who;
        }

        return null;
    }

    /// <summary>The next person of the cover chain who has not been asked in this handoff; null if there is none.</summary>
    public static StaffId? CoverToAsk(Visit visit, ToTheRoom handoff, Site site, DateTimeOffset at)
    {
        foreach (var ask in handoff.Asked)
        {
            if (site.CoverOf(ask.Who, at) is { } cover && handoff.AskOf(cover) is null && !IsThere(visit, handoff, cover))
                return cover;
        }

        return null;
    }
}

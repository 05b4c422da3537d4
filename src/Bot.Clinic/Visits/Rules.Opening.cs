namespace Bot.Clinic;

public static partial class Rules
{
    /// <summary>What a command means in a room where no visit is open: a request there is "ready" and the request in one step.</summary>
    public static VisitCommand InEmptyRoom(RoomId room, VisitCommand command) =>
        command is Request c ? new MarkReady(room, ReadyNotes.None, c.Whom, c.By, c.At) : command;

    private static Decision DecideOpening(Site site, Staff person, VisitCommand command) => command switch
    {
        StartRooming c => DecideRooming(site, person, c),
        MarkReady c => DecideReady(site, person, c),
        _ => No(Refusal.NoSuchVisit),
    };

    private static Decision DecideRooming(Site site, Staff person, StartRooming c)
    {
        if (!site.Plan.Rooms.Contains(c.Room))
            return No(Refusal.NoSuchRoom);
        if (!person.Role.RunsVisits() && person.Role != Role.FrontDesk)
            return No(Refusal.NotYourPart);
        if (c.Ma is { } named && site.Find(named)?.Role.RunsVisits() != true)
            return No(Refusal.NoSuchPerson);
        var ma = c.Ma ?? (person.Role.RunsVisits() ? person.Id : null);
        return ma is { } who ? So(new Roomed(who, UsualWait(site))) : No(Refusal.SayWhichMa);
    }

    private static Decision DecideReady(Site site, Staff person, MarkReady c)
    {
        if (!site.Plan.Rooms.Contains(c.Room))
            return No(Refusal.NoSuchRoom);
        if (!person.Role.RunsVisits())
            return No(Refusal.NotYourPart);
        return ReadyAnd(site, person.Id, c, c.Notes.Wait ?? UsualWait(site));
    }

    private static Decision DecideReadyAfterRooming(Visit visit, Site site, Staff person, MarkReady c) =>
        person.Role.RunsVisits() ? ReadyAnd(site, person.Id, c, c.Notes.Wait ?? visit.Wait) : No(Refusal.NotYourPart);

    // "ready ROOM WHO" for a room that is ready is the request; what the form says beside it is added.
    private static Decision DecideReadyAgain(Visit visit, Site site, Staff person, Whom whom, MarkReady c)
    {
        var decision = DecideRequest(visit, site, person, new Request(whom, c.By, c.At));
        if (decision is not Decision.Happened { Events: var events } || c.Notes is { VisitType: "", Flags: [], Ticks: [], Wait: null })
            return decision;
        var taking = events.SkipLast(1).ToList();
        var ready = new MarkedReady(
            taking.Exists(e => e is TookOver) ? person.Id : visit.Ma,
            c.Notes.VisitType.Length > 0 ? c.Notes.VisitType : visit.VisitType,
            [.. visit.Flags.Union(c.Notes.Flags)],
            [.. visit.Ticks.Union(c.Notes.Ticks)],
            c.Notes.Wait ?? visit.Wait,
            visit.NotOffered);
        return So([.. taking, ready, events[^1]]);
    }

    private static Decision ReadyAnd(Site site, StaffId ma, MarkReady c, Wait wait)
    {
        var notOffered = Offering.WhyNot(site, ma, (c.Ask as Whom.Someone)?.Who, c.Notes.Flags, c.At);
        var ready = new MarkedReady(ma, c.Notes.VisitType, c.Notes.Flags, c.Notes.Ticks, wait, notOffered);
        if (c.Ask is not { } whom)
            return So(ready);
        return WhoIsMeantBy(whom, site, c.By, c.At) switch
        {
            // The patient is ready all the same; somebody else can be asked from the card.
            { No: { Why: Refusal.TheyAreOff or Refusal.NobodyIsOn } off } => new Decision.Happened([ready], off),
            { No: { } no } => no,
            var meant => So(ready, new Requested(meant.Role, meant.People, Silently(site, meant.People, default, c.At))),
        };
    }

    private static Wait UsualWait(Site site) => site.Plan.Manners.Returns ? Wait.Return : Wait.Stay;

    private static Decision DecideTake(Visit visit, Staff person)
    {
        if (!person.Role.RunsVisits())
            return No(Refusal.NotYourPart);
        return person.Id == visit.Ma ? No(Refusal.YouHaveIt) : So(new TookOver());
    }

    // Whoever has the visit and goes gives it on; a lead may say who has it. Nobody is given what they can't do, or after they have gone.
    private static Decision DecideGive(Visit visit, Site site, Staff person, Give c)
    {
        if (person.Id != visit.Ma && person.Role != Role.Lead)
            return No(Refusal.NotYourPart);
        if (site.Find(c.To)?.Role.RunsVisits() != true)
            return No(Refusal.NoSuchPerson);
        if (c.To == person.Id)
            return DecideTake(visit, person);
        if (c.To == visit.Ma)
            return new Decision.AlreadySo();
        return site.IsOff(c.To, c.At) ? No(Refusal.TheyAreOff, c.To) : So(new GivenTo(c.To));
    }

    private static Decision DecideStepOut(Visit visit, Staff person)
    {
        if (!person.Role.RunsVisits())
            return No(Refusal.NotYourPart);
        return visit.Wait == Wait.Return && person.Id == visit.Ma
            ? new Decision.AlreadySo()
            : So([.. Taking(visit, person), new SteppedOut()]);
    }
}

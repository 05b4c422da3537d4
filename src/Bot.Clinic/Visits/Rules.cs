using static Bot.Clinic.Decision;

namespace Bot.Clinic;

/// <summary>The rules of the clinic: what a command does to a visit. Pure; time arrives with the command.</summary>
/// <remarks>One file a concept: opening, asking, accepting, meeting, closing, walking, leaving, undoing, the clock.</remarks>
public static partial class Rules
{
    /// <summary>The same command by the same person within this time is the same click.</summary>
    public static readonly TimeSpan SameClick = TimeSpan.FromSeconds(60);

    /// <summary>Undo takes back the last person's step for this long.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromSeconds(60);

    /// <summary>Decides a command. A null visit means that none is open in that room.</summary>
    public static Decision Decide(Visit? visit, Site site, VisitCommand command)
    {
        if (command is Tick tick)
            return visit is null ? new AlreadySo() : Stamp(Clock.Fire(visit, site, tick.At), command);
        if (site.Find(command.By) is not { } person)
            return No(Refusal.NotOfThisSite);
        if (visit is null)
            return Stamp(DecideOpening(site, person, command), command);
        if (visit.Last is { } last && last.By == command.By && last.Did == command.Did && command.At - last.At < SameClick)
            return new AlreadySo();
        return Stamp(DecideOpen(visit, site, person, command), command);
    }

    private static Decision DecideOpen(Visit visit, Site site, Staff person, VisitCommand command) => (visit.State, command) switch
    {
        (_, Undo c) => DecideUndo(visit, site, c),
        (Left, _) => No(Refusal.AlreadyLeft),
        (Rooming, MarkReady c) => DecideReadyAfterRooming(visit, site, person, c),
        (Rooming, Request c) => DecideReadyAfterRooming(visit, site, person, new MarkReady(visit.Room, ReadyNotes.None, c.Whom, c.By, c.At)),
        (Ready, MarkReady { Ask: { } whom } c) => DecideReadyAgain(visit, site, person, whom, c),
        (_, MarkReady or StartRooming) => No(Refusal.RoomInUse),
        (_, Take) => DecideTake(visit, person),
        (_, Give c) => DecideGive(visit, site, person, c),
        (_, Leave c) => DecideLeave(visit, person, c),
        (_, StepOut) => DecideStepOut(visit, person),
        (_, Request c) => DecideRequest(visit, site, person, c),
        (_, Accept c) => DecideAccept(visit, site, person, c),
        (_, Cant c) => DecideCant(visit, site, person, c),
        (_, Here c) => DecideHere(visit, site, person, c),
        (_, PassOn c) => DecideHandedOff(visit, person, c),
        (_, CouldntMeet c) => DecideCouldntMeet(visit, site, person, c),
        (_, CancelRequest) => DecideCancel(visit, person),
        (_, FinishVisit c) => DecideVisitDone(visit, site, person, c),
        (_, AskAllThree) => DecideAskedAll(visit, person),
        (_, AddStop c) => DecideAddStop(visit, site, person, c),
        (_, Walk c) => DecideWalk(visit, site, person, c),
        (_, DoItHere c) => DecideDoItHere(visit, site, person, c),
        (_, ComeBack) => DecideBack(visit, person),
        _ => throw new ArgumentException($"No rule answers {command.GetType().Name}.", nameof(command)),
    };

    // What a button on a stale card is told where nobody is asked any more.
    private static Refused NobodyIsAsked(Visit visit, Site site, Staff person) => visit.State switch
    {
        _ when visit.InTheRoom == person.Id => No(Refusal.YouAreHere),
        Together together => No(Refusal.AlreadyHere, together.Who),
        Ready or With when site.Plan.Desks.Any(desk => desk.Members.Contains(person.Id)) => No(Refusal.PatientIsHere),
        With => No(Refusal.AlreadyHere, visit.InTheRoom),
        Away => No(Refusal.PatientIsAway),
        Closing => No(Refusal.VisitIsDone),
        _ => No(Refusal.NobodyIsAsked),
    };

    private static Refused No(Refusal why, StaffId? who = null) => new(why, who);

    private static Happened So(params VisitEvent[] events) => new(events);

    // All events of a decision are one step, by one person, at one time.
    private static Decision Stamp(Decision decision, VisitCommand command)
    {
        if (decision is not Happened happened)
            return decision;
        var did = command is Tick ? "" : command.Did;
        var stamped = new VisitEvent[happened.Events.Count];
        for (var i = 0; i < stamped.Length; i++)
            stamped[i] = happened.Events[i] with { By = command.By, At = command.At, Did = did, Continues = i > 0 };
        return happened with { Events = stamped };
    }

    /// <summary>The MA's buttons work for any MA, nurse or lead; whoever uses one becomes the visit's MA.</summary>
    private static VisitEvent[] Taking(Visit visit, Staff person) =>
        person.Role.RunsVisits() && person.Id != visit.Ma ? [new TookOver()] : [];

    /// <summary>The giver of the open handoff, and whoever runs visits.</summary>
    private static bool MayGive(Visit visit, Staff person) => person.Id == visit.Giver || person.Role.RunsVisits();

    // A provider who gives the patient on stays the giver when the MA helps; else the MA's buttons take the visit.
    private static Happened AsGiver(Visit visit, Staff person, params VisitEvent[] events) =>
        So([.. person.Id == visit.Giver ? [] : Taking(visit, person), .. events]);

    // A receiver may ask, walk and finish without taking the visit from its MA, even one who could.
    private static VisitEvent[] TakingUnlessReceiver(Visit visit, Staff person) => IsReceiver(visit, person) ? [] : Taking(visit, person);

    private static bool IsReceiver(Visit visit, Staff person) => visit.Receivers.Any(one => one.Who == person.Id);
}

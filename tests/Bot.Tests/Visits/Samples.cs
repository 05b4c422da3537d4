using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;

namespace Bot.Tests.Visits;

/// <summary>One value of every event and every state, with every member filled.</summary>
internal static class Samples
{
    private static readonly ToTheRoom Asked = new(
        Role.Provider, [new Ask(Lee, Ten, 2, Pushes.Asked, Cant: true)], Ten.AddMinutes(9), Maria, new Ready(Ten), Ten, 2);

    private static readonly WalkOver Walked = new(Lab, [Blood], WasAsked: true, Maria, new With(Maria, Ten), Ten, 7);

    public static readonly IReadOnlyList<VisitEvent> Events =
    [
        new Roomed(Maria, Wait.Stay),
        new MarkedReady(Maria, "follow-up", ["new-patient"], ["vitals"], Wait.Return),
        new MarkedReady(Maria, "", [], [], Wait.Stay, NotOffered.PhaseIn),
        new Requested(Role.Provider, [Lee, Patel], Silently: [Lee]),
        new AskedToo([Patel], Silently: [Patel]),
        new CameFree([Lee]),
        new Reminded([Lee], Quiet: true),
        new ClockSpoke(ClockStep.FreeAgain, Quiet: false, [Priya], [Lee], Ten.AddMinutes(3)),
        new Accepted(Ten.AddMinutes(5)),
        new SaidCant(Covered: true),
        new CountsAsCant([Lee]),
        new Lapsed(Quiet: true),
        new CameIn(Lee, Role.Provider),
        new HandedOff(PatientsPart.NotBeforeThePatient, ["who", "why"]),
        new Couldnt(ColdReason.CouldNotWait, Lee),
        new RequestCancelled(),
        new ToldNoNeed(Lee, Patel),
        new VisitFinished(),
        new StopsNamed([new VisitStop(Lab, [Blood], Done: true)]),
        new AskedAllThree(),
        new WalkStarted(Lab, [Blood], Told: true),
        new DeskSaidWhen(Ten.AddMinutes(5), Hold: true),
        new DeskPassed(),
        new Introduced(),
        new DoneHere(Lab),
        new CameBack(),
        new TookOver(),
        new GivenTo(Jordan),
        new SteppedOut(),
        new HasGone(Outcome.NotClosed),
        new Undone([Lee]),
    ];

    public static readonly IReadOnlyList<VisitState> States =
    [
        new Rooming(Ten),
        new Ready(Ten),
        new Waiting(Asked, Ten),
        new Waiting(Walked, Ten),
        new Coming(Asked, Lee, Ten.AddMinutes(3), Ten),
        new Coming(Walked, null, null, Ten),
        new Together(Asked, Lee, Ten),
        new With(Maria, Ten),
        new Away(Lab, Ten),
        new Closing(Lee, Ten),
        new Left(Outcome.Completed, Ten),
    ];

    public static Visit VisitIn(VisitState state) => new(
        TheVisit, Plan.Id, Four, Ten, 12, Maria, Wait.Return, "follow-up", ["new-patient"], ["vitals"],
        [new Receiver(Lee, 3, Ten.AddMinutes(1))],
        [new VisitStop(Lab, [Blood], Done: false)],
        AskedAll: true, Ten, Met: true,
        [new CallBack(Maria, 5, Pushes.Coming)],
        new Dictionary<ClockStep, DateTimeOffset> { [ClockStep.NoAnswer] = Ten.AddMinutes(6.5) },
        [new Notice(9, NoticeKind.LeadTold, Priya, Lee, Ten)],
        state,
        null)
    {
        Entered = Ten.AddMinutes(2),
        NotOffered = NotOffered.Patients,
    };
}

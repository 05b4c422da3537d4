namespace Bot.Clinic;

/// <summary>What became of a command.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>Something happened: one step, at least one event.</summary>
    /// <param name="But">Something was kept, yet the main thing could not be; null as a rule.</param>
    public sealed record Happened(IReadOnlyList<VisitEvent> Events, Refused? But = null) : Decision;

    /// <summary>It is so already: a click sent twice, or the clock with nothing to do.</summary>
    public sealed record AlreadySo : Decision;

    /// <summary>No, and why.</summary>
    /// <param name="Who">Whom the sentence names; null where it names nobody.</param>
    public sealed record Refused(Refusal Why, StaffId? Who = null) : Decision;
}

/// <summary>Every reason for a no. Each has a sentence; none says just "not now".</summary>
public enum Refusal
{
    NotOfThisSite,
    NotYourPart,
    NoSuchVisit,
    NoSuchRoom,
    RoomInUse,
    SayWhichMa,
    NotReadyYet,
    NobodyInThatRole,
    NobodyIsOn,
    TheyAreOff,
    NobodyAtThatDesk,
    NoSuchPerson,
    NotYourself,
    AlreadyOnTheWay,
    AlreadyHere,
    YouAreHere,
    TheyAreMeeting,
    HandedOffAlready,
    AnotherRoleIsAsked,
    PatientIsWalking,
    NobodyIsAsked,
    YouAreNotAsked,
    SayWhoIsHere,
    ThatPersonIsNotExpected,
    NobodyIsComingYet,
    NobodyIsTogether,
    AHandoffIsOpen,
    StopsAreKept,
    VisitIsDone,
    VisitIsNotDone,
    NoSuchStop,
    NoSuchDesk,
    NotThatDesk,
    DeskHasAnswered,
    DeskIsWaitedFor,
    PatientIsHere,
    PatientIsAway,
    PatientIsNotAway,
    NothingToCancel,
    TooLateToUndo,
    NothingToUndo,
    SomeoneElseWasLast,
    RoomTakenAgain,
    AlreadyLeft,
    MinutesOutOfRange,
    YouHaveIt,
}

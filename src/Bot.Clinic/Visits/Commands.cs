using System.Globalization;

namespace Bot.Clinic;

/// <summary>What somebody wants to happen to a visit. Imperative; the time arrives with it.</summary>
public abstract record VisitCommand(StaffId By, DateTimeOffset At)
{
    /// <summary>The command with its argument, as one word on disk: "accept:5". The same word within a minute is the same click.</summary>
    public abstract string Did { get; }
}

/// <summary>A patient is being roomed. The front desk names the MA; an MA, nurse or lead is it themselves.</summary>
public sealed record StartRooming(RoomId Room, StaffId? Ma, StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => $"rooming:{Ma}";
}

/// <summary>The patient is ready for whoever comes next.</summary>
/// <param name="Ask">Whom to request in the same step; null for nobody yet.</param>
public sealed record MarkReady(RoomId Room, ReadyNotes Notes, Whom? Ask, StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => $"ready:{Ask}";
}

/// <summary>Picks and ticks of the ready form. No values, no free text.</summary>
/// <param name="VisitType">An id of the practice file; empty if not said.</param>
/// <param name="Flags">Of <see cref="Picks.Flags"/>.</param>
/// <param name="Ticks">Of <see cref="Picks.Ticks"/>.</param>
/// <param name="Wait">Null: as usual at the site.</param>
public sealed record ReadyNotes(string VisitType, IReadOnlyList<string> Flags, IReadOnlyList<string> Ticks, Wait? Wait)
{
    public static readonly ReadyNotes None = new("", [], [], null);
}

/// <summary>How an MA waits: in the room, or outside until paged back.</summary>
public enum Wait
{
    Stay,
    Return,
}

/// <summary>Whom a request means: a person, or a role's people on duty.</summary>
public abstract record Whom
{
    private Whom()
    {
    }

    public sealed record Someone(StaffId Who) : Whom
    {
        public override string ToString() => Who.Value;
    }

    public sealed record InRole(Role Role) : Whom
    {
        public override string ToString() => Role.Id();
    }
}

public sealed record Request(Whom Whom, StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => $"request:{Whom}";
}

/// <summary>"I'm coming"; at a desk "send them" or "hold 5 min".</summary>
public sealed record Accept(When When, StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => When is When.Now ? "accept" : $"accept:{When}";
}

/// <summary>When somebody who accepts will be there.</summary>
public abstract record When
{
    private When()
    {
    }

    public sealed record Now : When;

    /// <summary>1 to 60 minutes.</summary>
    public sealed record In(int Minutes) : When
    {
        public override string ToString() => Minutes.ToString(CultureInfo.InvariantCulture);
    }

    public sealed record AfterThisPatient : When
    {
        public override string ToString() => "after";
    }
}

/// <summary>"I can't come"; at a desk "someone else".</summary>
public sealed record Cant(StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => "cant";
}

/// <summary>They are here. <paramref name="Who"/> where the giver says so of one of several.</summary>
public sealed record Here(StaffId? Who, StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => $"here:{Who}";
}

/// <summary>The meeting is over.</summary>
/// <param name="Said">What was ticked as said aloud; empty where the list is text only.</param>
public sealed record PassOn(PatientsPart Part, IReadOnlyList<string> Said, StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => $"handed-off:{Part.Id()}";
}

public sealed record CouldntMeet(ColdReason Reason, StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => $"couldnt-meet:{Reason.Id()}";
}

public sealed record CancelRequest(StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => "cancel-request";
}

public sealed record StepOut(StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => "stepping-out";
}

public sealed record Take(StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => "take";
}

/// <summary>Gives the visit to somebody else: whoever has it goes, or a lead says so.</summary>
public sealed record Give(StaffId To, StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => $"give:{To}";
}

public sealed record FinishVisit(IReadOnlyList<StopId> Stops, StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => $"visit-done:{string.Join(',', Stops)}";
}

public sealed record AskAllThree(StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => "asked-all";
}

public sealed record AddStop(StopId Stop, StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => $"stop:{Stop}";
}

public sealed record Walk(DeskId Desk, StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => $"walk:{Desk}";
}

/// <summary>The giver is the desk: walk and introduction in one tap; not measured.</summary>
public sealed record DoItHere(DeskId Desk, StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => $"here:{Desk}";
}

public sealed record ComeBack(StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => "back";
}

public sealed record Leave(bool Mistake, StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => Mistake ? "left:mistake" : "left";
}

public sealed record Undo(StaffId By, DateTimeOffset At) : VisitCommand(By, At)
{
    public override string Did => "undo";
}

/// <summary>The clock: fires the earliest due step.</summary>
public sealed record Tick(DateTimeOffset At) : VisitCommand(StaffId.Clock, At)
{
    public override string Did => "tick";
}

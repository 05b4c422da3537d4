using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>What happened to a visit. Events carry what was decided, so that folding them never needs the practice file.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Roomed), "roomed")]
[JsonDerivedType(typeof(MarkedReady), "marked-ready")]
[JsonDerivedType(typeof(Requested), "requested")]
[JsonDerivedType(typeof(AskedToo), "asked-too")]
[JsonDerivedType(typeof(CameFree), "came-free")]
[JsonDerivedType(typeof(Reminded), "reminded")]
[JsonDerivedType(typeof(ClockSpoke), "clock-spoke")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(SaidCant), "said-cant")]
[JsonDerivedType(typeof(CountsAsCant), "counts-as-cant")]
[JsonDerivedType(typeof(Lapsed), "lapsed")]
[JsonDerivedType(typeof(CameIn), "came-in")]
[JsonDerivedType(typeof(HandedOff), "handed-off")]
[JsonDerivedType(typeof(Couldnt), "couldnt-meet")]
[JsonDerivedType(typeof(RequestCancelled), "request-cancelled")]
[JsonDerivedType(typeof(ToldNoNeed), "told-no-need")]
[JsonDerivedType(typeof(VisitFinished), "visit-done")]
[JsonDerivedType(typeof(StopsNamed), "stops-named")]
[JsonDerivedType(typeof(AskedAllThree), "asked-all-three")]
[JsonDerivedType(typeof(WalkStarted), "walk-started")]
[JsonDerivedType(typeof(DeskSaidWhen), "desk-said-when")]
[JsonDerivedType(typeof(DeskPassed), "desk-passed")]
[JsonDerivedType(typeof(Introduced), "introduced")]
[JsonDerivedType(typeof(DoneHere), "done-here")]
[JsonDerivedType(typeof(CameBack), "came-back")]
[JsonDerivedType(typeof(TookOver), "took-over")]
[JsonDerivedType(typeof(GivenTo), "given-to")]
[JsonDerivedType(typeof(SteppedOut), "stepped-out")]
[JsonDerivedType(typeof(HasGone), "left")]
[JsonDerivedType(typeof(Undone), "undone")]
public abstract record VisitEvent
{
    /// <summary>Who did it; the clock where nobody did.</summary>
    [JsonIgnore]
    public StaffId By { get; init; } = StaffId.Clock;

    [JsonIgnore]
    public DateTimeOffset At { get; init; }

    /// <summary>The command in one word; empty for the clock.</summary>
    public string Did { get; init; } = "";

    /// <summary>True if it belongs to the same step as the event before it: undo takes them back together.</summary>
    public bool Continues { get; init; }
}

public sealed record Roomed(StaffId Ma, Wait Wait) : VisitEvent;

/// <param name="NotOffered">Why no warm handoff is offered by itself; null if one is, as in all events of the time before there were plans.</param>
public sealed record MarkedReady(
    StaffId Ma, string VisitType, IReadOnlyList<string> Flags, IReadOnlyList<string> Ticks, Wait Wait, NotOffered? NotOffered = null) : VisitEvent;

/// <param name="Asked">At least one person.</param>
/// <param name="Silently">Those of them who are busy: it joins what waits for them, and rings when they are free. Null for nobody.</param>
public sealed record Requested(Role Role, IReadOnlyList<StaffId> Asked, IReadOnlyList<StaffId>? Silently = null) : VisitEvent;

/// <summary>More people are asked in the same handoff, or the same again.</summary>
/// <param name="Silently">As with <see cref="Requested"/>.</param>
public sealed record AskedToo(IReadOnlyList<StaffId> Asked, IReadOnlyList<StaffId>? Silently = null) : VisitEvent;

/// <summary>They are free: what joined silently rings now.</summary>
public sealed record CameFree(IReadOnlyList<StaffId> Who) : VisitEvent;

/// <summary>The one reminder to those who have not answered.</summary>
public sealed record Reminded(IReadOnlyList<StaffId> Who, bool Quiet) : VisitEvent;

/// <summary>A step of the clock was due.</summary>
/// <param name="Quiet">True if its time passed while the bot was down: nobody's phone buzzes.</param>
/// <param name="Told">The leads or MAs on duty who are told; empty for other steps.</param>
/// <param name="About">Whom the lead is told about.</param>
/// <param name="Expected">For an acceptance after another patient: when they will be here.</param>
public sealed record ClockSpoke(ClockStep Step, bool Quiet, IReadOnlyList<StaffId> Told, IReadOnlyList<StaffId> About, DateTimeOffset? Expected) : VisitEvent;

/// <param name="Expected">Null while it depends on their leaving another room.</param>
public sealed record Accepted(DateTimeOffset? Expected) : VisitEvent;

/// <param name="Covered">True if the cover is asked at once: then there is nothing to choose, and the giver is not called.</param>
public sealed record SaidCant(bool Covered = false) : VisitEvent;

/// <summary>They were asked, or were coming, and are no longer in the practice file.</summary>
public sealed record CountsAsCant(IReadOnlyList<StaffId> Who) : VisitEvent;

/// <summary>Somebody accepted and did not come in time.</summary>
/// <param name="Quiet">True if its time passed while the bot was down: the giver is not called.</param>
public sealed record Lapsed(bool Quiet = false) : VisitEvent;

/// <param name="Who">Whoever is in the room now.</param>
public sealed record CameIn(StaffId Who, Role Role) : VisitEvent;

public sealed record HandedOff(PatientsPart Part, IReadOnlyList<string> Said) : VisitEvent;

/// <summary>Recorded as cold.</summary>
/// <param name="With">Who has the patient now after a request from Ready; null where the state before returns.</param>
public sealed record Couldnt(ColdReason Reason, StaffId? With) : VisitEvent;

public sealed record RequestCancelled : VisitEvent;

/// <summary>Whoever was coming is told that there is no need.</summary>
public sealed record ToldNoNeed(StaffId Who, StaffId Instead) : VisitEvent;

public sealed record VisitFinished : VisitEvent;

/// <param name="Stops">All stops of the visit, in the order of the practice file.</param>
public sealed record StopsNamed(IReadOnlyList<VisitStop> Stops) : VisitEvent;

public sealed record AskedAllThree : VisitEvent;

/// <param name="Told">True if the desk is free or its state unknown: walk at once; else it is asked.</param>
public sealed record WalkStarted(DeskId Desk, IReadOnlyList<StopId> Asks, bool Told) : VisitEvent;

/// <summary>"Send them" or "hold n": by a member of the desk.</summary>
public sealed record DeskSaidWhen(DateTimeOffset Expected, bool Hold) : VisitEvent;

/// <summary>"Someone else": the stop goes back to the giver.</summary>
public sealed record DeskPassed : VisitEvent;

public sealed record Introduced : VisitEvent;

/// <summary>The giver is the desk.</summary>
public sealed record DoneHere(DeskId Desk) : VisitEvent;

public sealed record CameBack : VisitEvent;

public sealed record TookOver : VisitEvent;

/// <summary>The visit's MA goes, or a lead says so: somebody else has the visit now.</summary>
public sealed record GivenTo(StaffId Who) : VisitEvent;

public sealed record SteppedOut : VisitEvent;

public sealed record HasGone(Outcome Outcome) : VisitEvent;

/// <summary>The last person's step is taken back; nothing is deleted.</summary>
/// <param name="AskAgain">Those who were told not to come and are asked anew.</param>
public sealed record Undone(IReadOnlyList<StaffId> AskAgain) : VisitEvent;

using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>Where a visit stands. A state holds only the data that exists in it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Rooming), "rooming")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(Waiting), "waiting")]
[JsonDerivedType(typeof(Coming), "coming")]
[JsonDerivedType(typeof(Together), "together")]
[JsonDerivedType(typeof(With), "with")]
[JsonDerivedType(typeof(Away), "away")]
[JsonDerivedType(typeof(Closing), "closing")]
[JsonDerivedType(typeof(Left), "left")]
public abstract record VisitState(DateTimeOffset Since);

/// <summary>The patient is being roomed.</summary>
public sealed record Rooming(DateTimeOffset Since) : VisitState(Since);

/// <summary>The patient is ready; nobody is asked.</summary>
public sealed record Ready(DateTimeOffset Since) : VisitState(Since);

/// <summary>Somebody is asked and nobody has said yes.</summary>
public sealed record Waiting(Handoff Handoff, DateTimeOffset Since) : VisitState(Since);

/// <summary>Somebody said yes, or a free desk was told.</summary>
/// <param name="Who">Who accepted; null where a desk was told and nobody has answered.</param>
/// <param name="Expected">When they will be there; null while that depends on their leaving another room.</param>
public sealed record Coming(Handoff Handoff, StaffId? Who, DateTimeOffset? Expected, DateTimeOffset Since) : VisitState(Since);

/// <summary>Giver, receiver and patient are in the room.</summary>
public sealed record Together(Handoff Handoff, StaffId Who, DateTimeOffset Since) : VisitState(Since);

/// <summary>The receiver has the patient.</summary>
public sealed record With(StaffId GivenBy, DateTimeOffset Since) : VisitState(Since);

/// <summary>The patient is at a desk and will be back; the room is held.</summary>
public sealed record Away(DeskId Desk, DateTimeOffset Since) : VisitState(Since);

/// <summary>The visit is done; questions and stops are left.</summary>
public sealed record Closing(StaffId DoneBy, DateTimeOffset Since) : VisitState(Since);

/// <summary>The patient has left.</summary>
public sealed record Left(Outcome Outcome, DateTimeOffset Since) : VisitState(Since);

/// <summary>One meeting in which the patient is passed, in person, from a giver to a receiver.</summary>
/// <param name="Giver">Whoever passes the patient on.</param>
/// <param name="From">The state to which a cancelled request returns.</param>
/// <param name="Since">The first ask: the lead's clock counts from here.</param>
/// <param name="Version">Of the event that opened it.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(ToTheRoom), "to-the-room")]
[JsonDerivedType(typeof(WalkOver), "walk-over")]
public abstract record Handoff(StaffId Giver, VisitState From, DateTimeOffset Since, int Version);

/// <summary>The receiver comes to the room.</summary>
/// <param name="Role">The role that is awaited.</param>
/// <param name="Lapsed">When an acceptance lapsed; null if none did.</param>
public sealed record ToTheRoom(Role Role, IReadOnlyList<Ask> Asked, DateTimeOffset? Lapsed, StaffId Giver, VisitState From, DateTimeOffset Since, int Version)
    : Handoff(Giver, From, Since, Version)
{
    /// <summary>The newest ask: reminder and "no answer" count from here.</summary>
    [JsonIgnore]
    public DateTimeOffset NewestAsk => Asked.Count == 0 ? Since : Asked.Max(ask => ask.At);

    /// <summary>Those who are asked and have not said "can't".</summary>
    [JsonIgnore]
    public IEnumerable<Ask> StillAsked => Asked.Where(ask => !ask.Cant);

    public Ask? AskOf(StaffId who) => Asked.Find(who, static (ask, who) => ask.Who == who);
}

/// <summary>The patient is walked to a desk.</summary>
/// <param name="Asks">What is asked of the desk.</param>
/// <param name="WasAsked">True if the desk had to be asked first, or put the patient on hold: its "send them" then rings.</param>
public sealed record WalkOver(DeskId Desk, IReadOnlyList<StopId> Asks, bool WasAsked, StaffId Giver, VisitState From, DateTimeOffset Since, int Version)
    : Handoff(Giver, From, Since, Version)
{
    /// <summary>The room is held for a walk before *visit done*: lab and back.</summary>
    [JsonIgnore]
    public bool ComesBack => From is not Closing;
}

/// <summary>One person who is asked to come.</summary>
/// <param name="At">When they were asked; asking again moves it.</param>
/// <param name="Version">Of the event that last rang them: their card hangs on it.</param>
/// <param name="Push">Why it rang: a name of the fixed list; empty if it joined silently, its owner being busy.</param>
public sealed record Ask(StaffId Who, DateTimeOffset At, int Version, string Push, bool Cant)
{
    [JsonIgnore]
    public bool IsSilent => Push.Length == 0;
}

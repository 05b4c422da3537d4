using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>What the report needs of one visit: written when it ends, so that a report of months need not read every step again.</summary>
/// <remarks>Nothing that tells of the patient: rooms, clocks, staff, and counts.</remarks>
/// <param name="Ready">When it was marked ready; null if it never was. Then, or if it was opened by mistake, it is not eligible.</param>
/// <param name="Accepted">The acceptance that led to the first meeting; null if they came without one, or nobody came.</param>
/// <param name="Together">The first meeting in the room.</param>
/// <param name="FirstAsked">Whoever was asked first, by name; null if that was a role, or nobody.</param>
/// <param name="Finished">True if somebody said *visit done*: then closing questions were due.</param>
/// <param name="Warm">Handoffs in the room, in person and before the patient.</param>
/// <param name="Modified">Handoffs in person, but not before the patient.</param>
/// <param name="Cold">Why each handoff that was neither was not.</param>
/// <param name="Asked">Handoffs in which the patient was asked what they would add.</param>
/// <param name="Added">Handoffs in which the patient added or corrected something.</param>
/// <param name="Handoffs">Meetings in the room, introductions at a desk, and cold ones.</param>
/// <param name="Buzzes">Messages sent so that a phone buzzes.</param>
/// <param name="Undos">Steps that were taken back.</param>
/// <param name="Overdue">What the clock said aloud, and when.</param>
/// <param name="Unsaid">Warm handoffs of which nobody said what the patient's part was: they are not "not asked".</param>
/// <param name="Offered">A warm handoff was offered by the plan, or somebody was asked or came all the same: whoever asks is counted in.</param>
public sealed record VisitSummary(
    RoomId Room,
    DateTimeOffset Opened,
    DateTimeOffset? Ready,
    DateTimeOffset? Accepted,
    DateTimeOffset? Together,
    DateTimeOffset? Ended,
    Outcome Outcome,
    StaffId? FirstAsked,
    bool Finished,
    bool AskedAll,
    int Warm,
    int Modified,
    int Asked,
    int Added,
    int Handoffs,
    int Buzzes,
    int Undos,
    IReadOnlyList<ColdHandoff> Cold,
    IReadOnlyList<DeskWalk> Walks,
    IReadOnlyList<OverdueStep> Overdue,
    int Unsaid = 0,
    bool Offered = true)
{
    /// <summary>Every visit that was marked ready, unless the practice's plan is narrower.</summary>
    [JsonIgnore]
    public bool IsEligible => WasReady && Offered;

    /// <summary>Marked ready, in the plan or not.</summary>
    [JsonIgnore]
    public bool WasReady => Ready is not null && Outcome != Outcome.Mistake;

    /// <summary>A visit that nobody closed has no times that mean anything.</summary>
    [JsonIgnore]
    public bool IsTimed => IsEligible && Outcome != Outcome.NotClosed;

    /// <summary>Minutes from ready to the acceptance that led to a meeting; null if there was none, or the visit was not closed.</summary>
    [JsonIgnore]
    public double? ToAccepted => IsTimed && Accepted >= Ready ? (Accepted - Ready)?.TotalMinutes : null;

    /// <summary>Minutes from ready to the first meeting; null as above.</summary>
    [JsonIgnore]
    public double? ToTogether => IsTimed && Together >= Ready ? (Together - Ready)?.TotalMinutes : null;
}

/// <summary>A handoff that could not be warm.</summary>
public sealed record ColdHandoff(ColdReason Reason, DateTimeOffset At, DeskId? Desk);

/// <summary>A patient was walked to a desk and introduced.</summary>
/// <param name="Minutes">From asking for the walk until the desk was ready; 0 if it was free.</param>
public sealed record DeskWalk(DeskId Desk, double Minutes);

/// <summary>A step that waited longer than the site's patience, and was said so.</summary>
public sealed record OverdueStep(ClockStep Step, DateTimeOffset At);

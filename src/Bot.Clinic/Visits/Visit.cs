using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>One patient's stay in one room: the fold of its events. It has no patient name; the room and the clock identify it.</summary>
/// <param name="Version">The sequence number of the latest event.</param>
/// <param name="Ma">The MA, nurse or lead who has the visit now.</param>
/// <param name="Receivers">Whoever came into the room, the latest first.</param>
/// <param name="Stops">What is asked of desks, in the order of the practice file, one per desk.</param>
/// <param name="ReadySince">Minutes waited count from here until the first meeting.</param>
/// <param name="Met">True once anyone met the patient in the room.</param>
/// <param name="Calls">At which version each giver's card last became a new message, and why.</param>
/// <param name="Marks">When each step of the clock last fired.</param>
/// <param name="Notices">Messages of their own: to the lead, to MAs on duty, "no need to come".</param>
/// <param name="Last">The last person's step; null after nothing but the clock.</param>
public sealed record Visit(
    VisitId Id,
    SiteId Site,
    RoomId Room,
    DateTimeOffset Opened,
    int Version,
    StaffId Ma,
    Wait Wait,
    string VisitType,
    IReadOnlyList<string> Flags,
    IReadOnlyList<string> Ticks,
    IReadOnlyList<Receiver> Receivers,
    IReadOnlyList<VisitStop> Stops,
    bool AskedAll,
    DateTimeOffset? ReadySince,
    bool Met,
    IReadOnlyList<CallBack> Calls,
    IReadOnlyDictionary<ClockStep, DateTimeOffset> Marks,
    IReadOnlyList<Notice> Notices,
    VisitState State,
    LastStep? Last)
{
    /// <summary>The patience of the state counts from here: since it last became what it is, or somebody took the visit, or its MA went on closing it.</summary>
    public DateTimeOffset Entered { get; init; }

    /// <summary>Why no warm handoff is offered by itself, decided when the room was ready; null if one is.</summary>
    public NotOffered? NotOffered { get; init; }

    /// <summary>Nobody is asked, and nobody need be: the patient is passed on as before there was a plan.</summary>
    [JsonIgnore]
    public bool GoesAsBefore => NotOffered is not null && State is Ready && Receivers.Count == 0;

    [JsonIgnore]
    public bool IsOpen => State is not Left;

    /// <summary>The handoff that is open now, if there is one.</summary>
    [JsonIgnore]
    public Handoff? Handoff => State switch
    {
        Waiting v => v.Handoff,
        Coming v => v.Handoff,
        Together v => v.Handoff,
        _ => null,
    };

    /// <summary>Whoever passes the patient on now: the giver of the open handoff, else the visit's MA.</summary>
    [JsonIgnore]
    public StaffId Giver => Handoff?.Giver ?? Ma;

    /// <summary>Whoever is in the room beside the MA: the one Together, or the latest receiver With, also while a third person is awaited.</summary>
    [JsonIgnore]
    public StaffId? InTheRoom => State switch
    {
        Together v => v.Who,
        With or Waiting { Handoff: ToTheRoom { From: With } } or Coming { Handoff: ToTheRoom { From: With } } when Receivers.Count > 0 => Receivers[0].Who,
        _ => null,
    };

    /// <summary>When somebody last came into this room; null if they never did.</summary>
    public DateTimeOffset? CameAt(StaffId who) =>
        State is Together together && together.Who == who ? together.Since : Receivers.Find(who, static (one, who) => one.Who == who)?.At;

    [JsonIgnore]
    public IEnumerable<VisitStop> StopsLeft => Stops.Where(stop => !stop.Done);

    /// <summary>True if the step has fired at or after <paramref name="from"/>.</summary>
    public bool Fired(ClockStep step, DateTimeOffset from) => Marks.TryGetValue(step, out var at) && at >= from;
}

/// <summary>Somebody who met the patient in the room.</summary>
/// <param name="Version">Of the event that asked or last rang them: their card hangs on it.</param>
/// <param name="At">When they last came in: whoever comes in elsewhere later is no longer here.</param>
public sealed record Receiver(StaffId Who, int Version, DateTimeOffset At = default);

/// <summary>What one desk is asked, and whether it has happened.</summary>
public sealed record VisitStop(DeskId Desk, IReadOnlyList<StopId> Asks, bool Done);

/// <summary>A new message to the giver; none if their card is only repainted.</summary>
/// <param name="Push">A name of the fixed list; empty for the first card, which answers their own step.</param>
public sealed record CallBack(StaffId Who, int Version, string Push);

/// <summary>A message of its own, beside the cards of the journey.</summary>
/// <param name="Who">Whom it tells.</param>
/// <param name="Other">Whoever the message names; the clock if nobody.</param>
public sealed record Notice(int Version, NoticeKind Kind, StaffId Who, StaffId Other, DateTimeOffset At);

public enum NoticeKind
{
    /// <summary>To the lead: nobody has come, or the visit is not closed.</summary>
    LeadTold,

    /// <summary>To an MA on duty: the first tap takes the visit.</summary>
    MaTold,

    /// <summary>To whoever was coming: no need to.</summary>
    NoNeedToCome,
}

/// <summary>The last person's step, for undo and for clicks that are sent twice.</summary>
/// <param name="Did">The command in one word.</param>
/// <param name="Before">The visit before it; null if it can't be undone (an undo, or the very first step).</param>
/// <param name="First">True if it opened the visit.</param>
public sealed record LastStep(StaffId By, DateTimeOffset At, string Did, bool First, Visit? Before);

/// <summary>What the clock may do. Each fires once for what it waits on.</summary>
public enum ClockStep
{
    Reminder,
    NoAnswer,
    Lead,
    FreeAgain,
    FormerStaff,
    Nudge,
    Lapse,
    PageBack,
    DeskNoAnswer,
    DeskReady,
    DeskFree,
    CameFree,
    Walk,
    Ready,
    Together,
    With,
    Away,
    Closing,
    ClosingMas,
    ClosingLead,
    EndOfDay,
}

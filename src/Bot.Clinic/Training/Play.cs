using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>A role play that goes on in chat: who plays whom, and how far they are. It ends with the debrief, and nothing of it is kept.</summary>
/// <param name="Version">Counts its steps from 1: of two who step at once, one is told so.</param>
/// <param name="Stage">A site of its own, on which nobody is but who joined: one for each conversation.</param>
/// <param name="Site">The real site, whose people play.</param>
/// <param name="Chat">"teams" or "slack".</param>
/// <param name="Conversation">The chat's id of the channel or group chat in which it is played.</param>
/// <param name="Scenario">Null until one is chosen.</param>
/// <param name="Facilitator">Whoever leads it and plays the patient.</param>
/// <param name="Visit">The practice visit, once they play; it is no visit of the real site.</param>
/// <param name="Touched">When anybody last did something.</param>
public sealed record Play(
    PlayId Id,
    int Version,
    SiteId Stage,
    SiteId Site,
    string Chat,
    string Conversation,
    ScenarioId? Scenario,
    StaffId Facilitator,
    IReadOnlyList<Taken> Parts,
    PlayState State,
    VisitId? Visit,
    DateTimeOffset Touched)
{
    /// <summary>No message reaches the facilitator, so that they can't read what they alone may know.</summary>
    public bool IsUnheard { get; init; }

    [JsonIgnore]
    public bool IsOver => State is Over;

    /// <summary>Everybody who joined: the facilitator and whoever took a part.</summary>
    public bool Has(StaffId who) => who == Facilitator || PartOf(who) is not null;

    public Part? PartOf(StaffId who) => Parts.FirstOrDefault(one => one.Who == who)?.Part;

    public StaffId? WhoPlays(Part part) => Parts.FirstOrDefault(one => one.Part == part)?.Who;

    public StaffId? WhoPlays(Role role) => WhoPlays(new Part(role.Id()));
}

/// <summary>A part and who plays it.</summary>
public sealed record Taken(Part Part, StaffId Who);

/// <summary>Ten letters and digits, drawn at random.</summary>
public readonly record struct PlayId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>How far a role play is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Choosing), "choosing")]
[JsonDerivedType(typeof(Gathering), "gathering")]
[JsonDerivedType(typeof(Playing), "playing")]
[JsonDerivedType(typeof(Debriefing), "debriefing")]
[JsonDerivedType(typeof(Over), "over")]
public abstract record PlayState;

/// <summary>The facilitator chooses a scenario.</summary>
public sealed record Choosing : PlayState;

/// <summary>Everybody reads the situation; parts are taken.</summary>
public sealed record Gathering : PlayState;

/// <summary>They play, with the real cards.</summary>
public sealed record Playing : PlayState;

/// <summary>The group talks about it, one question after the other.</summary>
/// <param name="Prompt">Which question, from 0.</param>
public sealed record Debriefing(int Prompt, IReadOnlyList<DebriefTick> Ticks) : PlayState;

/// <summary>It is over.</summary>
/// <param name="Well">How many things were ticked as gone well; which, is not kept.</param>
/// <param name="Better">How many were ticked as to improve.</param>
public sealed record Over(PlayEnd Why, DateTimeOffset At, int Well, int Better) : PlayState;

public enum PlayEnd
{
    /// <summary>With the last question of the debrief.</summary>
    Finished,

    /// <summary>Somebody stopped it.</summary>
    Stopped,

    /// <summary>Nobody did anything for an hour.</summary>
    LeftAlone,

    /// <summary>Its scenario, or its site, is no longer there.</summary>
    Gone,
}

/// <summary>One thing that was ticked in the debrief.</summary>
/// <param name="Prompt">Of which question, from 0.</param>
/// <param name="Well">Gone well; else to improve.</param>
/// <param name="Number">Which of the file's ticks there, from 0.</param>
public sealed record DebriefTick(int Prompt, bool Well, int Number);

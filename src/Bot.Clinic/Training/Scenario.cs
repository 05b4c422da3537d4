namespace Bot.Clinic;

/// <summary>A role play. What everybody is shown and what the facilitator alone knows are two things, so that one can't slip into the other.</summary>
public sealed record Scenario(ScenarioId Id, SharedPart Shared, FacilitatorsPart Facilitators);

/// <summary>What everybody is shown, before and during the role play.</summary>
/// <param name="Minutes">How long it takes, with its debrief.</param>
/// <param name="Giver">Who passes the patient on; one of the players.</param>
/// <param name="Receiver">Who receives the patient; another of the players.</param>
/// <param name="Situation">One to six sentences or short paragraphs.</param>
public sealed record SharedPart(
    string Title, int Minutes, Role Giver, Role Receiver, IReadOnlyList<string> Situation, IReadOnlyList<Player> Players)
{
    /// <summary>The patient is walked to a desk; else the receiver comes to the room.</summary>
    public bool IsWalk => Receiver == Role.FrontDesk;
}

/// <summary>What only the facilitator has, who plays the patient.</summary>
/// <param name="Patient">More about the patient, to answer in character.</param>
/// <param name="Steps">What a good handoff shows here.</param>
/// <param name="Debrief">Asked afterwards, one at a time.</param>
public sealed record FacilitatorsPart(IReadOnlyList<string> Patient, IReadOnlyList<string> Steps, IReadOnlyList<Prompt> Debrief);

/// <summary>Somebody in the role play.</summary>
/// <param name="Task">What they are to do, said to them.</param>
public sealed record Player(Part Part, string Task);

/// <summary>A question to the group, with what may be ticked as the answers come.</summary>
/// <param name="Well">What went well.</param>
/// <param name="Better">What to improve.</param>
public sealed record Prompt(string Ask, IReadOnlyList<string> Well, IReadOnlyList<string> Better);

/// <summary>A part that somebody plays: a role of the staff, or one of those who are not staff.</summary>
/// <param name="Id">The text form of a <see cref="Clinic.Role"/>, or "patient", "family", "interpreter", "observer".</param>
public readonly record struct Part(string Id)
{
    public static readonly Part Patient = new("patient");

    /// <summary>The ids of all parts there are.</summary>
    public static readonly IReadOnlyList<string> Known = [.. Enum.GetValues<Role>().Select(role => role.Id()), Patient.Id, "family", "interpreter", "observer"];

    /// <summary>Null for those who are not staff.</summary>
    public Role? Role => Roles.Read(Id);

    /// <summary>"behavioral health", "family member": as inside a sentence.</summary>
    public string Words => Role?.Words() ?? (Id == "family" ? "family member" : Id);

    public override string ToString() => Id;
}

namespace Bot.Clinic;

/// <summary>The patient's part in a handoff that happened in person.</summary>
public enum PatientsPart
{
    Added,
    Nothing,
    NotAsked,

    /// <summary>In person, but not in front of the patient.</summary>
    NotBeforeThePatient,

    /// <summary>The visit was done without a word on it. No button says so, and no measure may count it as "not asked".</summary>
    NotSaid,
}

/// <summary>Why a handoff was cold.</summary>
public enum ColdReason
{
    Busy,
    CouldNotWait,
    Declined,
    NoInterpreter,
    Desk,
    Other,
}

/// <summary>How a visit ended.</summary>
public enum Outcome
{
    Completed,
    LeftEarly,
    Mistake,
    NotClosed,
}

/// <summary>The fixed lists from which people pick, with the words that cards show.</summary>
public static class Picks
{
    /// <summary>What the receiver should know before coming in. No values.</summary>
    public static readonly IReadOnlyList<(string Id, string Words)> Flags =
    [
        ("new-patient", "New patient"),
        ("needs-time", "Needs time"),
        ("courtesy", "Courtesy"),
        ("interpreter-needed", "Interpreter needed"),
        ("interpreter-on", "Interpreter on the line"),
        ("family", "Family present"),
    ];

    /// <summary>What the MA has done. "heads-up" means: I will tell you in the room.</summary>
    public static readonly IReadOnlyList<(string Id, string Words)> Ticks =
    [
        ("vitals", "Vitals taken"),
        ("medicines", "Medicines reviewed"),
        ("record", "Entered in the record"),
        ("heads-up", "Heads-up"),
    ];

    /// <summary>What was said aloud at the bedside or at an introduction, where the list has boxes.</summary>
    public static readonly IReadOnlyList<string> Said =
        ["who", "why", "wishes", "vitals", "medicines", "results", "name", "strength", "plan"];

    public static string Id(this PatientsPart part) => part switch
    {
        PatientsPart.Added => "added",
        PatientsPart.Nothing => "nothing",
        PatientsPart.NotAsked => "not-asked",
        PatientsPart.NotSaid => "not-said",
        _ => "modified",
    };

    /// <summary>What a button may say: any part but "not said".</summary>
    public static PatientsPart? ReadPart(string id) => Read<PatientsPart>(id, Id) is { } part and not PatientsPart.NotSaid ? part : null;

    public static string Id(this ColdReason reason) => reason switch
    {
        ColdReason.Busy => "busy",
        ColdReason.CouldNotWait => "could-not-wait",
        ColdReason.Declined => "declined",
        ColdReason.NoInterpreter => "no-interpreter",
        ColdReason.Desk => "desk",
        _ => "other",
    };

    public static ColdReason? ReadReason(string id) => Read<ColdReason>(id, Id);

    private static T? Read<T>(string id, Func<T, string> idOf)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (idOf(value) == id)
                return value;
        }

        return null;
    }
}

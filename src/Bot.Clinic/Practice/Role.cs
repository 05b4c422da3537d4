namespace Bot.Clinic;

/// <summary>What a member of staff does. The text form is what the practice file, verbs and typed lines use.</summary>
public enum Role
{
    Ma,
    Nurse,
    Provider,
    Pharmacist,
    BehavioralHealth,
    Educator,
    SocialWorker,
    FrontDesk,
    Lead,
}

/// <summary>Roles in words.</summary>
public static class Roles
{
    private static readonly (Role Role, string Id, string Words)[] All =
    [
        (Role.Ma, "ma", "MA"),
        (Role.Nurse, "nurse", "nurse"),
        (Role.Provider, "provider", "provider"),
        (Role.Pharmacist, "pharmacist", "pharmacist"),
        (Role.BehavioralHealth, "behavioral-health", "behavioral health"),
        (Role.Educator, "educator", "educator"),
        (Role.SocialWorker, "social-worker", "social work"),
        (Role.FrontDesk, "front-desk", "front desk"),
        (Role.Lead, "lead", "lead"),
    ];

    /// <summary>"behavioral-health".</summary>
    public static string Id(this Role role) => Array.Find(All, row => row.Role == role).Id;

    /// <summary>"behavioral health", as it stands inside a sentence.</summary>
    public static string Words(this Role role) => Array.Find(All, row => row.Role == role).Words;

    /// <summary>Reads the text form; null if it is no role.</summary>
    public static Role? Read(string id) =>
        Array.Exists(All, row => row.Id == id) ? Array.Find(All, row => row.Id == id).Role : null;

    /// <summary>Who rooms patients and runs visits: the MA's buttons work for these.</summary>
    public static bool RunsVisits(this Role role) => role is Role.Ma or Role.Nurse or Role.Lead;

    /// <summary>Who may be asked to come to a room.</summary>
    public static bool ComesToRooms(this Role role) => role is not (Role.Ma or Role.FrontDesk or Role.Lead);
}

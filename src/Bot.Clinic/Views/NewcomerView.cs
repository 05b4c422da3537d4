namespace Bot.Clinic;

/// <summary>What somebody reads whom the practice does not know, and what the leads read of them.</summary>
public static class NewcomerView
{
    /// <summary>More sites than that are no choice for a phone.</summary>
    private const int MostSites = 4;

    // Who is asked by name, covered and reported on needs more than a chat's roster: a lead writes them into the practice file.
    private static readonly (string Verb, Role Role, bool Always)[] Ways =
    [
        ("ma-today", Role.Ma, false),
        ("ma-always", Role.Ma, true),
        ("nurse-today", Role.Nurse, false),
        ("nurse-always", Role.Nurse, true),
    ];

    /// <summary>For a stranger: one sentence, and a button for each site whose lead they may ask.</summary>
    public static StrangerModel Stranger(IReadOnlyList<SitePlan> sites) => sites.Count switch
    {
        1 => new StrangerModel("", "I don't know you here yet.", [new Button("Ask the lead", $"ask-lead:{sites[0].Id}")]),
        <= MostSites => new StrangerModel("", "I don't know you here yet. Which lead may I ask?", [.. sites.Select(site => new Button(site.Name, $"ask-lead:{site.Id}"))]),
        _ => new StrangerModel("", "I don't know you here yet. Please write to me in your site's own channel.", []),
    };

    /// <summary>The same after the tap.</summary>
    public static StrangerModel Told(string sentence) => new("", sentence, []);

    /// <summary>For the leads of that site alone.</summary>
    public static NewcomerModel Asks(StaffId id, Newcomer newcomer, SitePlan site)
    {
        var isOpen = newcomer.By is null;
        return new NewcomerModel(
            id.Value, newcomer.Name, site.Name, Sentences.NameOfChat(newcomer.Chat), Texts.Clock(newcomer.Asked, site.Zone), isOpen ? "" : Answer(newcomer, site),
            isOpen ? [new Button("MA for today", "add:ma-today"), new Button("MA always", "add:ma-always")] : [],
            isOpen ? [new Button("Nurse for today", "add:nurse-today"), new Button("Nurse always", "add:nurse-always"), new Button("Don't add", "add:nobody")] : []);
    }

    /// <summary>What a lead's button makes of them; null for a button that is none of these.</summary>
    public static Newcomer? After(Newcomer newcomer, string verb, StaffId by, SitePlan site, DateTimeOffset now)
    {
        if (verb == "add:nobody")
            return newcomer with { By = by };
        var way = Array.Find(Ways, one => verb == $"add:{one.Verb}");
        return way.Verb is null ? null : newcomer with
        {
            By = by,
            Role = way.Role,
            Until = way.Always ? null : Report.StartOf(Report.DayOf(now, site.Zone).AddDays(1), site.Zone),
        };
    }

    /// <summary>"Casey Poe is added as MA for today."</summary>
    public static string Answer(Newcomer newcomer, SitePlan site) => newcomer switch
    {
        { Role: not { } } => $"{newcomer.Name} is not added.",
        { Role: { } role, Until: not null } => $"{newcomer.Name} is added as {role.Words()} for today.",
        { Role: { } role } => $"{newcomer.Name} is added as {role.Words()} at {site.Name}. To end it: remove {newcomer.Name.ToLowerInvariant()}",
    };

    /// <summary>"Casey Poe (MA, today)".</summary>
    public static string Listed(Newcomer newcomer) => $"{newcomer.Name} ({newcomer.Role?.Words()}, {(newcomer.Until is null ? "always" : "today")})";
}

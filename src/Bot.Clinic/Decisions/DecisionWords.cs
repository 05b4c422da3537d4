namespace Bot.Clinic;

/// <summary>Decisions in words: what cards, questions and slides share.</summary>
public static class DecisionWords
{
    /// <summary>What stands for no flag at all where patients are picked.</summary>
    internal const string AllPatients = "all";

    internal static readonly IReadOnlyList<(Route Route, string Id)> Routes =
        [(Route.ProviderComes, "provider"), (Route.ColleagueJoins, "colleague"), (Route.WalkToADesk, "walk")];

    internal static readonly IReadOnlyList<(Wait Wait, string Id, string Words)> Waits =
        [(Wait.Stay, "stay", "Stay with the patient"), (Wait.Return, "return", "Step out, and be called back")];

    internal static readonly IReadOnlyList<(string Id, string Words)> Patients =
        [(AllPatients, "All patients"), ("new-patient", "New patients"), ("needs-time", "Those who need time"), ("courtesy", "Courtesy")];

    internal static readonly IReadOnlyList<(Moment Moment, string Id, string Words)> Moments =
    [
        (Moment.FirstOfTheDay, "first", "First of the day: the hour after opening"),
        (Moment.BeforeLunch, "lunch", "Last before lunch: the hour before it"),
        (Moment.LastOfTheDay, "last", "Last of the day: the hour before closing"),
    ];

    /// <summary>Each decision with its name, in the order of the questions.</summary>
    public static IReadOnlyList<(string Name, string Means)> Of(SiteDecisions decided, SitePlan site)
    {
        var map = TransitionMap.Of(site);
        var later = map.Where(row => !decided.Routes.Contains(row.Route)).Select(row => row.Name).ToList();
        return
        [
            ("Where", Joined(map.Where(row => decided.Routes.Contains(row.Route)).Select(row => row.Name))),
            .. later.Count == 0 ? Array.Empty<(string, string)>() : [("Later", Joined(later))],
            ("While waiting", Waits.First(row => row.Wait == decided.Wait).Words),
            ("For whom", decided.Patients.Count == 0 ? "All patients" : Joined(Patients.Where(row => decided.Patients.Contains(row.Id)).Select(row => row.Words))),
            ("We start", Of(decided.PhaseIn, site)),
            ("Before they go", "All three closing questions"),
            ("From", ReportWords.Range(decided.From, decided.From)),
        ];
    }

    /// <summary>Who of the pair is no longer in the practice file: then it is nobody's. Null where that is not so.</summary>
    public static string? MissingOfThePair(SiteDecisions? decided, SitePlan site) =>
        decided?.PhaseIn is PhaseIn.OnePair pair && (site.Find(pair.Ma) is null || site.Find(pair.Provider) is null)
            ? $"The pair that begins, {NameOf(pair.Ma, site)} and {NameOf(pair.Provider, site)}, is not complete: a warm handoff is offered to nobody. Please choose again."
            : null;

    private static string Of(PhaseIn phase, SitePlan site) => phase switch
    {
        PhaseIn.OnePair pair => $"{NameOf(pair.Ma, site)} with {NameOf(pair.Provider, site)}",
        PhaseIn.AtMoments some => Joined(Moments.Where(row => some.Moments.Contains(row.Moment)).Select(row =>
            row.Moment == Moment.BeforeLunch ? $"{row.Words}, at {some.Lunch.ToString("H:mm", System.Globalization.CultureInfo.InvariantCulture)}" : row.Words)),
        _ => "Everyone at once",
    };

    private static string NameOf(StaffId who, SitePlan site) => site.Find(who)?.Short ?? "Former staff";

    // "New patients; those who need time".
    private static string Joined(IEnumerable<string> words) => string.Join("; ", words.Select((one, i) => i == 0 ? one : Texts.Low(one)));
}

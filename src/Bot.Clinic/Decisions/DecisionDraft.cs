using System.Globalization;

namespace Bot.Clinic;

/// <summary>Decisions on the way: what a lead has picked so far, and the question that stands.</summary>
/// <remarks>
/// It travels in the buttons of its own card, so that nothing is kept of what nobody saved, a restart loses nothing, and any instance goes on
/// with it. What comes back may be forged or older than the practice file: each pick is held against what can be picked, then and at the end.
/// </remarks>
public sealed record DecisionDraft(
    SiteId Site,
    DecisionStep At,
    IReadOnlyList<Route> Routes,
    Wait Wait,
    IReadOnlyList<string> Patients,
    Beginning Start,
    StaffId Ma,
    StaffId Provider,
    IReadOnlyList<Moment> Moments,
    TimeOnly Lunch,
    DateOnly From)
{
    private const string Clock = "HH:mm";
    private const string Day = "yyyy-MM-dd";

    private static readonly TimeOnly UsualLunch = new(12, 0);

    /// <summary>The first question, with what was saved last, or what the practice file says, picked already.</summary>
    public static DecisionDraft Begin(SitePlan site, SiteDecisions? before, DateOnly today)
    {
        var (pair, moments) = (before?.PhaseIn as PhaseIn.OnePair, before?.PhaseIn as PhaseIn.AtMoments);
        return new DecisionDraft(
            site.Id,
            DecisionStep.Routes,
            before?.Routes ?? [.. TransitionMap.Of(site).Select(row => row.Route)],
            before?.Wait ?? (site.Manners.Returns ? Wait.Return : Wait.Stay),
            before?.Patients ?? [],
            pair is not null ? Beginning.Pair : moments is not null ? Beginning.Moments : Beginning.Everyone,
            pair?.Ma ?? default,
            pair?.Provider ?? default,
            moments?.Moments ?? [.. DecisionWords.Moments.Select(row => row.Moment)],
            moments?.Lunch ?? UsualLunch,
            today);
    }

    public SiteDecisions Decide(StaffId by, DateTimeOffset at) => new(
        Routes,
        Wait,
        Patients,
        Start switch
        {
            Beginning.Pair => new PhaseIn.OnePair(Ma, Provider),
            Beginning.Moments => new PhaseIn.AtMoments(Moments, Lunch),
            _ => new PhaseIn.Everyone(),
        },
        From,
        by,
        at);

    /// <summary>The id of the input under which the answer comes: another for each question.</summary>
    public string Input => Id(At);

    /// <summary>What a button carries: eleven parts, at most 255 letters with the longest ids.</summary>
    public string Write() => string.Join(';',
        Site,
        Id(At),
        string.Join(',', DecisionWords.Routes.Where(row => Routes.Contains(row.Route)).Select(row => row.Id)),
        DecisionWords.Waits.First(row => row.Wait == Wait).Id,
        string.Join(',', Patients),
        Id(Start),
        Ma.Value,
        Provider.Value,
        string.Join(',', DecisionWords.Moments.Where(row => Moments.Contains(row.Moment)).Select(row => row.Id)),
        Lunch.ToString(Clock, CultureInfo.InvariantCulture),
        From.ToString(Day, CultureInfo.InvariantCulture));

    /// <summary>Null for a text that no button of ours carries.</summary>
    public static DecisionDraft? Read(string text)
    {
        if (text.Split(';') is not [var site, var at, var routes, var wait, var patients, var start, var ma, var provider, var moments, var lunch, var from])
            return null;
        var waits = DecisionWords.Waits.Where(row => row.Id == wait).Select(row => row.Wait).ToList();
        return ReadEnum<DecisionStep>(at) is { } question && ReadEnum<Beginning>(start) is { } begins && waits is [var waiting]
            && TimeOnly.TryParseExact(lunch, Clock, CultureInfo.InvariantCulture, DateTimeStyles.None, out var lunchAt)
            && DateOnly.TryParseExact(from, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DecisionDraft(
                new SiteId(site), question, [.. DecisionWords.Routes.Where(row => routes.Split(',').Contains(row.Id)).Select(row => row.Route)], waiting,
                [.. DecisionWords.Patients.Select(row => row.Id).Where(id => id != DecisionWords.AllPatients && patients.Split(',').Contains(id))],
                begins, new StaffId(ma), new StaffId(provider),
                [.. DecisionWords.Moments.Where(row => moments.Split(',').Contains(row.Id)).Select(row => row.Moment)], lunchAt, day)
            : null;
    }

    internal static string Id<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static T? ReadEnum<T>(string id)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Id(value) == id)
                return value;
        }

        return null;
    }
}

/// <summary>The questions, in their order; those that follow from no pick are passed over.</summary>
public enum DecisionStep
{
    Routes,
    Wait,
    Patients,
    Start,
    Ma,
    Provider,
    Moments,
    Lunch,
    From,

    /// <summary>All is picked: it is shown, to be saved.</summary>
    Summary,
}

/// <summary>How a practice begins, as it is picked.</summary>
public enum Beginning
{
    Everyone,
    Pair,
    Moments,
}

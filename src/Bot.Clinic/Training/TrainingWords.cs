using System.Collections.Frozen;
using System.Globalization;

namespace Bot.Clinic;

/// <summary>Verbs of the training's buttons, and words that its cards and sentences share.</summary>
public static class TrainingWords
{
    public const string Plan = "training-plan";
    public const string NewSession = "session-form";
    public const string Set = "session";
    public const string Open = "run-sheet";
    public const string Attendance = "attendance";
    public const string Attended = "attended";
    public const string Cancel = "cancel-session";
    public const string Comes = "will-come";
    public const string CantCome = "wont-come";

    public const string NotThere = "That session is not there any more.";
    public const string Begun = "That session has begun already.";
    public const string CalledOff = "That session was cancelled.";

    /// <summary>The verbs, without their arguments. Where others carry a visit, these carry a session.</summary>
    public static readonly FrozenSet<string> Verbs = FrozenSet.Create(StringComparer.Ordinal, Plan, NewSession, Set, Open, Attendance, Attended, Cancel, Comes, CantCome);

    /// <summary>Teams reads Markdown in the titles of boxes: a name that a chat gave, and no practice file has checked, is shown without.</summary>
    internal static string Plain(string name) => string.Concat(name.Where(letter => !"*_[]<>`~".Contains(letter, StringComparison.Ordinal))) is { Length: > 0 } plain ? plain : "Somebody";

    /// <summary>"Tue 1 Dec, 12:30 to 13:00".</summary>
    internal static string When(Session session, SitePlan site) =>
        $"{Start(session, site)} to {Texts.Clock(session.Ends, site.Zone)}";

    /// <summary>"Tue 1 Dec, 12:30".</summary>
    public static string Start(Session session, SitePlan site) => $"{Day(session.Starts, site)}, {Texts.Clock(session.Starts, site.Zone)}";

    /// <summary>"24 November 2026".</summary>
    public static string Date(DateTimeOffset at, SitePlan site) => TimeZoneInfo.ConvertTime(at, site.Zone).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"1 person", "6 people".</summary>
    public static string People(int count) => count == 1 ? "1 person" : $"{count} people";

    /// <summary>"9 of 14": of those who work at the site now, newcomers while they are added.</summary>
    public static string Share(TrainingBook book, SitePlan site) => $"{site.Staff.Count - book.Missing(site).Count} of {site.Staff.Count}";

    /// <summary>How many of how many have completed the training, for the report's page and file, which name nobody; null where nobody has begun.</summary>
    public static Share? Trained(TrainingBook book, SitePlan site) => book.IsInUseAt(site) ? new Share(site.Staff.Count - book.Missing(site).Count, site.Staff.Count) : null;

    /// <summary>The training's line of the report, for the lead; null where nobody has begun to train.</summary>
    public static ReportLine? Line(TrainingBook book, SitePlan site)
    {
        if (!book.IsInUseAt(site))
            return null;
        var missing = book.Missing(site).Select(one => one.Short).ToList();
        return new ReportLine("Trained", Share(book, site), missing.Count == 0 ? "everybody has completed the training" : $"still missing: {Texts.And(Texts.Few(missing, 3))}");
    }

    private static string Day(DateTimeOffset at, SitePlan site) => TimeZoneInfo.ConvertTime(at, site.Zone).ToString("ddd d MMM", CultureInfo.InvariantCulture);
}

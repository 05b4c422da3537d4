using System.Globalization;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Words and figures that page, card and CSV share.</summary>
internal static class ReportWords
{
    public static string Of(ColdReason reason) => reason switch
    {
        ColdReason.Busy => "Provider busy",
        ColdReason.CouldNotWait => "Patient could not wait",
        ColdReason.Declined => "Patient declined",
        ColdReason.NoInterpreter => "No interpreter",
        ColdReason.Desk => "Desk could not",
        _ => "Other",
    };

    /// <summary>"2.5", as people say minutes.</summary>
    public static string Minutes(double minutes) => minutes.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary>"24 November 2026", or "31 August to 20 November 2026".</summary>
    public static string Range(DateOnly from, DateOnly to)
    {
        var last = to.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        return from == to ? last
            : from.Year == to.Year ? $"{from.ToString("d MMMM", CultureInfo.InvariantCulture)} to {last}"
            : $"{from.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)} to {last}";
    }

    public static string Visits(int count) => count == 1 ? "1 visit" : $"{count} visits";
}

using System.Globalization;

namespace Bot.Clinic;

/// <summary>Words and figures that page, card and CSV share.</summary>
public static class ReportWords
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
    public static string Number(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>"64%", or a dash where there are too few.</summary>
    public static string Percent(Share share) => share.Percent is { } percent ? $"{percent}%" : "–";

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

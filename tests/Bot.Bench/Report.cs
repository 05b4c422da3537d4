using System.Diagnostics;
using System.Globalization;

namespace Bot.Bench;

/// <summary>One line a figure, and one a budget: what, measured, budget, kept or missed.</summary>
internal static class Report
{
    public static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    public static void AtLeast(string what, double measured, double budget) => Line(what, measured, ">=", budget, "", measured >= budget);

    public static void AtMost(string what, double measured, double budget, string unit = "") => Line(what, measured, "<=", budget, unit, measured <= budget);

    private static void Line(string what, double measured, string sign, double budget, string unit, bool kept) =>
        Say($"{what,-52} {measured,9:0.00}{unit} | budget {sign} {budget:0.##}{unit} | {(kept ? "kept" : "MISSED")}");
}

/// <summary>What many measurements say.</summary>
internal static class Numbers
{
    public static double Median(IEnumerable<double> all) => At([.. all.Order()], 0.5);

    /// <param name="ticks">Of the stopwatch, in any order; sorted in place.</param>
    /// <returns>Milliseconds.</returns>
    public static double Percentile(List<long> ticks, double part)
    {
        ticks.Sort();
        return ticks.Count == 0 ? double.NaN : ticks[(int)((ticks.Count - 1) * part)] * 1000.0 / Stopwatch.Frequency;
    }

    private static double At(List<double> sorted, double part) => sorted.Count == 0 ? double.NaN : sorted[(int)((sorted.Count - 1) * part)];
}

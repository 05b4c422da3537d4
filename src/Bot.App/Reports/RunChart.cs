using Bot.Clinic;

namespace Bot.App;

/// <summary>What may be said of a line of weeks without taking noise for news.</summary>
internal static class RunChart
{
    // Provost and Murray's rules for run charts: six points in a row on one side of the median are a shift, five in one direction a trend.
    private const int Shift = 6;
    private const int Trend = 5;

    /// <summary>"From 45% to 76%" where the line has shifted or has a trend; empty where what moves may be chance.</summary>
    public static string Finding(IReadOnlyList<double?> weeks, string unit)
    {
        var known = weeks.OfType<double>().ToList();
        if (Median(weeks) is not { } median || !(HasShift(known, median) || HasTrend(known)))
            return "";
        return $"From {Said(known[0])}{unit} to {Said(known[^1])}{unit}";
    }

    /// <summary>The middle of the weeks that are known; null where they are too few for a line.</summary>
    public static double? Median(IReadOnlyList<double?> weeks)
    {
        var sorted = weeks.OfType<double>().Order().ToList();
        return sorted.Count < Shift ? null : sorted[(sorted.Count - 1) / 2];
    }

    private static string Said(double value) => value == Math.Round(value) ? Html.At(value) : ReportWords.Number(value);

    private static bool HasShift(List<double> known, double median)
    {
        var (run, side) = (0, 0);
        foreach (var now in known.Select(value => value.CompareTo(median)).Where(now => now != 0))
        {
            run = now == side ? run + 1 : 1;
            side = now;
            if (run >= Shift)
                return true;
        }

        return false;
    }

    private static bool HasTrend(List<double> known)
    {
        var (run, way) = (1, 0);
        for (var i = 1; i < known.Count; i++)
        {
            var now = known[i].CompareTo(known[i - 1]);
            if (now == 0)
                continue;
            run = now == way ? run + 1 : 2;
            way = now;
            if (run >= Trend)
                return true;
        }

        return false;
    }
}

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
        if (known.Count < Shift || !(HasShift(known) || HasTrend(known)))
            return "";
        return $"From {Said(known[0])}{unit} to {Said(known[^1])}{unit}";
    }

    private static string Said(double value) => value == Math.Round(value) ? Html.At(value) : ReportWords.Minutes(value);

    private static bool HasShift(List<double> known)
    {
        var sorted = known.Order().ToList();
        var median = sorted[(sorted.Count - 1) / 2];
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

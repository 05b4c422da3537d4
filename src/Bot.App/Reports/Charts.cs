using Bot.Clinic;

namespace Bot.App;

/// <summary>Charts as inline SVG, legible in print: labels on the marks, lines told apart by dashes and shapes as well as by colour.</summary>
/// <remarks>User units are pixels at laptop size: wide 900, half 516 or 460.</remarks>
internal static class Charts
{
    private const double Left = 48;

    // Two lines of small print.
    private const double BetweenNames = 36;

    /// <summary>One place on the time line.</summary>
    /// <param name="A">The solid line; null leaves a gap.</param>
    /// <param name="B">The dashed line; null leaves a gap.</param>
    /// <param name="Under">What stands under the label; empty for nothing.</param>
    internal sealed record Point(string Label, double? A, double? B, string Under = "");

    /// <summary>A bar with its words.</summary>
    /// <param name="Share">0 to 1; null is a count that may not be shown.</param>
    internal sealed record Bar(string Label, double? Share, string Value, string Quiet = "");

    /// <summary>Half within, and nine in ten within; null if they may not be shown.</summary>
    internal sealed record Reach(string Label, string Quiet, double? Half, double? NineInTen);

    /// <param name="id">Names the drawing's title.</param>
    /// <param name="title">What the drawing shows, in words, for whoever does not see it.</param>
    /// <param name="axis">What is counted upwards, above the axis; empty where the unit says it.</param>
    /// <param name="under">What stands under the labels.</param>
    /// <param name="median">A dotted line across; null for none.</param>
    public static string Lines(
        string id, string title, IReadOnlyList<Point> points, bool wide, string unit, string axis = "", string under = "", double? median = null)
    {
        var (width, bottom, right) = wide ? (900.0, 210.0, 786.0) : (516.0, 186.0, 456.0);
        var top = points.SelectMany(point => new[] { point.A, point.B }).OfType<double>().DefaultIfEmpty(1).Max();
        var step = unit == "%" ? 25 : Step(top);
        var max = unit == "%" ? 100 : Math.Max(step, Math.Ceiling(top / step) * step);
        double X(int i) => points.Count == 1 ? (Left + right) / 2 : Left + 18 + (i * (right - Left - 32) / (points.Count - 1));
        var highest = axis.Length > 0 ? 42 : 26;
        double Y(double value) => bottom - (value / max * (bottom - highest));
        var grid = string.Concat(Enumerable.Range(0, (int)Math.Round(max / step) + 1).Select(i => GridLine(i * step, unit, Y(i * step), right, i == 0)));
        var across = median is { } middle
            ? $"<line class=\"median\" x1=\"{Html.At(Left)}\" x2=\"{Html.At(right)}\" y1=\"{Html.At(Y(middle))}\" y2=\"{Html.At(Y(middle))}\"/><text class=\"direct sm\" x=\"{Html.At(right + 6)}\" y=\"{Html.At(Y(middle) + 5)}\">median {Html.At(middle)}{unit}</text>"
            : "";
        var every = wide ? 1 : Math.Max(1, (points.Count + 5) / 6);
        var labels = string.Concat(points.Select((point, i) => i % every != (points.Count - 1) % every ? "" : string.Concat(
            $"<text class=\"tick\" x=\"{Html.At(X(i))}\" y=\"{Html.At(bottom + 20)}\" text-anchor=\"middle\">{Html.Text(point.Label)}</text>",
            Html.When(point.Under.Length > 0, $"<text class=\"count\" x=\"{Html.At(X(i))}\" y=\"{Html.At(bottom + 41)}\" text-anchor=\"middle\">{Html.Text(point.Under)}</text>"))));
        var marks = Series(points, point => point.B, "b", X, Y) + Series(points, point => point.A, "a", X, Y);
        var values = wide ? Values(points, X, Y, median) : FirstAndLast(points, X, Y, bottom);
        var names = Html.When(axis.Length > 0, $"<text class=\"tick\" x=\"0\" y=\"12\">{axis}</text>")
            + Html.When(under.Length > 0, $"<text class=\"count\" x=\"{Html.At(right + 14)}\" y=\"{Html.At(bottom + 41)}\">{under}</text>");
        return Drawing(id, title, wide ? "w" : "h", width, bottom + (under.Length > 0 ? 48 : 28), grid + across + marks + values + labels + names);
    }

    public static string Bars(string id, string title, IReadOnlyList<Bar> bars, bool track) => Drawing(id, title, "h", 460, (bars.Count * 56) - 6, string.Concat(bars.Select((bar, i) =>
    {
        var y = i * 56;
        var length = 300 * (bar.Share ?? 0);
        var drawn = bar.Share is null
            ? $"<rect class=\"bar hid\" x=\"1\" y=\"{y + 23}\" width=\"14\" height=\"18\"/>"
            : Html.When(track, $"<rect class=\"track\" x=\"0\" y=\"{y + 23}\" width=\"300\" height=\"18\"/>") + $"<rect class=\"bar\" x=\"0\" y=\"{y + 23}\" width=\"{Html.At(length)}\" height=\"18\"/>";
        var at = bar.Share is null ? 24 : track ? 310 : length + 10;
        var value = bar.Share is null ? "<tspan class=\"few\">not shown</tspan>" : $"{Html.Text(bar.Value)} <tspan class=\"quiet\">{Html.Text(bar.Quiet)}</tspan>";
        return $"<text class=\"label\" x=\"0\" y=\"{y + 15}\">{Html.Text(bar.Label)}</text>{drawn}<text class=\"value\" x=\"{Html.At(at)}\" y=\"{y + 37}\">{value}</text>";
    })));

    public static string Reaches(string id, string title, IReadOnlyList<Reach> rows)
    {
        var shown = rows.Where(row => row is { Half: not null, NineInTen: not null }).ToList();
        var top = shown.Select(row => row.NineInTen!.Value).DefaultIfEmpty(0).Max();
        var step = Step(top);
        var max = Math.Max(step, Math.Ceiling(top / step) * step);
        double X(double minutes) => 66 + (minutes / max * 296);
        var bottom = rows.Count * 58;
        var ticks = shown.Count == 0 ? "" : string.Concat(Enumerable.Range(0, (int)Math.Round(max / step) + 1).Select(i =>
            $"<text class=\"tick\" x=\"{Html.At(X(i * step))}\" y=\"{bottom + 18}\" text-anchor=\"middle\">{Html.At(i * step)}{Html.When(i * step >= max, " min")}</text>"));
        return Drawing(id, title, "h", 460, bottom + 26, string.Concat(rows.Select((row, i) => ReachRow(row, i * 58, X, shown.Count > 0 && row == shown[0]))) + ticks);
    }

    // The first row says what the two marks are.
    private static string ReachRow(Reach row, int y, Func<double, double> x, bool named)
    {
        var label = $"<text class=\"label\" x=\"0\" y=\"{y + 15}\">{Html.Text(row.Label)} <tspan class=\"quiet\">{Html.Text(row.Quiet)}</tspan></text>";
        if (row is not { Half: { } half, NineInTen: { } nine })
            return $"{label}<text class=\"value\" x=\"0\" y=\"{y + 38}\"><tspan class=\"few\">not shown</tspan></text>";
        return string.Concat(
            $"<line class=\"grid\" x1=\"0\" x2=\"440\" y1=\"{y + 33}\" y2=\"{y + 33}\"/>{label}",
            $"<line class=\"span\" x1=\"{Html.At(x(half))}\" x2=\"{Html.At(x(nine))}\" y1=\"{y + 33}\" y2=\"{y + 33}\"/>",
            $"<circle class=\"dot a\" cx=\"{Html.At(x(half))}\" cy=\"{y + 33}\" r=\"4.5\"/><rect class=\"dot b\" x=\"{Html.At(x(nine) - 4)}\" y=\"{y + 29}\" width=\"8\" height=\"8\"/>",
            $"<text class=\"value halo\" x=\"{Html.At(x(half) - 9)}\" y=\"{y + 38}\" text-anchor=\"end\">{Html.When(named, "<tspan class=\"quiet key\">half </tspan>")}{ReportWords.Number(half)}</text>",
            $"<text class=\"value halo\" x=\"{Html.At(x(nine) + 9)}\" y=\"{y + 38}\">{ReportWords.Number(nine)}{Html.When(named, "<tspan class=\"quiet key\"> 9 in 10</tspan>")}</text>");
    }

    private static string GridLine(double value, string unit, double y, double right, bool axis) =>
        $"<line class=\"{(axis ? "axis" : "grid")}\" x1=\"{Html.At(Left)}\" x2=\"{Html.At(right)}\" y1=\"{Html.At(y)}\" y2=\"{Html.At(y)}\"/><text class=\"tick\" x=\"42\" y=\"{Html.At(y + 4)}\" text-anchor=\"end\">{Html.At(value)}{unit}</text>";

    // A week without a point is a gap in the line, not a bridge over it.
    private static string Series(IReadOnlyList<Point> points, Func<Point, double?> of, string name, Func<int, double> x, Func<double, double> y)
    {
        var runs = new List<List<string>> { new() };
        var dots = "";
        for (var i = 0; i < points.Count; i++)
        {
            if (of(points[i]) is not { } value)
            {
                runs.Add([]);
                continue;
            }

            var (px, py) = (x(i), y(value));
            runs[^1].Add($"{Html.At(px)},{Html.At(py)}");
            dots += name == "a"
                ? $"<circle class=\"dot a\" cx=\"{Html.At(px)}\" cy=\"{Html.At(py)}\" r=\"4.5\"/>"
                : $"<rect class=\"dot b\" x=\"{Html.At(px - 4)}\" y=\"{Html.At(py - 4)}\" width=\"8\" height=\"8\"/>";
        }

        return string.Concat(runs.Where(run => run.Count > 1).Select(run => $"<polyline class=\"line {name}\" points=\"{string.Join(' ', run)}\"/>")) + dots;
    }

    // Every value, on the side of its point that is away from the median.
    private static string Values(IReadOnlyList<Point> points, Func<int, double> x, Func<double, double> y, double? median) =>
        string.Concat(points.Select((point, i) => point.A is { } value ? Value(value, x(i), y(value) + (value < median ? 22 : -11), "middle") : ""));

    // Room for the first and the last of each line: nine in ten above, half below, and at the end what each line is.
    private static string FirstAndLast(IReadOnlyList<Point> points, Func<int, double> x, Func<double, double> y, double bottom)
    {
        if (Enumerable.Range(0, points.Count).Where(i => points[i] is { A: not null, B: not null }).ToList() is not [var first, ..] there)
            return "";
        var last = there[^1];
        var (half, nine) = (y(points[last].A!.Value), y(points[last].B!.Value));
        var apart = Math.Max(0, BetweenNames - (half - nine)) / 2;
        var low = Math.Min(half + apart, bottom - 20);
        var high = Math.Min(nine - apart, low - BetweenNames);
        var (begin, end) = (points[first], points[last]);
        var below = y(begin.A!.Value) + 20;
        return string.Concat(
            Html.When(first < last, Value(begin.B!.Value, x(first), y(begin.B.Value) - 11, "middle") + Value(begin.A.Value, x(first), below < bottom - 3 ? below : below - 31, "middle")),
            Value(end.B!.Value, x(last) + 10, high + 3, "start"), Name("9 in 10", x(last) + 10, high + 19),
            Value(end.A!.Value, x(last) + 10, low + 3, "start"), Name("half", x(last) + 10, low + 19));
    }

    private static string Value(double value, double x, double y, string anchor) =>
        $"<text class=\"value halo\" x=\"{Html.At(x)}\" y=\"{Html.At(y)}\" text-anchor=\"{anchor}\">{Html.At(value)}</text>";

    private static string Name(string name, double x, double y) => $"<text class=\"direct sm\" x=\"{Html.At(x)}\" y=\"{Html.At(y)}\">{name}</text>";

    private static string Drawing(string id, string title, string size, double width, double height, string inner) =>
        $"<svg class=\"{size}\" viewBox=\"0 0 {Html.At(width)} {Html.At(height)}\" role=\"img\" aria-labelledby=\"t-{id}\"><title id=\"t-{id}\">{Html.Text(title)}</title>{inner}</svg>";

    // 1, 2, 5, 10, 20, 50 …: at most five lines.
    private static double Step(double top)
    {
        for (var power = 1.0; ; power *= 10)
        {
            foreach (var step in new[] { power, 2 * power, 5 * power })
            {
                if (top / step <= 5)
                    return step;
            }
        }
    }
}

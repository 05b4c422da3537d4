using Bot.Clinic;
using static Bot.App.Charts;

namespace Bot.App;

/// <summary>The report as a page: in short, then a panel a measure, each with how it is computed, over how many, and its numbers as a table.</summary>
internal static class ReportPage
{
    // Not "fewer than 5": the next smallest may be more, and is hidden so that the other can't be worked out.
    private const string NotShown = "not shown";

    /// <param name="compared">Null where nothing decided counts yet.</param>
    /// <param name="trained">How many have completed the training as at now, whatever the period; null where nobody has begun. Who is missing is for the lead's own chat.</param>
    public static string Of(SitePlan site, ReportNumbers numbers, string period, string key, BeforeAndAfter? compared = null, Share? trained = null) => Html.Page(
        $"{site.Name}, handoffs",
        "report.css",
        $"""
        <a class="skip" href="#main">Skip to the charts</a>
        <header class="top">
        <div><h1>{Html.Text(site.Name)}</h1><p class="range">{ReportWords.Range(numbers.From, numbers.To)}, {numbers.Eligible} eligible {(numbers.Eligible == 1 ? "visit" : "visits")}{Html.When(numbers.StillOpen > 0, $", {numbers.StillOpen} still open and not counted")}</p>{Html.When(trained is not null, $"<p class=\"range\">{trained?.Count} of {trained?.Of} people have completed the training</p>")}</div>
        <nav class="tools" aria-label="Period and download"><ul>{Period("today", "Today", period, key)}{Period("week", "Week", period, key)}{Period("quarter", "12 weeks", period, key)}</ul><a class="csv" href="?period={period}&amp;format=csv&amp;key={Html.Text(key)}">Download CSV</a></nav>
        </header>
        <main id="main">
        {(numbers.IsTooFew ? "<p class=\"empty\">Not enough visits yet</p>" : InShort(numbers) + Panels(numbers))}{(compared is null ? "" : Compared(compared))}
        <p class="foot">Every number comes from the recorded steps of the visits. Counts under 5 are not shown; where one alone would be hidden, the next smallest is hidden too, so that it cannot be worked out. No patient is named because none is known.</p>
        </main>
        """);

    private static string Period(string name, string words, string chosen, string key) =>
        $"<li><a href=\"?period={name}&amp;key={Html.Text(key)}\"{Html.When(name == chosen, " aria-current=\"page\"")}>{words}</a></li>";

    private static string InShort(ReportNumbers n) => string.Concat(
        "<ul class=\"lead\" aria-label=\"In short\">",
        Tile("Warm handoffs", ReportWords.Percent(new Share(n.Warm, n.Eligible)), $"{n.Warm} of {n.Eligible} visits"),
        Tile("Half accepted within", Min(n.Accepted.Half), n.Accepted.NineInTen is { } nine ? $"9 in 10 within {ReportWords.Number(nine)} min" : "fewer than 5"),
        Tile("Half together within", Min(n.Together.Half), n.Together.NineInTen is { } nineInTen ? $"9 in 10 within {ReportWords.Number(nineInTen)} min" : "fewer than 5"),
        Tile("Patient added or corrected", ReportWords.Percent(n.Added), $"{n.Added.Count} of {n.Added.Of} handoffs"),
        "</ul>");

    private static string Tile(string key, string value, string detail) => $"<li><span class=\"k\">{key}</span><b>{value}</b><span class=\"d\">{detail}</span></li>";

    private static string Min(double? minutes) => minutes is { } value ? $"{ReportWords.Number(value)} <small>min</small>" : "–";

    private static string Panels(ReportNumbers n) => string.Concat(
        "<div class=\"grid\">",
        WarmByWeek(n),
        Times(n, "acc", "Ready to accepted", n.Accepted, week => week.Accepted, "From the MA’s <i>ready</i> to the acceptance that led to the first meeting, by week of the visit. Meetings without an acceptance are not counted here."),
        Times(n, "tog", "Ready to together", n.Together, week => week.Together, "From the MA’s <i>ready</i> to <i>here</i>, first meeting of the visit. Visits that nobody closed are not counted."),
        Reasons(n),
        Desks(n),
        PatientsPart(n),
        Questions(n),
        Interruptions(n),
        Receivers(n),
        "</div>");

    private static string WarmByWeek(ReportNumbers n)
    {
        var weeks = n.Weeks;
        var shares = weeks.Select(week => (double?)week.Warm.Percent).ToList();
        double? median = RunChart.Median(shares) is { } middle ? Math.Round(middle) : null;
        var points = weeks.Select((week, i) => new Point(ReportWords.Day(week.Monday), shares[i], null, week.Warm.Of < ReportNumbers.Fewest ? "" : $"{week.Warm.Count}/{week.Warm.Of}")).ToList();
        var title = $"Warm share by week: {string.Join(", ", points.Where(point => point.A is not null).Select(point => $"{point.Label} {point.A} percent"))}.";
        return Panel("warm", "Warm share by week", RunChart.Finding(shares, "%"), Lines("warm", title, points, wide: true, "%", under: "warm/eligible", median: median),
            $"Visits with at least one handoff in the room, in person and before the patient, divided by {BeforeAndAfter.Population(n)}; those opened by mistake are left out. {ReportWords.Visits(n.Eligible)}{Html.When(n.Unoffered > 0, $"; {n.Unoffered} more were marked ready")}.",
            Table("Warm share by week", ["Week of", "Warm", "Eligible", "Share"], weeks.Select(week => week.Warm.Of < ReportNumbers.Fewest
                ? new[] { ReportWords.Day(week.Monday), "fewer than 5", "", "" }
                : [ReportWords.Day(week.Monday), $"{week.Warm.Count}", $"{week.Warm.Of}", $"{week.Warm.Percent}%"])), wide: true);
    }

    private static string Times(ReportNumbers n, string id, string name, Spread all, Func<WeekNumbers, Spread> of, string how)
    {
        var points = n.Weeks.Select(week => new Point(ReportWords.Day(week.Monday), of(week).Half, of(week).NineInTen)).ToList();
        var title = $"Minutes from {name.ToLowerInvariant()}: half within {Said(all.Half)}, nine in ten within {Said(all.NineInTen)}.";
        return Panel(id, name, RunChart.Finding([.. points.Select(point => point.A)], " min"), Lines(id, title, points, wide: false, "", "minutes"),
            $"{how} Solid with dots, half within; dashed with squares, nine in ten within. {ReportWords.Visits(all.Count)}.",
            Table(name, ["Week of", "Half within", "9 in 10 within", "Visits"], n.Weeks.Select(week => of(week).Half is null
                ? new[] { ReportWords.Day(week.Monday), of(week).Count == 0 ? "none" : "fewer than 5", "", "" }
                : [ReportWords.Day(week.Monday), Said(of(week).Half), Said(of(week).NineInTen), $"{of(week).Count}"])), wide: true);
    }

    private static string Reasons(ReportNumbers n)
    {
        var most = n.Reasons.Max(reason => reason.Count) ?? 1;
        var bars = n.Reasons.Select(reason => new Bar(ReportWords.Of(reason.Reason), reason.Count is { } count ? (double)count / most : null, $"{reason.Count}")).ToList();
        var drawn = bars.Count == 0 ? "<p class=\"empty\">None</p>" : Bars("cold", $"Reasons: {string.Join(", ", bars.Select(bar => $"{bar.Label} {(bar.Share is null ? "not shown" : bar.Value)}"))}.", bars, track: false);
        return Panel("cold", "Why it was not warm", n.Reasons is [{ Count: not null } first, ..] ? $"Most often: {ReportWords.Of(first.Reason).ToLowerInvariant()}" : "", drawn,
            $"The reason picked at <i>Couldn’t meet</i>, in rooms and at desks, one for each handoff that was not in person. {n.Handoffs} handoffs in all.",
            Table("Reasons", ["Reason", "Handoffs"], n.Reasons.Select(reason => new[] { ReportWords.Of(reason.Reason), Count(reason.Count) })));
    }

    private static string Desks(ReportNumbers n)
    {
        var rows = n.Desks.Select(desk => new Reach(desk.Desk, desk.Walks is { } walks ? $"{walks} walks" : "", desk.Half, desk.NineInTen)).ToList();
        var longest = n.Desks.MaxBy(desk => desk.Half ?? -1);
        var drawn = rows.Count == 0 ? "<p class=\"empty\">No walks yet</p>" : Reaches("desk", $"Wait for a desk: {string.Join("; ", n.Desks.Select(desk => desk.Half is null ? $"{desk.Desk} not shown" : $"{desk.Desk} half within {Said(desk.Half)} minutes, nine in ten within {Said(desk.NineInTen)}"))}.", rows);
        return Panel("desk", "Wait for a desk", longest is { Half: > 0 } ? $"{longest.Desk} keeps people longest" : "", drawn,
            "From asking for the walk until the desk was ready; a free desk is no wait. Dot, half within; square, nine in ten within.",
            Table("Wait for a desk, minutes", ["Desk", "Half within", "9 in 10 within", "Walks"], n.Desks.Select(desk => desk.Walks is null
                ? new[] { desk.Desk, NotShown, "", "" }
                : [desk.Desk, Said(desk.Half), Said(desk.NineInTen), $"{desk.Walks}"])));
    }

    private static string PatientsPart(ReportNumbers n) => Panel("add", "The patient’s part", "",
        Bars("add", $"Asked what they would add: {n.Asked.Count} of {n.Asked.Of}. Added or corrected something: {n.Added.Count} of {n.Added.Of}.", [BarOf("Asked what they would add", n.Asked), BarOf("Added or corrected", n.Added)], track: true),
        $"What was tapped at the end of the meeting, over {n.Asked.Of} warm handoffs; those that ended without such a tap are left out. Whether, never what.",
        Table("The patient’s part", ["Said", "Yes", "Of"], [["Asked what they would add", $"{n.Asked.Count}", $"{n.Asked.Of}"], ["Added or corrected", $"{n.Added.Count}", $"{n.Added.Of}"]]));

    private static string Questions(ReportNumbers n) => Panel("qs", "Three closing questions", "",
        Bars("qs", $"All three asked: {n.ClosingQuestions.Count} of {n.ClosingQuestions.Of}.", [BarOf("Asked all three", n.ClosingQuestions)], track: true),
        $"<i>Asked all three</i>, over {ReportWords.Visits(n.ClosingQuestions.Of)} that came to <i>visit done</i>.",
        Table("Three closing questions", ["Said", "Yes", "Of"], [["Asked all three", $"{n.ClosingQuestions.Count}", $"{n.ClosingQuestions.Of}"]]));

    private static string Interruptions(ReportNumbers n)
    {
        var points = n.Weeks.Select(week => new Point(ReportWords.Day(week.Monday), week.BuzzesPerHandoff is { } buzzes ? Math.Round(buzzes, 1) : null, null)).ToList();
        return Panel("push", "Interruptions per handoff", RunChart.Finding([.. points.Select(point => point.A)], ""),
            Lines("push", $"Messages that buzz a phone, per handoff: {string.Join(", ", points.Where(point => point.A is not null).Select(point => $"{point.Label} {Said(point.A)}"))}.", points, wide: true, "", "messages"),
            $"Messages sent so that a phone buzzes, divided by handoffs; repaints do not buzz and do not count. {n.Buzzes} messages, {n.Handoffs} handoffs. Steps undone within a minute: {n.Undos}.",
            Table("Interruptions per handoff", ["Week of", "Messages", "Handoffs", "Per handoff"], n.Weeks.Select(week => week.BuzzesPerHandoff is null
                ? new[] { ReportWords.Day(week.Monday), "fewer than 5", "", "" }
                : [ReportWords.Day(week.Monday), $"{week.Buzzes}", $"{week.Handoffs}", Said(week.BuzzesPerHandoff)])), wide: true);
    }

    private static string Receivers(ReportNumbers n) => string.Concat(
        "<section class=\"panel wide\" aria-labelledby=\"h-prov\"><div class=\"head\"><h2 id=\"h-prov\">By receiver</h2><p class=\"say\">In alphabetical order, to talk it through with each, never to rank</p></div>",
        "<table class=\"plain\"><thead><tr><th scope=\"col\">Receiver</th><th scope=\"col\">Warm</th><th scope=\"col\">Eligible</th><th scope=\"col\">Share</th></tr></thead><tbody>",
        string.Concat(n.Receivers.Select(one => one is { Warm: { } warm, Eligible: { } eligible }
            ? $"<tr><th scope=\"row\">{Html.Text(one.Name)}</th><td>{warm}</td><td>{eligible}</td><td>{new Share(warm, eligible).Percent}%</td></tr>"
            : $"<tr><th scope=\"row\">{Html.Text(one.Name)}</th><td colspan=\"3\" class=\"few\">{NotShown}</td></tr>")),
        "</tbody></table><p class=\"how\">Visits in which one person was first asked by name; those asked by role are not in this table. Only the lead sees it.</p></section>");

    private static string Compared(BeforeAndAfter c)
    {
        var (before, since) = ($"Before {ReportWords.Day(c.Begun)}", $"Since {ReportWords.Day(c.Latest)}");
        string Row(string measure, Func<ReportNumbers, string> of, string population) =>
            $"<tr><th scope=\"row\">{measure}</th><td>{of(c.Before)}</td><td>{of(c.Since)}</td><td>{population}</td></tr>";
        static string Share(Share share) => share.Percent is { } percent ? $"{percent}% ({share.Count} of {share.Of})" : "too few";
        static string Half(Spread spread) => spread.Half is { } half ? $"{ReportWords.Number(half)} min (of {spread.Count})" : "too few";
        var rows = c.IsTooFew
            ? $"<tr><th scope=\"row\">Eligible visits</th><td>{c.Before.Eligible}</td><td>{c.Since.Eligible}</td><td>too few to compare</td></tr>"
            : Row("Warm", n => Share(new Share(n.Warm, n.Eligible)), BeforeAndAfter.Population(c.Since))
                + Row("Warm, like for like", n => Share(BeforeAndAfter.OfAll(n)), "all visits that were marked ready")
                + Row("Half together within", n => Half(n.Together), "visits with a meeting")
                + Row("Patient added or corrected", n => Share(n.Added), "warm handoffs")
                + Row("Closing questions", n => Share(n.ClosingQuestions), "visits that were done");
        return string.Concat(
            "<div class=\"grid\"><section class=\"panel wide\" aria-labelledby=\"h-ba\"><div class=\"head\"><h2 id=\"h-ba\">Before and after</h2><p class=\"say\">Of the whole site, never of one person</p></div>",
            $"<table class=\"plain\"><thead><tr><th scope=\"col\">Measure</th><th scope=\"col\">{before}</th><th scope=\"col\">{since}</th><th scope=\"col\">Of</th></tr></thead><tbody>{rows}</tbody></table>",
            $"<p class=\"how\">Before: {ReportWords.Range(c.Before.From, c.Before.To)}. Since: {ReportWords.Range(c.Since.From, c.Since.To)}, as the site has decided. Visits outside the plan count where somebody was asked all the same. Other things may have changed as well.</p></section></div>");
    }

    private static Bar BarOf(string label, Share share) => new(label, share.Percent is null ? null : (double)share.Count / share.Of, $"{share.Percent}%", $"{share.Count} of {share.Of}");

    private static string Said(double? minutes) => minutes is { } value ? ReportWords.Number(value) : "–";

    private static string Count(int? count) => count is { } value ? $"{value}" : NotShown;

    private static string Panel(string id, string name, string finding, string drawing, string how, string table, bool wide = false) => string.Concat(
        $"<figure class=\"panel{Html.When(wide, " wide")}\" aria-labelledby=\"h-{id}\"><div class=\"head\"><h2 id=\"h-{id}\">{name}</h2>{Html.When(finding.Length > 0, $"<p class=\"say\">{Html.Text(finding)}</p>")}</div>",
        drawing,
        $"<figcaption>{how}</figcaption><details class=\"numbers\"><summary>Numbers as a table</summary>{table}</details></figure>");

    private static string Table(string name, string[] heads, IEnumerable<string[]> rows) => string.Concat(
        $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\"><table><caption class=\"vh\">{name}</caption><thead><tr>{string.Concat(heads.Select(head => $"<th scope=\"col\">{head}</th>"))}</tr></thead><tbody>",
        string.Concat(rows.Select(row => $"<tr><th scope=\"row\">{Html.Text(row[0])}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{Html.Text(cell)}</td>"))}</tr>")),
        "</tbody></table></div>");
}

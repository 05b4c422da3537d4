using System.Globalization;
using Bot.Clinic;

namespace Bot.App;

/// <summary>The same numbers as the page, one a line: measure, of what, value, over how many.</summary>
internal static class ReportCsv
{
    private const string Few = "fewer than 5";
    private const string NotShown = "not shown";

    private static readonly string[] Heads = ["measure", "of", "value", "over"];

    /// <param name="compared">Null where nothing decided counts yet.</param>
    /// <param name="trained">How many have completed the training as at now; null where nobody has begun.</param>
    public static string Of(SitePlan site, ReportNumbers numbers, BeforeAndAfter? compared = null, Share? trained = null)
    {
        List<string[]> lines = [Heads];
        void Add(string measure, string of, object? value, object? over) => lines.Add([measure, of, Said(value), Said(over)]);
        void Spread(string measure, string of, Spread spread)
        {
            Add($"{measure}, half within (min)", of, spread.Half, Shown(spread.Count));
            Add($"{measure}, nine in ten within (min)", of, spread.NineInTen, Shown(spread.Count));
        }

        if (trained is { } share)
            Add("people who have completed the training, as at now", site.Name, share.Count, share.Of);
        Add("eligible visits", site.Name, numbers.Eligible, null);
        foreach (var (when, side) in compared is null ? [] : Sides(compared))
        {
            // Few of one side say nothing, and could be told apart by hand.
            var isFew = side.IsTooFew;
            Add($"{when}: visits with a warm handoff, of {BeforeAndAfter.Population(side)}", site.Name, isFew ? Few : side.Warm, Shown(side.Eligible));
            Add($"{when}: visits with a warm handoff, of all that were marked ready", site.Name, isFew ? Few : side.Warm, Shown(BeforeAndAfter.OfAll(side).Of));
            Spread($"{when}: ready to together", site.Name, side.Together);
        }

        if (numbers.IsTooFew)
            return Joined(lines);
        if (numbers.Unoffered > 0)
            Add("visits marked ready, not in the plan and not asked for", site.Name, Shown(numbers.Unoffered), null);
        Add("visits still open", site.Name, numbers.StillOpen, null);
        Add("visits with a warm handoff", site.Name, numbers.Warm, numbers.Eligible);
        Add("visits with a modified handoff", site.Name, numbers.Modified, numbers.Eligible);
        Spread("ready to accepted", site.Name, numbers.Accepted);
        Spread("ready to together", site.Name, numbers.Together);
        Add("patient asked what they would add", site.Name, numbers.Asked.Count, numbers.Asked.Of);
        Add("patient added or corrected something", site.Name, numbers.Added.Count, numbers.Added.Of);
        Add("all three closing questions asked", site.Name, numbers.ClosingQuestions.Count, numbers.ClosingQuestions.Of);
        Add("handoffs", site.Name, numbers.Handoffs, null);
        Add("messages that buzz", site.Name, numbers.Buzzes, numbers.Handoffs);
        Add("steps undone", site.Name, numbers.Undos, null);
        foreach (var week in numbers.Weeks)
        {
            var monday = Day(week.Monday);
            Add("week: visits with a warm handoff", monday, week.Warm.Percent is null ? Few : week.Warm.Count, Shown(week.Warm.Of));
            Spread("week: ready to accepted", monday, week.Accepted);
            Spread("week: ready to together", monday, week.Together);
            Add("week: messages that buzz", monday, week.BuzzesPerHandoff is null ? Few : week.Buzzes, Shown(week.Handoffs));
        }

        foreach (var reason in numbers.Reasons)
            Add("cold handoffs by reason", ReportWords.Of(reason.Reason), reason.Count ?? (object)NotShown, null);
        foreach (var desk in numbers.Desks)
        {
            Add("wait for a desk, half within (min)", desk.Desk, desk.Half, desk.Walks ?? (object)NotShown);
            Add("wait for a desk, nine in ten within (min)", desk.Desk, desk.NineInTen, desk.Walks ?? (object)NotShown);
        }

        foreach (var one in numbers.Receivers)
            Add("visits with a warm handoff, first asked", one.Name, one.Warm ?? (object)NotShown, one.Eligible ?? (object)NotShown);
        return Joined(lines);
    }

    private static (string When, ReportNumbers Side)[] Sides(BeforeAndAfter compared) =>
        [($"before {Day(compared.Begun)}", compared.Before), ($"since {Day(compared.Latest)}", compared.Since)];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Joined(List<string[]> lines) => string.Concat(lines.Select(Csv.Line));

    private static object Shown(int count) => count is > 0 and < ReportNumbers.Fewest ? Few : count;

    private static string Said(object? value) => value switch
    {
        null => "",
        double number => number.ToString("0.0", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}

using System.Globalization;

namespace Bot.Clinic;

/// <summary>What is asked of a lead, what can be picked, and what a pick makes of the decisions. Pure.</summary>
public static class DecisionQuestions
{
    /// <summary>So many names fit into a list in a message of Slack's; the first of the practice file.</summary>
    private const int MostNames = 50;

    private static readonly TimeOnly EarliestLunch = new(11, 0);

    /// <summary>The questions that follow from what was picked, the summary last.</summary>
    public static IReadOnlyList<DecisionStep> Of(DecisionDraft draft)
    {
        DecisionStep[] whom = !draft.Routes.Contains(Route.ProviderComes) ? [] :
        [
            DecisionStep.Patients,
            DecisionStep.Start,
            .. draft.Start switch
            {
                Beginning.Pair => [DecisionStep.Ma, DecisionStep.Provider],
                Beginning.Moments when draft.Moments.Contains(Moment.BeforeLunch) => [DecisionStep.Moments, DecisionStep.Lunch],
                Beginning.Moments => [DecisionStep.Moments],
                _ => Array.Empty<DecisionStep>(),
            },
        ];
        return [DecisionStep.Routes, DecisionStep.Wait, .. whom, DecisionStep.From, DecisionStep.Summary];
    }

    /// <summary>The question in words, and why it is asked.</summary>
    public static (string Asks, string Why) Words(DecisionStep question) => question switch
    {
        DecisionStep.Routes => ("Where do we start?", "The rest stays as it is, and can be switched on later."),
        DecisionStep.Wait => ("How does the MA wait?", "Each can say otherwise for a visit."),
        DecisionStep.Patients => ("Whom do we offer it to?", "People may always ask for others. Ask somebody who is uneasy first, and alone; interpreter first."),
        DecisionStep.Start => ("How do we begin?", "Small is fine: the report compares before and after."),
        DecisionStep.Ma => ("Which MA or nurse begins?", "Their patients are offered a warm handoff first."),
        DecisionStep.Provider => ("With which provider?", "They begin together."),
        DecisionStep.Moments => ("At which moments?", "I know no schedule, so each is an hour of the day."),
        DecisionStep.Lunch => ("When is lunch?", "The hour before it counts."),
        DecisionStep.From => ("From which day?", "What was before that day is the comparison."),
        _ => ("Is this right?", ""),
    };

    public static bool TakesSeveral(DecisionStep question) => question is DecisionStep.Routes or DecisionStep.Patients or DecisionStep.Moments;

    /// <summary>What can be picked now; what can't is no answer, whatever a button says.</summary>
    public static IReadOnlyList<Choice> Choices(DecisionStep question, SitePlan site, DateOnly today) => question switch
    {
        DecisionStep.Routes => [.. TransitionMap.Of(site).Select(row => new Choice(row.Name, DecisionWords.Routes.First(one => one.Route == row.Route).Id))],
        DecisionStep.Wait => [.. DecisionWords.Waits.Select(row => new Choice(row.Words, row.Id))],
        DecisionStep.Patients => [.. DecisionWords.Patients.Select(row => new Choice(row.Words, row.Id))],
        DecisionStep.Start =>
        [
            new("Everyone at once", DecisionDraft.Id(Beginning.Everyone)),
            .. Mas(site).Any() && Providers(site).Any() ? [new Choice("One MA and one provider first", DecisionDraft.Id(Beginning.Pair))] : Array.Empty<Choice>(),
            new("Some moments of the day first", DecisionDraft.Id(Beginning.Moments)),
        ],
        DecisionStep.Ma => Names(Mas(site)),
        DecisionStep.Provider => Names(Providers(site)),
        DecisionStep.Moments => [.. DecisionWords.Moments.Where(row => row.Moment == Moment.BeforeLunch || site.Opening.Days.Count > 0).Select(row => new Choice(row.Words, row.Id))],
        DecisionStep.Lunch => [.. Enumerable.Range(0, 7).Select(i => EarliestLunch.AddMinutes(30 * i)).Select(time => new Choice(time.ToString("H:mm", CultureInfo.InvariantCulture), Text(time)))],
        DecisionStep.From => [.. Days(today)],
        _ => [],
    };

    /// <summary>What is picked, of what can be; the first where nothing is, so that a list always shows something.</summary>
    public static IReadOnlyList<Choice> Picked(DecisionDraft draft, DecisionStep question, IReadOnlyList<Choice> choices)
    {
        var values = Values(draft, question);
        var picked = choices.Where(choice => values.Contains(choice.Value)).ToList();
        return picked.Count > 0 ? picked : [.. choices.Take(1)];
    }

    /// <summary>The draft with the answer; null if it is none.</summary>
    public static DecisionDraft? Take(DecisionDraft draft, string picked, SitePlan site, DateOnly today)
    {
        List<string> values = [.. picked.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
        var choices = Choices(draft.At, site, today);
        if (values.Count == 0 || (values.Count > 1 && !TakesSeveral(draft.At)) || !values.TrueForAll(value => choices.Any(choice => choice.Value == value)))
            return null;
        var one = values[0];
        return draft.At switch
        {
            DecisionStep.Routes => draft with { Routes = [.. DecisionWords.Routes.Where(row => values.Contains(row.Id)).Select(row => row.Route)] },
            DecisionStep.Wait => draft with { Wait = DecisionWords.Waits.First(row => row.Id == one).Wait },
            DecisionStep.Patients => draft with { Patients = PatientsOf(draft, values) },
            DecisionStep.Start => draft with { Start = Enum.GetValues<Beginning>().First(start => DecisionDraft.Id(start) == one) },
            DecisionStep.Ma => draft with { Ma = new StaffId(one) },
            DecisionStep.Provider => draft with { Provider = new StaffId(one) },
            DecisionStep.Moments => draft with { Moments = [.. DecisionWords.Moments.Where(row => values.Contains(row.Id)).Select(row => row.Moment)] },
            DecisionStep.Lunch => draft with { Lunch = TimeOnly.ParseExact(one, "HH:mm", CultureInfo.InvariantCulture) },
            DecisionStep.From => draft with { From = DateOnly.ParseExact(one, "yyyy-MM-dd", CultureInfo.InvariantCulture) },
            _ => null,
        };
    }

    /// <summary>The first question whose pick can't be picked any more: somebody has left, a day has passed, or a button was forged. Null if all can.</summary>
    public static DecisionStep? Amiss(DecisionDraft draft, SitePlan site, DateOnly today)
    {
        foreach (var question in Of(draft).Where(question => question != DecisionStep.Summary))
        {
            var choices = Choices(question, site, today).Select(choice => choice.Value).ToList();

            // A transition that the practice file no longer has stays decided, and does no harm.
            var values = Values(draft, question).Where(value => question != DecisionStep.Routes || choices.Contains(value)).ToList();
            if (values.Count == 0 || !values.TrueForAll(choices.Contains))
                return question;
        }

        return null;
    }

    // "All" and some others: whichever was ticked now is meant, and the one that was ticked before was forgotten.
    private static List<string> PatientsOf(DecisionDraft draft, List<string> values)
    {
        var some = values.Where(value => value != DecisionWords.AllPatients).ToList();
        return some.Count < values.Count && (some.Count == 0 || draft.Patients.Count > 0) ? [] : some;
    }

    private static IReadOnlyList<string> Values(DecisionDraft draft, DecisionStep question) => question switch
    {
        DecisionStep.Routes => [.. DecisionWords.Routes.Where(row => draft.Routes.Contains(row.Route)).Select(row => row.Id)],
        DecisionStep.Wait => [DecisionWords.Waits.First(row => row.Wait == draft.Wait).Id],
        DecisionStep.Patients => draft.Patients.Count == 0 ? [DecisionWords.AllPatients] : draft.Patients,
        DecisionStep.Start => [DecisionDraft.Id(draft.Start)],
        DecisionStep.Ma => [draft.Ma.Value ?? ""],
        DecisionStep.Provider => [draft.Provider.Value ?? ""],
        DecisionStep.Moments => [.. DecisionWords.Moments.Where(row => draft.Moments.Contains(row.Moment)).Select(row => row.Id)],
        DecisionStep.Lunch => [Text(draft.Lunch)],
        DecisionStep.From => [Text(draft.From)],
        _ => [],
    };

    private static IEnumerable<Staff> Mas(SitePlan site) => site.Staff.Where(one => one.Role is Role.Ma or Role.Nurse);

    private static IEnumerable<Staff> Providers(SitePlan site) => site.Staff.Where(one => one.Role == Role.Provider);

    private static List<Choice> Names(IEnumerable<Staff> people) => [.. people.Take(MostNames).Select(one => new Choice(one.Short, one.Id.Value))];

    // On a Sunday tomorrow is the next Monday.
    private static IEnumerable<Choice> Days(DateOnly today)
    {
        var (tomorrow, monday) = (today.AddDays(1), Report.MondayOf(today).AddDays(7));
        yield return new Choice($"Today, {ReportWords.Day(today)}", Text(today));
        yield return new Choice($"Tomorrow, {ReportWords.Day(tomorrow)}", Text(tomorrow));
        if (monday != tomorrow)
            yield return new Choice($"Next Monday, {ReportWords.Day(monday)}", Text(monday));
    }

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

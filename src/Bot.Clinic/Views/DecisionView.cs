using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>For a lead: one question about the site's warm handoffs, with what can be picked.</summary>
/// <param name="Visit">Not a visit: what was picked so far.</param>
/// <param name="Step">"2 of 6".</param>
/// <param name="Ask">The input's id, another for each question: a chat may remember what was ticked under the same.</param>
/// <param name="Several">Boxes to tick; else one of them.</param>
/// <param name="Long">A list to open, as names need, which boxes would read markup into; else the few are shown.</param>
/// <param name="Value">What is picked already, joined by commas.</param>
/// <param name="Picked">The same as choices; at least one.</param>
public sealed record DecideModel(
    string Visit, string Site, string Step, string Question, string Why, string Notice, string Ask, bool Several, bool Long, string Value,
    IReadOnlyList<Choice> Choices, IReadOnlyList<Choice> Picked, IReadOnlyList<Button> Also) : CardModel
{
    [JsonIgnore]
    public override string Card => "decide";

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>For a lead: all decisions of the site, to be saved or as they are.</summary>
/// <param name="Visit">Not a visit: what was picked so far.</param>
/// <param name="Title">"Is this right?", or "Decided".</param>
public sealed record DecidedModel(
    string Visit, string Site, string Title, string Notice, IReadOnlyList<DecidedLine> Lines, IReadOnlyList<Button> Next, IReadOnlyList<Button> Also) : CardModel
{
    [JsonIgnore]
    public override string Card => "decided";

    public override CardModel Noting(string sentence) => this with { Notice = sentence };
}

/// <summary>One decision.</summary>
public sealed record DecidedLine(string Name, string Means);

/// <summary>The cards with which a lead decides.</summary>
public static class DecisionView
{
    private const int MostShown = 5;

    /// <summary>The question that stands, or at the end the summary with *Save*.</summary>
    public static CardModel Of(DecisionDraft draft, SitePlan site, string notice, DateOnly today)
    {
        var questions = DecisionQuestions.Of(draft).ToList();
        if (draft.At == DecisionStep.Summary)
        {
            return new DecidedModel(
                draft.Write(), site.Name, "Is this right?", notice, Lines(draft.Decide(StaffId.Clock, default), site),
                [new Button("Save", "decide:save")], [new Button("Back", "decide:back"), new Button("Change", "decide:change")]);
        }

        var (asks, why) = DecisionQuestions.Words(draft.At);
        var choices = DecisionQuestions.Choices(draft.At, site, today);
        var picked = DecisionQuestions.Picked(draft, draft.At, choices);
        var step = questions.IndexOf(draft.At) + 1;
        return new DecideModel(
            draft.Write(), site.Name, $"{step} of {questions.Count - 1}", asks, why, notice, draft.Input,
            DecisionQuestions.TakesSeveral(draft.At), choices.Count > MostShown || draft.At is DecisionStep.Ma or DecisionStep.Provider, string.Join(',', picked.Select(choice => choice.Value)),
            choices, picked, step == 1 ? [] : [new Button("Back", "decide:back")]);
    }

    /// <summary>What was saved.</summary>
    /// <param name="mayChange">False where it only tells.</param>
    public static DecidedModel Saved(SiteDecisions decided, SitePlan site, string notice, bool mayChange, DateOnly today) => new(
        (DecisionDraft.Begin(site, decided, today) with { At = DecisionStep.Summary }).Write(), site.Name, "Decided", notice, Lines(decided, site), [],
        mayChange ? [new Button("Change", "decide:change")] : []);

    private static List<DecidedLine> Lines(SiteDecisions decided, SitePlan site) =>
        [.. DecisionWords.Of(decided, site).Select(row => new DecidedLine(row.Name, row.Means))];
}

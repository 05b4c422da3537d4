using Bot.Clinic;

namespace Bot.App;

/// <summary>With these cards a lead decides, in their own chat, where warm handoffs begin and for whom: one question each, and a summary to save.</summary>
internal sealed class DecisionLines(Sites sites, Decided decided, Today today, Faces faces, Notes notes, TimeProvider clock)
{
    public const string Verb = "decide:";

    private const string NotKnown = "That card is of another time. Please type: decisions";
    private const string Unreadable = "What was saved before can't be read. Please decide anew.";

    /// <summary>Another instance has saved something: open visits are looked at again.</summary>
    public async Task HearAsync(CancellationToken ct)
    {
        await decided.LoadAsync(ct);
        foreach (var site in sites.Practice.Sites)
            today.Changed(site.Id);
    }

    /// <summary>`decisions`: what was saved, or the first question.</summary>
    public Answer Show(Staff person, Site site, Line line)
    {
        if (PageLines.Refusal(person, line.In) is { } no)
            return Answer.Says(no);
        if (sites.Practice.Find(site.Plan.Id) is not { } plan || TransitionMap.Of(plan).Count == 0)
            return Answer.Says("There is nothing to decide yet: the practice file has neither providers nor colleagues nor desks here.");
        var day = DayAt(plan);
        var latest = decided.Of(plan.Id).Latest;
        return Shown(
            latest is null
                ? DecisionView.Of(DecisionDraft.Begin(plan, null, day), plan, decided.IsUnreadable(plan.Id) ? Unreadable : "", day)
                : DecisionView.Saved(latest, plan, DecisionWords.MissingOfThePair(latest, plan) ?? "", mayChange: true, day),
            plan,
            "");
    }

    /// <summary>A button of these cards. Only a lead of that site gets on, whatever it carries.</summary>
    public async Task<Answer> TapAsync(Staff person, Tap tap, CancellationToken ct)
    {
        if (PageLines.Refusal(person, tap.In) is { } no)
            return Answer.Says(no);
        if (DecisionDraft.Read(tap.Visit) is not { } draft || sites.Of(person.Id).FirstOrDefault(one => one.Id == draft.Site) is not { } plan || TransitionMap.Of(plan).Count == 0)
            return Answer.Says(NotKnown);
        var day = DayAt(plan);
        return tap.Verb[Verb.Length..] switch
        {
            "next" when draft.At != DecisionStep.Summary => Next(draft, tap.Inputs.GetValueOrDefault(draft.Input, ""), plan, day),
            "back" => Question(draft with { At = Before(draft) }, plan, "", day),
            "change" => Question(draft with { At = DecisionStep.Routes }, plan, "", day),
            "save" when draft.At == DecisionStep.Summary => await SaveAsync(person, draft, plan, day, ct),
            _ => Answer.Says(NotKnown),
        };
    }

    private Answer Next(DecisionDraft draft, string picked, SitePlan plan, DateOnly day)
    {
        if (DecisionQuestions.Take(draft, picked, plan, day) is not { } taken)
            return Question(draft, plan, "Please pick what fits, then Next.", day);
        var questions = DecisionQuestions.Of(taken).ToList();
        return Question(taken with { At = questions[questions.IndexOf(taken.At) + 1] }, plan, "", day);
    }

    private async Task<Answer> SaveAsync(Staff person, DecisionDraft draft, SitePlan plan, DateOnly day, CancellationToken ct)
    {
        if (DecisionQuestions.Amiss(draft, plan, day) is { } amiss)
            return Question(draft with { At = amiss }, plan, "That can't be picked any more. Please pick again.", day);
        var next = draft.Decide(person.Id, clock.GetUtcNow());
        var latest = decided.Of(plan.Id).Latest;

        // A chat may send the same tap twice.
        if (latest is null || latest.By != next.By || !DecisionWords.Of(latest, plan).SequenceEqual(DecisionWords.Of(next, plan)))
        {
            await decided.SaveAsync(plan.Id, next, ct);
            today.Changed(plan.Id);
            await TellOthersAsync(person, next, plan, day, ct);
        }

        var other = latest is { By: var by } && by != person.Id ? $" {plan.Find(by)?.Short ?? "Former staff"} had saved other decisions before; yours stand." : "";
        var sentence = $"Saved.{other}";
        return Shown(DecisionView.Saved(next, plan, sentence, mayChange: true, day), plan, sentence);
    }

    // Quietly, in their own chats: of two who decide at once, the other reads what stands.
    private async Task TellOthersAsync(Staff person, SiteDecisions next, SitePlan plan, DateOnly day, CancellationToken ct)
    {
        var model = DecisionView.Saved(next, plan, $"{person.Short} has saved this. To look at it or change it: decisions", mayChange: false, day);
        foreach (var lead in plan.Staff.Where(one => one is { Role: Role.Lead, UsesChat: true } && one.Id != person.Id))
            await notes.TrySendAsync(lead.Id, faces.Of(model, "board", plan), ct);
    }

    private Answer Question(DecisionDraft draft, SitePlan plan, string notice, DateOnly day)
    {
        // Nobody is left to pick from: whoever they were has gone meanwhile.
        if (draft.At != DecisionStep.Summary && DecisionQuestions.Choices(draft.At, plan, day).Count == 0)
            draft = draft with { At = DecisionStep.Routes };
        var words = notice.Length > 0 ? notice : DecisionQuestions.Words(draft.At).Asks;
        return Shown(DecisionView.Of(draft, plan, notice, day), plan, words);
    }

    // A forged button may stand nowhere: then it goes back to the beginning.
    private static DecisionStep Before(DecisionDraft draft)
    {
        var questions = DecisionQuestions.Of(draft).ToList();
        return questions[Math.Max(0, questions.IndexOf(draft.At) - 1)];
    }

    private Answer Shown(CardModel model, SitePlan plan, string sentence) => new(faces.Of(model, "board", plan), sentence);

    private DateOnly DayAt(SitePlan plan) => Report.DayOf(clock.GetUtcNow(), plan.Zone);
}

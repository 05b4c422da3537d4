using Bot.Clinic;

namespace Bot.App;

/// <summary>What a lead looks at to set a site up: its channels, who is linked, who can't be reached, which desks nobody is at.</summary>
internal sealed class SetupLines(People people, Places places, Doorstep doorstep, Decided decided, IReadOnlyList<IChannel> channels, TimeProvider clock)
{
    public Answer Show(Staff person, Site site, Line line)
    {
        if (PageLines.Refusal(person, line.In) is { } no)
            return Answer.Says(no);
        var now = clock.GetUtcNow();
        var plan = site.Plan;
        var deserted = plan.Desks.Where(desk => desk.Members.Count == 0 || site.IsDeserted(desk.Id, now)).Select(desk => desk.Label).ToList();
        var added = doorstep.AddedAt(plan);
        string[] lines =
        [
            $"{plan.Name}:",
            .. channels.Select(chat => Channels(chat.Name, plan)),
            .. People(site),
            deserted.Count == 0 ? "Every desk has somebody." : $"Nobody is on at: {string.Join(", ", deserted)}.",
            .. added.Count == 0 ? Array.Empty<string>() : [$"Added in chat: {string.Join(", ", added)}. To end it: remove NAME"],
            .. Decisions(plan),
        ];
        return Answer.Says(string.Join("\n\n", lines));
    }

    // Only what keeps the plan from being followed.
    private IEnumerable<string> Decisions(SitePlan plan)
    {
        if (decided.IsUnreadable(plan.Id))
            yield return "What was decided about warm handoffs can't be read, and everything is offered. To decide anew: decisions";
        if (DecisionWords.MissingOfThePair(decided.Of(plan.Id).Latest, plan) is { } missing)
            yield return $"{missing} Type: decisions";
    }

    /// <summary>Who is not linked, and who can't be reached.</summary>
    public IEnumerable<string> People(Site site)
    {
        var missing = site.Plan.Staff.Where(one => one.UsesChat && !people.HasAChat(one.Id)).Select(one => one.Short).ToList();
        var lost = site.Unreachable.Where(id => site.Find(id) is not null).Select(site.NameOf).Except(missing).ToList();
        if (missing.Count > 0)
            yield return $"Not linked yet: {string.Join(", ", missing)}.";
        yield return lost.Count == 0 ? "Everyone who is linked can be reached." : $"Can't be reached by message: {string.Join(", ", lost)}.";
    }

    private string Channels(string chat, SitePlan site)
    {
        (string Label, Place Place)[] all = [("care team", new Place.CareTeam(site.Id)), .. site.Desks.Select(desk => (desk.Label, (Place)new Place.Desk(site.Id, desk.Id)))];
        var missing = all.Where(one => places.ConversationOf(chat, one.Place) is null).Select(one => one.Label).ToList();
        var name = Sentences.NameOfChat(chat);
        return missing.Count == 0
            ? $"{name}: every channel is bound."
            : $"{name}: no channel yet for {string.Join(", ", missing)}. Type in the channel: use this channel for {missing[0].ToLowerInvariant()}";
    }
}

namespace Bot.Clinic;

/// <summary>The card of somebody who is asked to come, or is coming.</summary>
internal static class RequestView
{
    public static RequestModel Of(Look look, ToTheRoom handoff, StaffId who)
    {
        var visit = look.Visit;
        var coming = visit.State as Coming;
        var ask = handoff.AskOf(who);

        // Reminded, or nudged for running late and then let go.
        var reminded = ask is { Push: Pushes.Reminder or Pushes.Late } && coming is null;
        var late = coming is not null ? look.Late : reminded || look.Late;
        var headline = coming is not null ? "You are on the way" : reminded ? "Still waiting for you" : "Ready for you";
        var detail = coming is null ? $"Asked at {look.Clock(ask?.At ?? handoff.Since)}"
            : look.Late ? "Running late"
            : RoomView.Expected(look, coming);
        return new RequestModel(
            look.Id, look.Room, coming is null ? "waiting" : "coming", late, headline, detail, look.SinceText, look.Minutes, "",
            look.Name(handoff.Giver),
            visit.Wait == Wait.Stay,
            TypeOf(look),
            Words(Picks.Flags, visit.Flags),
            Words(Picks.Ticks.Where(tick => tick.Id != "heads-up"), visit.Ticks),
            visit.Ticks.Contains("heads-up") ? $"Heads-up, {look.Name(visit.Ma)} will tell you" : "",
            look.MayUndo(who));
    }

    private static string TypeOf(Look look) =>
        look.Site.Plan.VisitTypes.FirstOrDefault(type => type.Id == look.Visit.VisitType)?.Title ?? "";

    private static IReadOnlyList<string> Words(IEnumerable<(string Id, string Words)> list, IReadOnlyList<string> picked) =>
        [.. list.Where(pick => picked.Contains(pick.Id)).Select(pick => pick.Words)];
}

namespace Bot.Clinic;

/// <summary>The answer to `mine`: one card with one next button for each room. Tapping one answers with the card as it is then.</summary>
public static class MineView
{
    private const int MostTakers = 2;

    /// <param name="notice">What the last tap or line did; empty for nothing.</param>
    public static MineModel Of(Staff person, IReadOnlyList<Site> sites, string notice, DateTimeOffset now)
    {
        var (asks, mine) = HomeView.RoomsOf(person, sites, now);
        return Made(person, sites, notice, now, [.. asks.Concat(mine).Select(room => room with { Buttons = [.. room.Buttons.Take(1)] })]);
    }

    /// <summary>The rooms of somebody who goes, each with whom to give it to; null if they have none.</summary>
    public static MineModel? ToGive(Staff person, Site site, string notice, DateTimeOffset now)
    {
        var visits = site.Open.Where(visit => visit.Ma == person.Id).OrderBy(visit => visit.Opened).Select(visit => visit.Id.Value).ToList();
        if (visits.Count == 0)
            return null;
        var takers = Takers(person, site, now);
        var rooms = HomeView.RoomsOf(person, [site], now).Mine.Where(room => visits.Contains(room.Visit));
        return Made(person, [site], notice, now, [.. rooms.Select(room => room with { Buttons = takers })]);
    }

    // Whoever is on goes first, then those who may be; of the person's own role before others who can.
    private static List<Button> Takers(Staff person, Site site, DateTimeOffset now) =>
    [
        .. site.Plan.Staff.Where(one => one.Id != person.Id && one.Role.RunsVisits() && one.UsesChat && !site.IsOff(one.Id, now))
            .OrderBy(one => one.Role == Role.Lead).ThenByDescending(one => site.IsOn(one.Id, now)).ThenByDescending(one => one.Role == person.Role)
            .Take(MostTakers)
            .Select(one => new Button($"Give to {one.Short}", $"give:{one.Id}")),
    ];

    private static MineModel Made(Staff person, IReadOnlyList<Site> sites, string notice, DateTimeOffset now, IReadOnlyList<HomeRoom> rooms) => new(
        $"{person.Name}, {person.Role.Words()}",
        Texts.Clock(now, sites[0].Plan.Zone),
        HomeView.Now(person.Id, sites, now),
        notice,
        HomeView.Lines(rooms.Select(room => room with { Buttons = [.. room.Buttons.Select(button => button with { Verb = $"{MineModel.Verb}:{button.Verb}" })] })));
}

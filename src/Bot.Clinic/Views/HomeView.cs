namespace Bot.Clinic;

/// <summary>A person's own live board: what waits for them first, then the visits that are theirs, each with its likely next step.</summary>
public static class HomeView
{
    private const int MostButtons = 4;
    private const int MostRooms = 12;

    /// <summary>More names than this are no heading any more.</summary>
    private const int MostSites = 3;

    /// <param name="sites">The sites at which they work, as they are now; at least one.</param>
    public static HomeModel Of(Staff person, IReadOnlyList<Site> sites, string notice, DateTimeOffset now)
    {
        var (asks, mine) = RoomsOf(person, sites, now);
        var where = sites.Count > MostSites ? $"{sites.Count} sites" : Texts.And(sites.Select(site => site.Plan.Name));
        return new HomeModel(
            where, $"{person.Name}, {person.Role.Words()}", Now(person.Id, sites, now), notice, person.Role.RunsVisits(), Lines(asks), Lines(mine));
    }

    /// <summary>What waits for this person, and the visits that are theirs, each with what they would do next.</summary>
    internal static (List<HomeRoom> Asks, List<HomeRoom> Mine) RoomsOf(Staff person, IReadOnlyList<Site> sites, DateTimeOffset now)
    {
        var asks = new List<HomeRoom>();
        var mine = new List<HomeRoom>();
        foreach (var site in sites)
        {
            foreach (var visit in site.Open.OrderBy(visit => new Look(visit, site, now).Since).ThenBy(visit => visit.Room.Value, StringComparer.Ordinal))
            {
                // A room's number says enough where there is one site.
                var room = sites.Count == 1 ? visit.Room.Value : $"{visit.Room}, {site.Plan.Name}";
                foreach (var posting in Postings.Desired(visit, site, now).Where(posting => IsTheirs(posting, person.Id, site)))
                    Add(posting.Model, room, new Look(visit, site, now).Minutes, asks, mine);
            }
        }

        return (asks, mine);
    }

    // A chat lays text and buttons out as two blocks: a room that has buttons comes to be read, and once more to be tapped.
    internal static IReadOnlyList<HomeRoom> Lines(IEnumerable<HomeRoom> rooms) =>
        [.. rooms.Take(MostRooms).SelectMany(room => room.Buttons.Count == 0 ? [room] : new[] { room with { Buttons = [] }, room })];

    private static bool IsTheirs(Posting posting, StaffId me, Site site) => posting.Place switch
    {
        Place.Person { Who: var who } => who == me && posting.Slot != Slots.Alert,
        Place.Desk { Which: var desk } => site.Plan.Find(desk)?.Members.Contains(me) == true,
        _ => false,
    };

    private static void Add(CardModel card, string room, int minutes, List<HomeRoom> asks, List<HomeRoom> mine)
    {
        var buttons = card switch
        {
            RequestModel { State: "waiting" } => Asked,
            RequestModel => OnTheWay,
            WalkoverModel { State: "waiting" } => DeskAsked,
            WalkoverModel => DeskTold,
            GiverModel m => [.. m.Next.Concat(m.Also).Take(MostButtons)],
            MeetingModel { Boxes: false } => Meeting,
            WithModel { State: "with" or "together" } => Finishing,
            ClosingModel m => ToClose(m),
            _ => Array.Empty<Button>(),
        };
        if (card is IBand band)
        {
            (card is WalkoverModel or RequestModel { State: "waiting" } ? asks : mine).Add(new HomeRoom(
                band.Visit, room, band.State, band.Late, band.Headline, band.Detail, band.Since, minutes, buttons));
        }
    }

    private static readonly IReadOnlyList<Button> Asked =
        [new("On my way", "accept"), new("5 min", "accept:5"), new("After this patient", "accept:after"), new("Can't", "cant")];

    private static readonly IReadOnlyList<Button> OnTheWay = [new("I'm here", "here"), new("Can't", "cant")];

    private static readonly IReadOnlyList<Button> DeskAsked =
        [new("Send them", "accept"), new("Hold 5 min", "accept:5"), new("Someone else", "cant")];

    private static readonly IReadOnlyList<Button> DeskTold = [new("They're here", "here"), new("Hold 5 min", "accept:5"), new("Someone else", "cant")];

    private static readonly IReadOnlyList<Button> Meeting =
        [new("Patient added something", "handed-off:added"), new("Nothing to add", "handed-off:nothing")];

    private static readonly IReadOnlyList<Button> Finishing = [new("Visit done", "visit-done")];

    private static List<Button> ToClose(ClosingModel model)
    {
        Button[] ask = model.Asked ? [] : [new Button("Asked all three", "asked-all")];
        var stops = model.Stops.Select(stop => new Button(
            stop.Verb.StartsWith("walk", StringComparison.Ordinal) ? $"Walk to {Texts.The(stop.Desk)}" : $"{stop.Desk}: doing it here", stop.Verb));
        return [.. ask.Concat(stops).Take(MostButtons)];
    }

    // An MA who waits in the room is as busy as the provider who is in it.
    private static bool Stays(Visit visit, StaffId who) => visit.Ma == who && visit.Wait == Wait.Stay && visit.State switch
    {
        Ready => true,
        Waiting or Coming => visit.Handoff is ToTheRoom { From: Ready },
        Together s => s.Handoff.From is Ready,
        _ => false,
    };

    internal static string Now(StaffId who, IReadOnlyList<Site> sites, DateTimeOffset now)
    {
        foreach (var site in sites)
        {
            if (site.VisitOf(who, default) is { } visit)
                return $"In room {visit.Room} since {new Look(visit, site, now).Clock(visit.CameAt(who) ?? visit.State.Since)}";
            if (site.Open.Where(one => Stays(one, who)).MaxBy(one => one.State.Since) is { } stays)
                return $"In room {stays.Room} since {new Look(stays, site, now).Clock(stays.ReadySince ?? stays.State.Since)}";
        }

        return sites.Select(site => DayWords.Doing(site, who, now)).OrderBy(doing => doing.StartsWith("Free", StringComparison.Ordinal)).FirstOrDefault("Free");
    }
}

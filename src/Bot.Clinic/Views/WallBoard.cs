namespace Bot.Clinic;

/// <summary>The board on the wall: rooms that wait, longest first, rooms with someone, desks, and who is on.</summary>
/// <remarks>A wall does not scroll: each part shows what can be read from four metres, and counts the rest.</remarks>
/// <param name="Unlisted">Waiting rooms that are not among the rows.</param>
/// <param name="UnlistedTiles">Rooms with someone that are not among the tiles.</param>
/// <param name="OpenRooms">Open rooms where they are too many for tiles; empty where each has its own.</param>
/// <param name="UnlistedDesks">Desks that are not listed.</param>
/// <param name="UnlistedPeople">People on duty that are not listed.</param>
public sealed record WallBoard(
    string Site, IReadOnlyList<WallRow> Rows, int Unlisted, IReadOnlyList<WallTile> Tiles, int UnlistedTiles, IReadOnlyList<string> OpenRooms,
    IReadOnlyList<WallTag> Desks, int UnlistedDesks, IReadOnlyList<WallTag> People, int UnlistedPeople)
{
    /// <summary>Patients can read it.</summary>
    public bool IsInTheHall { get; private init; }

    /// <summary>More would not be read from four metres.</summary>
    public const int MostRows = 8;

    /// <summary>Patients read the hall's board: a longer wait is not held up to them.</summary>
    public const int MostMinutesInTheHall = 15;

    /// <summary>Two rows of tiles.</summary>
    public const int MostTiles = 8;

    private const int MostOpenRooms = 12;
    private const int MostDesks = 6;
    private const int MostDesksAndPeople = 11;

    /// <summary>For staff: names, minutes, what is overdue, desks.</summary>
    public static WallBoard ForStaff(Site site, DateTimeOffset now)
    {
        var desks = site.Plan.Desks.Where(desk => !desk.Discreet).ToList();
        List<WallTag> listed = [.. desks.Take(MostDesks).Select(desk => DeskOf(site, desk, now))];

        // Whoever comes to rooms is looked for most; the people of a desk are there where the desk is free.
        var on = site.Plan.Staff.Where(one => !one.Discreet && site.IsOn(one.Id, now))
            .OrderBy(one => one.Role.ComesToRooms() ? 0 : one.Role.RunsVisits() ? 1 : 2).ToList();
        var room = MostDesksAndPeople - listed.Count - (desks.Count > listed.Count ? 1 : 0);
        return Of(site, now, open: false) with
        {
            Desks = listed,
            UnlistedDesks = desks.Count - listed.Count,
            People = [.. on.Take(room).Select(one => new WallTag(one.Short, DayWords.OnTheWall(site, one.Id, now), "", "rest"))],
            UnlistedPeople = Math.Max(0, on.Count - room),
        };
    }

    /// <summary>For a hall where patients read it: room, shape and word, "Care team"; no staff, no desk, nothing overdue, no long wait.</summary>
    public static WallBoard ForTheHall(Site site, DateTimeOffset now) => Of(site, now, open: true) with { IsInTheHall = true };

    private static WallBoard Of(Site site, DateTimeOffset now, bool open)
    {
        var looks = site.Open.Select(visit => new Look(visit, site, now)).ToList();
        var waiting = looks.Where(look => look.Visit.State is Waiting or Coming or Ready).OrderByDescending(look => !open && look.Late).ThenBy(look => look.Since).ToList();
        var with = Texts.ByRoom(looks.Except(waiting), look => look.Visit.Room).Select(look => TileOf(look, open)).ToList();
        var used = looks.Select(look => look.Visit.Room).ToHashSet();
        var unused = site.Plan.Rooms.Where(room => !used.Contains(room)).Select(room => room.Value).ToList();
        var fit = with.Count + unused.Count <= MostTiles;
        return new WallBoard(
            site.Plan.Name,
            [.. waiting.Take(MostRows).Select(look => Row(look, open))], Math.Max(0, waiting.Count - MostRows),
            [.. with.Take(MostTiles), .. fit ? unused.Select(room => new WallTile(room, "Open", "", "", "")) : []], Math.Max(0, with.Count - MostTiles),
            fit ? [] : unused.Count <= MostOpenRooms ? unused : [.. unused.Take(MostOpenRooms), $"and {unused.Count - MostOpenRooms} more"],
            [], 0, [], 0);
    }

    private const string CareTeam = "Care team";

    private static WallRow Row(Look look, bool open)
    {
        var (shape, word, tone) = ShapeOf(look.Visit);
        var minutes = look.Minutes;
        if (open)
            return new WallRow(look.Room, shape, word, tone, Late: false, CareTeam, "", minutes > MostMinutesInTheHall ? null : minutes);
        return new WallRow(look.Room, shape, word, look.Late ? "late" : tone, look.Late, MainOf(look), SubOf(look), minutes);
    }

    private static (string Shape, string Word, string Tone) ShapeOf(Visit visit) => visit.State switch
    {
        Ready => ("ready", "Ready", "wait"),
        Waiting => ("waiting", "Waiting", "wait"),
        Coming { Handoff: WalkOver } => ("coming", "Walking over", "way"),
        Coming => ("coming", "Coming", "way"),
        Rooming => ("rooming", "Rooming", "rest"),
        Together => ("together", "Together", "with"),
        Away => ("coming", "Away", "rest"),
        Closing => ("closing", "Closing", "with"),
        _ => ("with", "With", "with"),
    };

    // Who is expected, and when.
    private static string MainOf(Look look) => look.Visit.State switch
    {
        Ready => "Nobody asked yet",
        Waiting { Handoff: WalkOver walk } => $"{OpenLabel(look, walk.Desk)} asked",
        Coming { Handoff: WalkOver walk, Expected: { } end } coming when end > coming.Since => $"{OpenLabel(look, walk.Desk)} at {look.Clock(end)}",
        Coming { Handoff: WalkOver walk } => OpenLabel(look, walk.Desk),
        Coming { Who: { } who, Expected: { } at } => $"{look.OpenName(who)} at {look.Clock(at)}",
        Coming { Who: { } who } => $"{look.OpenName(who)} after this patient",
        _ => look.Late ? "Nobody on the way" : look.Headline(look.OpenName, open: true),
    };

    private static string SubOf(Look look)
    {
        var visit = look.Visit;
        if (visit.Handoff is WalkOver walk)
            return $"walk-over with {look.OpenName(walk.Giver)}";
        if (visit.State is Ready)
            return $"with {look.OpenName(visit.Ma)}, ready {look.SinceText}";
        if (visit.Handoff is not ToTheRoom handoff)
            return "";
        var asked = $"asked {look.Clock(handoff.Since)}";
        if (visit.State is Coming)
            return $"with {look.OpenName(handoff.Giver)}, {asked}";
        var again = visit.Fired(ClockStep.Reminder, handoff.NewestAsk) ? $", again {look.Clock(visit.Marks[ClockStep.Reminder])}" : "";
        var lead = visit.Fired(ClockStep.Lead, handoff.Since) ? $", lead told {look.Clock(visit.Marks[ClockStep.Lead])}" : "";
        return asked + again + lead;
    }

    private static WallTile TileOf(Look look, bool open)
    {
        var (shape, word, _) = ShapeOf(look.Visit);
        var who = look.Visit.InTheRoom is { } there ? look.OpenName(there) : look.OpenName(look.Visit.Ma);
        return open
            ? new WallTile(look.Room, word, shape, CareTeam, "")
            : new WallTile(look.Room, word, shape, who, $"since {look.Clock(look.Visit.State.Since)}", look.Late);
    }

    private static string OpenLabel(Look look, DeskId desk) => look.Site.Plan.Find(desk) is { Discreet: false } plan ? plan.Label : CareTeam;

    private static WallTag DeskOf(Site site, Desk desk, DateTimeOffset now)
    {
        if (site.IsDeserted(desk.Id, now))
            return new WallTag(desk.Label, "Nobody on", "busy", "rest");
        if (site.DeskBusyUntil(desk.Id, default, now) is not { } until)
        {
            var words = DayWords.Capital(DayWords.Desk(site, desk.Id, default, now));
            return words == "Free" ? new WallTag(desk.Label, words, "free", "with") : new WallTag(desk.Label, words, "waiting", "wait");
        }

        var clock = Texts.Clock(until, site.Plan.Zone);
        return site.SaidOf(desk.Id, now) is { IsHold: true, Until: var end } && end == until
            ? new WallTag(desk.Label, $"Hold {clock}", "hold", "wait")
            : new WallTag(desk.Label, $"Busy {clock}", "busy", "rest");
    }
}

/// <summary>A room that waits. Its colour only repeats what shape and word say.</summary>
/// <param name="Minutes">Null where they are not shown.</param>
public sealed record WallRow(string Room, string Shape, string Word, string Tone, bool Late, string Main, string Sub, int? Minutes);

/// <summary>A room with someone, or an open one, whose shape is empty.</summary>
public sealed record WallTile(string Room, string Word, string Shape, string Who, string Since, bool Late = false);

/// <summary>A desk or a person, and how it is.</summary>
public sealed record WallTag(string Name, string Now, string Shape, string Tone);

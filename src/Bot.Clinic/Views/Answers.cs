namespace Bot.Clinic;

/// <summary>Cards that answer a typed line: true as at now, and not kept true.</summary>
public static class Answers
{
    /// <summary>More rooms than this would pass the size that a chat takes.</summary>
    public const int RoomsOnBoard = 30;

    // A board that is full of rooms has place for fewer names.
    private const int PeopleOnBoard = 12;
    private const int PeopleOnAFullBoard = 3;
    private const int ManyRooms = 20;

    /// <summary>A room that is still in use, with the one way out for whoever may take it.</summary>
    public static RoomModel InUse(Visit visit, Site site, Staff reader, string sentence, DateTimeOffset now) =>
        RoomView.Of(new Look(visit, site, now)) with
        {
            Notice = sentence,
            Next = [],
            Also = reader.Role.RunsVisits() ? [new Button("Patient has left", "left")] : [],
            More = [],
        };

    /// <summary>All open rooms, longest waiting first, and the desks that are on hold.</summary>
    public static BoardModel Board(Site site, DateTimeOffset now)
    {
        var rooms = site.Open.Select(visit => new Look(visit, site, now)).OrderBy(look => look.Since).Select(look =>
        {
            var card = RoomView.Of(look);
            return new BoardRoom(card.Room, card.State, card.Late, card.Headline, BoardDetail(look), card.Since, card.Minutes);
        }).ToList();
        var desks = site.Plan.Desks.Where(desk => !desk.Discreet).Select(desk => $"{desk.Label} {DayWords.Desk(site, desk.Id, default, now)}");
        return new BoardModel(
            site.Plan.Name, Texts.Clock(now, site.Plan.Zone), rooms.Take(RoomsOnBoard).ToList(), Math.Max(0, rooms.Count - RoomsOnBoard), [.. desks],
            [.. OnNow(site, rooms.Count > ManyRooms ? PeopleOnAFullBoard : PeopleOnBoard, now)]);
    }

    // Discreet people are not named where others read along. In the order of the practice file, whose first are those one looks for.
    private static IEnumerable<string> OnNow(Site site, int most, DateTimeOffset now)
    {
        var on = site.Plan.Staff.Where(one => !one.Discreet && site.IsOn(one.Id, now)).Select(one => $"{one.Short}: {Texts.Low(DayWords.Doing(site, one.Id, now))}").ToList();
        return Texts.Few(on, most);
    }

    /// <summary>Who this person is to the bot, and what they can type here: what they read at first.</summary>
    public static HelpModel Help(Staff person, SitePlan site, bool direct)
    {
        var desk = site.Desks.Any(one => one.Members.Contains(person.Id));
        HelpLine[] lines = person.Role switch
        {
            Role.Ma or Role.Nurse =>
            [
                new("ready 4 lee", "Room 4 is ready, ask Dr. Lee"),
                new("ready 4", "Room 4 is ready"),
                new("request 4 pharmacist", "Ask someone else in"),
                new("walk 4 lab", "Walk the patient to the lab"),
                new("left 4", "The patient has left"),
                new("mine", "Your visits, one next step each"),
                new("lunch 30", "You are at lunch; off when you go"),
            ],
            Role.Lead =>
            [
                new("board", "All rooms now"),
                new("take 4", "The visit in room 4 is yours"),
                new("left 4", "The patient has left"),
                new("use this channel for lab", "The lab's messages come here"),
                new("report", "Today; also report week, report link"),
                new("board link", "The board for a wall; also board link staff"),
                new("off lee", "Dr. Lee is off; also on, busy 20, lunch 30"),
                new("desk billing busy 20", "Billing is busy; also free, hold 5"),
                new("training", "Who trains and when, and who is still missing"),
                new("setup", "Channels, links, desks, and whom you have added"),
                new("decisions", "Where warm handoffs begin, and for whom"),
            ],
            _ when desk =>
            [
                new("here 4", "The patient from room 4 is here"),
                new("rooming 4 maria", "Maria Lopez takes a patient to room 4"),
                new("desk busy 20", "Your desk is busy; also free, hold 5"),
                new("board", "All rooms now"),
            ],
            _ =>
            [
                new("ok", "You are on your way"),
                new("5", "You come in 5 minutes"),
                new("after", "You come after this patient"),
                new("no", "You can't come"),
                new("done 4", "The visit in room 4 is done"),
                new("busy 20", "Requests wait silently; off when you go"),
                new("behind 25", "Givers tell the patient"),
                new("mine", "Your visits, one next step each"),
            ],
        };
        return new HelpModel(
            direct ? $"You are {person.Name}, {person.Role.Words()} at {site.Name}." : "", desk ? "desk" : person.Role.Id(), site.EmergencyNumber, person.Role.RunsVisits(),
            [.. lines, new HelpLine("practice", "A role play, in a channel"), new HelpLine("undo", "Takes back your latest step")]);
    }

    /// <summary>The empty *Patient ready* form.</summary>
    public static ReadyFormModel ReadyForm(Staff person, Site site, DateTimeOffset now)
    {
        var providers = site.NotOff(Role.Provider, now).Where(one => one.Id != person.Id).Select(one => new Choice(WithBusy(one, site, now), one.Id.Value));
        var roles = Enum.GetValues<Role>().Where(role => role.ComesToRooms() && role != Role.Provider && site.OnDuty(role, now).Any())
            .Select(role => new Choice(DayWords.Capital(role.Words()), role.Id()));
        return new ReadyFormModel(
            "", "", "", "", site.Plan.Manners.Returns ? "return" : "stay", Details: true,
            [.. site.Plan.Rooms.Select(room => new Choice(room.Value, room.Value))],
            [.. providers, .. roles],
            [.. site.Plan.VisitTypes.Select(type => new Choice(type.Title, type.Id))]);
    }

    private static string WithBusy(Staff one, Site site, DateTimeOffset now) =>
        DayWords.Occupied(site, one.Id, default, now) is { Length: > 0 } busy ? $"{one.Short} · {busy}" : one.Short;

    /// <summary>The stops that usually follow a visit, to pick from; null if there are none, or this person can't say *visit done* now.</summary>
    public static StopsFormModel? StopsForm(Visit visit, Site site, StaffId by, DateTimeOffset now)
    {
        var usual = site.Plan.Stops.Where(stop => stop.Usual).Take(10).Select(stop => new Choice(stop.Title, stop.Id.Value)).ToList();
        return usual.Count > 0 && Rules.Decide(visit, site, new FinishVisit([], by, now)) is Decision.Happened
            ? new StopsFormModel(visit.Id.Value, visit.Room.Value, usual)
            : null;
    }

    /// <summary>"Room 4: waiting for Dr. Lee, since 10:08." A line for each visit of this person, for a place where others read along.</summary>
    public static IReadOnlyList<string> Mine(StaffId who, Site site, DateTimeOffset now) =>
    [
        .. site.Open
            .Where(visit => visit.Ma == who || visit.Giver == who || visit.Receivers.Any(one => one.Who == who)
                || (visit.Handoff is ToTheRoom handoff && handoff.AskOf(who) is { Cant: false }))
            .OrderBy(visit => visit.Opened)
            .Select(visit => new Look(visit, site, now))
            .Select(look => $"Room {look.Room}: {Sentences.StateFor(look, null)}, since {look.SinceText}."),
    ];

    private static string BoardDetail(Look look) => look.Visit.State switch
    {
        Coming { Handoff: ToTheRoom, Expected: { } at } => $"{look.OpenName(look.Visit.Ma)}, expected at {look.Clock(at)}",
        _ => look.OpenName(look.Visit.Ma),
    };
}

namespace Bot.Clinic;

/// <summary>Where people and desks are just now, in the words of boards, buttons and answers.</summary>
internal static class DayWords
{
    /// <summary>"busy until 10:40", "at lunch until 12:30", "in a room": why somebody is not free; empty if they are.</summary>
    /// <param name="except">The visit for which one asks: being in its own room is no other business.</param>
    public static string Occupied(Site site, StaffId who, VisitId except, DateTimeOffset now)
    {
        if (site.SaidBusy(who, now) is { } busy)
            return $"{(busy.AtLunch ? "at lunch" : "busy")} until {Clock(site, busy.Until)}";
        return site.VisitOf(who, except) is null ? "" : "in a room";
    }

    /// <summary>For the giver, who tells the patient; empty if they are not behind.</summary>
    public static string Behind(Site site, StaffId who, DateTimeOffset now) => site.SaidBehind(who, now) is { } behind
        ? $"{site.NameOf(who)} is about {behind.Minutes} min behind. Please tell the patient."
        : "";

    /// <summary>Those of a role who are off, with their cover: "Dr. Lee is off, Dr. Patel covers." Empty if nobody is.</summary>
    public static string Off(Site site, Role role, DateTimeOffset now) => string.Join(' ', site.Plan.Staff
        .Where(person => person.Role == role && site.IsOff(person.Id, now))
        .Take(2)
        .Select(person => site.CoverOf(person.Id, now) is { } cover ? $"{person.Short} is off, {site.NameOf(cover)} covers." : $"{person.Short} is off."));

    /// <summary>"In room 4", "On the way to room 2", "At lunch until 12:30", "Free".</summary>
    public static string Doing(Site site, StaffId who, DateTimeOffset now)
    {
        var behind = site.SaidBehind(who, now) is { } late ? $", about {late.Minutes} min behind" : "";
        if (site.VisitOf(who, default) is { } visit)
            return $"In room {visit.Room}{behind}";
        if (OnTheWayTo(site, who) is { } room)
            return $"On the way to room {room}{behind}";
        if (site.IsOff(who, now))
            return "Off";
        var occupied = Occupied(site, who, default, now);
        return (occupied.Length == 0 ? "Free" : Capital(occupied)) + behind;
    }

    /// <summary>The same for a wall, in few letters, so that they can be large: "Room 4", "To room 2", "Lunch to 12:30", "Rooms 1, 8", "Free".</summary>
    public static string OnTheWall(Site site, StaffId who, DateTimeOffset now)
    {
        var behind = site.SaidBehind(who, now) is { } late ? $", {late.Minutes} behind" : "";
        if (site.VisitOf(who, default) is { } visit)
            return $"Room {visit.Room}{behind}";
        if (OnTheWayTo(site, who) is { } room)
            return $"To room {room}{behind}";
        if (site.SaidBusy(who, now) is { } busy)
            return $"{(busy.AtLunch ? "Lunch" : "Busy")} to {Clock(site, busy.Until)}{behind}";
        var rooms = Texts.ByRoom(site.Open.Where(one => one.Ma == who), one => one.Room).Select(one => one.Room).ToList();
        return rooms.Count switch
        {
            0 => $"Free{behind}",
            1 => $"Room {rooms[0]}",
            <= 3 => $"Rooms {string.Join(", ", rooms)}",
            _ => $"{rooms.Count} rooms",
        };
    }

    /// <summary>"free", "busy until 10:55", "on hold until 10:31", "nobody on", "1 waits": a desk for whoever would walk there.</summary>
    public static string Desk(Site site, DeskId desk, VisitId except, DateTimeOffset now)
    {
        if (site.IsDeserted(desk, now))
            return "nobody on";
        if (site.DeskBusyUntil(desk, except, now) is { } until)
            return $"{(site.SaidOf(desk, now) is { IsHold: true, Until: var end } && end == until ? "on hold" : "busy")} until {Clock(site, until)}";
        var waiting = site.LineOf(desk).Count(visit => visit.Id != except);
        return waiting switch
        {
            0 => "free",
            1 => "1 waits",
            _ => $"{waiting} wait",
        };
    }

    private static RoomId? OnTheWayTo(Site site, StaffId who) =>
        site.Open.FirstOrDefault(one => one.State is Coming { Handoff: ToTheRoom, Who: { } coming } && coming == who)?.Room;

    public static string Capital(string words) => words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..];

    private static string Clock(Site site, DateTimeOffset at) => Texts.Clock(at, site.Plan.Zone);
}

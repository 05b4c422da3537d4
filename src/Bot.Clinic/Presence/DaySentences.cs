namespace Bot.Clinic;

/// <summary>What is answered to what people say of their day.</summary>
public static class DaySentences
{
    /// <summary>What somebody has said after one more thing: on ends all else; off too; being behind leaves them as busy as they were.</summary>
    public static Presence Said(Spoken.Presence said, Presence before, DateTimeOffset now) => said.Now switch
    {
        Spoken.Presently.On => before with { Duty = new Duty(IsOn: true, now), Busy = null, Behind = null },
        Spoken.Presently.Off => before with { Duty = new Duty(IsOn: false, now), Busy = null, Behind = null },
        Spoken.Presently.Busy => On(before, now) with { Busy = new Busy(now.AddMinutes(said.Minutes ?? Busy.Usually), AtLunch: false) },
        Spoken.Presently.Lunch => On(before, now) with { Busy = new Busy(now.AddMinutes(said.Minutes ?? Busy.UsualLunch), AtLunch: true) },
        _ => On(before, now) with { Behind = new Behind(said.Minutes ?? Behind.Usually, now) },
    };

    /// <param name="site">As it is after what was said.</param>
    public static string Answer(Spoken.Presence said, Staff person, Staff target, Site site, DateTimeOffset now)
    {
        var (you, type) = person.Id == target.Id ? ("You are", "on") : ($"{target.Short} is", $"on {LastName(target)}");
        string Clock(DateTimeOffset at) => Texts.Clock(at, site.Plan.Zone);
        return said.Now switch
        {
            Spoken.Presently.On => $"{you} on.",
            Spoken.Presently.Behind => $"{you} about {site.SaidBehind(target.Id, now)?.Minutes} min behind: whoever asks reads it and tells the patient. Ends at {Clock(now + Behind.Lasts)}, or with: {type}",
            _ => $"{you} {DayWords.Occupied(site, target.Id, default, now)}. Requests wait silently until then. To end it: {type}",
        };
    }

    /// <summary>What somebody who goes leaves behind.</summary>
    public static string Gone(Staff person, Staff target, Site site, DateTimeOffset now)
    {
        var self = person.Id == target.Id;
        var (you, are, have) = self ? ("You", "are", "have") : (target.Short, "is", "has");
        var rooms = site.Open.Where(visit => visit.Ma == target.Id).Select(visit => visit.Room.Value).Order(StringComparer.Ordinal).ToList();
        var inRoom = site.VisitOf(target.Id, default) is { } with && !rooms.Contains(with.Room.Value) ? $" {you} {are} still in room {with.Room}." : "";
        var desks = site.Plan.Desks.Where(desk => desk.Members.Contains(target.Id) && site.IsDeserted(desk.Id, now)).Select(desk => desk.Label).ToList();
        return $"{you} {are} off.{inRoom}"
            + (rooms.Count == 0 ? "" : $" {you} still {have} {(rooms.Count == 1 ? "room" : "rooms")} {Texts.And(rooms)}. Who takes {(rooms.Count == 1 ? "it" : "them")}?")
            + (desks.Count == 0 ? "" : $" Nobody is on at {Texts.And(desks)} now.");
    }

    /// <summary>Why this person may not cover that one; null if they may.</summary>
    public static string? MayNotCover(Staff person, StaffId covered, Site site, DateTimeOffset now)
    {
        if (covered == person.Id)
            return "You can't cover yourself.";
        if (!person.Role.ComesToRooms() || site.Find(covered)?.Role.ComesToRooms() != true)
            return "Only people who come to rooms cover each other.";
        return site.WouldGoInACircle(covered, person.Id, now)
            ? $"{site.NameOf(covered)} covers you, so that would go in a circle. Ask somebody else to cover {site.NameOf(covered)}."
            : null;
    }

    /// <summary>"Scheduling is free. Room 4 comes next."</summary>
    /// <param name="site">As it is after what was said.</param>
    public static string Desks(IReadOnlyList<DeskId> desks, Site site, DateTimeOffset now)
    {
        string LabelOf(DeskId desk) => site.Plan.Find(desk)?.Label ?? "The desk";
        var states = desks.Select(desk => $"{LabelOf(desk)} is {(site.DeskBusyUntil(desk, default, now) is null ? "free" : DayWords.Desk(site, desk, default, now))}.");
        var next = desks.Where(desk => site.DeskBusyUntil(desk, default, now) is null)
            .SelectMany(desk => site.LineOf(desk).Take(1)).Select(visit => $" Room {visit.Room} comes next.");
        return string.Join(' ', states) + string.Concat(next.Take(1));
    }

    /// <summary>What the giver should know of the one who is asked: busy, or behind. Empty if nothing.</summary>
    public static string OfTheAsked(Visit visit, Site site, DateTimeOffset now)
    {
        if (visit.State is not Waiting { Handoff: ToTheRoom handoff } || handoff.StillAsked.Take(2).ToList() is not [var ask])
            return "";
        var busy = DayWords.Occupied(site, ask.Who, visit.Id, now);
        var cover = busy.Length > 0 && site.CoverOf(ask.Who, now) is { } who && handoff.AskOf(who) is null ? $" {site.NameOf(who)} covers." : "";
        var behind = DayWords.Behind(site, ask.Who, now);
        return (busy.Length == 0 ? "" : $" {site.NameOf(ask.Who)} is {busy}.{cover}") + (behind.Length == 0 ? "" : $" {behind}");
    }

    // Whoever says that they are busy is there.
    private static Presence On(Presence before, DateTimeOffset now) =>
        before with { Duty = before.Duty is { IsOn: true } on ? on with { Since = now } : new Duty(IsOn: true, now) };

    private static string LastName(Staff person) => person.Short.Split(' ')[^1].ToLowerInvariant();
}

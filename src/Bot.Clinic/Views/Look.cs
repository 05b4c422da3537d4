using System.Globalization;

namespace Bot.Clinic;

/// <summary>A visit as one looks at it now: names, clocks and the words that several cards share.</summary>
internal sealed record Look(Visit Visit, Site Site, DateTimeOffset Now)
{
    public string Id => Visit.Id.Value;

    public string Room => Visit.Room.Value;

    /// <summary>Minutes count from *ready* up to the first meeting; later handoffs and walks from their own request; else from the state.</summary>
    public DateTimeOffset Since => Visit.State switch
    {
        Ready or Waiting { Handoff: ToTheRoom } or Coming { Handoff: ToTheRoom } when !Visit.Met => Visit.ReadySince ?? Visit.State.Since,
        Waiting s => s.Handoff.Since,
        Coming s => s.Handoff.Since,
        _ => Visit.State.Since,
    };

    public string SinceText => Clock(Since);

    public int Minutes => Math.Max(0, (int)(Now - Since).TotalMinutes);

    /// <summary>True once the patience of this step is used up: the clock has spoken.</summary>
    public bool Late => Visit.State switch
    {
        Waiting { Handoff: ToTheRoom h } => Visit.Fired(ClockStep.NoAnswer, h.NewestAsk) || Visit.Fired(ClockStep.Lead, h.Since),
        Waiting s => Visit.Fired(ClockStep.DeskNoAnswer, s.Since),
        Coming { Handoff: ToTheRoom } s => Visit.Fired(ClockStep.Nudge, s.Since),
        Coming s => Visit.Fired(ClockStep.Walk, s.Expected ?? s.Since),
        Ready => Visit.Fired(ClockStep.Ready, Visit.Entered),
        Together s => Visit.Fired(ClockStep.Together, s.Since),
        With => Visit.Fired(ClockStep.With, Visit.Entered),
        Away => Visit.Fired(ClockStep.Away, Visit.Entered),
        Closing => Visit.Fired(ClockStep.Closing, Visit.Entered),
        _ => false,
    };

    public string Name(StaffId who) => Site.NameOf(who);

    /// <summary>The name for places that others read: "Care team" for discreet people.</summary>
    public string OpenName(StaffId who) => Site.Find(who) is { Discreet: true } ? "Care team" : Site.NameOf(who);

    public bool IsDiscreet(StaffId who) => Site.Find(who) is { Discreet: true };

    public string Label(DeskId desk) => Site.Plan.Find(desk)?.Label ?? "Former desk";

    /// <summary>"10:08", in the site's zone.</summary>
    public string Clock(DateTimeOffset at) => Texts.Clock(at, Site.Plan.Zone);

    /// <summary>True if this person did the last step and it can still be taken back by the rules.</summary>
    public bool MayUndo(StaffId who) => Visit.Last is { } last && last.By == who && (last.Before is not null || last.First);

    public IReadOnlyList<Button> UndoFor(StaffId who) => MayUndo(who) ? [new Button("Undo", "undo")] : [];

    /// <summary>The desk that said "someone else" just now: nobody has done anything since.</summary>
    public Desk? DeskThatPassed => Visit.Last is { Did: "cant", By: var by } && Visit.State is not (Waiting or Coming)
        ? Site.Plan.Desks.Where(desk => desk.Members.Contains(by)).OrderByDescending(desk => Visit.StopsLeft.Any(stop => stop.Desk == desk.Id)).FirstOrDefault()
        : null;

    /// <summary>The patient is with somebody who was not met in person: that was the latest step.</summary>
    public bool DidNotMeet => Visit is { State: With with, Last: { } last } && last.Did.StartsWith("couldnt-meet:", StringComparison.Ordinal) && last.At == with.Since;

    /// <summary>
    /// "Request Dr. Lee" and so on: the last receiver first, then the provider with whom the visit's MA begins, then the others, the free ones
    /// before those who are busy, then the other roles that come to rooms. Whoever is off is not offered; whoever is busy is shown so.
    /// </summary>
    public IReadOnlyList<Button> Requests(StaffId by)
    {
        var buttons = new List<Button>();
        var last = Visit.Receivers.Count > 0 ? Visit.Receivers[0].Who : default;
        var providers = Site.NotOff(Role.Provider, Now).Where(one => one.Id != by && one.Id != Visit.InTheRoom)
            .Select(one => (one.Id, one.Short, Busy: DayWords.Occupied(Site, one.Id, Visit.Id, Now)));
        foreach (var (id, name, busy) in providers.OrderByDescending(one => one.Id == last).ThenByDescending(one => BeginsWith(one.Id)).ThenBy(one => one.Busy.Length > 0))
            buttons.Add(new Button($"Request {name}{(busy.Length == 0 ? "" : $" · {busy}")}", $"request:{id}"));
        foreach (var role in Enum.GetValues<Role>())
        {
            if (role.ComesToRooms() && role != Role.Provider && MayJoin(role) && Site.OnDuty(role, Now).Any(one => one.Id != by && one.Id != Visit.InTheRoom))
                buttons.Add(new Button($"Request {role.Words()}", $"request:{role.Id()}"));
        }

        return buttons;
    }

    private bool BeginsWith(StaffId provider) => Site.Decisions?.PhaseIn is PhaseIn.OnePair pair && pair.Ma == Visit.Ma && pair.Provider == provider;

    // Until a practice has switched that on, a colleague is asked for by a typed line alone.
    private bool MayJoin(Role role) => !TransitionMap.IsColleague(role) || Site.Decisions?.Routes.Contains(Route.ColleagueJoins) != false;

    public IReadOnlyList<string> AsksOf(IEnumerable<StopId> asks) => [.. asks.Select(ask => Site.Plan.Find(ask)?.Title ?? "Former stop")];

    public string SayOf(WalkOver walk) => Texts.And(walk.Asks.Select(ask => Site.Plan.Find(ask)?.Say ?? "").Where(say => say.Length > 0));

    /// <summary>The room's state in the clinic's word, for those with whom the patient is.</summary>
    public string Headline(Func<StaffId, string> name, bool open) => Visit.State switch
    {
        Rooming => "Rooming",
        Ready => "Ready",
        Waiting { Handoff: WalkOver w } => open ? "Walking over" : $"{Label(w.Desk)} asked",
        Waiting { Handoff: ToTheRoom h } => Awaited(h, name),
        Coming { Handoff: WalkOver w } => open ? "Walking over" : $"{Label(w.Desk)} is ready",
        Coming s => $"{name(s.Who!.Value)} {(name(s.Who!.Value) == "Care team" ? "coming" : "is coming")}",
        Together s => $"{name(s.Who)} is here",
        With => Visit.Receivers.Count > 0 ? $"With {Lower(name(Visit.Receivers[0].Who))}" : "With the care team",
        Away s => open ? "Out of the room" : $"At {Texts.The(Label(s.Desk))}",
        Closing => "Close the visit",
        _ => "Left",
    };

    private static string Lower(string name) => name == "Care team" ? "the care team" : name;

    private string Awaited(ToTheRoom handoff, Func<StaffId, string> name)
    {
        var asked = handoff.StillAsked.Select(ask => ask.Who).ToList();
        if (asked.Count == 0)
            return "Nobody on the way";
        if (asked.Any(who => name(who) == "Care team"))
            return "Care team asked";
        return asked.Count == 1 ? $"Waiting for {name(asked[0])}" : $"Waiting for {Site.Find(asked[0])?.Role.Words() ?? "the care team"}s";
    }
}

/// <summary>Small words.</summary>
internal static class Texts
{
    public static string Clock(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("H:mm", CultureInfo.InvariantCulture);

    /// <summary>"a, b and c".</summary>
    public static string And(IEnumerable<string> words)
    {
        var list = words.ToList();
        return list.Count switch
        {
            0 => "",
            1 => list[0],
            _ => $"{string.Join(", ", list.Take(list.Count - 1))} and {list[^1]}",
        };
    }

    /// <summary>The first of them, and how many more there are: a card has room for so many.</summary>
    public static IEnumerable<string> Few(IReadOnlyCollection<string> words, int most) =>
        words.Count <= most ? words : words.Take(most).Append($"{words.Count - most} more");

    /// <summary>"the lab", "scheduling": only the lab takes an article in a clinic's mouth.</summary>
    public static string The(string label) => label == "Lab" ? "the lab" : Low(label);

    /// <summary>As people look for rooms: 2 before 10.</summary>
    public static IEnumerable<T> ByRoom<T>(IEnumerable<T> all, Func<T, RoomId> roomOf) => all.OrderBy(one => roomOf(one).Value.PadLeft(8), StringComparer.Ordinal);

    /// <summary>As inside a sentence.</summary>
    public static string Low(string words) => char.ToLowerInvariant(words[0]) + words[1..];
}

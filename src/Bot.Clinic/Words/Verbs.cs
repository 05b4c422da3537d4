using System.Globalization;

namespace Bot.Clinic;

/// <summary>Reads what a button carries: a verb with at most one argument, and what is ticked beside it.</summary>
/// <remarks>
/// Whatever a chat sends may be forged or older than the practice file, so anything outside the fixed lists is no command.
/// Inputs that a verb does not read are not looked at: a card sends all of its inputs with every button.
/// </remarks>
public static class Verbs
{
    /// <summary>The verbs, without their arguments. All but "ready", "ready-form", "ask-lead", "add", "decide", the training's and those of a role play are about a visit.</summary>
    public static IReadOnlySet<string> Known { get; } = new HashSet<string>(
    [
        "request", "accept", "cant", "here", "handed-off", "couldnt-meet", "cancel-request", "stepping-out", "take", "visit-done",
        "asked-all", "stop", "walk", "back", "left", "undo", "give", "mine", "ready-form", "ready", "ask-lead", "add", "decide",
        TrainingWords.Plan, TrainingWords.NewSession, TrainingWords.Set, TrainingWords.Open, TrainingWords.Attendance, TrainingWords.Attended,
        TrainingWords.Cancel, TrainingWords.Comes, TrainingWords.CantCome,
        .. PlayVerbs.Known,
    ], StringComparer.Ordinal);

    /// <summary>A verb without its argument.</summary>
    public static ReadOnlySpan<char> NameOf(string verb) => verb.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? verb.AsSpan(0, colon) : verb;

    /// <summary>The command of a button; null if it is none, or names something that is not in the lists.</summary>
    public static VisitCommand? Read(string verb, IReadOnlyDictionary<string, string> inputs, SitePlan site, StaffId by, DateTimeOffset at)
    {
        var colon = verb.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? ReadPlain(verb, inputs, site, by, at)
            : ReadArgument(verb[..colon], verb[(colon + 1)..], inputs, site, by, at);
    }

    /// <summary>The ready form. Only the room is required.</summary>
    /// <param name="fault">One sentence for whoever sent it; empty exactly if there is a command.</param>
    public static MarkReady? ReadReady(
        IReadOnlyDictionary<string, string> inputs, SitePlan site, StaffId by, DateTimeOffset at, out string fault)
    {
        var room = new RoomId(Of(inputs, "room"));
        var who = Of(inputs, "who");
        var whom = ReadWhom(who, site);
        var visitType = Of(inputs, "visitType");
        var flags = ReadList(inputs, "flags", id => Picks.Flags.Any(flag => flag.Id == id));
        var ticks = ReadList(inputs, "ready", id => Picks.Ticks.Any(tick => tick.Id == id));
        var wait = Of(inputs, "wait");

        fault = "";
        if (room.Value.Length == 0)
            fault = "Choose a room.";
        else if (!site.Rooms.Contains(room))
            fault = "There is no such room here any more. Choose another.";
        else if (who.Length > 0 && whom is null)
            fault = "They can't be asked here any more. Choose someone else.";
        else if (visitType.Length > 0 && site.VisitTypes.All(type => type.Id != visitType))
            fault = "That visit type is no longer offered. Choose another.";
        else if (flags is null || ticks is null || wait is not ("" or "stay" or "return"))
            fault = "This form is out of date. Open it again.";
        if (fault.Length > 0)
            return null;

        Wait? waits = wait switch
        {
            "stay" => Wait.Stay,
            "return" => Wait.Return,
            _ => null,
        };
        return new MarkReady(room, new ReadyNotes(visitType, flags!, ticks!, waits), whom, by, at);
    }

    private static VisitCommand? ReadPlain(
        string verb, IReadOnlyDictionary<string, string> inputs, SitePlan site, StaffId by, DateTimeOffset at) => verb switch
        {
            "accept" => new Accept(new When.Now(), by, at),
            "cant" => new Cant(by, at),
            "here" => new Here(null, by, at),
            "cancel-request" => new CancelRequest(by, at),
            "stepping-out" => new StepOut(by, at),
            "take" => new Take(by, at),
            "visit-done" => ReadList(inputs, "stops", id => site.Find(new StopId(id)) is not null) is { } stops
                ? new FinishVisit([.. stops.Select(id => new StopId(id))], by, at)
                : null,
            "asked-all" => new AskAllThree(by, at),
            "back" => new ComeBack(by, at),
            "left" => new Leave(false, by, at),
            "undo" => new Undo(by, at),
            _ => null,
        };

    private static VisitCommand? ReadArgument(
        string verb, string argument, IReadOnlyDictionary<string, string> inputs, SitePlan site, StaffId by, DateTimeOffset at) => verb switch
        {
            "request" when ReadWhom(argument, site) is { } whom => new Request(whom, by, at),
            "accept" when argument == "after" => new Accept(new When.AfterThisPatient(), by, at),
            "accept" when ReadMinutes(argument) is { } minutes => new Accept(new When.In(minutes), by, at),
            "here" when site.Find(new StaffId(argument)) is { } person => new Here(person.Id, by, at),
            "here" when site.Find(new DeskId(argument)) is { } desk => new DoItHere(desk.Id, by, at),
            "handed-off" when Picks.ReadPart(argument) is { } part && ReadList(inputs, "said", Picks.Said.Contains) is { } said =>
                new PassOn(part, said, by, at),
            "couldnt-meet" when Picks.ReadReason(argument) is { } reason => new CouldntMeet(reason, by, at),
            "stop" when site.Find(new StopId(argument)) is { } stop => new AddStop(stop.Id, by, at),
            "walk" when site.Find(new DeskId(argument)) is { } desk => new Walk(desk.Id, by, at),
            "give" when site.Find(new StaffId(argument)) is { } taker => new Give(taker.Id, by, at),
            "left" when argument == "mistake" => new Leave(true, by, at),
            _ => null,
        };

    private static Whom? ReadWhom(string id, SitePlan site)
    {
        if (site.Find(new StaffId(id)) is { } person)
            return new Whom.Someone(person.Id);
        return Roles.Read(id) is { } role && role.ComesToRooms() ? new Whom.InRole(role) : null;
    }

    // As we write it: no sign, no space, no leading zero.
    private static int? ReadMinutes(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 1 and <= 60 && text[0] != '0'
            ? minutes
            : null;

    // Each once, in the order sent; null if any is not in the list.
    private static List<string>? ReadList(IReadOnlyDictionary<string, string> inputs, string input, Func<string, bool> isKnown)
    {
        var ids = Of(inputs, input)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return ids.TrueForAll(id => isKnown(id)) ? ids : null;
    }

    private static string Of(IReadOnlyDictionary<string, string> inputs, string input) => inputs.GetValueOrDefault(input, "");
}

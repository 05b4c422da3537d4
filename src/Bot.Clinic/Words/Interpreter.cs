namespace Bot.Clinic;

/// <summary>Makes a command and the words beside it into what was said, or says what is missing.</summary>
internal static class Interpreter
{
    private const int LongestHold = 60;

    public static Spoken Read(CommandWord command, Heard heard, SitePlan site, Misses misses)
    {
        if (command.Word == "help")
            return new Spoken.Help();
        RoomId? room = heard.Rooms is [var first, ..] ? first : null;
        if (heard.UnknownRoom is { } typed)
            return misses.NoSuchRoom(typed);
        if (heard.Rooms.Count > 1)
            return misses.OneRoom(command);
        if (command.Wants.HasFlag(Wants.Room) && room is null)
            return misses.WhichRoom(command);
        if (heard.Unclear.Count > 0)
            return Misses.Unclear(heard.Unclear);
        if (heard.Leftover)
            return misses.NotWholly(command, room);
        if (heard.People.Count > 1)
            return misses.Lacks("One person at a time, please.", command, room);
        if (heard.Desks.Count > 1)
            return misses.Lacks("One desk at a time, please.", command, room);
        return room is { } there ? InRoom(command, there, heard, site, misses) : Elsewhere(command, heard, site, misses);
    }

    private static Spoken InRoom(CommandWord command, RoomId room, Heard heard, SitePlan site, Misses misses)
    {
        var whom = heard.People.FirstOrDefault();
        var person = OnePerson(whom, site);
        return command.Word switch
        {
            "ready" => new Spoken.Ready(room, whom),
            "request" when whom is null => misses.Lacks("Whom?", command, room),
            "request" => new Spoken.Ask(room, whom),
            "rooming" or "here" when whom is not null && person is null => misses.Lacks("Who, by name?", command, room),
            "rooming" => new Spoken.Rooming(room, person),
            "here" => new Spoken.IsHere(room, person),
            "walk" when heard.Desks.Count == 0 => misses.Lacks("Which desk?", command, room),
            "walk" => new Spoken.WalkTo(room, heard.Desks[0].Id),
            "back" => new Spoken.IsBack(room),
            "done" => new Spoken.IsDone(room, [.. heard.Stops.Select(stop => stop.Id)]),
            "left" => new Spoken.HasLeft(room, heard.Literals.Count > 0),
            "take" => new Spoken.Takes(room),
            _ => misses.NotWholly(command, room),
        };
    }

    private static Spoken Elsewhere(CommandWord command, Heard heard, SitePlan site, Misses misses)
    {
        int? minutes = heard.Minutes is [var one] ? one : null;
        if (heard.Minutes.Count > 1)
            return misses.NotWholly(command, null);
        return command.Word switch
        {
            "undo" => new Spoken.Undoes(),
            "mine" => new Spoken.Mine(),
            "board" => Board(command, heard, misses),
            "whoami" => new Spoken.WhoAmI(),
            "on" or "off" or "lunch" or "behind" => Presence(command, heard, minutes, site, misses),
            "busy" when heard.Desks.Count == 0 && heard.Literals.Count == 0 => Presence(command, heard, minutes, site, misses),
            "cover" when OnePerson(heard.People.FirstOrDefault(), site) is { } who => new Spoken.Covers(who),
            "cover" => misses.Lacks("Whom, by name?", command, null),
            "desk" or "free" or "busy" or "hold" when heard.People.Count == 0 => Desk(command, heard, minutes, misses),
            "report" when heard.Literals.Count > 1 => misses.NotWholly(command, null),
            "report" when heard.Literals.Contains("link") => new Spoken.Link(Spoken.Page.Report),
            "report" when heard.Literals.Contains("revoke") => new Spoken.Revokes(Boards: false),
            "report" => new Spoken.Report(heard.Literals.Contains("week") ? Spoken.Span.Week : Spoken.Span.Today),
            "setup" => new Spoken.Setup(),
            "decisions" => new Spoken.Decides(),
            "training" => new Spoken.Training(),
            "remove" when OnePerson(heard.People.FirstOrDefault(), site) is { } who => new Spoken.Removes(who),
            "remove" => misses.Lacks("Whom, by name?", command, null),
            "use" => Channel(command, heard, misses),
            _ => misses.NotWholly(command, null),
        };
    }

    // Of oneself, or of somebody else by name.
    private static Spoken Presence(CommandWord command, Heard heard, int? minutes, SitePlan site, Misses misses)
    {
        var who = OnePerson(heard.People.FirstOrDefault(), site);
        if (heard.People.Count > 0 && who is null)
            return misses.Lacks("Who, by name?", command, null);
        var now = command.Word switch
        {
            "on" => Spoken.Presently.On,
            "off" => Spoken.Presently.Off,
            "busy" => Spoken.Presently.Busy,
            "lunch" => Spoken.Presently.Lunch,
            _ => Spoken.Presently.Behind,
        };
        return new Spoken.Presence(now, minutes, who);
    }

    private static Spoken Desk(CommandWord command, Heard heard, int? minutes, Misses misses)
    {
        // "desk lab busy" says it beside the command, "lab desk free" with it.
        List<string> said = [.. heard.Literals.Append(command.Word).Where(word => word != "desk").Distinct()];
        if (said is not [var now])
            return misses.Lacks("Free, busy or hold?", command, null);
        DeskId? desk = heard.Desks is [var one] ? one.Id : null;
        return now switch
        {
            "free" when minutes is null => new Spoken.DeskIs(desk, Spoken.Counter.Free, null),
            "busy" => new Spoken.DeskIs(desk, Spoken.Counter.Busy, minutes),
            "hold" when minutes is <= LongestHold => new Spoken.DeskIs(desk, Spoken.Counter.Hold, minutes),
            "hold" => misses.Lacks("For how long, 1 to 60 minutes?", CommandWords.All.First(row => row.Word == "hold"), null),
            _ => misses.NotWholly(command, null),
        };
    }

    // "board link" is the hall's: the one that patients may read.
    private static Spoken Board(CommandWord command, Heard heard, Misses misses) => heard.Literals.Distinct().Order(StringComparer.Ordinal).ToList() switch
    {
        [] => new Spoken.Board(),
        ["link"] or ["hall", "link"] => new Spoken.Link(Spoken.Page.Hall),
        ["link", "staff"] => new Spoken.Link(Spoken.Page.Staff),
        ["revoke"] => new Spoken.Revokes(Boards: true),
        _ => misses.NotWholly(command, null),
    };

    private static Spoken Channel(CommandWord command, Heard heard, Misses misses)
    {
        var careTeam = heard.Literals.Contains("care") || heard.Literals.Contains("team");
        return (careTeam, heard.Desks) switch
        {
            (true, []) => new Spoken.UseChannel(null),
            (false, [var desk]) => new Spoken.UseChannel(desk.Id),
            _ => misses.Lacks("For the care team, or for which desk?", command, null),
        };
    }

    // A role means a person where only one person has it.
    private static StaffId? OnePerson(Whom? whom, SitePlan site) => whom switch
    {
        Whom.Someone someone => someone.Who,
        Whom.InRole inRole when site.Staff.Where(one => one.Role == inRole.Role).ToList() is [var only] => only.Id,
        _ => null,
    };
}

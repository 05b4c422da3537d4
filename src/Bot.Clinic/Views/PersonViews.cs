namespace Bot.Clinic;

/// <summary>What somebody who was in the room, or will be, sees: bedside, introduction, with, closing.</summary>
internal static class PersonViews
{
    // A card has room for so many; the others come up as these are done.
    private const int MostStops = 10;
    private const int MostAsks = 5;

    public static MeetingModel Meeting(Look look, Together state, StaffId me) => new(
        Introduces: look.Visit.Receivers.Count > 0,
        look.Id, look.Room, "together", look.Late, $"{look.Name(state.Who)} is here", look.Late ? "How did it end?" : "Look at the patient", look.SinceText, "",
        look.Site.Plan.Manners.BedsideBoxes, look.MayUndo(me))
    {
        Prompt = Cautions.AtTheMeeting(look.Visit),
    };

    public static WithModel With(Look look, StaffId me)
    {
        var mine = look.Visit.InTheRoom == me;
        var (state, headline, detail) = look.Visit.State switch
        {
            Together s when mine => ("together", "You are here", $"With {look.Name(s.Handoff.Giver)}"),
            With s => ("with", mine ? "With you" : look.Headline(look.Name, open: false), HandedOff(look, s, me)),
            Away => ("away", look.Headline(look.Name, open: false), $"Back later, with {look.Name(look.Visit.Ma)}"),
            Ready => ("ready", "Back in the room", $"With {look.Name(look.Visit.Ma)}"),
            Waiting { Handoff: WalkOver w } => ("walking over", "Walking over", $"With {look.Name(w.Giver)}"),
            Coming { Handoff: WalkOver w } => ("walking over", "Walking over", $"With {look.Name(w.Giver)}"),
            _ => (RoomView.Word(look.Visit.State), look.Headline(look.Name, open: false), look.Visit.State is Together s2 ? $"With {look.Name(s2.Handoff.Giver)}" : $"Asked by {look.Name(look.Visit.Giver)}"),
        };
        var usual = look.Site.Plan.Stops.Where(stop => stop.Usual).Take(10);
        Button[] here = look.Visit.State is Ready && me != look.Visit.Ma ? [new Button("I'm here", "here")] : [];
        Button[] also = [.. here, .. look.UndoFor(me)];
        var busy = look.Visit.Handoff is not null;
        var lab = look.Site.Plan.Desks.FirstOrDefault(desk => desk.Id.Value == "lab");
        List<Button> more = busy ? [] :
        [
            .. look.Requests(me).Where(button => !button.Verb.Contains('.', StringComparison.Ordinal)).Take(3),
            .. lab is null || look.Visit.State is Away ? Array.Empty<Button>() : [new Button($"Walk to {Texts.The(lab.Label)} and back", $"walk:{lab.Id}")],
        ];
        return new WithModel(
            look.Id, look.Room, state, look.Late, headline, detail, look.SinceText, "",
            [.. usual.Select(stop => new Choice(stop.Title, stop.Id.Value))],
            also,
            [.. more.Take(5 - also.Length)]);
    }

    private static string HandedOff(Look look, With state, StaffId me) =>
        look.Late ? "Is the visit done?"
        : look.DeskThatPassed is { } desk ? $"{desk.Label} can't now"
        : look.DidNotMeet ? "You did not meet"
        : state.GivenBy == me ? "You handed off" : $"{look.Name(state.GivenBy)} handed off";

    public static ClosingModel Closing(Look look, Closing state, StaffId me)
    {
        var stops = look.Visit.StopsLeft.Select(stop => StopOf(look, stop, me)).OrderBy(stop => stop.Now is not ("free" or "you")).ToList();
        var taken = look.Visit.Stops.SelectMany(stop => stop.Asks).ToHashSet();
        return new ClosingModel(
            look.Id, look.Room, "closing", look.Late, "Close the visit",
            look.Visit.Stops.Count > 0 && stops.Count == 0 ? "No stops left"
                : look.DeskThatPassed is { } desk ? $"{desk.Label} can't now"
                : state.DoneBy == me ? "You are done" : $"{look.Name(state.DoneBy)} is done",
            look.SinceText, "",
            look.Visit.AskedAll, [.. stops.Take(MostStops)],
            [.. look.Site.Plan.Stops.Where(stop => !taken.Contains(stop.Id)).Take(5).Select(stop => new Button(stop.Title, $"stop:{stop.Id}"))],
            look.MayUndo(me));
    }

    private static ClosingStop StopOf(Look look, VisitStop stop, StaffId me)
    {
        var desk = look.Site.Plan.Find(stop.Desk);
        var mine = desk?.Members.Contains(me) == true;
        var now = mine ? "you" : look.DeskThatPassed?.Id == stop.Desk ? "can't now" : DayWords.Desk(look.Site, stop.Desk, look.Visit.Id, look.Now);
        return new ClosingStop(
            [.. Texts.Few(look.AsksOf(stop.Asks), MostAsks)], look.Label(stop.Desk), now,
            mine ? "Doing it here" : "Walk there",
            mine ? $"here:{stop.Desk}" : $"walk:{stop.Desk}");
    }

    public static WalkoverModel Walkover(Look look, WalkOver walk)
    {
        var coming = look.Visit.State as Coming;
        var held = coming is { Who: not null, Expected: { } end } && end > coming.Since && !look.Visit.Fired(ClockStep.DeskReady, coming.Since);

        // On hold the patient still waits in the room, and the desk can say "send them" before the time is up.
        var waits = coming is null || held;
        var desk = look.Site.Plan.Find(walk.Desk);
        var headline = coming is null ? "Patient for you?" : held ? $"Coming at {look.Clock(coming.Expected!.Value)}" : "Coming to you";
        var detail = coming is null ? $"{look.Name(walk.Giver)} asked at {look.Clock(walk.Since)}"
            : held ? $"{look.Name(coming.Who!.Value)}: hold {Minutes(coming)}"
            : $"With {look.Name(walk.Giver)}";
        return new WalkoverModel(
            look.Id, look.Room, waits ? "waiting" : "coming", look.Late, headline, detail, look.SinceText, look.Minutes, "",
            look.AsksOf(walk.Asks),
            desk is { Interpreter: true } ? Interpreter(look.Visit) : "",
            coming is { Who: { } who } && look.MayUndo(who));
    }

    private static string Minutes(Coming coming)
    {
        var minutes = (int)Math.Round((coming.Expected!.Value - coming.Since).TotalMinutes);
        return minutes == 1 ? "1 minute" : $"{minutes} minutes";
    }

    private static string Interpreter(Visit visit) => Picks.Flags
        .Where(flag => flag.Id.StartsWith("interpreter", StringComparison.Ordinal) && visit.Flags.Contains(flag.Id))
        .Select(flag => flag.Words).LastOrDefault() ?? "";
}

namespace Bot.Clinic;

/// <summary>The room channel's card: room, state, clock and staff names; no desk of a walk, no discreet name.</summary>
internal static class RoomView
{
    public static RoomModel Of(Look look)
    {
        var (next, also, more) = Buttons(look);
        var state = look.Visit.Handoff is WalkOver ? "walking over" : Word(look.Visit.State);
        return new RoomModel(
            look.Id, look.Room, state, look.Late, look.Headline(look.OpenName, open: true), Detail(look),
            look.SinceText, look.Minutes, "", next, also, more);
    }

    public static string Word(VisitState state) => state switch
    {
        Rooming => "rooming",
        Ready => "ready",
        Waiting => "waiting",
        Coming => "coming",
        Together => "together",
        With => "with",
        Away => "away",
        Closing => "closing",
        _ => "left",
    };

    private static string Detail(Look look) => look.Visit.State switch
    {
        Rooming or Ready => look.Visit.Wait == Wait.Return ? $"{look.OpenName(look.Visit.Ma)} has the visit" : $"{look.OpenName(look.Visit.Ma)} is in the room",
        Waiting { Handoff: ToTheRoom h } => Asked(look, h),
        Coming { Handoff: ToTheRoom } s => Expected(look, s),
        Waiting { Handoff: WalkOver w } => $"{look.OpenName(w.Giver)} with the patient",
        Coming { Handoff: WalkOver w } => $"{look.OpenName(w.Giver)} with the patient",
        Together s => $"With {look.OpenName(s.Handoff.Giver)}",
        With s => look.DidNotMeet ? "They did not meet" : $"Handed off by {look.OpenName(s.GivenBy)}",
        Away => $"Room {look.Room} is held",
        Closing => look.Late ? "Needs someone" : $"{look.OpenName(look.Visit.Ma)} closes it",
        _ => "",
    };

    private static string Asked(Look look, ToTheRoom handoff)
    {
        var newest = handoff.Asked.MaxBy(ask => ask.At)!;
        return newest.At > handoff.Since
            ? $"{look.OpenName(newest.Who)} was asked too at {look.Clock(newest.At)}"
            : $"{look.OpenName(handoff.Giver)} asked at {look.Clock(handoff.Since)}";
    }

    public static string Expected(Look look, Coming coming) =>
        coming.Expected is { } at ? $"Expected at {look.Clock(at)}" : "After this patient";

    private static (IReadOnlyList<Button> Next, IReadOnlyList<Button> Also, IReadOnlyList<Button> More) Buttons(Look look)
    {
        var left = new Button("Patient has left", "left");
        switch (look.Visit.State)
        {
            case Rooming:
                return ([], [left], [new Button("Opened by mistake", "left:mistake")]);
            case Ready:
                var requests = Open(look, look.Requests(look.Visit.Ma));
                return (requests.Take(1).ToList(), [], requests.Skip(1).Take(4).ToList());
            case Waiting { Handoff: ToTheRoom h }:
                Button[] also = look.Late ? [new Button("I'll take the visit", "take")]
                    : h.StillAsked.Take(2).ToList() is [var only] ? [new Button(HereTitle(look, only.Who), "here")]
                    : [];
                return ([new Button("On my way", "accept")], also, [new Button("Cancel request", "cancel-request")]);
            case Coming { Handoff: ToTheRoom, Who: { } who }:
                return ([new Button(HereTitle(look, who), "here")], [], [new Button("Cancel request", "cancel-request")]);
            case Waiting or Coming:
                return ([new Button("They're here", "here")], [], []);
            case Away:
                return ([], [left], []);
            case Closing:
                return (look.Late ? [new Button("I'll take the visit", "take")] : [], [left], []);
            default:
                return ([], [], []);
        }
    }

    private static string HereTitle(Look look, StaffId who) => look.IsDiscreet(who) ? "They're here" : $"{look.Name(who)} is here";

    // Whoever is discreet is requested from the giver's own card, where the room channel does not read along.
    private static IReadOnlyList<Button> Open(Look look, IReadOnlyList<Button> requests) =>
        [.. requests.Where(button => !look.Site.Plan.Staff.Any(one => one.Discreet && (button.Verb == $"request:{one.Role.Id()}" || button.Verb == $"request:{one.Id}")))];
}

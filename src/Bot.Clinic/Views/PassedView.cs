namespace Bot.Clinic;

/// <summary>The one line of a posting that is no longer meant, while the visit is open.</summary>
internal static class PassedView
{
    private const string SeeNewer = "See the newer card";

    /// <param name="hasNewer">True if another card of this visit stands in the same place, in the same part.</param>
    public static PassedModel Of(Look look, string slot, Place place, bool hasNewer)
    {
        var (line, buttons) = slot switch
        {
            Slots.Desk when place is Place.Desk { Which: var desk } => (Desk(look, desk, hasNewer), []),
            Slots.Giver when place is Place.Person { Who: var who } => Giver(look, who, hasNewer),
            Slots.Receiver when place is Place.Person { Who: var who } => Receiver(look, who, hasNewer),
            _ => (place is Place.Person && hasNewer ? SeeNewer : Alert(look, place), Array.Empty<Button>()),
        };
        return new PassedModel(look.Id, look.Room, line, look.Clock(look.Visit.Entered), "", buttons);
    }

    private static string Alert(Look look, Place place) =>
        look.Visit.State is Closing ? $"{look.Name(look.Visit.Ma)} closes the visit" : look.Headline(place is Place.Person ? look.Name : look.OpenName, open: true);

    private static string Desk(Look look, DeskId desk, bool hasNewer) => look.Visit.State switch
    {
        Away at when at.Desk == desk => "They are with you",
        _ when hasNewer => SeeNewer,
        _ when look.Visit.Stops.Any(stop => stop.Desk == desk && stop.Done) => "They came",

        // They came and went back to the room, or the walk was called off: true of both.
        _ => "Not expected now",
    };

    private static (string Line, Button[] Buttons) Giver(Look look, StaffId who, bool hasNewer) =>
        hasNewer ? (SeeNewer, [])
        : look.Visit.Receivers.Any(one => one.Who == who) ? Receiver(look, who, hasNewer)
        : ($"{look.Name(look.Visit.Ma)} took over", []);

    private static (string Line, Button[] Buttons) Receiver(Look look, StaffId who, bool hasNewer)
    {
        var undo = look.UndoFor(who).ToArray();
        var handoff = look.Visit.Handoff as ToTheRoom;
        return look.Visit.State switch
        {
            Waiting when handoff?.AskOf(who) is { Cant: true } => ("You can't come", [new Button("I can now", "accept"), .. undo]),
            _ when hasNewer => (SeeNewer, []),
            Coming { Handoff: ToTheRoom, Who: { } coming } => ($"{look.Name(coming)} is coming", undo),
            Together together => ($"No need to come, {look.Name(together.Who)} is there", undo),
            Closing => ("Visit done", undo),
            Waiting or Coming when look.Visit.Receivers.Any(one => one.Who == who) => ("Visit done", undo),
            _ => ("No need to come", undo),
        };
    }
}

namespace Bot.Clinic;

/// <summary>The one line of a posting that is no longer meant, while the visit is open.</summary>
internal static class PassedView
{
    public static PassedModel Of(Look look, string slot, Place place)
    {
        var (line, buttons) = slot switch
        {
            Slots.Desk => (Desk(look), []),
            Slots.Giver when place is Place.Person { Who: var who } => Giver(look, who),
            Slots.Receiver when place is Place.Person { Who: var who } => Receiver(look, who),
            _ => (look.Headline(place is Place.Person ? look.Name : look.OpenName, open: true), Array.Empty<Button>()),
        };
        return new PassedModel(look.Id, look.Room, line, look.Clock(look.Visit.State.Since), "", buttons);
    }

    private static string Desk(Look look) => look.Visit.State switch
    {
        Away => "They are with you",
        _ when look.Visit.Handoff is WalkOver => "Asked again below",
        _ => look.Visit.Stops.Any(stop => stop.Done) ? "They came" : "Not coming now",
    };

    private static (string Line, Button[] Buttons) Giver(Look look, StaffId who)
    {
        if (who != look.Visit.Ma && look.Visit.Receivers.All(one => one.Who != who))
            return ($"{look.Name(look.Visit.Ma)} took over", []);
        return ("See the newer card", []);
    }

    private static (string Line, Button[] Buttons) Receiver(Look look, StaffId who)
    {
        var handoff = look.Visit.Handoff as ToTheRoom;
        var ask = handoff?.AskOf(who);
        switch (look.Visit.State)
        {
            case Waiting when ask is { Cant: true }:
                return ("You can't come", [new Button("I can now", "accept"), .. look.UndoFor(who)]);
            case Waiting or Coming when ask is { Cant: false } && (look.Visit.State as Coming)?.Who is not { } || (look.Visit.State as Coming)?.Who == who:
                return ("See the newer card", []);
            case Coming { Who: { } coming }:
                return ($"{look.Name(coming)} is coming", [.. look.UndoFor(who)]);
            case Together together when together.Who != who:
                return ($"No need to come, {look.Name(together.Who)} is there", [.. look.UndoFor(who)]);
            case Closing:
                return ("Visit done", [.. look.UndoFor(who)]);
            default:
                return (look.Visit.Receivers.Any(one => one.Who == who) ? "See the newer card" : "No need to come", [.. look.UndoFor(who)]);
        }
    }
}

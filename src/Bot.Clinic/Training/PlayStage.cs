namespace Bot.Clinic;

/// <summary>The site on which a role play is played: one room, and nobody on the staff but who joined, each with the role of their part.</summary>
/// <remarks>So no step of a practice visit can mean, ask, ring or name anybody else.</remarks>
public static class PlayStage
{
    /// <summary>As its door says: eight letters, so that each card and each lock screen says what it is.</summary>
    public static readonly RoomId Room = new("PRACTICE");

    /// <summary>Whoever rooms the patient in a role play that begins later; never spoken to.</summary>
    private static readonly Staff SomeMa = new(new StaffId("practice-ma"), "MA", "MA", Role.Ma, "", "", "", null, UsesChat: false, Discreet: false);

    private static readonly Desk SomeDesk = new(
        new DeskId("front-desk"), "Front desk", [], [new Stop(new StopId("next-visit"), new DeskId("front-desk"), "Next visit", "next visit", Usual: true)], Discreet: false, Interpreter: false);

    // The clock is to leave a role play alone; only what follows from a tap goes on.
    private static readonly Patience NoHurry = new(
        Reminder: 0, NoAnswer: 0, Lead: 0, LeadAfterLapse: 0, OnMyWay: 3, Grace: 0, Desk: 0, Ready: 0, Together: 0, With: 0, Away: 0, Walk: 0, Closing: 0);

    /// <summary>True if the cards have this handoff: to somebody who comes to rooms, or a walk by whoever runs visits. Others are played from paper.</summary>
    public static bool CanBePlayed(SharedPart shared) =>
        shared.IsWalk ? shared.Giver.RunsVisits() : shared.Receiver.ComesToRooms() && (shared.Giver.RunsVisits() || shared.Giver.ComesToRooms());

    /// <param name="real">The site whose people play.</param>
    public static SitePlan Of(Play play, SharedPart shared, SitePlan real)
    {
        var staff = play.Parts
            .Select(one => (one.Part.Role, Person: real.Find(one.Who)))
            .Where(one => one is { Role: not null, Person: not null })
            .Select(one => one.Person! with { Role = one.Role!.Value, Cover = null, UsesChat = true, Discreet = false })
            .ToList();
        if (!staff.Exists(person => person.Role.RunsVisits()))
            staff.Add(SomeMa);
        return real with
        {
            Id = play.Stage,
            Opening = new OpeningTimes(new Dictionary<DayOfWeek, Hours>()),
            Rooms = [Room],
            Staff = staff,
            Desks = shared.IsWalk ? [.. DesksOf(shared, real, play.WhoPlays(shared.Receiver))] : [],
            Patience = NoHurry,
            Manners = new Manners(CoverAsksItself: false, real.Manners.BedsideBoxes, PushGeneric: false, Returns: false),
            Channels = new Dictionary<string, ChannelIds>(),
        };
    }

    /// <summary>What has happened before the curtain rises, as the players' own steps.</summary>
    /// <param name="stage">As <see cref="Of"/> gives it.</param>
    public static IReadOnlyList<VisitCommand> Before(Play play, SharedPart shared, SitePlan stage, DateTimeOffset at)
    {
        if (play.WhoPlays(shared.Giver) is not { } giver || play.WhoPlays(shared.Receiver) is not { } receiver)
            return [];
        if (shared.IsWalk)
            return [new MarkReady(Room, ReadyNotes.None, null, giver, at), new FinishVisit([.. Stops(stage)], giver, at)];
        if (shared.Giver.RunsVisits())
            return [new MarkReady(Room, ReadyNotes.None, null, giver, at)];

        // The giver has the patient already, and has asked for the receiver.
        var ma = stage.Staff.First(person => person.Role.RunsVisits()).Id;
        return
        [
            new MarkReady(Room, ReadyNotes.None, new Whom.Someone(giver), ma, at),
            new Here(null, giver, at),
            new PassOn(PatientsPart.Nothing, [], giver, at),
            new Request(new Whom.Someone(receiver), giver, at),
        ];
    }

    // The site's own desks at which somebody of that role works, so that their names are the usual ones; the player is all of them.
    private static IEnumerable<Desk> DesksOf(SharedPart shared, SitePlan real, StaffId? receiver)
    {
        var desks = real.Desks.Where(desk => desk.Asks.Count > 0 && desk.Members.Any(who => real.Find(who)?.Role == shared.Receiver)).ToList();
        return (desks.Count > 0 ? desks : [SomeDesk]).Select(desk => desk with { Members = receiver is { } who ? [who] : [], Discreet = false });
    }

    // Two are enough to see how a walk goes on to the next.
    private static IEnumerable<StopId> Stops(SitePlan stage) =>
        stage.Desks.Take(2).Select(desk => (desk.Asks.FirstOrDefault(ask => ask.Usual) ?? desk.Asks[0]).Id);
}

namespace Bot.Clinic;

/// <summary>What each event does to a visit. Total: any event of a visit's own stream applies.</summary>
public static partial class Fold
{
    private static readonly string Undoing = new Undo(StaffId.Clock, default).Did;

    /// <summary>The visit that a first event opens.</summary>
    public static Visit Open(VisitId id, SiteId site, RoomId room, VisitEvent first)
    {
        var (ma, wait) = first switch
        {
            Roomed e => (e.Ma, e.Wait),
            MarkedReady e => (e.Ma, e.Wait),
            _ => throw new ArgumentException($"A visit does not open with {first.GetType().Name}.", nameof(first)),
        };
        var empty = new Visit(
            id, site, room, first.At, 0, ma, wait, "", [], [], [], [], false, null, false,
            [new CallBack(ma, 1, "")],
            new Dictionary<ClockStep, DateTimeOffset>(),
            [],
            new Rooming(first.At),
            null)
        {
            Entered = first.At,
        };
        return Apply(empty, first) with { Last = new LastStep(first.By, first.At, first.Did, First: true, Before: null) };
    }

    public static Visit Apply(Visit visit, IEnumerable<VisitEvent> events) => events.Aggregate(visit, Apply);

    public static Visit Apply(Visit visit, VisitEvent e)
    {
        var after = RungAgain(Happen(visit with { Version = visit.Version + 1 }, e));
        if (e is not Undone && (after.State.GetType() != visit.State.GetType() || IsLookedAfter(after, e)))
            after = after with { Entered = e.At };
        if (e.By == StaffId.Clock || e.Continues)
            return after;

        // The step that is taken back by undo starts here; its later events continue it. One level deep: there is no undo of an undo.
        var before = e.Did == Undoing ? null : visit with { Last = null };
        return after with { Last = new LastStep(e.By, e.At, e.Did, First: false, before) };
    }

    // Whoever takes the visit, or goes on closing it, has the whole patience before others are called.
    private static bool IsLookedAfter(Visit visit, VisitEvent e) => e is TookOver or GivenTo || (visit.State is Closing && e.By == visit.Ma);

    private static Visit Happen(Visit visit, VisitEvent e) => e switch
    {
        Roomed x => visit with { Ma = x.Ma, State = new Rooming(x.At) },
        MarkedReady x => visit with
        {
            Ma = x.Ma,
            Calls = x.Ma == visit.Ma ? visit.Calls : Calling(visit, x.Ma, ""),
            Wait = x.Wait,
            VisitType = x.VisitType,
            Flags = x.Flags,
            Ticks = x.Ticks,
            NotOffered = x.NotOffered,
            ReadySince = visit.ReadySince ?? x.At,
            State = visit.State as Ready ?? new Ready(x.At),
        },
        Requested x => visit with
        {
            State = new Waiting(new ToTheRoom(x.Role, Asks(visit, x.Asked, x.Silently, x.At), null, x.By, visit.State, x.At, visit.Version), x.At),
        },
        AskedToo x => visit with { State = Asking(visit, x) },
        CameFree x => visit with { State = Ringing(visit, x.Who, Pushes.Asked) },
        Reminded x => Fired(visit, ClockStep.Reminder, x.At) with { State = Ringing(visit, x.Who, x.Quiet ? "" : Pushes.Reminder) },
        ClockSpoke x => Clock(visit, x),
        Accepted x => visit with { State = new Coming(ComesAfterAll(visit, x.By), x.By, x.Expected, x.At) },
        SaidCant x => CantCome(visit, [x.By], x, x.Covered ? null : Pushes.Choose),
        CountsAsCant x => CantCome(visit, x.Who, x, Pushes.Choose),
        Lapsed x => LetLapse(visit, x),
        CameIn x => visit with { Met = true, State = new Together(Meeting(visit, x), x.Who, x.At) },
        HandedOff x => visit with { Receivers = Received(visit, InRoom(visit).Who, InRoom(visit).Since), State = new With(visit.Giver, x.At) },
        Couldnt x => Cold(visit, x),
        RequestCancelled => visit with { State = TheHandoff(visit).From },
        ToldNoNeed x => visit with { Notices = Add(visit.Notices, new Notice(visit.Version, NoticeKind.NoNeedToCome, x.Who, x.Instead, x.At)) },
        VisitFinished x => CallMa(visit with { State = new Closing(x.By, x.At) }, x, Pushes.VisitDone),
        StopsNamed x => visit with { Stops = x.Stops },
        AskedAllThree => visit with { AskedAll = true },
        WalkStarted x => visit with { State = Walking(visit, x) },
        DeskSaidWhen x => DeskAnswered(visit, x),
        DeskPassed x => WalkPassed(visit, x),
        Introduced x => Arrived(visit, x.At),
        DoneHere x => DoneAtOnce(visit, x),
        CameBack x => visit with { State = new Ready(x.At) },
        TookOver x => visit with { Ma = x.By, Calls = Calling(visit, x.By, ""), State = HandedTo(visit, x.By, x.At) },
        GivenTo x => visit with { Ma = x.Who, Calls = Calling(visit, x.Who, Pushes.Someone), State = HandedTo(visit, x.Who, x.At) },
        SteppedOut => visit with { Wait = Wait.Return },
        HasGone x => visit with { State = new Left(x.Outcome, x.At) },
        Undone x => TakeBack(visit, x),
        _ => throw new ArgumentException($"No rule folds {e.GetType().Name}.", nameof(e)),
    };

    private static Handoff TheHandoff(Visit visit) =>
        visit.Handoff ?? throw new InvalidOperationException($"Visit {visit.Id} has no open handoff in {visit.State.GetType().Name}.");

    private static Together InRoom(Visit visit) => (Together)visit.State;

    private static List<Ask> Asks(Visit visit, IEnumerable<StaffId> who, IReadOnlyList<StaffId>? silently, DateTimeOffset at) =>
        [.. who.Select(person => new Ask(person, at, visit.Version, silently?.Contains(person) == true ? "" : Pushes.Asked, Cant: false))];

    private static VisitState Asking(Visit visit, AskedToo e)
    {
        var handoff = (ToTheRoom)TheHandoff(visit);
        var anew = Asks(visit, e.Asked, e.Silently, e.At);
        var asked = handoff.Asked.Select(ask => anew.Find(again => again.Who == ask.Who) ?? ask)
            .Concat(anew.Where(ask => handoff.AskOf(ask.Who) is null))
            .ToList();
        return WithHandoff(visit.State, handoff with { Asked = asked });
    }

    private static VisitState Ringing(Visit visit, IReadOnlyList<StaffId> who, string push)
    {
        if (push.Length == 0 || visit.Handoff is not ToTheRoom handoff)
            return visit.State;
        var asked = handoff.Asked.Select(ask => who.Contains(ask.Who) ? ask with { Version = visit.Version, Push = push } : ask).ToList();
        return WithHandoff(visit.State, handoff with { Asked = asked });
    }

    // A receiver who is asked back has a newer message, which stays theirs even if the request comes to nothing.
    private static Visit RungAgain(Visit visit)
    {
        if (visit.Handoff is not ToTheRoom handoff || visit.Receivers.All(one => !(handoff.AskOf(one.Who)?.Version > one.Version)))
            return visit;
        return visit with { Receivers = [.. visit.Receivers.Select(one => handoff.AskOf(one.Who) is { } ask && ask.Version > one.Version ? one with { Version = ask.Version } : one)] };
    }

    private static VisitState WithHandoff(VisitState state, Handoff handoff) => state switch
    {
        Waiting s => s with { Handoff = handoff },
        Coming s => s with { Handoff = handoff },
        Together s => s with { Handoff = handoff },
        _ => state,
    };

    private static Visit Clock(Visit visit, ClockSpoke e)
    {
        var after = Fired(visit, e.Step, e.At);
        return e.Step switch
        {
            ClockStep.FreeAgain when after.State is Coming s => after with { State = s with { Expected = e.Expected } },
            ClockStep.NoAnswer or ClockStep.DeskNoAnswer => CallGiver(after, after.Giver, e, e.Quiet ? null : Pushes.NoAnswer),
            ClockStep.Nudge when after.State is Coming { Who: { } late } =>
                CallGiver(after with { State = Ringing(after, [late], e.Quiet ? "" : Pushes.Late) }, after.Giver, e, e.Quiet ? null : Pushes.Late),
            ClockStep.PageBack => CallGiver(after, after.Giver, e, e.Quiet ? null : Pushes.Coming),
            ClockStep.DeskFree when after.State is Waiting { Handoff: WalkOver walk } =>
                CallGiver(after with { State = new Coming(walk with { WasAsked = false }, null, e.At, e.At) }, walk.Giver, e, e.Quiet ? null : Pushes.DeskReady),
            ClockStep.DeskReady when !e.Quiet => CallGiver(AnsweredByClock(after), after.Giver, e, Pushes.DeskReady),
            ClockStep.Ready or ClockStep.Together or ClockStep.With or ClockStep.Away or ClockStep.Walk or ClockStep.Closing =>
                CallGiver(after, after.Ma, e, e.Quiet ? null : Pushes.Someone),
            ClockStep.Lead or ClockStep.ClosingLead => Tell(after, e, NoticeKind.LeadTold),
            ClockStep.ClosingMas => Tell(after, e, NoticeKind.MaTold),
            ClockStep.EndOfDay => after with { State = new Left(Outcome.NotClosed, e.At) },
            _ => after,
        };
    }

    private static Visit Tell(Visit visit, ClockSpoke e, NoticeKind kind)
    {
        if (e.Quiet)
            return visit;
        var other = e.About.Count > 0 ? e.About[0] : StaffId.Clock;
        return visit with { Notices = [.. visit.Notices, .. e.Told.Select(who => new Notice(visit.Version, kind, who, other, e.At))] };
    }

    private static Visit Fired(Visit visit, ClockStep step, DateTimeOffset at) =>
        visit with { Marks = new Dictionary<ClockStep, DateTimeOffset>(visit.Marks) { [step] = at } };

    private static Visit CantCome(Visit visit, IReadOnlyList<StaffId> who, VisitEvent e, string? push)
    {
        var handoff = (ToTheRoom)TheHandoff(visit);
        var asked = handoff.Asked.Select(ask => who.Contains(ask.Who) ? ask with { Cant = true } : ask).ToList();
        var waiting = visit with { State = new Waiting(handoff with { Asked = asked }, e.At) };
        return CallGiver(waiting, handoff.Giver, e, push);
    }

    // Counts as "no answer": that mark is set, so that no further reminder follows, and the late one stays asked.
    private static Visit LetLapse(Visit visit, Lapsed e)
    {
        var handoff = (ToTheRoom)TheHandoff(visit);

        // An undo may bring the acceptance back after its lapse; then it lapses again, and the giver knows already.
        var known = e.Quiet || visit.Fired(ClockStep.Lapse, visit.State.Since);
        var after = Fired(Fired(Fired(visit, ClockStep.Lapse, e.At), ClockStep.Reminder, e.At), ClockStep.NoAnswer, e.At);
        return CallGiver(after with { State = new Waiting(handoff with { Lapsed = e.At }, e.At) }, handoff.Giver, e, known ? null : Pushes.NoAnswer);
    }

    // Someone who said "can't" may still accept, and counts as asked if they are late then.
    private static Handoff ComesAfterAll(Visit visit, StaffId who) => TheHandoff(visit) is ToTheRoom handoff && handoff.AskOf(who) is { Cant: true }
        ? handoff with { Asked = [.. handoff.Asked.Select(ask => ask.Who == who ? ask with { Cant = false } : ask)] }
        : TheHandoff(visit);

    // The giver was told that the desk is ready: its "send them" has nothing to add.
    private static Visit AnsweredByClock(Visit visit) =>
        visit.Handoff is WalkOver walk ? visit with { State = WithHandoff(visit.State, walk with { WasAsked = false }) } : visit;

    private static ToTheRoom Meeting(Visit visit, CameIn e)
    {
        if (visit.Handoff is not ToTheRoom handoff)
            return new ToTheRoom(e.Role, [new Ask(e.Who, e.At, visit.Version, "", Cant: false)], null, visit.Ma, visit.State, e.At, visit.Version);
        return handoff.AskOf(e.Who) is null
            ? handoff with { Asked = Add(handoff.Asked, new Ask(e.Who, e.At, visit.Version, "", Cant: false)) }
            : handoff;
    }

    private static List<Receiver> Received(Visit visit, StaffId who, DateTimeOffset at)
    {
        var version = (visit.Handoff as ToTheRoom)?.AskOf(who)?.Version
            ?? visit.Receivers.FirstOrDefault(one => one.Who == who)?.Version
            ?? visit.Version;
        return [new Receiver(who, version, at), .. visit.Receivers.Where(one => one.Who != who)];
    }

    private static Visit Cold(Visit visit, Couldnt e)
    {
        var handoff = TheHandoff(visit);
        if (handoff is WalkOver { ComesBack: false } walk)
            return Arrived(visit with { State = new Coming(walk, null, null, e.At) }, e.At);
        return e.With is { } who
            ? visit with { Met = true, Receivers = Received(visit, who, e.At), State = new With(handoff.Giver, e.At) }
            : visit with { State = handoff.From };
    }

    private static VisitState Walking(Visit visit, WalkStarted e)
    {
        var from = visit.State is Away ? new Ready(e.At) : visit.State;
        var walk = new WalkOver(e.Desk, e.Asks, WasAsked: !e.Told, e.By, from, e.At, visit.Version);
        return e.Told ? new Coming(walk, null, e.At, e.At) : new Waiting(walk, e.At);
    }

    // "Send them" rings the giver if the desk was asked first or had the patient on hold.
    private static Visit DeskAnswered(Visit visit, DeskSaidWhen e)
    {
        var walk = (WalkOver)TheHandoff(visit);
        var rings = !e.Hold && walk.WasAsked;
        var after = visit with { State = new Coming(walk with { WasAsked = e.Hold }, e.By, e.Expected, e.At) };
        return rings ? CallGiver(after, walk.Giver, e, Pushes.DeskReady) : after;
    }

    // Once the visit is done its MA holds the stops, whoever walked.
    private static Visit WalkPassed(Visit visit, DeskPassed e)
    {
        var walk = TheHandoff(visit);
        return CallGiver(visit with { State = walk.From }, walk.From is Closing ? visit.Ma : walk.Giver, e, Pushes.Choose);
    }

    private static Visit Arrived(Visit visit, DateTimeOffset at)
    {
        var walk = (WalkOver)TheHandoff(visit);
        var stops = Done(visit.Stops, walk.Desk);
        VisitState next = walk.ComesBack ? new Away(walk.Desk, at)
            : stops.Any(stop => !stop.Done) ? walk.From
            : new Left(Outcome.Completed, at);
        return visit with { Stops = stops, State = next };
    }

    private static Visit DoneAtOnce(Visit visit, DoneHere e)
    {
        var stops = Done(visit.Stops, e.Desk);
        return visit with { Stops = stops, State = stops.Any(stop => !stop.Done) ? visit.State : new Left(Outcome.Completed, e.At) };
    }

    private static List<VisitStop> Done(IEnumerable<VisitStop> stops, DeskId desk) =>
        [.. stops.Select(stop => stop.Desk == desk ? stop with { Done = true } : stop)];

    // Whoever takes the visit also takes the handoff that its MA was giving.
    private static VisitState HandedTo(Visit visit, StaffId to, DateTimeOffset at)
    {
        if (visit.Handoff is not { } handoff || handoff.Giver != visit.Ma || visit.State is Together { Who: var there } && there == to)
            return visit.State;
        if (handoff is not ToTheRoom asking || asking.AskOf(to) is null)
            return WithHandoff(visit.State, handoff with { Giver = to });

        // A nurse who was asked to come now passes the patient on herself: nobody is asked or awaited by themselves.
        var others = asking with { Giver = to, Asked = [.. asking.Asked.Select(ask => ask.Who == to ? ask with { Cant = true } : ask)] };
        return visit.State is Coming { Who: var coming } && coming == to ? new Waiting(others, at) : WithHandoff(visit.State, others);
    }

    private static Visit CallMa(Visit visit, VisitEvent e, string push) => CallGiver(visit, visit.Ma, e, push);

    // The answer to one's own step never buzzes; only a new message makes a phone buzz.
    private static Visit CallGiver(Visit visit, StaffId who, VisitEvent e, string? push) =>
        push is null || who == e.By ? visit : visit with { Calls = Calling(visit, who, push) };

    private static List<CallBack> Calling(Visit visit, StaffId who, string push) =>
        [.. visit.Calls.Where(call => call.Who != who), new CallBack(who, visit.Version, push)];

    private static List<T> Add<T>(IEnumerable<T> list, T one) => [.. list, one];
}

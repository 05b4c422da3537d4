using Bot.Clinic;
using Bot.Tests.Decisions;
using static Bot.Tests.Visits.MainStreet;

namespace Bot.Tests.Visits;

/// <summary>Random people do random things at random times; whatever they do, some things hold. Each seed is one day.</summary>
public sealed class AnyDayInTheClinic
{
    private const int Days = 60;
    private const int StepsADay = 250;

    private static readonly StaffId[] People =
        [Maria, Maria, Jordan, Nurse, Priya, Lee, Lee, Patel, Kim, Robin, Terry, Dana, Blake, Lou, Frances, Stranger];

    private static readonly DeskId[] Desks = [Scheduling, Billing, Lab, Referrals, new("nowhere")];
    private static readonly StopId[] Stops = [TwoWeeks, SixMonths, Question, Blood, Cardiology, new("nothing")];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Days)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Events_fold_to_the_visit_and_their_number_is_its_version(int seed) => Walk(seed, (day, _) =>
    {
        Assert.Equal(day.Events.Count, day.Visit.Version);
        var again = Fold.Apply(Fold.Open(TheVisit, Plan.Id, Four, day.Events[0]), day.Events.Skip(1));
        Assert.Equal(Situation.Json(day.Visit), Situation.Json(again));
        var read = VisitJson.ReadVisit(VisitJson.Write(day.Visit));
        Assert.Equal(Situation.Json(day.Visit), Situation.Json(read));
    }, every: 40);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_clock_always_gets_on(int seed) => Walk(seed, (day, _) =>
    {
        var visit = day.Visit;
        var now = day.At;
        for (var looks = 0; looks < 60; looks++)
        {
            if (Clock.NextLook(visit, day.Site, now) is not { } next)
                return;
            var then = next > now ? next : now;
            var decision = Rules.Decide(visit, day.Site, new Tick(then));
            Assert.True(decision is Decision.Happened || Clock.NextLook(visit, day.Site, then) > then, $"Hot loop in {visit.State} at {then:O}.");
            visit = Situation.After(visit, decision)!;
            now = then;
        }

        Assert.Fail($"The clock never ended: {visit.State}.");
    }, every: 5);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_same_click_twice_changes_nothing(int seed) => Walk(seed, (day, command) =>
    {
        if (command is not Tick)
            Assert.IsType<Decision.AlreadySo>(Rules.Decide(day.Visit, day.Site, command with { At = command.At.AddSeconds(1) }));
    });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_visit_that_was_left_opens_by_undo_alone(int seed)
    {
        var wasLeft = false;
        Walk(seed, (day, command) =>
        {
            Assert.False(wasLeft && day.Visit.IsOpen && command is not Undo, $"{command} opened the visit again.");
            wasLeft = !day.Visit.IsOpen;
        }, _ => wasLeft = false);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nobody_is_asked_or_awaited_by_themselves(int seed) => Walk(seed, (day, command) =>
    {
        if (day.Visit.Handoff is not ToTheRoom handoff || day.Visit.State is Together)
            return;
        Assert.False(handoff.StillAsked.Any(ask => ask.Who == handoff.Giver), $"{command}: {handoff.Giver} gives and is asked.");
        Assert.False(day.Visit.State is Coming { Who: var who } && who == handoff.Giver, $"{command}: {handoff.Giver} gives and is coming.");
    });

    [Fact]
    public void Each_command_happens_and_each_refusal_is_said()
    {
        var happened = new HashSet<string>();
        var refused = new HashSet<Refusal>();
        for (var seed = 1; seed <= 10 * Days; seed++)
            Walk(seed, (_, command) => happened.Add(command.GetType().Name), answered: (_, decision) => refused.UnionWith(Whys(decision)));
        Assert.Equal(typeof(VisitCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(VisitCommand))).Select(type => type.Name).Order(), happened.Order());
        Assert.Empty(Enum.GetValues<Refusal>().Except(refused));
    }

    private static IEnumerable<Refusal> Whys(Decision decision) => decision switch
    {
        Decision.Refused no => [no.Why],
        Decision.Happened { But: { } but } => [but.Why],
        _ => [],
    };

    internal sealed class Day(Site site, Random random)
    {
        public Site Site { get; set; } = site;

        public Random Random { get; } = random;

        public DateTimeOffset At { get; set; } = Ten;

        public List<VisitEvent> Events { get; } = [];

        public Visit? Now { get; set; }

        public Visit Visit => Now!;
    }

    internal static void Walk(
        int seed, Action<Day, VisitCommand> happened, Action<Day>? restarted = null, Action<VisitCommand, Decision>? answered = null, int every = 1)
    {
        var day = new Day(SiteOf(seed), new Random(seed));
        var count = 0;
        for (var step = 0; step < StepsADay; step++)
        {
            var random = day.Random;
            day.At = day.At.AddSeconds(random.Next(6) == 0 ? random.Next(60, 400) : random.Next(1, 40));
            if (random.Next(10) == 0)
                day.Site = day.Site with { Open = random.Next(2) == 0 ? [] : [Elsewhere(random.Next(2) == 0 ? Lee : Patel, day.At), HoldingLab(day.At)] };
            if (random.Next(12) == 0)
                day.Site = day.Site with { WhoIsOn = AnyWhoIsOn(day) };
            var command = random.Next(5) == 0 ? new Tick(day.At) : Any(day);
            if (command is Undo && day.Now is { IsOpen: false } && random.Next(2) == 0)
                day.Site = day.Site with { Open = [Samples.VisitIn(new Ready(day.At)) with { Id = new VisitId("next") }] };
            var decision = Rules.Decide(day.Now, day.Site, command);
            answered?.Invoke(command, decision);
            if (decision is Decision.Happened { Events: var events })
            {
                day.Now = Situation.After(day.Now, decision);
                day.Events.AddRange(events);
                if (count++ % every == 0)
                    happened(day, command);
            }

            // The next patient comes to the room.
            if (day.Now is { IsOpen: false } && random.Next(8) == 0)
            {
                day.Now = null;
                day.Events.Clear();
                restarted?.Invoke(day);
            }
        }
    }

    private static Site SiteOf(int seed)
    {
        var patience = seed % 7 == 0 ? new Patience(Reminder: 0, Grace: 0, Closing: 0) : seed % 5 == 0 ? new Patience(NoAnswer: 0, LeadAfterLapse: 0, Desk: 0) : new Patience();
        var staff = Plan.Staff
            .Where(person => seed % 6 != 0 || person.Id != Terry)
            .Select(person => person.Id == Kim && seed % 4 == 0 ? person with { UsesChat = false } : person)
            .Select(person => person.Id == Patel && seed % 3 == 0 ? person with { Cover = Kim } : person);
        var desks = Plan.Desks.Select(desk => desk with { Members = [.. desk.Members, seed % 4 == 1 ? Maria : Frances] });
        return Now with
        {
            Plan = Plan with { Patience = patience, Staff = [.. staff], Desks = [.. desks], Manners = Plan.Manners with { CoverAsksItself = seed % 2 == 0, Returns = seed % 3 == 0 } },
            Decisions = seed % 4 == 2 ? Plans.NewPatients with { Routes = [Route.ProviderComes, Route.WalkToADesk] } : null,
        };
    }

    // Often nobody has said anything; else some are off, busy or behind, and desks are free, busy or deserted.
    private static WhoIsOn AnyWhoIsOn(Day day)
    {
        var (random, at) = (day.Random, day.At);
        if (random.Next(3) == 0)
            return WhoIsOn.Unsaid;
        var said = WhoIsOn.Unsaid;
        foreach (var who in People.Where(_ => random.Next(3) == 0))
        {
            said = said.With(who, new Presence
            {
                Duty = new Duty(random.Next(2) == 0, at),
                Busy = random.Next(3) == 0 ? new Busy(at.AddMinutes(random.Next(1, 30)), random.Next(2) == 0) : null,
                Behind = random.Next(4) == 0 ? new Behind(25, at) : null,
            });
        }

        return Desks.Where(_ => random.Next(3) == 0).Aggregate(said, (all, desk) =>
            all.With(desk, new Counter(at, at.AddMinutes(random.Next(0, 12)), random.Next(2) == 0, Lou)));
    }

    private static Visit Elsewhere(StaffId who, DateTimeOffset at) => Samples.VisitIn(new With(Jordan, at)) with
    {
        Id = new VisitId("v5"),
        Room = new RoomId("5"),
        Receivers = [new Receiver(who, 3, at)],
    };

    private static Visit HoldingLab(DateTimeOffset at) => Samples.VisitIn(
        new Coming(new WalkOver(Lab, [Blood], true, Jordan, new Closing(Lee, at), at, 3), Lou, at.AddMinutes(5), at)) with
    {
        Id = new VisitId("v6"),
        Room = new RoomId("6"),
    };

    private static VisitCommand Any(Day day)
    {
        var (random, at) = (day.Random, day.At);
        T Pick<T>(params T[] some) => some[random.Next(some.Length)];
        var by = Pick(People);
        Whom Whom() => Pick<Whom>(
            new Whom.Someone(Pick(People)), new Whom.Someone(Pick(Lee, Patel, Robin, Nurse)), new Whom.InRole(Role.Provider), new Whom.InRole(Pick(Enum.GetValues<Role>())));
        var room = random.Next(12) == 0 ? new RoomId("99") : Four;
        if (day.Now is null && random.Next(4) > 0)
            by = Pick(Maria, Jordan, Frances);

        // A desk answers more often than chance would have it, and two of its members at once.
        if (day.Now?.Handoff is WalkOver && random.Next(4) == 0)
            return random.Next(4) == 0 ? new Cant(Pick(Lou, Frances), at) : new Accept(Pick<When>(new When.Now(), new When.In(random.Next(1, 10))), Pick(Lou, Frances, Dana, Blake), at);
        return random.Next(day.Now is null ? 4 : 30) switch
        {
            0 => new StartRooming(room, random.Next(2) == 0 ? null : Pick(People), by, at),
            1 or 2 => new MarkReady(room, ReadyNotes.None, random.Next(2) == 0 ? null : Whom(), by, at),
            3 or 4 or 5 => new Request(Whom(), by, at),
            6 or 7 => new Accept(Pick<When>(new When.Now(), new When.In(random.Next(0, 62)), new When.AfterThisPatient()), by, at),
            8 => new Cant(by, at),
            9 or 10 or 11 => new Here(random.Next(3) == 0 ? Pick(People) : null, by, at),
            12 or 13 => new PassOn(Pick(Enum.GetValues<PatientsPart>()), [], by, at),
            14 => new CouldntMeet(Pick(Enum.GetValues<ColdReason>()), by, at),
            15 => new CancelRequest(by, at),
            16 => random.Next(2) == 0 ? new Give(Pick(People), by, at) : new StepOut(by, at),
            17 => new Take(by, at),
            18 or 19 => new FinishVisit(random.Next(2) == 0 ? [] : [Pick(Stops)], by, at),
            20 => new AskAllThree(by, at),
            21 => new AddStop(Pick(Stops), by, at),
            22 or 23 or 24 => new Walk(Pick(Desks), by, at),
            25 => new DoItHere(day.Now is { } now && now.StopsLeft.Any() ? now.StopsLeft.First().Desk : Pick(Desks), by, at),
            26 => new ComeBack(by, at),
            27 => random.Next(4) == 0 ? new Leave(random.Next(2) == 0, by, at) : new Take(by, at),
            _ => new Undo(random.Next(2) == 0 ? by : day.Now?.Last?.By is { } last && last != StaffId.Clock ? last : by, at),
        };
    }
}

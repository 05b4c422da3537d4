using System.Text;
using Bot.Clinic;
using static Bot.Tests.Looks.Limits.LongestPractice;

namespace Bot.Tests.Looks.Limits;

/// <summary>One visit of the longest practice, taken through whatever can happen, and all cards that people see of it on the way.</summary>
internal sealed class LongestDay
{
    /// <summary>A Monday, 10:00.</summary>
    private static readonly DateTimeOffset Ten = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly HashSet<(string Card, string Json)> cards = [];
    private readonly HashSet<string> stood = [];
    private readonly HashSet<(Type, Type?, bool)> lookedAround = [];
    private Site site;
    private Visit? visit;
    private DateTimeOffset now = Ten;

    private LongestDay(SitePlan plan) =>
        site = new Site(plan, [], Ten.AddHours(-3), new HashSet<StaffId>(), new Dictionary<StaffId, DateTimeOffset>());

    private StaffId Lee { get; } = Provider(0);

    private StaffId Patel { get; } = Provider(1);

    /// <summary>Each card that somebody saw, with what it shows.</summary>
    public static IReadOnlySet<(string Card, string Json)> Cards(SitePlan plan)
    {
        var day = new LongestDay(plan);
        day.WhoIsAsked();
        day.TheWholeVisit(boxes: false);
        day.TheWholeVisit(boxes: true);
        day.WhatIsAnswered();
        return day.cards;
    }

    private void WhoIsAsked()
    {
        Begin();
        Do(new Request(new Whom.Someone(Lee), Ma, now), new StepOut(Ma, now));
        Let(minutes: 15);
        Do(new Request(new Whom.InRole(Role.Provider), Ma, now));
        Let(minutes: 15);
        Do(new Cant(Lee, now), new Accept(new When.In(60), Patel, now));
        Let(minutes: 70);
        Do(new CancelRequest(Ma, now), new Request(new Whom.Someone(Lee), Ma, now), new Cant(Lee, now), new CouldntMeet(ColdReason.CouldNotWait, Ma, now));
    }

    private void TheWholeVisit(bool boxes)
    {
        site = site with { Plan = site.Plan with { Manners = site.Plan.Manners with { BedsideBoxes = boxes } } };
        var (first, second) = (site.Plan.Desks[0].Id, site.Plan.Desks[1].Id);
        Begin();
        Do(new Request(new Whom.Someone(Lee), Ma, now), new Accept(new When.AfterThisPatient(), Lee, now), new Here(null, Lee, now));
        Let(minutes: 20);
        Do(new PassOn(PatientsPart.Added, [], Ma, now), new Request(new Whom.Someone(Discreet), Lee, now), new Accept(new When.Now(), Discreet, now));
        Do(new Here(null, Discreet, now), new PassOn(PatientsPart.Added, [], Lee, now));
        Let(minutes: 70);
        Do(new Walk(first, Ma, now), new Here(null, Clerk, now));
        Let(minutes: 40);
        Do(new ComeBack(Ma, now), new FinishVisit([.. site.Plan.Stops.Select(stop => stop.Id)], Ma, now));
        Let(minutes: 20);
        Do(new AskAllThree(Ma, now), new Walk(first, Ma, now), new Accept(new When.In(60), Clerk, now));
        Let(minutes: 70);
        Do(new Here(null, Ma, now));

        // The next desk has somebody already, and is asked.
        site = site with { Open = [Holding(second)] };
        Do(new Walk(second, Ma, now));
        Let(minutes: 5);
        Do(new Accept(new When.Now(), Clerk, now));
        Let(minutes: 15);
        Do(new Cant(Clerk, now), new Leave(false, Ma, now));
        site = site with { Open = [] };
    }

    private void WhatIsAnswered()
    {
        var sentence = Longest();
        foreach (var one in site.Plan.Staff.DistinctBy(one => one.Role))
        {
            See(Answers.Help(one, site.Plan, direct: true));
            See(Answers.ReadyForm(one, site, now).Noting(sentence));
        }

        WhatTheLeadReads();
        WhatTheLeadDecides();
        WhoComesAnew();
        WhatIsTrained();
        foreach (var card in LongestRolePlay.Cards(site.Plan, now))
            See(card);

        // The line on top of the others has no data.
        cards.Add(("practice", "{}"));
    }

    // Weeks with the longest times, at every desk, and more worth a look than a card lists.
    private void WhatTheLeadReads()
    {
        var walks = site.Plan.Desks.Select(desk => new DeskWalk(desk.Id, 1234.5)).ToList();
        var longest = new VisitSummary(
            Room(0), now, now, now.AddMinutes(1234.5), now.AddMinutes(2345.6), now.AddDays(2), Outcome.Completed, Lee, true, true, 1, 0, 1, 1, 2, 99, 9,
            [new ColdHandoff(ColdReason.CouldNotWait, now, site.Plan.Desks[0].Id)], walks, [new OverdueStep(ClockStep.Lapse, now)]);
        var visits = Enumerable.Range(0, 60).Select(i => longest with { Opened = now.AddDays(-7 * (i / 5)) }).ToList();
        var (from, to) = (Report.DayOf(now.AddDays(-77), site.Plan.Zone), Report.DayOf(now, site.Plan.Zone));
        var numbers = Report.Of(visits, site.Plan, from, to);
        var nobody = site with { Unreachable = site.Plan.Staff.Select(one => one.Id).ToHashSet() };
        var compared = new BeforeAndAfter(from, to, numbers, numbers with { Unoffered = 12345 });
        See(ReportView.Of(nobody, numbers, numbers, WorthALook.Of(visits), now, compared));
        See(ReportView.Digest(site, Report.Of(visits, site.Plan, to, to), WorthALook.Of(visits), now)!);
    }

    private void WhoComesAnew()
    {
        var name = site.Plan.Name;
        var newcomer = new Newcomer(site.Plan.Id, "teams", "U1", name, "", now);
        See(NewcomerView.Stranger([.. Enumerable.Range(0, 4).Select(i => site.Plan with { Id = new SiteId($"{site.Plan.Id.Value[..^1]}{i}") })]));
        See(NewcomerView.Told(Longest()));
        See(NewcomerView.Asks(new StaffId(new string('n', 16)), newcomer, site.Plan));
        See(NewcomerView.Asks(new StaffId(new string('n', 16)), newcomer with { By = Ma, Role = Role.Nurse }, site.Plan));
    }

    // Every question with the longest picks, and every list at its fullest.
    private void WhatTheLeadDecides()
    {
        var (today, sentence) = (Report.DayOf(now, site.Plan.Zone), Longest());
        foreach (var start in Enum.GetValues<Beginning>())
        {
            var draft = DecisionDraft.Begin(site.Plan, null, today) with { Patients = ["new-patient", "needs-time", "courtesy"], Start = start, Ma = Ma, Provider = Lee };
            foreach (var question in DecisionQuestions.Of(draft))
                See(DecisionView.Of(draft with { At = question }, site.Plan, sentence, today));
            See(DecisionView.Saved(draft.Decide(Lead, now), site.Plan, sentence, mayChange: true, today));
        }
    }

    // As many sessions as a plan shows and more, of as many people as fit, in each state, with the longest role plays.
    private void WhatIsTrained()
    {
        var plan = site.Plan with { TrainingVideo = "https://example.org/" + new string('v', 230) };
        var title = plan.Name.Length > 0 ? plan.Name : "W";
        List<Scenario> plays = [.. Enumerable.Range(0, PracticeFile.MaxChoices).Select(i => new Scenario(
            new ScenarioId($"{i:0000}{new string('p', 36)}"), new SharedPart(title, 30, Role.Ma, Role.Provider, [], []), new FacilitatorsPart([], [], [])))];
        var everybody = plan.Staff.Select(one => one.Id).Take(Session.MostPeople).ToList();
        var book = TrainingBook.Empty;
        for (var i = 0; i < 12; i++)
        {
            var session = new Session(new SessionId($"{i:0000000000}"), plan.Id, now.AddDays(i - 4), 180, Lee, everybody, [.. plays.Select(play => play.Id)], Lead, now.AddDays(-9));
            book = book.With(session).With(session.Id, everybody[i], new SessionReply(i % 2 == 0, now));
            if (i is 0 or 1)
                book = book.With(new Attendance(session.Id, i + 1, [.. everybody, new StaffId("gone")], Lead, now));
            if (i == 11)
                book = book.With(session.Id, new CalledOff(Lead, now));
        }

        var sentence = Longest();
        See(TrainingView.Plan(book, plan, new SessionId("9999999999"), sentence, now));
        foreach (var session in book.Of(plan.Id))
        {
            See(TrainingView.Session(session, book, plan, plays, plan.Find(Lead)!, sentence, now));
            See(TrainingView.Session(session, book, plan, plays, plan.Find(Lead)!, sentence, now, asks: true));
            See(TrainingView.Invite(session, book, plan, everybody[4], TrainingView.LineOf(TrainingNote.NoAnswer), sentence, now));
            See(TrainingForms.Attendance(session, book, plan, everybody, sentence));
            See(TrainingForms.Attendance(session, book, plan, [], sentence));
        }

        var inputs = new Dictionary<string, string> { ["who"] = string.Join(',', everybody), ["plays"] = string.Join(',', plays.Select(play => play.Id)) };
        See(TrainingForms.Session(new SessionId("9999999999"), new Dictionary<string, string>(), book, plan, plays, Lead, "", now));
        See(TrainingForms.Session(new SessionId("9999999999"), inputs, book, plan, plays, Lead, sentence, now));
    }

    private void Begin()
    {
        visit = null;
        stood.Clear();
        Do(new StartRooming(Room(0), null, Ma, now));
        Do(new MarkReady(
            Room(0), new ReadyNotes(site.Plan.VisitTypes[^1].Id, [.. Picks.Flags.Select(flag => flag.Id)], [.. Picks.Ticks.Select(tick => tick.Id)], Wait.Stay), null, Ma, now));
        Let(minutes: 15);
    }

    private void Do(params ReadOnlySpan<VisitCommand> commands)
    {
        foreach (var command in commands)
        {
            now = now.AddSeconds(90);
            var decision = Rules.Decide(visit, site, command with { At = now });
            Assert.True(decision is Decision.Happened, $"{command} was answered {decision}.");
            Happens(decision);
            if (visit!.IsOpen)
                LookAround();
        }
    }

    private void Let(int minutes)
    {
        var end = now.AddMinutes(minutes);
        while (Clock.NextLook(visit!, site, now) is { } next && next <= end)
        {
            now = next > now ? next : now;
            Happens(Rules.Decide(visit, site, new Tick(now)));
        }

        now = end;
    }

    private void Happens(Decision decision)
    {
        if (decision is not Decision.Happened { Events: var events })
            return;
        visit = visit is null
            ? Fold.Apply(Fold.Open(new VisitId("0123456789"), site.Plan.Id, Room(0), events[0]), events.Skip(1))
            : Fold.Apply(visit, events);
        Look(site);
        Look(site with { Unreachable = site.Plan.Staff.Select(one => one.Id).ToHashSet() });
    }

    private void Look(Site at)
    {
        var desired = Postings.Desired(visit!, at, now);
        stood.UnionWith(desired.Select(posting => posting.Key));
        var sentence = Longest();
        foreach (var model in desired.Select(posting => posting.Model).Concat(stood.Select(key => LastForm(key, at, desired))))
        {
            See(model);
            See(model.Noting(sentence));
        }
    }

    private void See(CardModel model) => cards.Add((model.Card, Encoding.UTF8.GetString(CardJson.Write(model))));

    private CardModel LastForm(string key, Site at, IReadOnlyList<Posting> desired)
    {
        var (slot, place, _, _) = Posting.ReadKey(key)!.Value;
        return Postings.LastForm(visit!, at, slot, place, desired, now);
    }

    // The same in as many rooms as a board lists, and more; once for each kind of state, since every step would take long.
    private void LookAround()
    {
        if (!lookedAround.Add((visit!.State.GetType(), visit.Handoff?.GetType(), site.Plan.Manners.BedsideBoxes && visit.State is Together)))
            return;
        var sentence = Longest();
        See(Answers.Board(InRooms(Answers.RoomsOnBoard + 1) with { WhoIsOn = EveryoneIsBehind() }, now));
        See(Answers.InUse(visit, site, site.Find(Ma)!, sentence, now));
        foreach (var who in new[] { Ma, Lee, Discreet, Clerk }.Select(who => site.Find(who)!))
        {
            See(HomeView.Of(who, [InRooms(13)], sentence, now));
            See(MineView.Of(who, [InRooms(13) with { WhoIsOn = EveryoneIsBehind() }], sentence, now));
            if (MineView.ToGive(who, InRooms(13), sentence, now) is { } rooms)
                See(rooms);
            See(HomeView.Of(who, [InRooms(1), InRooms(1), InRooms(1)], sentence, now));
            See(HomeView.Of(who, [InRooms(1), InRooms(1), InRooms(1), InRooms(1)], sentence, now));
            if (Answers.StopsForm(visit, site, who.Id, now) is { } form)
                See(form);
        }
    }

    private WhoIsOn EveryoneIsBehind() => new(
        site.Plan.Staff.ToDictionary(one => one.Id, _ => new Presence { Duty = new Duty(IsOn: true, now), Busy = new Busy(now.AddHours(2), AtLunch: true), Behind = new Behind(480, now) }),
        new Dictionary<DeskId, Counter>());

    private Site InRooms(int rooms) =>
        site with { Open = [.. Enumerable.Range(0, rooms).Select(i => visit! with { Id = new VisitId($"{i:0000000000}"), Room = Room(i) })] };

    /// <summary>The longest sentence that a refusal can put on a card now.</summary>
    private string Longest() => Enum.GetValues<Refusal>()
        .Select(why => Sentences.Of(new Decision.Refused(why, Lee), visit, site, now))
        .MaxBy(sentence => sentence.Length)!;

    private Visit Holding(DeskId desk) => visit! with
    {
        Id = new VisitId("9876543210"),
        Room = Room(1),
        State = new Coming(new WalkOver(desk, [], WasAsked: true, Ma, new Closing(Lee, now), now, 3), Clerk, now.AddHours(2), now),
    };
}

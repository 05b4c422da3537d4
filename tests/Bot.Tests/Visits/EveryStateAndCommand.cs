using System.Text.RegularExpressions;
using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;

namespace Bot.Tests.Visits;

/// <summary>Every state × every command × who, in words that a clinic can read and approve.</summary>
public sealed partial class EveryStateAndCommand
{
    private static readonly (string Words, StaffId Id)[] People =
    [
        ("the visit's MA", Maria),
        ("another MA", Jordan),
        ("nurse", Nurse),
        ("lead", Priya),
        ("Dr. Lee (asked)", Lee),
        ("Dr. Patel (Dr. Lee's cover)", Patel),
        ("Dr. Kim (another provider)", Kim),
        ("the lab's desk", Lou),
        ("front desk", Frances),
    ];

    private static readonly VisitCommand Ready4 = new MarkReady(Four, ReadyNotes.None, null, Maria, Situation.At(0));
    private static readonly VisitCommand AskLee = new Request(new Whom.Someone(Lee), Maria, Situation.At(2));
    private static readonly VisitCommand LeeComes = new Accept(new When.In(5), Lee, Situation.At(4));
    private static readonly VisitCommand LeeIsHere = new Here(null, Lee, Situation.At(8));
    private static readonly VisitCommand Passed = new PassOn(PatientsPart.Added, [], Maria, Situation.At(10));
    private static readonly VisitCommand Finished = new FinishVisit([Blood, TwoWeeks], Lee, Situation.At(20));
    private static readonly VisitCommand WalkToLab = new Walk(Lab, Maria, Situation.At(22));
    private static readonly VisitCommand AtTheLab = new Here(null, Lou, Situation.At(24));

    private static readonly (string Words, VisitCommand[] Steps, bool LabBusy)[] States =
    [
        ("No visit in the room", [], false),
        ("Rooming", [new StartRooming(Four, null, Maria, Situation.At(0))], false),
        ("Ready", [Ready4], false),
        ("Waiting for Dr. Lee", [Ready4, AskLee], false),
        ("Coming: Dr. Lee", [Ready4, AskLee, LeeComes], false),
        ("Together with Dr. Lee", [Ready4, AskLee, LeeComes, LeeIsHere], false),
        ("With Dr. Lee", [Ready4, AskLee, LeeComes, LeeIsHere, Passed], false),
        ("Waiting for the lab, before visit done", [Ready4, AskLee, LeeComes, LeeIsHere, Passed, WalkToLab], true),
        ("Coming: walking to the lab, before visit done", [Ready4, AskLee, LeeComes, LeeIsHere, Passed, WalkToLab], false),
        ("Away at the lab", [Ready4, AskLee, LeeComes, LeeIsHere, Passed, WalkToLab, AtTheLab], false),
        ("Closing, stops: scheduling and lab", [Ready4, AskLee, LeeComes, LeeIsHere, Passed, Finished], false),
        ("Coming: walking to the lab, after visit done", [Ready4, AskLee, LeeComes, LeeIsHere, Passed, Finished, WalkToLab], false),
        ("Left", [Ready4, new Leave(false, Maria, Situation.At(30))], false),
    ];

    private static readonly (string Words, Func<StaffId, DateTimeOffset, VisitCommand> Make)[] Commands =
    [
        ("rooming", (by, at) => new StartRooming(Four, null, by, at)),
        ("ready", (by, at) => new MarkReady(Four, ReadyNotes.None, null, by, at)),
        ("ready, ask Dr. Kim", (by, at) => new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Kim), by, at)),
        ("request Dr. Kim", (by, at) => new Request(new Whom.Someone(Kim), by, at)),
        ("request behavioral health", (by, at) => new Request(new Whom.InRole(Role.BehavioralHealth), by, at)),
        ("on my way / send them", (by, at) => new Accept(new When.Now(), by, at)),
        ("5 min / hold 5 min", (by, at) => new Accept(new When.In(5), by, at)),
        ("after this patient", (by, at) => new Accept(new When.AfterThisPatient(), by, at)),
        ("can't / someone else", (by, at) => new Cant(by, at)),
        ("here", (by, at) => new Here(null, by, at)),
        ("here: Dr. Kim", (by, at) => new Here(Kim, by, at)),
        ("patient added something", (by, at) => new PassOn(PatientsPart.Added, [], by, at)),
        ("couldn't meet: busy", (by, at) => new CouldntMeet(ColdReason.Busy, by, at)),
        ("couldn't meet: could not wait", (by, at) => new CouldntMeet(ColdReason.CouldNotWait, by, at)),
        ("cancel request", (by, at) => new CancelRequest(by, at)),
        ("I'm stepping out", (by, at) => new StepOut(by, at)),
        ("take", (by, at) => new Take(by, at)),
        ("give to another MA", (by, at) => new Give(Jordan, by, at)),
        ("visit done", (by, at) => new FinishVisit([], by, at)),
        ("visit done, billing question", (by, at) => new FinishVisit([Question], by, at)),
        ("asked all three", (by, at) => new AskAllThree(by, at)),
        ("other stop: billing question", (by, at) => new AddStop(Question, by, at)),
        ("walk to the lab", (by, at) => new Walk(Lab, by, at)),
        ("doing it here: lab", (by, at) => new DoItHere(Lab, by, at)),
        ("back in the room", (by, at) => new ComeBack(by, at)),
        ("left", (by, at) => new Leave(false, by, at)),
        ("opened by mistake", (by, at) => new Leave(true, by, at)),
        ("undo, within a minute", (by, at) => new Undo(by, at)),
        ("undo, later", (by, at) => new Undo(by, at.AddMinutes(2))),
    ];

    [Fact]
    public void Is_answered_as_approved()
    {
        var page = new List<string> { "# Every state, every command, who\n\nThirty seconds after the step before. One table a state. A person who is not of the site is refused everything: not of this site.\n" };
        foreach (var (words, steps, labBusy) in States)
        {
            page.Add($"\n## {words}\n\n| command | who | answer |\n|---|---|---|\n");
            var situation = Situation.GivenAt(Now with { Open = labBusy ? [HoldingTheLab] : [] }, steps);
            foreach (var (command, make) in Commands)
            {
                var answers = People.GroupBy(person => Answer(situation, make(person.Id, After(situation, 30)))).ToList();
                var most = answers.MaxBy(answer => answer.Count())!;
                foreach (var answer in answers)
                {
                    var who = answer != most || most.Count() < 4 ? string.Join(", ", answer.Select(person => person.Words))
                        : answers.Count == 1 ? "all"
                        : "everyone else";
                    page.Add($"| {command} | {who} | {answer.Key} |\n");
                }
            }
        }

        Approved.Matches(string.Concat(page), "EveryStateAndCommand.approved.md");
    }

    [Fact]
    public void Asks_for_every_command_and_every_state()
    {
        var asked = Commands.Select(row => row.Make(Maria, Ten).GetType()).Append(typeof(Tick)).Distinct().Select(type => type.Name).Order();
        Assert.Equal(typeof(VisitCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(VisitCommand))).Select(type => type.Name).Order(), asked);
        var reached = States.Select(row => Situation.Given(row.Steps).Visit?.State.GetType().Name).OfType<string>().Append(nameof(Waiting)).Distinct().Order();
        Assert.Equal(typeof(VisitState).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(VisitState))).Select(type => type.Name).Order(), reached);
    }

    [Fact]
    public void Nobody_of_another_site_may_do_anything()
    {
        foreach (var (_, steps, _) in States)
        {
            var situation = Situation.Given(steps);
            foreach (var (_, make) in Commands)
                situation.When(make(Stranger, After(situation, 30))).Refuses(Refusal.NotOfThisSite);
        }
    }

    private static DateTimeOffset After(Situation situation, int seconds) => (situation.Visit?.Last?.At ?? Ten).AddSeconds(seconds);

    private static Visit HoldingTheLab => Samples.VisitIn(
        new Coming(new WalkOver(Lab, [Blood], true, Jordan, new Closing(Lee, Ten), Ten, 3), Lou, Ten.AddHours(2), Ten)) with
    {
        Id = new VisitId("v6"),
        Room = new RoomId("6"),
    };

    private static string Answer(Situation situation, VisitCommand command)
    {
        var decision = Rules.Decide(situation.Visit, situation.Site, situation.Visit is null ? Rules.InEmptyRoom(Four, command) : command);
        return decision switch
        {
            Decision.Happened happened => Became(situation.Visit, Situation.After(situation.Visit, decision)!, happened),
            Decision.Refused no => Said(no),
            _ => "already so",
        };
    }

    private static string Became(Visit? before, Visit after, Decision.Happened happened)
    {
        var words = before?.State.GetType() == after.State.GetType() ? $"stays {NameOf(after.State)}" : $"becomes {NameOf(after.State)}";
        var notes = happened.Events.Select(Note).OfType<string>().ToList();
        if (notes.Count > 0)
            words += $" ({string.Join("; ", notes)})";
        return happened.But is { } but ? $"{words}, yet {Said(but)}" : words;
    }

    private static string? Note(VisitEvent e) => e switch
    {
        TookOver => "takes the visit",
        AskedToo asked => $"asked too: {string.Join(", ", asked.Asked.Select(Now.NameOf))}",
        SaidCant or DeskPassed => "the giver is asked to choose",
        ToldNoNeed told => $"{Now.NameOf(told.Who)} is told not to come",
        Couldnt => "recorded as cold",
        StopsNamed => "stop added",
        SteppedOut => "called back from now on",
        CameBack => "back in the room",
        AskedAllThree => "questions asked",
        HandedOff => "handed off",
        DeskSaidWhen { Hold: true } => "after the hold",
        Undone { AskAgain.Count: > 0 } undone => $"asked again: {string.Join(", ", undone.AskAgain.Select(Now.NameOf))}",
        Undone => "taken back",
        _ => null,
    };

    private static string NameOf(VisitState state) => state switch
    {
        Left left => $"Left, {Spaced(left.Outcome.ToString())}",
        Together s => $"Together with {Now.NameOf(s.Who)}",
        Coming { Who: { } who, Handoff: ToTheRoom, Expected: { } expected } s => $"Coming, {Now.NameOf(who)} in {(expected - s.Since).TotalMinutes} min",
        Coming { Handoff: WalkOver } => "Coming, walking to the desk",
        Waiting { Handoff: ToTheRoom handoff } when !handoff.StillAsked.Any() => "Waiting, everyone asked can't come",
        Waiting { Handoff: ToTheRoom handoff } => $"Waiting for {string.Join(", ", handoff.StillAsked.Select(ask => Now.NameOf(ask.Who)))}",
        Waiting => "Waiting for the desk",
        _ => state.GetType().Name,
    };

    private static string Said(Decision.Refused no) => $"refused: {Spaced(no.Why.ToString())}{(no.Who is { } who ? $" ({Now.NameOf(who)})" : "")}";

    private static string Spaced(string name) => Capital().Replace(name, match => (match.Index == 0 ? "" : " ") + match.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}

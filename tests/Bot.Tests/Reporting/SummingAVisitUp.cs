using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Reporting;

public sealed class SummingAVisitUp
{
    private static readonly VisitCommand ReadyAskLee = new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Maria, At(0));

    private static readonly VisitCommand[] Journey =
    [
        ReadyAskLee, new Accept(new When.In(5), Lee, At(2)), new Here(null, Lee, At(8)), new PassOn(PatientsPart.Added, [], Maria, At(10)),
        new FinishVisit([Blood], Lee, At(25)), new AskAllThree(Maria, At(27)), new Walk(Lab, Maria, At(28)), new Here(null, Lou, At(31)),
    ];

    [Fact]
    public void A_visit_as_it_should_be()
    {
        var sum = Of(Journey);
        Assert.Equal((At(0), At(2), At(8), At(31)), (sum.Ready!.Value, sum.Accepted!.Value, sum.Together!.Value, sum.Ended!.Value));
        Assert.Equal((2.0, 8.0), (sum.ToAccepted!.Value, sum.ToTogether!.Value));
        Assert.Equal((1, 0, 1, 1, 2), (sum.Warm, sum.Modified, sum.Asked, sum.Added, sum.Handoffs));
        Assert.Equal(new DeskWalk(Lab, 0), Assert.Single(sum.Walks));
        Assert.True(sum.AskedAll && sum.Finished && sum.IsTimed);
        Assert.Equal((Lee, Outcome.Completed), (sum.FirstAsked!.Value, sum.Outcome));
    }

    [Fact]
    public void It_buzzes_as_often_as_messages_ring()
    {
        var (visit, keys, site) = ((Visit?)null, new HashSet<string>(), Now);
        foreach (var e in EventsOf(Journey))
        {
            visit = visit is null ? Fold.Open(TheVisit, Plan.Id, Four, e) : Fold.Apply(visit, e);
            keys.UnionWith(Postings.Desired(visit, site, e.At).Where(posting => posting.Rings).Select(posting => posting.Key));
        }

        // Lee is asked, Maria called back at the end, the lab told; Maria stays in the room, so nobody calls her there.
        Assert.Equal(3, keys.Count);
        Assert.Equal(3, Of(Journey).Buzzes);
    }

    [Fact]
    public void A_step_that_was_taken_back_did_not_happen_and_counts_as_undone()
    {
        var sum = Of([.. Journey[..4], new Undo(Maria, At(10.5)), new PassOn(PatientsPart.NotBeforeThePatient, [], Maria, At(11))]);
        Assert.Equal((0, 1, 0, 1, 1), (sum.Warm, sum.Modified, sum.Added, sum.Handoffs, sum.Undos));
        Assert.Null(sum.Ended);
    }

    [Fact]
    public void An_acceptance_that_came_to_nothing_is_no_acceptance()
    {
        var sum = Of([ReadyAskLee, new Accept(new When.Now(), Lee, At(1)), new Cant(Lee, At(2)), new Request(new Whom.Someone(Patel), Maria, At(3)),
            new Accept(new When.Now(), Patel, At(6)), new Here(null, Patel, At(9))]);
        Assert.Equal((6.0, 9.0), (sum.ToAccepted!.Value, sum.ToTogether!.Value));
    }

    [Fact]
    public void Coming_without_a_word_is_a_meeting_without_an_acceptance()
    {
        var sum = Of([ReadyAskLee, new Here(null, Lee, At(4))]);
        Assert.Null(sum.ToAccepted);
        Assert.Equal(4.0, sum.ToTogether);
    }

    [Fact]
    public void A_cold_handoff_has_its_reason_and_no_meeting()
    {
        var sum = Of([ReadyAskLee, new CouldntMeet(ColdReason.NoInterpreter, Maria, At(7))]);
        Assert.Equal((ColdReason.NoInterpreter, At(7)), (Assert.Single(sum.Cold).Reason, sum.Cold[0].At));
        Assert.Equal((0, 1), (sum.Warm, sum.Handoffs));
        Assert.Null(sum.ToTogether);
    }

    [Fact]
    public void A_visit_that_nobody_closed_has_no_times()
    {
        var open = Given(ReadyAskLee, new Here(null, Lee, At(4))).When(new Tick(Ten.AddHours(8)));
        var sum = Summing.Of(TheVisit, Plan.Id, Four, [.. EventsOf([ReadyAskLee, new Here(null, Lee, At(4))]), new ClockSpoke(ClockStep.EndOfDay, false, [], [], null) { At = Ten.AddHours(8) }]);
        Assert.IsType<Left>(open.Visit!.State);
        Assert.Equal(Outcome.NotClosed, sum.Outcome);
        Assert.Null(sum.ToTogether);
        Assert.True(sum.IsEligible);
    }

    [Fact]
    public void A_desk_that_was_asked_kept_the_patient_until_it_was_ready()
    {
        var busy = Now with { WhoIsOn = WhoIsOn.Unsaid.With(Lab, new Counter(At(20), At(60), IsHold: false, Lou)) };
        var sum = Of([.. Journey[..7], new Accept(new When.Now(), Lou, At(32)), new Here(null, Lou, At(34))], busy);
        Assert.Equal(4.0, Assert.Single(sum.Walks).Minutes);
    }

    [Fact]
    public void A_meeting_that_ended_without_a_word_is_warm_and_says_nothing_of_the_patients_part()
    {
        var sum = Of([.. Journey[..3], new FinishVisit([], Lee, At(25))]);
        Assert.Equal((1, 0, 0, 1), (sum.Warm, sum.Asked, sum.Added, sum.Unsaid));
    }

    [Fact]
    public void A_role_is_nobody_by_name() =>
        Assert.Null(Of([new MarkReady(Four, ReadyNotes.None, new Whom.InRole(Role.Pharmacist), Maria, At(0))]).FirstAsked);

    [Fact]
    public void It_comes_back_from_disk_as_it_was()
    {
        var sum = Of(Journey);
        Assert.Equal(SummaryJson.Write(sum), SummaryJson.Write(SummaryJson.Read(SummaryJson.Write(sum))));
    }

    private static VisitSummary Of(VisitCommand[] steps, Site? site = null) => Summing.Of(TheVisit, Plan.Id, Four, EventsOf(steps, site));

    private static List<VisitEvent> EventsOf(VisitCommand[] steps, Site? site = null)
    {
        Visit? visit = null;
        var events = new List<VisitEvent>();
        foreach (var step in steps)
        {
            var happened = Assert.IsType<Decision.Happened>(Rules.Decide(visit, site ?? Now, step));
            events.AddRange(happened.Events);
            visit = After(visit, happened);
        }

        return events;
    }
}

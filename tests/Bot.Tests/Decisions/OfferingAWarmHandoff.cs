using Bot.Clinic;
using static Bot.Tests.Decisions.Plans;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Decisions;

/// <summary>Whether the plan offers a warm handoff is decided once, when the room is ready.</summary>
public sealed class OfferingAWarmHandoff
{
    private static readonly VisitCommand Ready4 = new MarkReady(Four, ReadyNotes.None, null, Maria, At(0));
    private static readonly VisitCommand NewPatient = new MarkReady(Four, ReadyNotes.None with { Flags = ["new-patient", "family"] }, null, Maria, At(0));

    [Fact]
    public void Where_nothing_is_decided_it_is_offered_in_every_visit_and_no_event_says_so()
    {
        Assert.Null(Given(Ready4).Visit!.NotOffered);
        Assert.DoesNotContain("notOffered", Json(Given(Ready4).Visit!), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_everything_is_decided_for_everyone_it_is_offered_too() => Assert.Null(GivenAt(Decided(Everything), Ready4).Visit!.NotOffered);

    [Fact]
    public void To_the_patients_of_the_rule_and_to_no_others()
    {
        Assert.Null(GivenAt(Decided(NewPatients), NewPatient).Visit!.NotOffered);
        Assert.Equal(NotOffered.Patients, GivenAt(Decided(NewPatients), Ready4).Visit!.NotOffered);
    }

    [Fact]
    public void To_the_pair_that_begins_and_to_nobody_else()
    {
        NotOffered? Of(StaffId ma, StaffId? asked) =>
            GivenAt(Decided(MariaWithLee), new MarkReady(Four, ReadyNotes.None, asked is { } who ? new Whom.Someone(who) : null, ma, At(0))).Visit!.NotOffered;
        Assert.Equal([null, null], new[] { Of(Maria, null), Of(Maria, Lee) });
        Assert.Equal([NotOffered.PhaseIn, NotOffered.PhaseIn], new[] { Of(Jordan, null), Of(Maria, Patel) });
    }

    [Fact]
    public void Once_one_of_the_pair_has_left_it_is_nobodys()
    {
        var site = Decided(MariaWithLee);
        site = site with { Plan = site.Plan with { Staff = [.. site.Plan.Staff.Where(one => one.Id != Lee)] } };
        Assert.Equal(NotOffered.PhaseIn, GivenAt(site, Ready4).Visit!.NotOffered);
        Assert.Contains("Maria Lopez and Former staff", DecisionWords.MissingOfThePair(MariaWithLee, site.Plan), StringComparison.Ordinal);
        Assert.Null(DecisionWords.MissingOfThePair(MariaWithLee, Plan));
    }

    // The site is open from 8 to 17, and lunch is at 12:30.
    [Theory]
    [InlineData("07:59", false, false, false)]
    [InlineData("08:00", true, false, false)]
    [InlineData("08:59", true, false, false)]
    [InlineData("09:00", false, false, false)]
    [InlineData("11:29", false, false, false)]
    [InlineData("11:30", false, true, false)]
    [InlineData("12:29", false, true, false)]
    [InlineData("12:30", false, false, false)]
    [InlineData("16:00", false, false, true)]
    [InlineData("16:59", false, false, true)]
    [InlineData("17:00", false, false, false)]
    public void At_the_moments_of_the_day(string time, bool first, bool lunch, bool last)
    {
        var at = Ten.Date + TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToTimeSpan();
        bool Has(Moment moment) => ((PhaseIn.AtMoments)Plans.During(moment).PhaseIn).Has(new DateTimeOffset(at, TimeSpan.Zero), Plan);
        Assert.Equal((first, lunch, last), (Has(Moment.FirstOfTheDay), Has(Moment.BeforeLunch), Has(Moment.LastOfTheDay)));
    }

    [Fact]
    public void On_a_day_without_opening_times_only_lunch_is_known()
    {
        var all = (PhaseIn.AtMoments)Plans.During(Enum.GetValues<Moment>()).PhaseIn;
        var closed = Plan with { Opening = new OpeningTimes(new Dictionary<DayOfWeek, Hours>()) };
        Assert.True(all.Has(Ten.AddHours(2), closed));
        Assert.False(all.Has(Ten.AddHours(-2), closed));
    }

    [Fact]
    public void Where_the_providers_coming_is_not_switched_on_it_is_offered_to_nobody() =>
        Assert.Equal(NotOffered.Route, GivenAt(Decided(Everything with { Routes = [Route.WalkToADesk] }), NewPatient).Visit!.NotOffered);

    [Fact]
    public void What_was_decided_stands_though_the_plan_changes_and_a_request_changes_nothing_of_it()
    {
        GivenAt(Decided(NewPatients), Ready4).AndThen(_ => Now)
            .When(new MarkReady(Four, ReadyNotes.None with { Flags = ["new-patient"] }, new Whom.Someone(Lee), Maria, At(2)))
            .Then(visit => visit is { NotOffered: NotOffered.Patients, State: Waiting, Flags: ["new-patient"] });
    }

    [Fact]
    public void Whoever_asks_all_the_same_has_the_whole_journey() =>
        GivenAt(
            Decided(NewPatients), Ready4, new Request(new Whom.Someone(Lee), Maria, At(1)), new Accept(new When.Now(), Lee, At(2)), new Here(null, Lee, At(3)),
            new PassOn(PatientsPart.Added, [], Maria, At(4)), new FinishVisit([Blood], Lee, At(20)), new AskAllThree(Maria, At(21)), new Walk(Lab, Maria, At(22)))
            .When(new Here(null, Lou, At(25))).Then(new Left(Outcome.Completed, At(25)));

    [Fact]
    public void The_clock_misses_nobody_where_nobody_need_be_asked_and_asks_once_whether_the_room_is_still_in_use() =>
        GivenAt(Decided(NewPatients), Ready4).WhenTheClockRunsTo(At(59)).Then(visit => visit.Marks.Count == 0)
            .WhenTheClockRunsTo(At(120)).Then(visit => visit.Marks[ClockStep.Ready] == At(60) && visit.Marks.Count == 1);

    [Fact]
    public void After_a_request_the_clock_is_as_ever() =>
        GivenAt(Decided(NewPatients), Ready4, new Request(new Whom.Someone(Lee), Maria, At(1)))
            .WhenTheClockRunsTo(At(30)).Then(visit => visit.Marks[ClockStep.Reminder] == At(4) && visit.Marks[ClockStep.Lead] == At(11));

    [Fact]
    public void How_people_wait_is_as_decided() =>
        Assert.Equal(Wait.Return, GivenAt(Decided(Everything with { Wait = Wait.Return }), Ready4).Visit!.Wait);

    [Fact]
    public void An_event_of_the_time_before_plans_reads_as_offered()
    {
        var old = VisitJson.ReadEvent("""{"is":"marked-ready","ma":"maria","visitType":"","flags":[],"ticks":[],"wait":"stay","did":"ready:","continues":false}"""u8, Maria, Ten);
        Assert.Null(Fold.Open(TheVisit, Plan.Id, Four, old).NotOffered);
        Assert.True(Summing.Of(TheVisit, Plan.Id, Four, [old]).Offered);
    }
}

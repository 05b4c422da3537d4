using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Visits;

public sealed class ThePatienceOfTheClock
{
    private static readonly VisitCommand ReadyAskLee = new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Maria, At(0));

    [Fact]
    public void A_request_is_reminded_at_3_unanswered_at_6_and_with_the_lead_at_10() =>
        Given(ReadyAskLee).WhenTheClockRunsTo(At(30)).Then(visit =>
            visit.Marks[ClockStep.Reminder] == At(3) && visit.Marks[ClockStep.NoAnswer] == At(6) && visit.Marks[ClockStep.Lead] == At(10)
            && visit.Notices is [{ Kind: NoticeKind.LeadTold } told] && told.Who == Priya);

    [Fact]
    public void Passing_on_reminds_only_the_newly_asked_and_does_not_reset_the_leads_clock() =>
        Given(ReadyAskLee).WhenTheClockRunsTo(At(4))
            .When(new Request(new Whom.Someone(Patel), Maria, At(5)))
            .WhenTheClockRunsTo(At(8))
            .Then(visit => visit.Handoff is ToTheRoom { Asked: [{ Version: 3 }, { Version: 5, Push: Pushes.Reminder }] })
            .WhenTheClockRunsTo(At(11))
            .Then(visit => visit.Marks[ClockStep.Lead] == At(10) && visit.Marks[ClockStep.NoAnswer] == At(11));

    [Fact]
    public void A_lapsed_acceptance_counts_as_no_answer_and_the_lead_hears_4_minutes_later() =>
        Given(ReadyAskLee, new Accept(new When.Now(), Lee, At(1)))
            .WhenTheClockRunsTo(At(10)).Then(visit => visit.State is Waiting { Handoff: ToTheRoom { Lapsed: { } at } } && at == At(10))
            .WhenTheClockRunsTo(At(40)).Then(visit => visit.Marks[ClockStep.Lead] == At(14) && visit.Marks[ClockStep.Reminder] == At(10));

    [Fact]
    public void A_fresh_ask_after_a_lapse_has_its_own_reminder_and_no_answer() =>
        Given(ReadyAskLee, new Accept(new When.Now(), Lee, At(1)))
            .WhenTheClockRunsTo(At(10))
            .When(new Request(new Whom.Someone(Patel), Maria, At(11)))
            .WhenTheClockRunsTo(At(40)).Then(visit => visit.Marks[ClockStep.Reminder] == At(14) && visit.Marks[ClockStep.NoAnswer] == At(17));

    [Fact]
    public void Someone_who_said_cant_and_then_accepted_stays_asked_after_a_lapse() =>
        Given(ReadyAskLee, new Cant(Lee, At(1)), new Accept(new When.Now(), Lee, At(2)))
            .WhenTheClockRunsTo(At(11)).Then(visit => visit.State is Waiting { Handoff: ToTheRoom { Asked: [{ Cant: false }] } });

    [Fact]
    public void Whoever_is_in_another_room_is_let_be_for_20_minutes() =>
        GivenAt(Now with { Open = [LeeElsewhere] }, ReadyAskLee).WhenTheClockRunsTo(At(40))
            .Then(visit => visit.Marks[ClockStep.Reminder] == At(23));

    [Fact]
    public void Leaving_the_other_room_ends_the_wait_at_once() =>
        GivenAt(Now with { Open = [LeeElsewhere] }, ReadyAskLee).When(new Tick(At(5))).IsAlreadySo()
            .AndThen(site => site with { Open = [] }).When(new Tick(At(5)))
            .Then(visit => visit.Marks[ClockStep.Reminder] == At(5));

    [Fact]
    public void Twenty_minutes_in_another_room_are_all_that_the_whole_ladder_waits() =>
        GivenAt(Now with { Open = [LeeElsewhere] }, ReadyAskLee).WhenTheClockRunsTo(At(60)).Then(visit =>
            visit.Marks[ClockStep.Reminder] == At(23) && visit.Marks[ClockStep.NoAnswer] == At(26) && visit.Marks[ClockStep.Lead] == At(30));

    [Fact]
    public void After_a_late_reminder_no_answer_and_the_lead_keep_their_distance() =>
        GivenAt(Now with { Open = [LeeElsewhere] }, ReadyAskLee).When(new Tick(At(15))).IsAlreadySo()
            .AndThen(site => site with { Open = [] }).When(new Tick(At(15))).When(new Tick(At(15))).IsAlreadySo()
            .WhenTheClockRunsTo(At(60)).Then(visit =>
                visit.Marks[ClockStep.Reminder] == At(15) && visit.Marks[ClockStep.NoAnswer] == At(18) && visit.Marks[ClockStep.Lead] == At(22));

    [Fact]
    public void A_cover_who_is_asked_late_has_time_to_answer_before_the_lead_is_told() =>
        GivenAt(Now with { Open = [LeeElsewhere], Plan = Plan with { Manners = Plan.Manners with { CoverAsksItself = true } } }, ReadyAskLee)
            .When(new Tick(At(15))).AndThen(site => site with { Open = [] }).When(new Tick(At(15)))
            .WhenTheClockRunsTo(At(60)).Then(visit => visit.Marks[ClockStep.Lead] == At(22) && visit.Handoff is ToTheRoom { Asked.Count: 2 });

    [Fact]
    public void What_went_by_in_silence_does_not_keep_the_lead_from_being_told() =>
        GivenAt(Now with { RunningSince = At(20) }, ReadyAskLee).When(new Tick(At(20))).WhenTheClockRunsTo(At(60)).Then(visit =>
            visit.Marks[ClockStep.NoAnswer] == At(23) && visit.Marks[ClockStep.Lead] == At(27) && visit.Notices is [{ Kind: NoticeKind.LeadTold }]);

    [Fact]
    public void A_provider_who_waits_in_the_room_for_a_third_person_is_still_in_it()
    {
        var waits = AtTheBedside.When(new Request(new Whom.Someone(Robin), Lee, At(9)));
        Assert.NotNull((Now with { Open = [waits.Visit!] }).VisitOf(Lee, new VisitId("v5")));
        var walks = AtTheBedside.When(new Walk(Lab, Maria, At(9)));
        Assert.Null((Now with { Open = [walks.Visit!] }).VisitOf(Lee, new VisitId("v5")));
    }

    [Fact]
    public void Coming_in_elsewhere_ends_being_in_a_room()
    {
        var later = LeeElsewhere with { Id = new VisitId("v6"), State = new Closing(Lee, At(2)), Receivers = [new Receiver(Lee, 3, At(1))] };
        Assert.Null((Now with { Open = [LeeElsewhere, later] }).VisitOf(Lee, TheVisit));
    }

    [Fact]
    public void What_fell_due_while_the_bot_was_down_buzzes_nobody() =>
        GivenAt(Now with { RunningSince = At(20) }, ReadyAskLee).When(new Tick(At(20)))
            .Then(visit => visit.Handoff is ToTheRoom { Asked: [{ Push: Pushes.Asked }] } && visit.Marks[ClockStep.Reminder] == At(20));

    [Fact]
    public void Someone_without_chat_has_no_clock()
    {
        var staff = Plan.Staff.Select(person => person.Id == Lee ? person with { UsesChat = false } : person).ToList();
        GivenAt(Now with { Plan = Plan with { Staff = staff } }, ReadyAskLee).WhenTheClockRunsTo(At(120)).Then(visit => visit.Marks.Count == 0);
    }

    [Fact]
    public void The_lead_is_not_told_twice_about_the_same_provider_within_half_an_hour() =>
        GivenAt(Now with { LeadToldAbout = new Dictionary<StaffId, DateTimeOffset> { [Lee] = At(-15) } }, ReadyAskLee)
            .WhenTheClockRunsTo(At(30)).Then(visit => visit.Notices.Count == 0 && visit.Marks.ContainsKey(ClockStep.Lead));

    [Fact]
    public void Site_closing_goes_before_anything_else() =>
        Given(ReadyAskLee).When(new Tick(Ten.AddHours(8))).Then(new Left(Outcome.NotClosed, Ten.AddHours(8)));

    [Fact]
    public void After_a_cancelled_request_the_patience_of_ready_begins_anew() =>
        Given(ReadyAskLee, new CancelRequest(Maria, At(20))).WhenTheClockRunsTo(At(29)).Then(visit => !visit.Marks.ContainsKey(ClockStep.Ready))
            .WhenTheClockRunsTo(At(30)).Then(visit => visit.Marks[ClockStep.Ready] == At(30));

    [Fact]
    public void What_was_overdue_before_a_cancelled_request_is_not_overdue_after_it()
    {
        var situation = Given(new MarkReady(Four, ReadyNotes.None, null, Maria, At(0))).WhenTheClockRunsTo(At(11))
            .When(new Request(new Whom.Someone(Lee), Maria, At(12))).When(new CancelRequest(Maria, At(13)));
        Assert.False(Assert.IsType<RoomModel>(Postings.Desired(situation.Visit!, situation.Site, At(13))[0].Model).Late);
    }

    [Fact]
    public void Whoever_takes_the_visit_at_its_end_has_the_whole_patience_before_the_lead_is_told() =>
        AtTheEnd().WhenTheClockRunsTo(At(31)).Then(visit => visit.Notices is [{ Kind: NoticeKind.MaTold }] && visit.Notices[0].Who == Jordan)
            .When(new Take(Jordan, At(32))).WhenTheClockRunsTo(At(36)).Then(visit => visit.Notices.Count == 1)
            .WhenTheClockRunsTo(At(60)).Then(visit => visit.Marks[ClockStep.ClosingLead] == At(47));

    [Fact]
    public void While_the_MA_is_closing_nobody_else_is_called() =>
        AtTheEnd().WhenTheClockRunsTo(At(29)).When(new AskAllThree(Maria, At(29))).WhenTheClockRunsTo(At(33)).Then(visit => visit.Notices.Count == 0)
            .WhenTheClockRunsTo(At(60)).Then(visit => visit.Marks[ClockStep.Closing] == At(34) && visit.Marks[ClockStep.ClosingMas] == At(39));

    [Fact]
    public void Once_somebody_took_the_visit_nobody_else_is_asked_to()
    {
        var situation = AtTheEnd().WhenTheClockRunsTo(At(31)).When(new Take(Priya, At(32)));
        Assert.DoesNotContain(Postings.Desired(situation.Visit!, situation.Site, At(32)), posting => posting.Slot == Slots.Alert);
    }

    [Fact]
    public void A_walk_on_hold_is_late_only_after_the_desk_is_ready() =>
        AtTheEnd().When(new Walk(Lab, Maria, At(21))).When(new Accept(new When.In(15), Lou, At(22))).WhenTheClockRunsTo(At(90))
            .Then(visit => visit.Marks[ClockStep.DeskReady] == At(37) && visit.Marks[ClockStep.Walk] == At(47));

    private static Situation AtTheBedside => Given(ReadyAskLee, new Here(null, Lee, At(3)), new PassOn(PatientsPart.Added, [], Maria, At(5)));

    private static Situation AtTheEnd() => AtTheBedside.When(new FinishVisit([Blood], Lee, At(20)));

    private static Visit LeeElsewhere => Samples.VisitIn(new With(Jordan, Ten)) with { Id = new VisitId("v5"), Room = new RoomId("5"), Receivers = [new Receiver(Lee, 3, Ten)] };
}

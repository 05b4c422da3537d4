using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Visits;

/// <summary>Exactly one wins; the other is told who, and whoever meant the same is let be.</summary>
public sealed class TwoWhoTapAtOnce
{
    private static readonly VisitCommand[] WithLee =
    [
        new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Maria, At(0)), new Here(null, Lee, At(3)), new PassOn(PatientsPart.Added, [], Maria, At(5)),
    ];

    private static readonly VisitCommand[] Done = [.. WithLee, new FinishVisit([Blood, TwoWeeks], Lee, At(20))];

    [Fact]
    public void Two_who_accept() =>
        Given(new MarkReady(Four, ReadyNotes.None, new Whom.InRole(Role.Provider), Maria, At(0)), new Accept(new When.Now(), Lee, At(1)))
            .When(new Accept(new When.In(5), Patel, At(1))).Refuses(Refusal.AlreadyOnTheWay, Lee);

    [Fact]
    public void Two_who_say_how_the_handoff_went() =>
        Given(WithLee).When(new PassOn(PatientsPart.Nothing, [], Jordan, At(5.1))).Refuses(Refusal.HandedOffAlready, Lee);

    [Fact]
    public void Two_who_say_that_the_visit_is_done() => Given(Done).When(new FinishVisit([], Maria, At(20.1))).Refuses(Refusal.VisitIsDone, Lee);

    [Fact]
    public void Whoever_says_it_again_is_let_be() => Given(Done).When(new FinishVisit([], Lee, At(25))).IsAlreadySo();

    [Fact]
    public void Desk_and_giver_who_both_say_that_the_patient_is_there() =>
        Given([.. Done, new Walk(Lab, Maria, At(22)), new Here(null, Lou, At(24))]).When(new Here(null, Maria, At(24.1))).IsAlreadySo();

    [Fact]
    public void A_tap_of_the_giver_long_after_the_patient_was_there_is_answered_with_what_is_left() =>
        Given([.. Done, new Walk(Lab, Maria, At(22)), new Here(null, Lou, At(24))]).When(new Here(null, Maria, At(30))).Refuses(Refusal.VisitIsDone);

    [Fact]
    public void Whoever_is_in_the_room_is_there_already() => Given(WithLee).When(new Here(null, Lee, At(6))).IsAlreadySo();

    [Fact]
    public void Whoever_is_in_the_room_is_not_told_so_by_their_own_name() =>
        Given(WithLee).When(new Accept(new When.Now(), Lee, At(6))).Refuses(Refusal.YouAreHere);

    [Fact]
    public void While_they_meet_the_next_step_names_who_is_there() =>
        Given(WithLee[..2]).When(new Request(new Whom.Someone(Robin), Maria, At(4))).Refuses(Refusal.TheyAreMeeting, Lee)
            .When(new Walk(Lab, Lee, At(4))).Refuses(Refusal.TheyAreMeeting, Lee)
            .When(new CancelRequest(Maria, At(4))).Refuses(Refusal.TheyAreMeeting, Lee);

    [Fact]
    public void Two_at_a_desk_who_answer_at_once()
    {
        var situation = GivenAt(LabOfTwo, [.. Done, new Walk(Lab, Maria, At(22)), new Accept(new When.In(5), Lou, At(23))])
            .When(new Accept(new When.Now(), Frances, At(23.1))).Refuses(Refusal.DeskHasAnswered, Lou)
            .When(new Cant(Frances, At(23.1))).Refuses(Refusal.DeskHasAnswered, Lou);
        Assert.Equal(
            "Lou Meyer has already answered: hold 5 minutes.",
            Sentences.Of(new Decision.Refused(Refusal.DeskHasAnswered, Lou), situation.Visit, situation.Site, At(23.1)));
    }

    [Fact]
    public void Another_at_the_desk_may_change_the_answer_later() =>
        GivenAt(LabOfTwo, [.. Done, new Walk(Lab, Maria, At(22)), new Accept(new When.In(5), Lou, At(23))])
            .When(new Accept(new When.Now(), Frances, At(25))).Then(visit => visit.State is Coming { Who: { } who } && who == Frances);

    [Fact]
    public void A_desk_may_send_them_after_its_hold_is_over() =>
        Given([.. Done, new Walk(Lab, Maria, At(22)), new Accept(new When.In(2), Lou, At(23))]).WhenTheClockRunsTo(At(26))
            .When(new Accept(new When.Now(), Lou, At(27))).Then(visit => visit.State is Coming { Expected: { } at } && at == At(27) && visit.Calls[^1].Version == 9);

    private static Site LabOfTwo => Now with
    {
        Plan = Plan with { Desks = [.. Plan.Desks.Select(desk => desk.Id == Lab ? desk with { Members = [Lou, Frances] } : desk)] },
    };
}

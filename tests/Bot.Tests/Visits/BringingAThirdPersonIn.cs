using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Visits;

public sealed class BringingAThirdPersonIn
{
    private static readonly VisitCommand[] WithLee =
    [
        new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Maria, At(0)), new Here(null, Lee, At(3)), new PassOn(PatientsPart.Added, [], Maria, At(5)),
    ];

    private static readonly VisitCommand LeeAsksRobin = new Request(new Whom.Someone(Robin), Lee, At(8));

    [Fact]
    public void The_provider_who_asks_is_the_giver_and_the_MA_keeps_the_visit() =>
        Given(WithLee).When(LeeAsksRobin).Then(visit => visit.Ma == Maria && visit.Handoff!.Giver == Lee);

    [Fact]
    public void Whoever_came_takes_the_patient_on_and_the_provider_stays_a_receiver() =>
        Given([.. WithLee, LeeAsksRobin]).When(new Here(null, Robin, At(10))).When(new PassOn(PatientsPart.Added, [], Lee, At(12)))
            .Then(visit => visit.State is With { GivenBy: var by } && by == Lee && visit.Receivers.Select(one => one.Who).SequenceEqual([Robin, Lee]));

    [Fact]
    public void If_they_couldnt_meet_the_provider_has_the_patient_as_before() =>
        Given([.. WithLee, LeeAsksRobin]).When(new CouldntMeet(ColdReason.Busy, Lee, At(9))).Then(new With(Maria, At(5)));

    [Fact]
    public void A_patient_who_could_not_wait_for_the_third_is_still_with_the_provider() =>
        Given([.. WithLee, LeeAsksRobin]).When(new CouldntMeet(ColdReason.CouldNotWait, Lee, At(9))).Then(new With(Maria, At(5)));

    [Fact]
    public void The_MA_may_help_without_becoming_the_giver() =>
        Given([.. WithLee, LeeAsksRobin]).When(new Here(Robin, Maria, At(10))).Then(visit => visit.State is Together && visit.Handoff!.Giver == Lee);

    [Fact]
    public void Whoever_is_in_the_room_is_not_asked_to_come_to_it()
    {
        var waits = Given([.. WithLee, new Request(new Whom.Someone(Kim), Maria, At(8))]);
        waits.When(new Request(new Whom.Someone(Lee), Maria, At(9))).Refuses(Refusal.AlreadyHere, Lee);
        waits.When(new Request(new Whom.InRole(Role.Provider), Maria, At(10))).Then(visit => visit.Handoff is ToTheRoom { Asked: [{ Who: var first }, { Who: var second }] } && first == Kim && second == Patel);
    }

    [Fact]
    public void A_cover_who_is_in_the_room_is_not_asked_either()
    {
        var staff = Plan.Staff.Select(person => person.Id == Kim ? person with { Cover = Lee } : person).ToList();
        var auto = Now with { Plan = Plan with { Staff = staff, Manners = Plan.Manners with { CoverAsksItself = true } } };
        GivenAt(auto, [.. WithLee, new Request(new Whom.Someone(Kim), Maria, At(8))]).When(new Cant(Kim, At(9)))
            .Then(visit => visit.Handoff is ToTheRoom { Asked: [_, { Who: var cover }] } && cover == Patel);
    }
}

using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Visits;

public sealed class SayingThatARoomIsReady
{
    private static readonly Whom DrLee = new Whom.Someone(Lee);
    private static readonly VisitCommand Ready4 = new MarkReady(Four, ReadyNotes.None, null, Maria, At(0));

    [Fact]
    public void With_a_name_it_is_ready_and_the_request_in_one_step() =>
        Given().When(new MarkReady(Four, ReadyNotes.None, DrLee, Maria, At(0))).Then(visit => visit.State is Waiting && visit.Version == 2)
            .When(new Undo(Maria, At(0.5))).Then(new Left(Outcome.Mistake, At(0.5)));

    [Fact]
    public void Again_with_a_name_it_is_the_request() =>
        Given(Ready4).When(new MarkReady(Four, ReadyNotes.None, DrLee, Maria, At(2))).Then(visit => visit.State is Waiting && visit.ReadySince == At(0));

    [Fact]
    public void What_the_form_says_beside_the_name_is_kept_and_the_wait_goes_on()
    {
        var form = new ReadyNotes("follow-up", ["new-patient"], ["vitals"], Wait.Return);
        Given(Ready4).When(new MarkReady(Four, form, DrLee, Jordan, At(2))).Then(visit =>
            visit is { VisitType: "follow-up", Flags: ["new-patient"], Ticks: ["vitals"], Wait: Wait.Return, State: Waiting }
            && visit.Ma == Jordan && visit.Handoff!.Giver == Jordan && visit.ReadySince == At(0))
            .When(new Undo(Jordan, At(2.5))).Then(visit => visit is { VisitType: "", State: Ready } && visit.Ma == Maria);
    }

    [Fact]
    public void A_room_that_is_rooming_becomes_ready_at_that_time() =>
        Given(new StartRooming(Four, null, Maria, At(0))).When(new MarkReady(Four, ReadyNotes.None, null, Maria, At(5))).Then(new Ready(At(5)))
            .Then(visit => visit.ReadySince == At(5));
}

using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Visits;

public sealed class TakingAVisit
{
    private static readonly VisitCommand ReadyAskLee = new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Maria, At(0));
    private static readonly VisitCommand ReadyAskNora = new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Nurse), Maria, At(0));

    [Fact]
    public void Whoever_takes_it_passes_the_patient_on_too() =>
        Given(ReadyAskLee).When(new Take(Jordan, At(1))).Then(visit => visit.Ma == Jordan && visit.Handoff!.Giver == Jordan);

    [Fact]
    public void Using_one_of_the_MAs_buttons_takes_it() =>
        Given(ReadyAskLee).When(new CancelRequest(Jordan, At(1))).Then(visit => visit.Ma == Jordan && visit.State is Ready);

    [Fact]
    public void The_one_before_reads_who_took_over()
    {
        var situation = Given(ReadyAskLee).When(new Take(Jordan, At(1)));
        var line = Assert.IsType<PassedModel>(Postings.LastForm(situation.Visit!, situation.Site, Slots.Giver, new Place.Person(Maria), Postings.Desired(situation.Visit!, situation.Site, At(1)), At(1)));
        Assert.Equal("Jordan Kim took over", line.Line);
    }

    [Fact]
    public void A_nurse_who_was_asked_and_takes_it_is_no_longer_asked() =>
        Given(ReadyAskNora).When(new Take(Nurse, At(1))).Then(visit => visit.Handoff is ToTheRoom { Asked: [{ Cant: true }] } && visit.Handoff.Giver == Nurse);

    [Fact]
    public void A_nurse_who_was_coming_and_takes_it_is_no_longer_awaited() =>
        Given(ReadyAskNora, new Accept(new When.Now(), Nurse, At(1))).When(new Take(Nurse, At(2))).Then(visit => visit.State is Waiting);

    [Fact]
    public void A_nurse_who_is_in_the_room_as_the_receiver_stays_it() =>
        Given(ReadyAskNora, new Here(null, Nurse, At(1))).When(new Take(Nurse, At(2))).Then(visit =>
            visit.State is Together { Who: var who } && who == Nurse && visit.Handoff!.Giver == Maria && visit.Ma == Nurse);

    [Fact]
    public void Couldnt_meet_leaves_the_patient_with_somebody_else_than_the_one_who_says_so()
    {
        var staff = Plan.Staff.Select(person => person.Id == Frances ? person with { Role = Role.Nurse } : person).ToList();
        GivenAt(Now with { Plan = Plan with { Staff = staff } }, new MarkReady(Four, ReadyNotes.None, new Whom.InRole(Role.Nurse), Maria, At(0)))
            .When(new CouldntMeet(ColdReason.Busy, Nurse, At(3))).Then(visit => visit.Ma == Nurse && visit.InTheRoom == Frances);
    }
}

using Bot.Clinic;
using Bot.Tests.Visits;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Views;

public sealed class HoldingAPatient
{
    private static readonly VisitCommand[] WalkingToScheduling =
    [
        new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Maria, At(0)),
        new Accept(new When.Now(), Lee, At(1)),
        new Here(null, Maria, At(2)),
        new PassOn(PatientsPart.Added, [], Maria, At(3)),
        new FinishVisit([TwoWeeks], Lee, At(4)),
        new Walk(Scheduling, Maria, At(5)),
    ];

    [Fact]
    public void A_desk_that_has_the_patient_on_hold_can_send_for_them_before_the_time_is_up()
    {
        var held = Given([.. WalkingToScheduling, new Accept(new When.In(5), Dana, At(6))]);
        Assert.Equal("waiting", DeskCard(held, At(7)).State);
        Assert.Equal("coming", DeskCard(held.When(new Accept(new When.Now(), Dana, At(8))), At(8)).State);
    }

    [Fact]
    public void Once_the_hold_is_over_they_are_on_the_way() =>
        Assert.Equal("coming", DeskCard(Given([.. WalkingToScheduling, new Accept(new When.In(5), Dana, At(6))]).WhenTheClockRunsTo(At(12)), At(12)).State);

    private static WalkoverModel DeskCard(Situation situation, DateTimeOffset now) =>
        Postings.Desired(situation.Visit!, situation.Site, now).Select(posting => posting.Model).OfType<WalkoverModel>().Single();
}

using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Visits;

public sealed class EditingThePracticeFileMidVisit
{
    private static readonly VisitCommand ReadyAskLee = new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Maria, At(0));

    [Fact]
    public void Whoever_was_asked_and_left_the_staff_counts_as_cant_and_the_giver_is_told_at_once() =>
        Given(ReadyAskLee).AndThen(WithoutLee).When(new Tick(At(1))).Then(visit =>
            visit.State is Waiting { Handoff: ToTheRoom { Asked: [{ Cant: true }] } } && visit.Calls is [{ Push: Pushes.Choose, Version: 3 }]);

    [Fact]
    public void Whoever_was_coming_and_left_the_staff_counts_as_cant_too() =>
        Given(ReadyAskLee, new Accept(new When.In(5), Lee, At(1))).AndThen(WithoutLee).When(new Tick(At(2))).Then(visit =>
            visit.State is Waiting { Handoff: ToTheRoom { Asked: [{ Cant: true }] } } && visit.Calls is [{ Push: Pushes.Choose }]);

    [Fact]
    public void It_buzzes_also_where_they_accepted_before_the_bot_was_last_started() =>
        Given(ReadyAskLee, new Accept(new When.In(5), Lee, At(1)))
            .AndThen(site => WithoutLee(site) with { RunningSince = At(2) }).When(new Tick(At(3))).Then(visit => visit.Calls is [{ Push: Pushes.Choose }]);

    [Fact]
    public void The_others_who_were_asked_go_on_being_asked() =>
        Given(ReadyAskLee, new Request(new Whom.Someone(Patel), Maria, At(1))).AndThen(WithoutLee).WhenTheClockRunsTo(At(4))
            .Then(visit => visit.Handoff is ToTheRoom { Asked: [{ Cant: true }, { Cant: false, Push: Pushes.Reminder }] });

    [Fact]
    public void The_giver_is_shown_that_they_are_gone()
    {
        var situation = Given(ReadyAskLee).AndThen(WithoutLee).When(new Tick(At(1)));
        var card = Assert.IsType<GiverModel>(Postings.Desired(situation.Visit!, situation.Site, At(1)).Single(posting => posting.Slot == Slots.Giver).Model);
        Assert.Equal("Please choose", card.Headline);
        Assert.Equal("Former staff can't come", card.Detail);
    }

    private static Site WithoutLee(Site site) => site with { Plan = Plan with { Staff = [.. Plan.Staff.Where(person => person.Id != Lee)] } };
}

using Bot.Clinic;
using Bot.Tests.Visits;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Views;

/// <summary>What people read after something that is easily told wrong.</summary>
public sealed class ReadingTheCards
{
    private static readonly Whom DrLee = new Whom.Someone(Lee);

    private static VisitCommand[] InTheRoom =>
        [new MarkReady(Four, ReadyNotes.None, DrLee, Maria, At(0)), new Here(null, Lee, At(2)), new PassOn(PatientsPart.Added, [], Maria, At(4))];

    private static VisitCommand[] Closed => [.. InTheRoom, new FinishVisit([TwoWeeks, Blood], Lee, At(20))];

    [Fact]
    public void When_everyone_asked_said_cant_the_room_card_still_offers_to_come()
    {
        var situation = Given(new MarkReady(Four, ReadyNotes.None, DrLee, Maria, At(0)), new Cant(Lee, At(1)));
        var room = (RoomModel)In<Place.CareTeam>(situation, At(1));
        Assert.Equal("Nobody on the way", room.Headline);
        Assert.Equal("accept", Assert.Single(room.Next).Verb);
    }

    [Fact]
    public void Someone_else_from_a_desk_is_told_to_the_giver_with_the_desks_name()
    {
        var situation = Given([.. Closed, new Walk(Scheduling, Maria, At(21)), new Cant(Dana, At(22))]);
        var closing = (ClosingModel)Of(situation, Maria, At(22));
        Assert.Equal("Scheduling can't now", closing.Detail);
        Assert.Equal(["Lab", "Scheduling"], closing.Stops.Select(stop => stop.Desk));
        Assert.Equal("can't now", closing.Stops[1].Now);

        situation.When(new AskAllThree(Maria, At(23)));
        Assert.Equal("Dr. Lee is done", ((ClosingModel)Of(situation, Maria, At(23))).Detail);
    }

    [Fact]
    public void When_the_hold_is_over_the_desk_reads_that_the_patient_is_coming()
    {
        var situation = Given([.. Closed, new Walk(Scheduling, Maria, At(21)), new Accept(new When.In(5), Dana, At(22))]);
        Assert.Equal("Coming at 10:27", ((WalkoverModel)In<Place.Desk>(situation, At(22))).Headline);
        situation.WhenTheClockRunsTo(At(27));
        Assert.Equal("Coming to you", ((WalkoverModel)In<Place.Desk>(situation, At(27))).Headline);
    }

    [Fact]
    public void A_desk_reads_of_its_own_walk_and_not_of_the_next_desks()
    {
        var situation = Given([.. Closed, new Walk(Scheduling, Maria, At(21)), new Here(null, Dana, At(23)), new Walk(Lab, Maria, At(24))]);
        Assert.Equal("They came", Line(situation, Slots.Desk, new Place.Desk(Plan.Id, Scheduling), At(24)));
    }

    [Fact]
    public void Whoever_had_the_patient_reads_visit_done_while_they_are_walked_to_a_desk()
    {
        var situation = Given([.. Closed, new Walk(Scheduling, Maria, At(21))]);
        Assert.Equal("Visit done", Line(situation, Slots.Receiver, new Place.Person(Lee), At(21)));
    }

    [Fact]
    public void Only_the_visits_MA_may_step_out_while_a_third_person_is_awaited()
    {
        var situation = Given([.. InTheRoom, new Request(new Whom.Someone(Terry), Lee, At(10)), new Accept(new When.Now(), Terry, At(11))]);
        var (ma, lee) = ((GiverModel)Of(situation, Maria, At(11)), (GiverModel)Of(situation, Lee, At(11)));
        Assert.Equal("Dr. Lee is with the patient.", ma.Then);
        Assert.DoesNotContain(ma.Also.Concat(ma.More).Concat(lee.Also).Concat(lee.More), button => button.Verb == "stepping-out");
    }

    [Fact]
    public void Whoever_does_not_walk_is_told_who_does()
    {
        var situation = Given([.. InTheRoom, new Walk(Lab, Lee, At(10))]);
        Assert.Equal("Dr. Lee walks there with the patient.", ((GiverModel)Of(situation, Maria, At(10))).Then);
        Assert.Equal("Walk there with the patient and introduce them.", ((GiverModel)Of(situation, Lee, At(10))).Then);
    }

    [Fact]
    public void Back_from_the_lab_the_last_receiver_is_not_told_of_a_request_that_nobody_made()
    {
        var situation = Given([.. InTheRoom, new Walk(Lab, Maria, At(10)), new Here(null, Lou, At(12)), new ComeBack(Maria, At(30))]);
        var with = (WithModel)Of(situation, Lee, At(30));
        Assert.Equal(("Back in the room", "With Maria Lopez"), (with.Headline, with.Detail));
        Assert.Contains(with.Also, button => button.Verb == "here");
    }

    [Fact]
    public void Whoever_let_the_time_run_out_is_still_waited_for()
    {
        var situation = Given(new MarkReady(Four, ReadyNotes.None, DrLee, Maria, At(0)), new Accept(new When.Now(), Lee, At(1))).WhenTheClockRunsTo(At(10));
        Assert.Equal("Still waiting for you", ((RequestModel)Of(situation, Lee, At(10))).Headline);
    }

    [Fact]
    public void A_handoff_that_was_not_in_person_is_not_called_one()
    {
        var situation = Given(new MarkReady(Four, ReadyNotes.None, DrLee, Maria, At(0)), new CouldntMeet(ColdReason.Busy, Maria, At(5)));
        Assert.Equal("You did not meet", ((WithModel)Of(situation, Lee, At(5))).Detail);
        Assert.Equal("They did not meet", ((RoomModel)In<Place.CareTeam>(situation, At(5))).Detail);
    }

    [Fact]
    public void Once_somebody_takes_a_visit_nobody_else_is_asked_to()
    {
        var situation = Given(Closed).WhenTheClockRunsTo(At(40));
        Assert.Equal([Jordan, Priya], Alerted(situation, At(40)));
        situation.When(new Take(Jordan, At(41)));
        Assert.Empty(Alerted(situation, At(41)));
        Assert.Equal("Jordan Kim closes the visit", Line(situation, Slots.Alert, new Place.Person(Priya), At(41)));
    }

    [Fact]
    public void The_last_form_keeps_its_clock_and_is_not_painted_again_while_its_line_stands()
    {
        var situation = Given([.. Closed, new Walk(Scheduling, Maria, At(21))]);
        CardModel Seen(double minutes) => Postings.LastForm(situation.Visit!, situation.Site, Slots.Receiver, new Place.Person(Lee), Postings.Desired(situation.Visit!, situation.Site, At(minutes)), At(minutes));
        var before = CardJson.Fingerprint(Seen(21));
        situation.When(new Here(null, Dana, At(23)));
        Assert.Equal(before, CardJson.Fingerprint(Seen(23)));
    }

    private static CardModel Of(Situation situation, StaffId who, DateTimeOffset now) =>
        Desired(situation, now).Single(posting => posting.Place is Place.Person { Who: var one } && one == who && posting.Slot != Slots.Alert).Model;

    private static CardModel In<TPlace>(Situation situation, DateTimeOffset now)
        where TPlace : Place => Desired(situation, now).Single(posting => posting.Place is TPlace).Model;

    private static IEnumerable<StaffId> Alerted(Situation situation, DateTimeOffset now) =>
        Desired(situation, now).Where(posting => posting.Slot == Slots.Alert).Select(posting => ((Place.Person)posting.Place).Who);

    private static string Line(Situation situation, string slot, Place place, DateTimeOffset now) =>
        ((PassedModel)Postings.LastForm(situation.Visit!, situation.Site, slot, place, Postings.Desired(situation.Visit!, situation.Site, now), now)).Line;

    private static IReadOnlyList<Posting> Desired(Situation situation, DateTimeOffset now) => Postings.Desired(situation.Visit!, situation.Site, now);
}

using Bot.Clinic;
using Bot.Tests.Visits;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Views;

/// <summary>A buzz is a new posting with a push: which phones buzz for a step, and why.</summary>
public sealed class WhatRings
{
    private static readonly VisitCommand Ready4 = new MarkReady(Four, ReadyNotes.None, null, Maria, At(0));
    private static readonly VisitCommand ReadyAskLee = new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Maria, At(0));
    private static readonly VisitCommand LeeComes = new Accept(new When.In(5), Lee, At(1));
    private static readonly VisitCommand LeeIsHere = new Here(null, Lee, At(4));
    private static readonly VisitCommand Passed = new PassOn(PatientsPart.Added, [], Maria, At(6));
    private static readonly VisitCommand LeeAsksRobin = new Request(new Whom.Someone(Robin), Lee, At(8));

    [Fact]
    public void Asking_buzzes_the_one_who_is_asked() =>
        Assert.Equal(["lee asked"], Rings(Given(Ready4), new Request(new Whom.Someone(Lee), Maria, At(1))));

    [Fact]
    public void Accepting_buzzes_nobody_where_the_MA_stays() => Assert.Empty(Rings(Given(ReadyAskLee), LeeComes));

    [Fact]
    public void Cant_asks_the_giver_to_choose() => Assert.Equal(["maria choose"], Rings(Given(ReadyAskLee), new Cant(Lee, At(1))));

    [Fact]
    public void Whoever_was_coming_is_told_when_the_patient_has_left() =>
        Assert.Equal(["lee off"], Rings(Given(ReadyAskLee, LeeComes), new Leave(false, Maria, At(2))));

    [Fact]
    public void Whoever_was_coming_is_told_when_the_patient_could_not_wait() =>
        Assert.Equal(["lee off"], Rings(Given(ReadyAskLee, LeeComes), new CouldntMeet(ColdReason.CouldNotWait, Maria, At(2))));

    [Fact]
    public void Whoever_was_coming_is_told_when_the_request_is_cancelled() =>
        Assert.Equal(["lee off"], Rings(Given(ReadyAskLee, LeeComes), new CancelRequest(Maria, At(2))));

    [Fact]
    public void Whoever_was_coming_is_told_who_came_instead()
    {
        var situation = Given(ReadyAskLee, LeeComes).When(new Here(null, Patel, At(2)));
        var alert = Assert.IsType<AlertModel>(Desired(situation, 2).Single(posting => posting.Push == Pushes.Off).Model);
        Assert.Equal("No need to come, Dr. Patel is there", alert.Line);
    }

    [Fact]
    public void Nobody_is_told_not_to_come_who_left_long_before_the_visit_ended() =>
        Assert.Empty(Desired(Given(ReadyAskLee, LeeComes, new CancelRequest(Maria, At(2))).When(new Leave(false, Maria, At(5))), 5));

    [Fact]
    public void Once_asked_again_nobody_reads_any_more_that_they_need_not_come()
    {
        var again = Given(ReadyAskLee, LeeComes, new CancelRequest(Maria, At(2)), new Request(new Whom.Someone(Lee), Maria, At(3)));
        Assert.DoesNotContain(Desired(again, 3), posting => posting.Slot == Slots.Alert);
        var met = again.When(LeeIsHere).When(Passed);
        Assert.IsType<With>(met.Visit!.State);
        Assert.DoesNotContain(Desired(met, 6), posting => posting.Slot == Slots.Alert);
    }

    [Fact]
    public void Where_the_cover_asks_itself_there_is_nothing_to_choose() =>
        Assert.Equal(["patel asked"], Rings(GivenAt(CoverAuto, ReadyAskLee), new Cant(Lee, At(1))));

    [Fact]
    public void Where_nobody_covers_the_giver_must_choose_all_the_same() =>
        Assert.Equal(["maria choose"], Rings(GivenAt(CoverAuto, ReadyAskLee, new Cant(Lee, At(1))), new Cant(Patel, At(2))));

    [Fact]
    public void A_provider_who_gives_the_patient_on_is_the_one_who_must_choose() =>
        Assert.Equal(["lee choose"], Rings(Given(ReadyAskLee, LeeIsHere, Passed, LeeAsksRobin), new Cant(Robin, At(9))));

    [Fact]
    public void A_provider_who_walks_the_patient_is_told_when_the_desk_passes() =>
        Assert.Equal(["lee choose"], Rings(Given(ReadyAskLee, LeeIsHere, Passed, new Walk(Lab, Lee, At(8))), new Cant(Lou, At(9))));

    [Fact]
    public void The_newest_card_of_a_person_stays_the_one_that_is_kept_true()
    {
        var situation = Given(ReadyAskLee, LeeIsHere, Passed, LeeAsksRobin, new Cant(Robin, At(9)));
        var called = Desired(situation, 9).Single(posting => posting.Place == new Place.Person(Lee));
        var after = Desired(situation.When(new CancelRequest(Lee, At(10))), 10).Single(posting => posting.Place == new Place.Person(Lee));
        Assert.Equal(called.Key, after.Key);
        Assert.IsType<WithModel>(after.Model);
    }

    [Fact]
    public void A_provider_who_is_asked_back_in_vain_keeps_the_newer_message()
    {
        var asked = Given(
            ReadyAskLee, LeeIsHere, Passed, new Walk(Lab, Maria, At(8)), new Here(null, Lou, At(10)), new Request(new Whom.Someone(Lee), Maria, At(20)));
        var rung = Desired(asked, 20).Single(posting => posting.Place == new Place.Person(Lee));
        Assert.True(rung.Rings);
        Assert.Equal(rung.Key, Desired(asked.When(new CancelRequest(Maria, At(21))), 21).Single(posting => posting.Place == new Place.Person(Lee)).Key);
        Assert.Equal(rung.Key, Desired(asked.When(new Undo(Maria, At(21.5))), 21.5).Single(posting => posting.Place == new Place.Person(Lee)).Key);
    }

    [Fact]
    public void A_provider_who_is_asked_back_and_cant_reads_that()
    {
        var cant = Given(
            ReadyAskLee, LeeIsHere, Passed, new Walk(Lab, Maria, At(8)), new Here(null, Lou, At(10)), new Request(new Whom.Someone(Lee), Maria, At(20)), new Cant(Lee, At(21)));
        Assert.DoesNotContain(Desired(cant, 21), posting => posting.Place == new Place.Person(Lee));
        Assert.Equal("You can't come", Assert.IsType<PassedModel>(Postings.LastForm(cant.Visit!, cant.Site, Slots.Receiver, new Place.Person(Lee), Postings.Desired(cant.Visit!, cant.Site, At(21)), At(21))).Line);
    }

    [Fact]
    public void A_nurse_who_has_the_visit_and_is_asked_in_can_answer()
    {
        var situation = Given(
            new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Nurse, At(0)), LeeIsHere, new PassOn(PatientsPart.Added, [], Nurse, At(6)));
        Assert.Equal(["nora asked"], Rings(situation, new Request(new Whom.Someone(Nurse), Lee, At(8))));
        Assert.IsType<RequestModel>(Desired(situation, 8).Single(posting => posting.Place == new Place.Person(Nurse)).Model);
    }

    [Fact]
    public void A_nurse_who_is_the_whole_desk_does_not_ring_herself()
    {
        var desks = Plan.Desks.Select(desk => desk.Id == Lab ? desk with { Members = [Nurse] } : desk);
        var situation = GivenAt(
            Now with { Plan = Plan with { Desks = [.. desks] } },
            new MarkReady(Four, ReadyNotes.None, null, Nurse, At(0)));
        Assert.Empty(Rings(situation, new Walk(Lab, Nurse, At(2))));
    }

    [Fact]
    public void At_the_end_a_nurse_who_is_the_desk_does_it_here()
    {
        var desks = Plan.Desks.Select(desk => desk.Id == Lab ? desk with { Members = [Nurse, Lou] } : desk);
        GivenAt(
            Now with { Plan = Plan with { Desks = [.. desks] } },
            new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Nurse, At(0)), LeeIsHere, new FinishVisit([Blood, TwoWeeks], Lee, At(20)))
            .When(new Walk(Lab, Nurse, At(21))).Then(visit => visit.State is Closing && visit.Stops is [{ Done: false }, { Done: true }]);
    }

    private static Site CoverAuto => Now with { Plan = Plan with { Manners = Plan.Manners with { CoverAsksItself = true } } };

    private static IReadOnlyList<Posting> Desired(Situation situation, double minutes) => Postings.Desired(situation.Visit!, situation.Site, At(minutes));

    // "maria choose": whose phone buzzes and with which push, for the step alone.
    private static List<string> Rings(Situation before, VisitCommand step)
    {
        var stood = Postings.Desired(before.Visit!, before.Site, step.At).Select(posting => posting.Key).ToHashSet();
        var after = before.When(step);
        return
        [
            .. Postings.Desired(after.Visit!, after.Site, step.At)
                .Where(posting => posting.Rings && !stood.Contains(posting.Key))
                .Select(posting => $"{(posting.Place is Place.Person { Who: var who } ? who.Value : posting.Place is Place.Desk { Which: var desk } ? desk.Value : "care-team")} {posting.Push}"),
        ];
    }
}

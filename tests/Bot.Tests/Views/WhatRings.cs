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

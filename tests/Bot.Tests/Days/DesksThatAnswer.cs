using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Days;

public sealed class DesksThatAnswer
{
    private static readonly VisitCommand[] AtTheEnd =
    [
        new MarkReady(Four, ReadyNotes.None, null, Maria, At(0)), new FinishVisit([Blood, Question], Maria, At(1)),
    ];

    private static readonly VisitCommand WalkToLab = new Walk(Lab, Maria, At(2));

    [Fact]
    public void A_free_desk_is_told_at_once() =>
        GivenAt(Saying(Free(At(0))), [.. AtTheEnd, WalkToLab]).Then(visit => visit.State is Coming { Who: null });

    [Fact]
    public void A_busy_desk_is_asked() =>
        GivenAt(Saying(BusyFor(20)), [.. AtTheEnd, WalkToLab]).Then(visit => visit.State is Waiting);

    [Fact]
    public void The_stop_shows_how_the_desk_is()
    {
        Assert.Equal("free", StateOf(Saying(Free(At(0)))));
        Assert.Equal("busy until 10:20", StateOf(Saying(BusyFor(20))));
        Assert.Equal("on hold until 10:05", StateOf(Saying(new Counter(At(0), At(5), IsHold: true, Lou))));
        Assert.Equal("nobody on", StateOf(Now with { WhoIsOn = WhoIsOn.Unsaid.With(Lou, OffNow) }));
        Assert.Equal("1 waits", StateOf(Now with { Open = [Waits("v7", 0)] }));
    }

    [Fact]
    public void The_giver_is_told_the_moment_the_desk_says_that_it_is_free()
    {
        var asked = GivenAt(Saying(BusyFor(20)), [.. AtTheEnd, WalkToLab]).When(new Tick(At(3))).IsAlreadySo();
        asked.AndThen(_ => Saying(Free(At(3)))).When(new Tick(At(3)))
            .Then(visit => visit.State is Coming && visit.Calls.Any(call => call.Who == Maria && call.Push == Pushes.DeskReady));
    }

    [Fact]
    public void And_when_a_hold_or_a_forgotten_busy_ends_by_itself() =>
        GivenAt(Saying(BusyFor(3)), [.. AtTheEnd, WalkToLab]).WhenTheClockRunsTo(At(3))
            .Then(visit => visit.State is Coming && visit.Marks[ClockStep.DeskFree] == At(3));

    [Fact]
    public void Whoever_was_accepted_first_goes_first_and_the_next_when_they_have_come()
    {
        var first = Waits("v7", -4);
        var asked = GivenAt(Saying(BusyFor(20)), [.. AtTheEnd, WalkToLab]);
        asked.AndThen(_ => Saying(Free(At(3))) with { Open = [first, asked.Visit!] }).When(new Tick(At(3))).IsAlreadySo();

        var walks = first with { State = new Coming(first.Handoff!, null, At(3), At(3)) };
        asked.AndThen(site => site with { Open = [walks, asked.Visit!] }).When(new Tick(At(3.5))).IsAlreadySo();

        asked.AndThen(site => site with { Open = [asked.Visit!] }).When(new Tick(At(3.9))).Then(visit => visit.State is Coming);
    }

    [Fact]
    public void Whoever_comes_while_others_wait_for_the_desk_waits_behind_them() =>
        GivenAt(Now with { Open = [Waits("v7", -4)] }, [.. AtTheEnd, WalkToLab]).Then(visit => visit.State is Waiting);

    [Fact]
    public void Where_nobody_is_on_the_giver_is_told_so_and_can_say_that_the_desk_could_not()
    {
        var deserted = Now with { WhoIsOn = WhoIsOn.Unsaid.With(Lou, OffNow) };
        GivenAt(deserted, [.. AtTheEnd, WalkToLab]).Then(visit => visit.State is Waiting).And(Refusal.NobodyAtThatDesk)
            .When(new CouldntMeet(ColdReason.Desk, Maria, At(3))).Then(visit => visit.State is Closing && visit.StopsLeft.All(stop => stop.Desk != Lab));
    }

    [Fact]
    public void What_a_desk_said_yesterday_is_not_so_today() =>
        GivenAt(Saying(new Counter(At(0).AddDays(-1), At(60), IsHold: false, Lou)), [.. AtTheEnd, WalkToLab]).Then(visit => visit.State is Coming);

    private static Presence OffNow => new() { Duty = new Duty(IsOn: false, At(-1)) };

    private static Counter Free(DateTimeOffset at) => new(at, at, IsHold: false, Lou);

    private static Counter BusyFor(int minutes) => new(At(0), At(minutes), IsHold: false, Lou);

    private static Site Saying(Counter said) => Now with { WhoIsOn = WhoIsOn.Unsaid.With(Lab, said) };

    private static Visit Waits(string id, double since) =>
        Visits.Samples.VisitIn(new Waiting(new WalkOver(Lab, [Blood], true, Jordan, new Closing(Lee, At(since)), At(since), 3), At(since))) with { Id = new VisitId(id), Room = new RoomId("7") };

    private static string StateOf(Site site)
    {
        var end = GivenAt(site, AtTheEnd);
        var card = Postings.Desired(end.Visit!, end.Site, At(2)).Select(posting => posting.Model).OfType<ClosingModel>().Single();
        return card.Stops.Single(stop => stop.Desk == "Lab").Now;
    }
}

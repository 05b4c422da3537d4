using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Days;

/// <summary>Whom a request reaches, by what people have said of their day.</summary>
public sealed class AskingForSomebody
{
    private static readonly VisitCommand AskProviders = new MarkReady(Four, ReadyNotes.None, new Whom.InRole(Role.Provider), Maria, At(0));
    private static readonly VisitCommand AskLee = new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Maria, At(0));

    private static readonly Visit LeeElsewhere = Visits.Samples.VisitIn(new With(Jordan, At(-5))) with
    {
        Id = new VisitId("v5"),
        Room = new RoomId("5"),
        Receivers = [new Receiver(Lee, 3, At(-5))],
    };

    [Fact]
    public void A_role_reaches_those_who_are_on() =>
        GivenAt(Saying((Lee, On), (Kim, On), (Patel, Off)), AskProviders).Then(visit => AreAsked(visit, Lee, Kim));

    [Fact]
    public void Where_nobody_has_shown_up_yet_a_role_reaches_all_who_are_not_off() =>
        GivenAt(Saying((Patel, Off), (Maria, On)), AskProviders).Then(visit => AreAsked(visit, Lee, Kim));

    [Fact]
    public void Outside_the_opening_times_nobody_is_rung_who_is_not_on()
    {
        var night = Ten.AddHours(-4);
        var late = new MarkReady(Four, ReadyNotes.None, new Whom.InRole(Role.Provider), Maria, night);
        GivenAt(Now).When(late).Then(visit => visit.State is Ready).And(Refusal.NobodyIsOn);
        GivenAt(Saying(night, (Kim, new Presence { Duty = new Duty(IsOn: true, night) }))).When(late).Then(visit => AreAsked(visit, Kim));
    }

    [Fact]
    public void Whoever_was_on_yesterday_has_to_show_up_again_today()
    {
        var yesterday = new Presence { Duty = new Duty(IsOn: true, Ten.AddDays(-1)) };
        GivenAt(Saying((Lee, yesterday)), AskProviders).Then(visit => AreAsked(visit, Lee, Patel, Kim));
    }

    [Fact]
    public void A_day_with_a_change_of_clocks_is_one_day()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var site = Now with { Plan = Plan with { Zone = zone } };

        // On 1 November 2026 at two in the morning the clocks go back: half past midnight and half past eleven at night are 24 hours apart.
        var early = new DateTimeOffset(2026, 11, 1, 0, 30, 0, TimeSpan.FromHours(-4));
        var off = site with { WhoIsOn = WhoIsOn.Unsaid.With(Lee, new Presence { Duty = new Duty(IsOn: false, early) }) };
        Assert.True(off.IsOff(Lee, early.AddHours(24)));
        Assert.False(off.IsOff(Lee, early.AddHours(24.6)));
    }

    [Fact]
    public void Somebody_who_is_off_is_not_asked_and_the_cover_is_named()
    {
        var situation = Given(new MarkReady(Four, ReadyNotes.None, null, Maria, At(0))).AndThen(_ => Saying((Lee, Off)))
            .When(new Request(new Whom.Someone(Lee), Maria, At(1))).Refuses(Refusal.TheyAreOff, Lee);
        Assert.Equal("Dr. Lee is off. Dr. Patel covers.", Sentences.Of(new Decision.Refused(Refusal.TheyAreOff, Lee), situation.Visit, situation.Site, At(1)));
    }

    [Fact]
    public void The_room_is_ready_all_the_same() =>
        GivenAt(Saying((Lee, Off))).When(AskLee).Then(visit => visit.State is Ready).And(Refusal.TheyAreOff);

    [Fact]
    public void Before_anybody_is_asked_the_card_shows_who_is_busy_and_who_is_off()
    {
        var site = Saying((Lee, Off), (Patel, BusyUntil(At(20))));
        var ready = GivenAt(site, new MarkReady(Four, ReadyNotes.None, null, Maria, At(0)));
        var card = Assert.IsType<GiverModel>(CardOf(ready, Maria, At(1)));
        Assert.Equal("Request Dr. Kim", card.Next[0].Title);
        Assert.Equal("Request Dr. Patel · busy until 10:20", card.More[0].Title);
        Assert.Equal("Request someone when you are ready. Dr. Lee is off, Dr. Patel covers.", card.Then);
    }

    [Fact]
    public void A_forgotten_busy_ends_by_itself()
    {
        var site = Saying((Patel, BusyUntil(At(20))));
        var ready = GivenAt(site, new MarkReady(Four, ReadyNotes.None, null, Maria, At(0)));
        Assert.DoesNotContain(Assert.IsType<GiverModel>(CardOf(ready, Maria, At(20))).More, button => button.Title.Contains("busy", StringComparison.Ordinal));
    }

    [Fact]
    public void Givers_read_that_a_provider_is_behind_and_tell_the_patient()
    {
        var asked = GivenAt(Saying((Lee, new Presence { Behind = new Behind(25, At(-5)) })), AskLee);
        Assert.Equal("Dr. Lee is about 25 min behind. Please tell the patient.", Assert.IsType<GiverModel>(CardOf(asked, Maria, At(1))).Then);
        Assert.NotEqual("Dr. Lee is about 25 min behind. Please tell the patient.", Assert.IsType<GiverModel>(CardOf(asked, Maria, At(116))).Then);
    }

    [Fact]
    public void Somebody_in_a_room_is_not_disturbed_and_rings_once_on_coming_out()
    {
        var asked = GivenAt(Now with { Open = [LeeElsewhere] }, AskLee);
        Assert.False(RequestTo(asked, Lee, At(1)).Rings);
        asked.When(new Tick(At(2))).IsAlreadySo();

        asked.AndThen(site => site with { Open = [] }).When(new Tick(At(2)));
        Assert.True(RequestTo(asked, Lee, At(2)).Rings);
        asked.When(new Tick(At(2))).IsAlreadySo();
    }

    [Fact]
    public void Of_two_that_wait_only_the_older_rings_until_it_is_answered()
    {
        var older = GivenAt(Now with { Open = [LeeElsewhere] }, AskLee);
        var newer = GivenAt(Now with { Open = [LeeElsewhere] }, new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Jordan, At(1)));
        var six = newer.Visit! with { Id = new VisitId("v6"), Room = new RoomId("6") };
        var both = Now with { Open = [older.Visit!, six] };
        Assert.IsType<Decision.AlreadySo>(Rules.Decide(six, both, new Tick(At(2))));

        older.AndThen(_ => both).When(new Tick(At(2)));
        Assert.IsType<Decision.AlreadySo>(Rules.Decide(six, Now with { Open = [older.Visit!, six] }, new Tick(At(2))));

        older.When(new Cant(Lee, At(2.5)));
        var rings = Assert.IsType<Decision.Happened>(Rules.Decide(six, Now with { Open = [older.Visit!, six] }, new Tick(At(2.5))));
        Assert.IsType<CameFree>(Assert.Single(rings.Events));
    }

    [Fact]
    public void A_role_rings_those_who_are_free_and_joins_silently_for_the_others()
    {
        var asked = GivenAt(Now with { Open = [LeeElsewhere] }, AskProviders);
        Assert.False(RequestTo(asked, Lee, At(1)).Rings);
        Assert.True(RequestTo(asked, Patel, At(1)).Rings);
    }

    [Fact]
    public void The_one_reminder_goes_to_those_who_were_rung()
    {
        var asked = GivenAt(Now with { Open = [LeeElsewhere] }, AskProviders).When(new Tick(At(3)));
        Assert.False(RequestTo(asked, Lee, At(3)).Rings);
        Assert.Equal(Pushes.Reminder, RequestTo(asked, Patel, At(3)).Push);
    }

    [Fact]
    public void Whoever_covers_today_goes_before_the_one_in_the_practice_file()
    {
        var site = Saying((Lee, new Presence { Covered = new Covered(Kim, At(-30)) }));
        Assert.Equal(Kim, site.CoverOf(Lee, At(0)));
        Assert.Equal(Patel, site.CoverOf(Lee, At(0).AddDays(1)));
    }

    [Fact]
    public void A_cover_who_is_off_covers_nobody()
    {
        var staff = Plan.Staff.Select(person => person.Id == Patel ? person with { Cover = Kim } : person).ToList();
        var site = Saying((Patel, Off)) with { Plan = Plan with { Staff = staff } };
        Assert.Equal(Kim, site.CoverOf(Lee, At(0)));
    }

    [Fact]
    public void Nobody_covers_themselves_or_in_a_circle()
    {
        Staff Person(StaffId who) => Plan.Find(who)!;
        Assert.Equal("You can't cover yourself.", DaySentences.MayNotCover(Person(Lee), Lee, Now, At(0)));
        Assert.Contains("in a circle", DaySentences.MayNotCover(Person(Lee), Patel, Now, At(0)), StringComparison.Ordinal);
        Assert.Equal("Only people who come to rooms cover each other.", DaySentences.MayNotCover(Person(Maria), Lee, Now, At(0)));
        Assert.Null(DaySentences.MayNotCover(Person(Kim), Lee, Now, At(0)));
    }

    private static Presence On => new() { Duty = new Duty(IsOn: true, Ten.AddHours(-1)) };

    private static Presence Off => new() { Duty = new Duty(IsOn: false, Ten.AddHours(-1)) };

    private static Presence BusyUntil(DateTimeOffset until) => On with { Busy = new Busy(until, AtLunch: false) };

    private static Site Saying(params (StaffId Who, Presence Said)[] said) =>
        Now with { WhoIsOn = said.Aggregate(WhoIsOn.Unsaid, (all, one) => all.With(one.Who, one.Said)) };

    private static Site Saying(DateTimeOffset from, (StaffId Who, Presence Said) said) => Saying(said) with { RunningSince = from };

    private static bool AreAsked(Visit visit, params StaffId[] who) => visit.Handoff is ToTheRoom handoff && handoff.Asked.Select(ask => ask.Who).SequenceEqual(who);

    private static Posting RequestTo(Visits.Situation situation, StaffId who, DateTimeOffset at) =>
        Postings.Desired(situation.Visit!, situation.Site, at).Single(posting => posting.Place is Place.Person person && person.Who == who && posting.Slot == Slots.Receiver);

    private static CardModel CardOf(Visits.Situation situation, StaffId who, DateTimeOffset at) =>
        Postings.Desired(situation.Visit!, situation.Site, at).First(posting => posting.Place is Place.Person person && person.Who == who).Model;
}

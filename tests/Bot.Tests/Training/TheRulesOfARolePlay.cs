using Bot.Clinic;
using Bot.Tests.PracticeFiles;

namespace Bot.Tests.Training;

/// <summary>Given a role play, when somebody wants something of it, then the whole of what it is.</summary>
public sealed class TheRulesOfARolePlay
{
    private static readonly DateTimeOffset Ten = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Ten.AddMinutes(7);
    private static readonly SitePlan Site = SamplePractice.Read(SamplePractice.Json).Sites[0];
    private static readonly StaffId Priya = new("priya.shah");
    private static readonly StaffId Robin = new("robin.clarke");
    private static readonly StaffId Maria = new("maria.lopez");
    private static readonly StaffId Lee = new("sam.lee");
    private static readonly StaffId Patel = new("asha.patel");
    private static readonly Part Ma = new("ma");
    private static readonly Part Provider = new("provider");
    private static readonly PlayWorld World = new(Site, RolePlays.All, FacilitatorIsAway: false, new HashSet<StaffId>());
    private static readonly PlayWorld Alone = World with { FacilitatorIsAway = true };

    // Robin leads it, who is no lead of the site.
    private static readonly Play Chosen = new(
        new PlayId("k7q2m9xw4t"), 3, new SiteId("play-0"), Site.Id, "teams", "19:x", new ScenarioId("ma-to-provider"), Robin, [], new Gathering(), null, Ten);

    private static readonly Play Cast = Chosen with { Parts = [new Taken(Ma, Maria), new Taken(Provider, Lee)] };
    private static readonly Play OnStage = Cast with { State = new Playing(), Visit = new VisitId("1abcdefghj") };
    private static readonly Play Asking = OnStage with { State = new Debriefing(0, []) };

    [Fact]
    public void Its_facilitator_alone_chooses_and_once()
    {
        var open = Chosen with { Scenario = null, State = new Choosing() };
        Happens(open with { Scenario = new("patient-corrects"), State = new Gathering() }, open, new PlayCommand.Choose(new("patient-corrects"), Robin, Later));
        Refuses(PlayRefusal.OnlyTheFacilitator, Robin, open, new PlayCommand.Choose(new("patient-corrects"), Maria, Later));
        Refuses(PlayRefusal.NoSuchScenario, null, open, new PlayCommand.Choose(new("no-such"), Robin, Later));
        Refuses(PlayRefusal.IsChosen, null, Chosen, new PlayCommand.Choose(new("patient-corrects"), Robin, Later));
        Refuses(PlayRefusal.NothingIsChosen, null, open, new PlayCommand.TakePart(Ma, Maria, Later));
        Refuses(PlayRefusal.NothingIsChosen, null, open, new PlayCommand.Begin(Robin, Later));
        AlreadySo(Chosen, new PlayCommand.Choose(new("ma-to-provider"), Robin, Later));
    }

    [Fact]
    public void A_part_is_whose_who_takes_it_first()
    {
        Happens(Chosen with { Parts = [new Taken(Ma, Maria)] }, Chosen, new PlayCommand.TakePart(Ma, Maria, Later));
        Refuses(PlayRefusal.PartIsTaken, Maria, Cast, new PlayCommand.TakePart(Ma, Patel, Later));
        AlreadySo(Cast, new PlayCommand.TakePart(Ma, Maria, Later));
        Refuses(PlayRefusal.NoSuchPart, null, Chosen, new PlayCommand.TakePart(new Part("nurse"), Maria, Later));
        Refuses(PlayRefusal.NoSuchPart, null, Chosen, new PlayCommand.TakePart(Part.Patient, Maria, Later));
        Refuses(PlayRefusal.YouPlayThePatient, null, Chosen, new PlayCommand.TakePart(Ma, Robin, Later));
        Refuses(PlayRefusal.HasBegun, null, OnStage, new PlayCommand.TakePart(Ma, Patel, Later));
    }

    [Fact]
    public void Whoever_takes_another_part_leaves_theirs_and_may_give_it_back()
    {
        var half = Chosen with { Parts = [new Taken(Ma, Maria)] };
        Happens(Chosen with { Parts = [new Taken(Provider, Maria)] }, half, new PlayCommand.TakePart(Provider, Maria, Later));
        Happens(Chosen, half, new PlayCommand.GiveBack(Maria, Later));
        Refuses(PlayRefusal.YouHaveNoPart, null, half, new PlayCommand.GiveBack(Lee, Later));
        Refuses(PlayRefusal.HasBegun, null, OnStage, new PlayCommand.GiveBack(Maria, Later));
    }

    [Fact]
    public void Nobody_plays_in_two_places_at_once()
    {
        var elsewhere = World with { Elsewhere = new HashSet<StaffId> { Maria } };
        Assert.Equal(new PlayDecision.Refused(PlayRefusal.YouPlayElsewhere), PlayRules.Decide(Chosen, elsewhere, new PlayCommand.TakePart(Ma, Maria, Later)));
        Assert.Equal(
            new PlayDecision.Refused(PlayRefusal.YouPlayElsewhere), PlayRules.Decide(Chosen, elsewhere with { FacilitatorIsAway = true }, new PlayCommand.Facilitate(Maria, Later)));
    }

    [Fact]
    public void It_begins_when_giver_and_receiver_are_taken_by_two()
    {
        Happens(Cast with { State = new Playing() }, Cast, new PlayCommand.Begin(Robin, Later));
        Refuses(PlayRefusal.PartsAreFree, null, Chosen with { Parts = [new Taken(Ma, Maria)] }, new PlayCommand.Begin(Robin, Later));
        Refuses(PlayRefusal.OnlyTheFacilitator, Robin, Cast, new PlayCommand.Begin(Maria, Later));
        AlreadySo(OnStage, new PlayCommand.Begin(Robin, Later));
    }

    [Fact]
    public void The_debrief_follows_when_the_facilitator_says_so_or_the_patient_has_left()
    {
        Happens(Asking, OnStage, new PlayCommand.Debrief(Robin, Later));
        Refuses(PlayRefusal.OnlyTheFacilitator, Robin, OnStage, new PlayCommand.Debrief(Lee, Later));
        Refuses(PlayRefusal.HasNotBegun, null, Cast, new PlayCommand.Debrief(Robin, Later));
        AlreadySo(Asking, new PlayCommand.Debrief(Robin, Later));
        Assert.Equal(
            PlayJson.Write(Asking), PlayJson.Write(Assert.IsType<PlayDecision.Happened>(PlayRules.Decide(OnStage, World, new PlayCommand.Look(HasLeft: true, Later))).After));
    }

    [Fact]
    public void Its_questions_come_one_at_a_time_and_no_second_tap_skips_one()
    {
        var second = Asking with { State = new Debriefing(1, [new(0, true, 0), new(0, true, 2), new(0, false, 1)]) };
        Happens(second, Asking, new PlayCommand.Next(0, [0, 2, 2, 9], [1], Robin, Later));
        AlreadySo(second, new PlayCommand.Next(0, [0], [], Robin, Later));
        Refuses(PlayRefusal.OnlyTheFacilitator, Robin, second, new PlayCommand.Next(1, [], [], Lee, Later));
        Refuses(PlayRefusal.HasNotBegun, null, OnStage, new PlayCommand.Next(0, [], [], Robin, Later));

        // What was ticked is not kept, only how much.
        var last = Asking with { State = new Debriefing(2, [new(0, true, 0), new(1, false, 1)]) };
        Happens(last with { State = new Over(PlayEnd.Finished, Later, 2, 1) }, last, new PlayCommand.Next(2, [1], [], Robin, Later));
    }

    [Fact]
    public void It_is_stopped_by_whoever_leads_it_by_a_lead_and_by_its_players_if_they_are_alone()
    {
        var stopped = OnStage with { State = new Over(PlayEnd.Stopped, Later, 0, 0) };
        Happens(stopped, OnStage, new PlayCommand.Stop(Robin, Later));
        Happens(stopped, OnStage, new PlayCommand.Stop(Priya, Later));
        Refuses(PlayRefusal.NotYours, Robin, OnStage, new PlayCommand.Stop(Maria, Later));
        Happens(stopped, OnStage, new PlayCommand.Stop(Maria, Later), Alone);
        Refuses(PlayRefusal.NotYours, Robin, OnStage, new PlayCommand.Stop(Patel, Later), Alone);
    }

    [Fact]
    public void A_facilitator_who_has_gone_is_followed_by_somebody_who_may_know_what_the_patient_hides()
    {
        Refuses(PlayRefusal.TheFacilitatorIsThere, Robin, OnStage, new PlayCommand.Facilitate(Patel, Later));
        Happens(OnStage with { Facilitator = Patel }, OnStage, new PlayCommand.Facilitate(Patel, Later), Alone);
        Refuses(PlayRefusal.YouWouldKnowTooMuch, null, OnStage, new PlayCommand.Facilitate(Maria, Later), Alone);
        Refuses(PlayRefusal.YouWouldKnowTooMuch, null, OnStage, new PlayCommand.Facilitate(Lee, Later), Alone);

        // Before it begins a player may change, and afterwards there is nothing left to hide.
        Happens(Cast with { Facilitator = Maria, Parts = [new Taken(Provider, Lee)] }, Cast, new PlayCommand.Facilitate(Maria, Later), Alone);
        Happens(Asking with { Facilitator = Maria, Parts = [new Taken(Provider, Lee)] }, Asking, new PlayCommand.Facilitate(Maria, Later), Alone);
        AlreadySo(OnStage, new PlayCommand.Facilitate(Robin, Later), Alone);
    }

    [Fact]
    public void Whom_no_message_reaches_or_who_left_the_practice_file_is_gone_too()
    {
        Happens(OnStage with { Facilitator = Patel }, OnStage with { IsUnheard = true }, new PlayCommand.Facilitate(Patel, Later));
        Happens(OnStage with { Facilitator = Patel }, OnStage, new PlayCommand.Facilitate(Patel, Later), WithoutStaff(Robin));
    }

    [Fact]
    public void A_player_who_left_the_practice_file_plays_nobody()
    {
        Looks(Cast with { Parts = [new Taken(Provider, Lee)] }, Cast, WithoutStaff(Maria));

        // Without a giver there is nothing left to play.
        Looks(Asking with { Parts = [new Taken(Provider, Lee)] }, OnStage, WithoutStaff(Maria));
        Assert.IsType<PlayDecision.AlreadySo>(PlayRules.Decide(OnStage, WithoutStaff(Patel), new PlayCommand.Look(false, Later)));
    }

    [Fact]
    public void Left_alone_it_ends_after_an_hour_and_not_before()
    {
        var almost = Ten + PlayRules.Patience - TimeSpan.FromTicks(1);
        Assert.IsType<PlayDecision.AlreadySo>(PlayRules.Decide(OnStage, World, new PlayCommand.Look(false, almost)));
        var ended = Assert.IsType<PlayDecision.Happened>(PlayRules.Decide(OnStage, World, new PlayCommand.Look(false, Ten + PlayRules.Patience))).After;
        Assert.Equal(new Over(PlayEnd.LeftAlone, Ten + PlayRules.Patience, 0, 0), ended.State);

        // A tap on a practice card counts.
        var touched = Assert.IsType<PlayDecision.Happened>(PlayRules.Decide(OnStage, World, new PlayCommand.GoOn(Maria, Later))).After;
        Assert.Equal(Later, touched.Touched);
        Assert.IsType<PlayDecision.AlreadySo>(PlayRules.Decide(touched, World, new PlayCommand.Look(false, Ten + PlayRules.Patience)));
    }

    [Fact]
    public void Without_its_scenario_it_ends()
    {
        var gone = World with { Scenarios = [] };
        Assert.Equal(new Over(PlayEnd.Gone, Later, 0, 0), Assert.IsType<PlayDecision.Happened>(PlayRules.Decide(OnStage, gone, new PlayCommand.Look(false, Later))).After.State);
    }

    [Fact]
    public void Nothing_moves_one_that_is_over()
    {
        var over = OnStage with { State = new Over(PlayEnd.Stopped, Ten, 0, 0) };
        PlayCommand[] all =
        [
            new PlayCommand.Choose(new("ma-to-provider"), Robin, Later), new PlayCommand.TakePart(Ma, Patel, Later), new PlayCommand.GiveBack(Maria, Later),
            new PlayCommand.Begin(Robin, Later), new PlayCommand.Debrief(Robin, Later), new PlayCommand.Next(0, [], [], Robin, Later), new PlayCommand.Stop(Robin, Later),
            new PlayCommand.Facilitate(Patel, Later), new PlayCommand.GoOn(Maria, Later), new PlayCommand.Look(true, Later),
        ];
        Assert.All(all, command => Refuses(PlayRefusal.IsOver, null, over, command));
    }

    [Fact]
    public void Every_refusal_has_a_sentence_without_a_form_of_words_left_open() => Assert.All(Enum.GetValues<PlayRefusal>(), why =>
        Assert.EndsWith(".", PlaySentences.Of(new PlayDecision.Refused(why, Maria), World), StringComparison.Ordinal));

    [Fact]
    public void It_comes_back_from_the_store_as_it_was() => Assert.All((Play[])[Chosen, Cast, OnStage, Asking, OnStage with { State = new Over(PlayEnd.Finished, Later, 2, 1) }], play =>
        Assert.Equal(PlayJson.Write(play), PlayJson.Write(PlayJson.Read(PlayJson.Write(play))!)));

    private static PlayWorld WithoutStaff(StaffId who) => World with { Site = Site with { Staff = [.. Site.Staff.Where(person => person.Id != who)] } };

    private static void Looks(Play expected, Play play, PlayWorld world) => Assert.Equal(
        PlayJson.Write(expected), PlayJson.Write(Assert.IsType<PlayDecision.Happened>(PlayRules.Decide(play, world, new PlayCommand.Look(false, Later))).After));

    private static void Happens(Play expected, Play play, PlayCommand command, PlayWorld? world = null)
    {
        var after = Assert.IsType<PlayDecision.Happened>(PlayRules.Decide(play, world ?? World, command)).After;
        Assert.Equal(PlayJson.Write(expected with { Touched = Later, IsUnheard = false }), PlayJson.Write(after));
    }

    private static void Refuses(PlayRefusal why, StaffId? who, Play play, PlayCommand command, PlayWorld? world = null) =>
        Assert.Equal(new PlayDecision.Refused(why, who), PlayRules.Decide(play, world ?? World, command));

    private static void AlreadySo(Play play, PlayCommand command, PlayWorld? world = null) =>
        Assert.IsType<PlayDecision.AlreadySo>(PlayRules.Decide(play, world ?? World, command));
}

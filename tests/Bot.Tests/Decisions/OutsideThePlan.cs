using System.Text;
using Bot.Clinic;
using Bot.Tests.Visits;
using static Bot.Tests.Decisions.Plans;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Decisions;

/// <summary>What people read where the plan offers nothing, and where a flag asks for care.</summary>
public sealed class OutsideThePlan
{
    private static readonly VisitCommand Ready4 = new MarkReady(Four, ReadyNotes.None, null, Maria, At(0));
    private static readonly VisitCommand AskLee = new Request(new Whom.Someone(Lee), Maria, At(1));

    [Fact]
    public void The_giver_reads_so_in_a_line_and_may_always_ask()
    {
        var card = Giver(GivenAt(Decided(NewPatients), Ready4));
        Assert.Equal("Not in the plan today: hand off as before. You can always ask.", card.Then);
        Assert.Empty(card.Next);
        Assert.Equal(["visit-done"], card.Also.Select(button => button.Verb).Where(verb => verb != "undo"));
        Assert.Equal(["request:lee", "request:patel", "request:kim", "left"], card.More.Select(button => button.Verb));
        Assert.InRange(card.Also.Count + card.More.Count, 1, 6);
    }

    [Fact]
    public void After_long_they_are_asked_whether_the_visit_is_done()
    {
        var card = Giver(GivenAt(Decided(NewPatients), Ready4).WhenTheClockRunsTo(At(61)));
        Assert.Equal((true, "Is the visit done?"), (card.Late, card.Detail));
    }

    [Fact]
    public void Once_they_have_asked_their_card_is_as_ever()
    {
        var asked = Giver(GivenAt(Decided(NewPatients), Ready4, AskLee));
        Assert.Equal(Json(Giver(Given(Ready4, AskLee))), Json(asked));
    }

    [Fact]
    public void The_pair_that_begins_finds_each_other_first()
    {
        var site = Decided(Everything with { PhaseIn = new PhaseIn.OnePair(Maria, Kim) });
        Assert.Equal("request:kim", Giver(GivenAt(site, Ready4)).Next[0].Verb);
        Assert.Equal("request:lee", Giver(Given(Ready4)).Next[0].Verb);
    }

    // Flags are nobody's business in the channel, so neither is what follows from them.
    [Fact]
    public void The_care_teams_channel_cannot_tell_whom_the_plan_means() => Assert.Equal(
        Json(In<Place.CareTeam>(Given(Ready4))), Json(In<Place.CareTeam>(GivenAt(Decided(NewPatients), Ready4))));

    [Fact]
    public void Where_colleagues_are_not_switched_on_no_button_asks_for_one_and_a_typed_line_does()
    {
        var decided = Decided(Everything with { Routes = [Route.ProviderComes, Route.WalkToADesk] });
        var with = GivenAt(decided, Ready4, new Here(Lee, Maria, At(1)), new PassOn(PatientsPart.Added, [], Maria, At(2)));
        Assert.DoesNotContain(((WithModel)Of(with, Lee)).More, button => button.Verb is "request:pharmacist" or "request:behavioral-health");
        Assert.Contains(((WithModel)Of(with, Lee)).More, button => button.Verb == "request:patel");
        with.When(new Request(new Whom.InRole(Role.Pharmacist), Lee, At(3))).Then(visit => visit.State is Waiting);
    }

    [Fact]
    public void Where_walks_are_not_switched_on_no_stop_comes_with_visit_done_and_other_stops_are_there()
    {
        var decided = Decided(Everything with { Routes = [Route.ProviderComes] });
        var with = GivenAt(decided, Ready4, new Here(Lee, Maria, At(1)), new PassOn(PatientsPart.Added, [], Maria, At(2)));
        Assert.Empty(((WithModel)Of(with, Lee)).Stops);
        var closing = (ClosingModel)Of(with.When(new FinishVisit([], Lee, At(3))), Maria);
        Assert.NotEmpty(closing.Others);
    }

    [Theory]
    [InlineData("interpreter-needed", "Interpreter first, before anybody comes in.", "Interpreter first, before anybody comes in.", "Interpreter first, then speak.")]
    [InlineData("interpreter-needed,interpreter-on", "", "", "")]
    [InlineData("needs-time", "Ask the patient first whether it is all right to talk about them together.", "", "")]
    [InlineData("needs-time,interpreter-needed", "Interpreter first, before anybody comes in.", "Interpreter first, before anybody comes in.", "Interpreter first, then speak.")]
    [InlineData("new-patient,family,courtesy", "", "", "")]
    public void Whoever_passes_a_patient_on_reads_one_gentle_prompt_while_it_can_be_done(string flags, string ready, string waiting, string together)
    {
        var situation = Given(Flagged(flags));
        Assert.Equal(ready, Giver(situation).Prompt);
        situation.When(AskLee);
        Assert.Equal(waiting, Giver(situation).Prompt);
        situation.When(new Here(null, Lee, At(3)));
        Assert.Equal(together, ((MeetingModel)Of(situation, Maria)).Prompt);
    }

    [Fact]
    public void In_a_chat_whose_vendor_has_no_agreement_there_is_no_prompt()
    {
        var plan = Plan with { Details = new Dictionary<string, bool> { ["slack"] = false } };
        var situation = Given(Flagged("interpreter-needed"), AskLee);
        Assert.Equal(("", "Interpreter first, before anybody comes in."), (((GiverModel)Giver(situation).In("slack", plan)).Prompt, ((GiverModel)Giver(situation).In("teams", plan)).Prompt));
        situation.When(new Here(null, Lee, At(3)));
        Assert.Equal("", ((MeetingModel)Of(situation, Maria).In("slack", plan)).Prompt);
    }

    [Fact]
    public void Nor_is_it_told_there_that_the_rule_is_for_other_patients()
    {
        var plan = Plan with { Details = new Dictionary<string, bool> { ["slack"] = false } };
        var (outside, pair) = (Giver(GivenAt(Decided(NewPatients), Ready4)), Giver(GivenAt(Decided(MariaWithLee with { PhaseIn = new PhaseIn.OnePair(Jordan, Lee) }), Ready4)));
        Assert.Equal(Json(Giver(Given(Ready4))), Json(outside.In("slack", plan)));
        Assert.Equal(outside, outside.In("teams", plan));
        Assert.Equal(Json(pair), Json(pair.In("slack", plan)));
    }

    [Fact]
    public void Nobody_but_whoever_passes_the_patient_on_reads_a_prompt_or_of_the_plan()
    {
        VisitCommand[] journey =
        [
            AskLee, new Accept(new When.Now(), Lee, At(2)), new Here(null, Lee, At(3)), new PassOn(PatientsPart.Added, [], Maria, At(4)),
            new FinishVisit([Blood], Lee, At(20)), new Walk(Lab, Maria, At(21)),
        ];
        var situation = GivenAt(Decided(NewPatients), Flagged("interpreter-needed,needs-time"));
        foreach (var step in journey)
        {
            foreach (var posting in Postings.Desired(situation.Visit!, situation.Site, At(22)).Where(posting => posting.Model is not (GiverModel or MeetingModel)))
            {
                Assert.DoesNotContain("prompt", Json(posting.Model), StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("Interpreter first", Json(posting.Model), StringComparison.Ordinal);
                Assert.DoesNotContain("plan", Json(posting.Model), StringComparison.Ordinal);
            }

            situation.When(step);
        }

        Assert.Equal(
            [nameof(GiverModel), nameof(MeetingModel)],
            typeof(CardModel).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CardModel)) && type.GetProperty("Prompt") is not null).Select(type => type.Name).Order());
    }

    private static MarkReady Flagged(string flags) => new(Four, ReadyNotes.None with { Flags = flags.Split(',') }, null, Maria, At(0));

    private static GiverModel Giver(Situation situation) => (GiverModel)Of(situation, Maria);

    private static CardModel Of(Situation situation, StaffId who) =>
        Desired(situation).Single(posting => posting.Place is Place.Person { Who: var one } && one == who && posting.Slot != Slots.Alert).Model;

    private static CardModel In<TPlace>(Situation situation)
        where TPlace : Place => Desired(situation).Single(posting => posting.Place is TPlace).Model;

    private static IReadOnlyList<Posting> Desired(Situation situation) =>
        Postings.Desired(situation.Visit!, situation.Site, situation.Visit!.Marks.Values.Append(situation.Visit.Last?.At ?? Ten).Max());

    private static string Json(CardModel model) => Encoding.UTF8.GetString(CardJson.Write(model));
}

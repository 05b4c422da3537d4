using System.Text.Json.Nodes;
using Bot.App;
using Bot.Clinic;
using Bot.Tests.Looks.Limits;
using Bot.Tests.Painting;
using Bot.Tests.PracticeFiles;

namespace Bot.Tests.Decisions;

/// <summary>A lead types `decisions`, and picks.</summary>
public sealed class DecidingInChat : IAsyncDisposable
{
    private const string TwoLeads = "{ \"id\": \"ada.roy\", \"name\": \"Ada Roy\", \"role\": \"lead\", \"teams\": \"00000000-0000-0000-0000-000000000011\" }, { \"id\": \"priya.shah\"";
    private const string NotKnown = "That card is of another time. Please type: decisions";
    private static readonly SiteId MainStreet = new("main-street");
    private static readonly Speaker Maria = PaperClinic.By("teams", 1);
    private static readonly Speaker Jordan = PaperClinic.By("teams", 2);
    private static readonly Speaker Priya = PaperClinic.By("teams", 10);
    private static readonly Speaker Ada = PaperClinic.By("teams", 11);

    private readonly PaperClinic clinic = new(SamplePractice.With("{ \"id\": \"priya.shah\"", TwoLeads));

    [Fact]
    public async Task Each_question_is_a_card_and_the_summary_is_saved()
    {
        var card = await BeginAsync(Priya);
        Assert.Equal("Where do we start? 1 of 5", Asked(card));
        card = await NextAsync(Priya, card, "provider,walk");
        Assert.Equal("How does the MA wait? 2 of 5", Asked(card));
        card = await NextAsync(Priya, card, "return");
        Assert.Equal("Whom do we offer it to? 3 of 5", Asked(card));
        card = await NextAsync(Priya, card, "all,new-patient,needs-time");
        Assert.Equal("How do we begin? 4 of 5", Asked(card));
        card = await NextAsync(Priya, card, "pair");
        Assert.Equal("Which MA or nurse begins? 5 of 7", Asked(card));
        card = await NextAsync(Priya, card, "jordan.kim");
        Assert.Equal("With which provider? 6 of 7", Asked(card));
        card = await NextAsync(Priya, card, "asha.patel");
        Assert.Equal("From which day? 7 of 7", Asked(card));
        card = await NextAsync(Priya, card, "2026-11-24");
        Assert.Equal(
            [
                "Where: The provider comes; the walk to a desk", "Later: A colleague joins", "While waiting: Step out, and be called back", "For whom: New patients; those who need time",
                "We start: Jordan Kim with Dr. Patel", "Before they go: All three closing questions", "From: 24 November 2026",
            ],
            Lines(card));
        Assert.Null(clinic.Get<Decided>().Of(MainStreet).Latest);

        var saved = await TapAsync(Priya, "decide:save", card);
        Assert.Equal(("Saved.", "decided"), (saved.Sentence, saved.Card!.Card));
        Assert.Equivalent(
            new SiteDecisions([Route.ProviderComes, Route.WalkToADesk], Wait.Return, ["new-patient", "needs-time"], new PhaseIn.OnePair(new("jordan.kim"), new("asha.patel")), new(2026, 11, 24), new("priya.shah"), clinic.Clock.GetUtcNow()),
            clinic.Get<Decided>().Of(MainStreet).Latest);
        await clinic.SaysAsync(Maria, "ready 4");
        Assert.Equal(NotOffered.Patients, Assert.Single(clinic.Get<OpenVisits>().All).NotOffered);
    }

    [Fact]
    public async Task Moments_ask_for_lunch_only_where_it_matters()
    {
        var card = await ToAsync("moments");
        Assert.Equal("At which moments? 5 of 7", Asked(card));
        Assert.Equal("When is lunch? 6 of 7", Asked(await NextAsync(Priya, card, "first,lunch")));
        Assert.Equal("From which day? 6 of 6", Asked(await NextAsync(Priya, card, "last")));
    }

    [Fact]
    public async Task Back_goes_back_and_forgets_nothing()
    {
        var card = await ToAsync("pair");
        var back = Model((await TapAsync(Priya, "decide:back", card)).Card!);
        Assert.Equal(("How do we begin? 4 of 7", "pair"), (Asked(back), back["value"]!.GetValue<string>()));
        for (var i = 0; i < 9; i++)
            back = Model((await TapAsync(Priya, "decide:back", back)).Card!);
        Assert.Equal("Where do we start? 1 of 7", Asked(back));
        Assert.Empty(back["also"]!.AsArray());
    }

    [Fact]
    public async Task What_was_saved_is_shown_and_can_be_changed_from_there()
    {
        await SaveAsync(Priya, "everyone", "2026-11-24");
        var answer = await clinic.SaysAsync(Priya, "decisions");
        Assert.Equal(("decided", "Decided"), (answer.Card!.Card, Model(answer.Card)["title"]!.GetValue<string>()));
        Assert.Equal("Where do we start? 1 of 5", Asked(Model((await TapAsync(Priya, "decide:change", Model(answer.Card))).Card!)));
    }

    [Fact]
    public async Task It_is_for_the_leads_in_their_own_chats()
    {
        Assert.Equal("That is for the lead.", (await clinic.SaysAsync(Maria, "decisions")).Sentence);
        var inChannel = await clinic.Get<Listener>().SaysAsync(new Line(Priya, new Conversation("C1", Direct: false), "decisions", ""), default);
        Assert.Equal("Please type this in your own chat with me: others read along here.", inChannel.Sentence);
        var card = Summary("everyone", "2026-11-24");
        Assert.Equal("That is for the lead.", (await TapAsync(Maria, "decide:save", card)).Sentence);
        Assert.Null(clinic.Get<Decided>().Of(MainStreet).Latest);
    }

    [Fact]
    public async Task Of_two_leads_the_last_saved_stands_and_the_other_is_told()
    {
        var (one, other) = (Summary("everyone", "2026-11-24"), Summary("moments", "2026-11-25"));
        await TapAsync(Priya, "decide:save", one);
        Assert.Equal("Priya Shah has saved this. To look at it or change it: decisions", clinic.Teams.In("person:ada.roy")[^1].Model["notice"]!.GetValue<string>());
        var saved = await TapAsync(Ada, "decide:save", other);
        Assert.Equal("Saved. Priya Shah had saved other decisions before; yours stand.", saved.Sentence);
        var told = Assert.Single(clinic.Teams.In("person:priya.shah"));
        Assert.Equal(("decided", ""), (told.Card, told.Rang));
        Assert.StartsWith("Ada Roy has saved this.", told.Model["notice"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.IsType<PhaseIn.AtMoments>(clinic.Get<Decided>().Of(MainStreet).Latest!.PhaseIn);

        // The same tap, sent again by the chat.
        await TapAsync(Ada, "decide:save", other);
        Assert.Single(clinic.Teams.In("person:priya.shah"));
    }

    [Fact]
    public async Task A_restart_keeps_it_another_instance_hears_of_it_and_it_counts_from_its_day()
    {
        await SaveAsync(Priya, "pair", "2026-11-25");
        Assert.Null(clinic.Get<Sites>().Find(MainStreet)!.Decisions);
        await using var restarted = new PaperClinic(store: clinic.Store, beside: clinic);
        await restarted.Get<Decided>().LoadAsync(default);
        Assert.Null(restarted.Get<Sites>().Find(MainStreet)!.Decisions);
        restarted.Clock.Advance(TimeSpan.FromHours(14));
        Assert.IsType<PhaseIn.OnePair>(restarted.Get<Sites>().Find(MainStreet)!.Decisions!.PhaseIn);
        await restarted.SaysAsync(Jordan, "ready 5");
        await restarted.SaysAsync(Maria, "ready 6");
        Assert.Equal([NotOffered.PhaseIn, null], restarted.Get<OpenVisits>().All.OrderBy(visit => visit.Room.Value).Select(visit => visit.NotOffered));
        Assert.Contains(restarted.Get<IEnumerable<Reread>>(), reread => reread.Kind == Decided.Kind);
    }

    [Fact]
    public async Task Somebody_of_the_pair_who_left_shows_as_former_staff_and_the_lead_is_told()
    {
        await SaveAsync(Priya, "pair", "2026-11-24");
        clinic.Get<Sites>().Replace(SamplePractice.Read(SamplePractice.Json.Replace("\"id\": \"maria.lopez\"", "\"id\": \"mia.lopez\"", StringComparison.Ordinal)));
        const string Told = "The pair that begins, Former staff and Dr. Lee, is not complete: a warm handoff is offered to nobody. Please choose again.";
        var shown = Model((await clinic.SaysAsync(Priya, "decisions")).Card!);
        Assert.Equal((Told, "We start: Former staff with Dr. Lee"), (shown["notice"]!.GetValue<string>(), Lines(shown)[3]));
        Assert.Contains($"{Told} Type: decisions", (await clinic.SaysAsync(Priya, "setup")).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_no_longer_be_picked_is_asked_again_and_not_saved()
    {
        var card = Summary("pair", "2026-11-24");
        clinic.Get<Sites>().Replace(SamplePractice.Read(SamplePractice.Json.Replace("\"sam.lee\"", "\"sue.lee\"", StringComparison.Ordinal)));
        var again = await TapAsync(Priya, "decide:save", card);
        Assert.Equal(("With which provider? 6 of 7", "That can't be picked any more. Please pick again."), (Asked(Model(again.Card!)), again.Sentence));

        clinic.Clock.Advance(TimeSpan.FromDays(1));
        again = await TapAsync(Priya, "decide:save", Summary("everyone", "2026-11-25"));
        Assert.Equal("Saved.", again.Sentence);
        clinic.Clock.Advance(TimeSpan.FromDays(1));
        again = await TapAsync(Priya, "decide:save", Model((await TapAsync(Priya, "decide:back", card)).Card!));
        Assert.Equal(NotKnown, again.Sentence);
        Assert.Equal("From which day? 5 of 5", Asked(Model((await TapAsync(Priya, "decide:save", Summary("everyone", "2026-11-24"))).Card!)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("everyone")]
    [InlineData("pair,moments")]
    [InlineData("nobody")]
    public async Task A_pick_that_is_none_is_asked_for_again(string picked)
    {
        var card = await ToAsync("start");
        var answer = await NextAsync(Priya, card, picked);
        var isPick = picked == "everyone";
        Assert.Equal((isPick ? "From which day? 5 of 5" : "How do we begin? 4 of 5", isPick ? "" : "Please pick what fits, then Next."), (Asked(answer), answer["notice"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("decide:next", "")]
    [InlineData("decide:save", "main-street;summary")]
    [InlineData("decide:save", "elsewhere;summary;provider;stay;;everyone;;;first;12:00;2026-11-24")]
    [InlineData("decide:next", "main-street;summary;provider;stay;;everyone;;;first;12:00;2026-11-24")]
    [InlineData("decide:save", "main-street;wait;provider;stay;;everyone;;;first;12:00;2026-11-24")]
    [InlineData("decide:dance", "main-street;summary;provider;stay;;everyone;;;first;12:00;2026-11-24")]
    [InlineData("decide:save", "main-street;summary;provider;sit;;everyone;;;first;12:00;2026-11-24")]
    [InlineData("decide:save", "main-street;summary;provider;stay;;everyone;;;first;25:00;2026-11-24")]
    [InlineData("decide:save", "main-street;summary;provider;stay;;everyone;;;first;12:00;2026-02-30")]
    [InlineData("decide:save", "'; DROP TABLE kept; --")]
    public async Task A_forged_button_gets_a_sentence_and_decides_nothing(string verb, string carried)
    {
        var answer = await clinic.Get<Listener>().TapsAsync(Tap(Priya, verb, carried, new Dictionary<string, string> { ["routes"] = "provider" }), default);
        Assert.Equal((null, NotKnown), (answer.Card, answer.Sentence));
        Assert.Empty(await clinic.Store.KeptAsync(Decided.Kind, default));
    }

    [Theory]
    [InlineData("main-street;summary;;stay;;everyone;;;first;12:00;2026-11-24", "Where do we start? 1 of 3")]
    [InlineData("main-street;summary;provider;stay;;pair;sam.lee;sam.lee;first;12:00;2026-11-24", "Which MA or nurse begins? 5 of 7")]
    [InlineData("main-street;summary;provider;stay;;pair;maria.lopez;terry.novak;first;12:00;2026-11-24", "With which provider? 6 of 7")]
    [InlineData("main-street;summary;provider;stay;;moments;;;;12:00;2026-11-24", "At which moments? 5 of 6")]
    [InlineData("main-street;summary;provider;stay;;moments;;;lunch;03:17;2026-11-24", "When is lunch? 6 of 7")]
    [InlineData("main-street;summary;provider;stay;;everyone;;;;12:00;2020-01-01", "From which day? 5 of 5")]
    public async Task Picks_that_nobody_could_have_made_are_asked_for(string carried, string asked)
    {
        var answer = await clinic.Get<Listener>().TapsAsync(Tap(Priya, "decide:save", carried, new Dictionary<string, string>()), default);
        Assert.Equal(asked, Asked(Model(answer.Card!)));
        Assert.Empty(await clinic.Store.KeptAsync(Decided.Kind, default));
    }

    [Fact]
    public async Task Where_nobody_is_left_to_pick_from_it_begins_again()
    {
        clinic.Get<Sites>().Replace(SamplePractice.Read(SamplePractice.Json.Replace("\"role\": \"provider\"", "\"role\": \"educator\"", StringComparison.Ordinal)));
        const string Carried = "main-street;provider;provider;stay;;pair;maria.lopez;sam.lee;first;12:00;2026-11-24";
        Assert.Equal("Where do we start? 1 of 7", Asked(await NextAsync(Priya, new JsonObject { ["visit"] = Carried, ["ask"] = "provider" }, "sam.lee")));
        var saved = await TapAsync(Priya, "decide:save", Summary("pair", "2026-11-24"));
        Assert.Equal("How do we begin? 4 of 7", Asked(Model(saved.Card!)));
    }

    // What Slack gives back of a button is read up to 255 letters.
    [Fact]
    public void The_longest_ids_fit_into_a_button()
    {
        var site = LongestPractice.Of(LongestPractice.Wide);
        var draft = DecisionDraft.Begin(site, null, new DateOnly(2026, 11, 24)) with
        {
            At = DecisionStep.Provider,
            Patients = ["new-patient", "needs-time", "courtesy"],
            Start = Beginning.Everyone,
            Ma = LongestPractice.Ma,
            Provider = LongestPractice.Provider(0),
        };
        Assert.InRange(draft.Write().Length, 200, 255);
        Assert.Equal(draft.Write(), DecisionDraft.Read(draft.Write())!.Write());
    }

    [Fact]
    public async Task What_cannot_be_read_counts_as_nothing_and_the_lead_is_told_so()
    {
        await clinic.Store.KeepAsync(new Kept(Decided.Kind, MainStreet.Value, "{\"all\":[7]}"u8.ToArray()), default);
        await clinic.Store.KeepAsync(new Kept(Decided.Kind, "a-site-of-old", DecisionsSoFar.None.With(Plans.Everything).Write()), default);
        await clinic.Get<Decided>().LoadAsync(default);
        await clinic.SaysAsync(Maria, "ready 4");
        Assert.Null(Assert.Single(clinic.Get<OpenVisits>().All).NotOffered);
        Assert.Contains("can't be read, and everything is offered", (await clinic.SaysAsync(Priya, "setup")).Sentence, StringComparison.Ordinal);
        Assert.Equal("What was saved before can't be read. Please decide anew.", (await BeginAsync(Priya))["notice"]!.GetValue<string>());
        await SaveAsync(Priya, "everyone", "2026-11-24");
        Assert.DoesNotContain("can't be read", (await clinic.SaysAsync(Priya, "setup")).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transition_that_the_practice_file_no_longer_has_does_no_harm()
    {
        await SaveAsync(Priya, "everyone", "2026-11-24");
        var bare = SamplePractice.Json.Replace("\"role\": \"pharmacist\"", "\"role\": \"provider\"", StringComparison.Ordinal).Replace("\"role\": \"behavioral-health\"", "\"role\": \"nurse\"", StringComparison.Ordinal);
        clinic.Get<Sites>().Replace(SamplePractice.Read(bare));
        var shown = Model((await clinic.SaysAsync(Priya, "decisions")).Card!);
        Assert.Equal("Where: The provider comes; the walk to a desk", Lines(shown)[0]);
        var draft = DecisionDraft.Read(shown["visit"]!.GetValue<string>())!;
        Assert.Null(DecisionQuestions.Amiss(draft, SamplePractice.Site(bare), draft.From));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    private async Task<JsonNode> BeginAsync(Speaker lead) => Model((await clinic.SaysAsync(lead, "decisions")).Card!);

    // Everything as it is picked already, up to that question, or to what follows from that beginning.
    private async Task<JsonNode> ToAsync(string start)
    {
        var card = await BeginAsync(Priya);
        foreach (var pick in (string[])["provider,colleague,walk", "stay", "all"])
            card = await NextAsync(Priya, card, pick);
        return start == "start" ? card : await NextAsync(Priya, card, start);
    }

    private static JsonObject Summary(string start, string from) =>
        new JsonObject { ["visit"] = $"main-street;summary;provider,colleague,walk;stay;;{start};maria.lopez;sam.lee;first,last;12:00;{from}" };

    private async Task SaveAsync(Speaker lead, string start, string from) =>
        Assert.StartsWith("Saved.", (await TapAsync(lead, "decide:save", Summary(start, from))).Sentence, StringComparison.Ordinal);

    private async Task<JsonNode> NextAsync(Speaker lead, JsonNode card, string picked)
    {
        var answer = await clinic.Get<Listener>().TapsAsync(
            Tap(lead, "decide:next", card["visit"]!.GetValue<string>(), new Dictionary<string, string> { [card["ask"]!.GetValue<string>()] = picked }), default);
        Assert.NotEqual("", answer.Sentence);
        return Model(answer.Card!);
    }

    private Task<Answer> TapAsync(Speaker lead, string verb, JsonNode card) =>
        clinic.Get<Listener>().TapsAsync(Tap(lead, verb, card["visit"]!.GetValue<string>(), new Dictionary<string, string>()), default);

    private static Tap Tap(Speaker by, string verb, string carried, Dictionary<string, string> inputs) =>
        new(by, new Conversation("dm", Direct: true), verb, carried, inputs, "", "");

    private static JsonNode Model(Face face) => JsonNode.Parse(face.Model.Span)!;

    private static string Asked(JsonNode card) => $"{card["question"]} {card["step"]}";

    private static List<string> Lines(JsonNode card) => [.. card["lines"]!.AsArray().Select(line => $"{line!["name"]}: {line["means"]}")];
}

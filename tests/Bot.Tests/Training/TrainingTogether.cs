using System.Text.Json.Nodes;
using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;
using Bot.Tests.PracticeFiles;

namespace Bot.Tests.Training;

/// <summary>A lead sets sessions, people answer and come; and whatever is tapped that can't be done.</summary>
public sealed partial class TrainingTogether : IAsyncDisposable
{
    private const string Everybody = "maria.lopez,jordan.kim,sam.lee";
    private static readonly Speaker Maria = PaperClinic.By("teams", 1);
    private static readonly Speaker Jordan = PaperClinic.By("teams", 2);
    private static readonly Speaker Lee = PaperClinic.By("teams", 3);
    private static readonly Speaker Patel = PaperClinic.By("teams", 4);
    private static readonly Speaker Priya = PaperClinic.By("teams", 10);

    private readonly PaperClinic clinic = new();

    [Fact]
    public async Task The_plan_says_who_is_missing_and_preselects_them()
    {
        var plan = await PlanAsync();
        Assert.Equal("0 of 10 have completed the training", plan["done"]!.GetValue<string>());
        Assert.Equal(10, plan["missing"]!.AsArray().Count);
        var form = Model(await TapAsync(Priya, "session-form:main-street", Id(plan)));
        Assert.Equal((Id(plan), "2026-11-25", "12:30", "30", "priya.shah"), (Id(form), Text(form, "day"), Text(form, "time"), Text(form, "minutes"), Text(form, "presenter")));
        Assert.Equal(10, Text(form, "who").Split(',').Length);
        Assert.Contains(form["scenarios"]!.AsArray(), one => one!["value"]!.GetValue<string>() == "ma-to-provider");
    }

    [Fact]
    public async Task From_the_invitation_to_the_report_everybody_reads_what_is_theirs()
    {
        var id = await SetAsync();
        await LookAsync();
        var invitation = Assert.Single(clinic.Teams.In("person:maria.lopez"));
        Assert.Equal(("invite", "Training session", "You are invited to the warm handoff training", "Wed 25 Nov, 12:30 to 13:00"),
            (invitation.Card, invitation.Rang, Text(invitation.Model, "line"), Text(invitation.Model, "when")));
        Assert.Empty(clinic.Teams.In("person:asha.patel"));
        Assert.Empty(clinic.Teams.In("person:priya.shah"));

        Assert.Equal("You come to the training", Text(Model(await TapAsync(Maria, "will-come", id)), "line"));
        Assert.Equal("You can't come to the training", Text(Model(await TapAsync(Jordan, "wont-come", id)), "line"));
        var sheet = Model(await TapAsync(Priya, "run-sheet", id));
        Assert.Equal(["Come: Maria Lopez", "Can't come: Jordan Kim", "Not said: Dr. Lee"], sheet["people"]!.AsArray().Select(one => $"{one!["label"]}: {one["names"]}"));

        clinic.Clock.Advance(At(25, "12:15") - clinic.Clock.GetUtcNow());
        await LookAsync();
        Assert.Equal("The training begins in a few minutes", Text(clinic.Teams.In("person:maria.lopez")[^1].Model, "line"));
        Assert.Single(clinic.Teams.In("person:jordan.kim"));
        var toPresenter = Assert.Single(clinic.Teams.In("person:priya.shah"));
        Assert.Equal(("session", "Training session"), (toPresenter.Card, toPresenter.Rang));
        Assert.Equal(30, toPresenter.Model["parts"]!.AsArray().Sum(part => int.Parse(Text(part!, "minutes").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));

        clinic.Clock.Advance(At(25, "13:00") - clinic.Clock.GetUtcNow());
        await LookAsync();
        var ask = clinic.Teams.In("person:priya.shah")[^1];
        Assert.Equal(("attendance", ""), (ask.Model["next"]![0]!["verb"]!.GetValue<string>(), ask.Rang));
        var form = Model(await TapAsync(Priya, "attendance", id));
        Assert.Equal(("attended:0", "maria.lopez,priya.shah"), (Text(form, "verb"), Text(form, "who")));

        // Dr. Lee came though nobody had said so.
        var saved = await TapAsync(Priya, "attended:0", id, ("who", "maria.lopez,sam.lee,priya.shah"));
        Assert.Equal("Saved: 3 people were there. 3 of 10 have completed the training.", saved.Sentence);
        Assert.Equal("You have completed the training, on 25 November 2026.", (await clinic.SaysAsync(Maria, "training")).Sentence);
        Assert.Equal("No training session is set for you yet. Your lead sets them.", (await clinic.SaysAsync(Jordan, "training")).Sentence);
        Assert.Equal("3 of 10 still missing: Jordan Kim, Dr. Patel, Robin Clarke and 4 more", await ReportLineAsync());
        Assert.Equal(3, (await clinic.Store.KeptAsync(TrainingJson.CompletedKind, default)).Count);
    }

    [Fact]
    public async Task Before_anybody_trains_the_report_is_silent_about_it()
    {
        Assert.Null(await ReportLineAsync());
        await SetAsync();
        Assert.StartsWith("0 of 10 still missing", await ReportLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_missing_is_for_leads_in_their_own_chat()
    {
        var inChannel = Answer.Says("Please type this in your own chat with me: others read along here.");
        var id = await SetAsync();
        foreach (var verb in TrainingWords.Verbs)
        {
            Assert.Equal(inChannel, await TapAsync(Priya, verb, id, direct: false));
            if (verb is not ("will-come" or "wont-come"))
                Assert.Null((await TapAsync(Maria, verb, id)).Card);
        }

        Assert.Equal("That is for the lead.", (await TapAsync(Maria, "training-plan:main-street", id)).Sentence);
        Assert.Equal("That is for the lead, or whoever presents the session.", (await TapAsync(Maria, "run-sheet", id)).Sentence);
        Assert.Equal("invite", (await clinic.SaysAsync(Maria, "training")).Card!.Card);
    }

    [Fact]
    public async Task Asked_in_a_channel_the_answer_comes_where_nobody_else_reads_it()
    {
        async Task<Answer> AsksAsync(Speaker by) => await clinic.Get<Listener>().SaysAsync(new Line(by, new Conversation("19:care-team@thread.tacv2", Direct: false), "training", ""), default);
        Assert.Equal(Answer.Says("I have sent it to your own chat with me: others read along here."), await AsksAsync(Priya));
        Assert.Equal(("training", ""), (Assert.Single(clinic.Teams.Messages).Card, clinic.Teams.In("person:priya.shah")[0].Rang));
        Assert.Equal(Answer.Says("Please type this in your own chat with me: others read along here."), await AsksAsync(Maria));
    }

    [Fact]
    public async Task At_two_sites_people_read_all_that_is_theirs_and_a_lead_says_which()
    {
        await using var two = new PaperClinic(TwoSites());
        Assert.Equal("You work at several sites. Please type this in the channel of the one that you mean: the answer comes here.", (await two.SaysAsync(Priya, "training")).Sentence);
        var id = new string('a', 10);
        Assert.Equal("The session on Wed 25 Nov, 12:30 is set. 2 people are invited.", (await TapAsync(Priya, "session:harbor", id, two, Filled(("who", "maria.lopez,priya.shah")))).Sentence);
        Assert.Equal("This card is out of date. Please type: training", (await TapAsync(Priya, "session:elsewhere", "bbbbbbbbbb", two, Filled())).Sentence);
        Assert.Equal("Harbor, presented by Priya Shah", Text(Model(await two.SaysAsync(Maria, "training")), "detail"));
        await two.Get<TrainingWatch>().LookAsync(default);
        Assert.Single(two.Teams.In("person:maria.lopez"));
        Assert.Equal("You come to the training", Text(Model(await TapAsync(Maria, "will-come", id, two)), "line"));
    }

    [Fact]
    public async Task Anybody_may_present_and_then_notes_who_was_there()
    {
        var id = await SetAsync(("presenter", "asha.patel"));
        await LookAsync();
        Assert.Equal("session", Assert.Single(clinic.Teams.In("person:asha.patel")).Card);
        Assert.Equal("session", (await clinic.SaysAsync(Patel, "training")).Card!.Card);
        Assert.Equal("That is for the lead.", (await TapAsync(Patel, "cancel-session", id)).Sentence);
        clinic.Clock.Advance(At(25, "13:00") - clinic.Clock.GetUtcNow());
        await LookAsync();
        Assert.Equal("That is for the lead, or whoever presents the session.", (await TapAsync(Maria, "attended:0", id, ("who", "maria.lopez"))).Sentence);
        Assert.StartsWith("Saved: 2 people were there.", (await TapAsync(Patel, "attended:0", id, ("who", "maria.lopez,asha.patel"))).Sentence, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    private async Task<JsonNode> PlanAsync() => Model(await clinic.SaysAsync(Priya, "training"));

    // Tomorrow from 12:30 to 13:00, of three people.
    private async Task<string> SetAsync(params (string Input, string Value)[] inputs)
    {
        var id = Id(await PlanAsync());
        var answer = await TapAsync(Priya, "session:main-street", id, Filled(inputs));
        Assert.Equal("The session on Wed 25 Nov, 12:30 is set. 3 people are invited.", answer.Sentence);
        return id;
    }

    private static (string, string)[] Filled(params (string Input, string Value)[] otherwise) =>
    [
        .. ((string Input, string Value)[])[("day", "2026-11-25"), ("time", "12:30"), ("minutes", "30"), ("presenter", "priya.shah"), ("who", Everybody), ("plays", "ma-to-provider")],
        .. otherwise,
    ];

    private Task<Answer> TapAsync(Speaker by, string verb, string id, params (string Input, string Value)[] inputs) => TapAsync(by, verb, id, clinic, inputs);

    private static Task<Answer> TapAsync(Speaker by, string verb, string id, PaperClinic clinic, params (string Input, string Value)[] inputs) =>
        clinic.Get<Listener>().TapsAsync(Of(by, verb, id, direct: true, inputs), default);

    private Task<Answer> TapAsync(Speaker by, string verb, string id, bool direct) => clinic.Get<Listener>().TapsAsync(Of(by, verb, id, direct, []), default);

    private static Bot.Clinic.Tap Of(Speaker by, string verb, string id, bool direct, (string Input, string Value)[] inputs) => new(
        by, new Conversation("dm", direct), verb, id,
        inputs.GroupBy(one => one.Input).ToDictionary(one => one.Key, one => one.Last().Value), "m1", "");

    private Task LookAsync() => clinic.Get<TrainingWatch>().LookAsync(default);

    // The sample, and a second site at which Maria and Priya work too.
    private static string TwoSites()
    {
        var practice = JsonNode.Parse(SamplePractice.Json, null, new System.Text.Json.JsonDocumentOptions { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!;
        var harbor = practice["sites"]![0]!.DeepClone().AsObject();
        (harbor["id"], harbor["name"]) = ("harbor", "Harbor");
        harbor.Remove("channels");
        harbor["desks"] = new JsonArray();
        harbor["staff"] = new JsonArray([.. harbor["staff"]!.AsArray().Where(one => one!["id"]!.GetValue<string>() is "maria.lopez" or "priya.shah").Select(one => one!.DeepClone())]);
        practice["sites"]!.AsArray().Add(harbor);
        return practice.ToJsonString();
    }

    private string RangOf(string who) => Assert.Single(clinic.Teams.In($"person:{who}")).Rang;

    private void Leaves(string who, string was, string now)
    {
        clinic.Get<Sites>().Replace(SamplePractice.Read(SamplePractice.Json.Replace(was, now, StringComparison.Ordinal).Replace("jordan.kim@", "alex.roe@", StringComparison.Ordinal)));
        Assert.Null(clinic.Get<Sites>().Staff.Find(new StaffId(who)));
    }

    private async Task<PaperClinic> BesideAsync()
    {
        var other = new PaperClinic(store: clinic.Store, beside: clinic);
        await other.Get<TrainingPlans>().LoadAsync(default);
        return other;
    }

    private async Task<string?> ReportLineAsync() => Model(await clinic.SaysAsync(Priya, "report"))["lines"]!.AsArray()
        .Where(line => Text(line!, "label") == "Trained").Select(line => $"{line!["value"]} {line["detail"]}").SingleOrDefault();

    // At the sample site, five hours behind in November.
    private static DateTimeOffset At(int day, string clock) =>
        new(new DateOnly(2026, 11, day).ToDateTime(TimeOnly.Parse(clock, System.Globalization.CultureInfo.InvariantCulture)), TimeSpan.FromHours(-5));

    private static JsonNode Model(Answer answer) => JsonNode.Parse(answer.Card!.Model.Span)!;

    private static string Id(JsonNode model) => Text(model, "visit");

    private static string Text(JsonNode model, string field) => model[field]!.GetValue<string>();
}

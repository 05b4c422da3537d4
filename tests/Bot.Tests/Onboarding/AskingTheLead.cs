using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;
using Bot.Tests.PracticeFiles;

namespace Bot.Tests.Onboarding;

/// <summary>Somebody of the tenant whom the practice file does not name.</summary>
public sealed class AskingTheLead : IAsyncDisposable
{
    private const string LeadsChat = "person:priya.shah";
    private static readonly SiteId MainStreet = new("main-street");
    private static readonly Speaker Casey = new("teams", "99999999-0000-0000-0000-000000000001", "casey.poe@example.org") { Name = "Casey Poe" };
    private static readonly Speaker Maria = PaperClinic.By("teams", 1);
    private static readonly Speaker Priya = PaperClinic.By("teams", 10);

    private readonly PaperClinic clinic = new();

    [Fact]
    public async Task A_stranger_gets_one_sentence_and_a_button_and_nothing_of_theirs_is_believed()
    {
        var answer = await clinic.SaysAsync(Casey, "ready 4 lee");
        Assert.Equal(("stranger", "I don't know you here yet."), (answer.Card!.Card, Text(answer.Card, "line")));
        Assert.Equal(Sentences.Unknown, (await TapsAsync(Casey, "ready")).Sentence);
        Assert.Empty(clinic.Get<OpenVisits>().All);
        Assert.Empty(clinic.Teams.Messages);
    }

    [Fact]
    public async Task Whom_the_chat_does_not_name_gets_the_sentence_alone()
    {
        var nameless = Casey with { Name = " <> " };
        Assert.Equal(Answer.Says(Sentences.Unknown), await clinic.SaysAsync(nameless, "hello"));
        Assert.Equal(Sentences.Unknown, (await AskAsync(nameless)).Sentence);
        Assert.Empty(clinic.Teams.Messages);
    }

    [Fact]
    public async Task The_lead_alone_reads_the_name_and_no_lock_screen_shows_it()
    {
        var answer = await AskAsync(Casey with { Name = "<at>Casey</at>\nPoe" });
        Assert.Equal("Your lead is asked, and reads your name as this chat has it. You hear from me when you are added.", answer.Sentence);
        var card = Assert.Single(clinic.Teams.Messages);
        Assert.Equal((LeadsChat, "newcomer", "Someone is needed", "atCasey/at Poe"), (card.Place, card.Card, card.Rang, Text(card.Face, "name")));
        Assert.Empty(clinic.Slack.Messages);
    }

    [Fact]
    public async Task Added_for_today_they_read_who_they_are_and_work_until_the_sites_day_ends()
    {
        var id = await KnockAsync();
        Assert.Equal("Casey Poe is added as MA for today.", (await clinic.TapsAsync(Priya, clinic.Teams, LeadsChat, "add:ma-today")).Sentence);
        Assert.Equal("You are Casey Poe, MA at Main Street.", Text(Assert.Single(clinic.Teams.In($"person:{id}")).Face, "who"));
        await clinic.SaysAsync(Casey, "ready 4");
        Assert.Equal(new StaffId(id), Assert.Single(clinic.Get<OpenVisits>().All).Ma);

        // Midnight there; it is ten in the morning.
        clinic.Clock.Advance(TimeSpan.FromHours(14) - TimeSpan.FromSeconds(1));
        Assert.Null((await clinic.SaysAsync(Casey, "whoami")).Card);
        clinic.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("stranger", (await clinic.SaysAsync(Casey, "whoami")).Card!.Card);
        Assert.Equal("Former staff", clinic.Get<Sites>().Find(MainStreet)!.NameOf(new StaffId(id)));
    }

    [Fact]
    public async Task Added_always_they_stay_after_a_restart_until_a_lead_removes_them()
    {
        await AddAsync("add:nurse-always");
        clinic.Clock.Advance(TimeSpan.FromDays(30));
        await using var restarted = new PaperClinic(store: clinic.Store, beside: clinic);
        restarted.Clock.Advance(TimeSpan.FromDays(30));
        await restarted.Get<Doorstep>().LoadAsync(default);
        Assert.Equal("You are Casey Poe, nurse at Main Street.", (await restarted.SaysAsync(Casey, "whoami")).Sentence);

        Assert.Equal("Only a lead can do that.", (await restarted.SaysAsync(Maria, "remove casey")).Sentence);
        Assert.Equal("Maria Lopez is in the practice file, and is taken out there.", (await restarted.SaysAsync(Priya, "remove maria")).Sentence);
        Assert.Equal("Casey Poe is no longer added. Visits of theirs stay open: take them with take ROOM.", (await restarted.SaysAsync(Priya, "remove casey")).Sentence);
        Assert.Equal("stranger", (await restarted.SaysAsync(Casey, "whoami")).Card!.Card);

        // Another instance hears of it.
        await clinic.Get<Doorstep>().HearAsync(default);
        Assert.Equal("stranger", (await clinic.SaysAsync(Casey, "whoami")).Card!.Card);
    }

    [Fact]
    public async Task Once_the_practice_file_names_them_they_are_as_it_says()
    {
        await AddAsync("add:ma-always");
        clinic.Get<Sites>().Replace(SamplePractice.Read(SamplePractice.With(
            "{ \"id\": \"priya.shah\"", "{ \"id\": \"casey.poe\", \"name\": \"Casey Poe\", \"role\": \"pharmacist\", \"email\": \"casey.poe@example.org\" }, { \"id\": \"priya.shah\"")));
        Assert.Equal("You are Casey Poe, pharmacist at Main Street.", (await clinic.SaysAsync(Casey, "whoami")).Sentence);
        await clinic.Get<Doorstep>().LoadAsync(default);
        Assert.Empty(await clinic.Store.KeptAsync(Doorstep.Kind, default));
    }

    [Fact]
    public async Task The_first_lead_answers_and_the_other_is_told_so()
    {
        await using var two = new PaperClinic(SamplePractice.With(
            "{ \"id\": \"priya.shah\"", "{ \"id\": \"ada.roy\", \"name\": \"Ada Roy\", \"role\": \"lead\", \"teams\": \"00000000-0000-0000-0000-000000000011\" }, { \"id\": \"priya.shah\""));
        await two.Get<Listener>().TapsAsync(Tap(Casey, "ask-lead:main-street"), default);
        await two.TapsAsync(Priya, two.Teams, LeadsChat, "add:nobody");
        var late = await two.TapsAsync(PaperClinic.By("teams", 11), two.Teams, "person:ada.roy", "add:ma-today");
        Assert.Equal("Priya Shah has answered already. Casey Poe is not added.", late.Sentence);
        Assert.Equal(("newcomer", late.Sentence), (late.Card!.Card, Text(late.Card, "notice")));
        Assert.Equal("stranger", (await two.SaysAsync(Casey, "whoami")).Card!.Card);
    }

    [Fact]
    public async Task Nobody_but_a_lead_of_that_site_adds_anybody()
    {
        var id = await KnockAsync();
        foreach (var (who, visit) in (IEnumerable<(Speaker, string)>)[(Maria, id), (Casey, id), (Priya, "new0000000000000"), (Priya, "")])
            await clinic.Get<Listener>().TapsAsync(Tap(who, "add:ma-always") with { Visit = visit }, default);
        await clinic.Get<Listener>().TapsAsync(Tap(Priya, "add:lead-always") with { Visit = id }, default);
        Assert.Equal("stranger", (await clinic.SaysAsync(Casey, "whoami")).Card!.Card);
    }

    [Fact]
    public async Task A_lead_is_asked_once_however_often_somebody_taps()
    {
        await KnockAsync();
        Assert.Equal("Your lead has been asked already.", (await AskAsync(Casey)).Sentence);
        await clinic.TapsAsync(Priya, clinic.Teams, LeadsChat, "add:nobody");
        Assert.Equal("Your lead has answered already. Please speak to them.", (await AskAsync(Casey)).Sentence);
        Assert.Single(clinic.Teams.In(LeadsChat));

        clinic.Clock.Advance(TimeSpan.FromHours(12));
        await AskAsync(Casey);
        Assert.Equal(2, clinic.Teams.In(LeadsChat).Count);
    }

    [Fact]
    public async Task However_many_knock_a_lead_is_asked_about_twenty_at_once()
    {
        for (var i = 0; i < 25; i++)
            await AskAsync(Casey with { Id = $"99999999-0000-0000-0000-0000000001{i:00}" });
        Assert.Equal(20, clinic.Teams.In(LeadsChat).Count);
    }

    [Fact]
    public async Task Where_no_lead_can_be_reached_the_stranger_is_told_and_may_ask_again()
    {
        clinic.Teams.RefusePosts = () => new ChannelException(ChannelTrouble.Later, "busy");
        Assert.Equal("I can't reach your lead just now. Please speak to them, or tap again later.", (await AskAsync(Casey)).Sentence);
        clinic.Teams.RefusePosts = null;
        await KnockAsync();
    }

    [Fact]
    public async Task Outside_the_opening_times_a_lead_who_is_not_on_is_not_rung()
    {
        await using var closed = new PaperClinic(SamplePractice.Json.Replace("00:00-23:59", "07:30-18:00", StringComparison.Ordinal));
        closed.Clock.Advance(TimeSpan.FromHours(9));
        await closed.Get<Listener>().TapsAsync(Tap(Casey, "ask-lead:main-street"), default);
        Assert.Equal("", Assert.Single(closed.Teams.In(LeadsChat)).Rang);
    }

    [Fact]
    public async Task Two_of_the_same_name_can_be_told_apart()
    {
        await AskAsync(Casey with { Name = "Maria Lopez" });
        await clinic.TapsAsync(Priya, clinic.Teams, LeadsChat, "add:ma-today");
        Assert.Equal("You are Maria Lopez 2, MA at Main Street.", (await clinic.SaysAsync(Casey, "whoami")).Sentence);
    }

    [Fact]
    public async Task Setup_shows_a_lead_what_is_bound_and_linked_and_staffed_and_whom_they_added()
    {
        await AddAsync("add:ma-today");
        clinic.Clock.Advance(TimeSpan.FromMinutes(1));
        await clinic.SaysAsync(PaperClinic.By("teams", 9), "off");
        await clinic.Get<Unreachable>().LostAsync(new StaffId("sam.lee"), MainStreet, default);
        Assert.Equal("That is for the lead.", (await clinic.SaysAsync(Maria, "setup")).Sentence);
        Assert.Equal(
            """
            Main Street:

            Teams: every channel is bound.

            Slack: no channel yet for care team, Scheduling, Referrals, Billing, Lab. Type in the channel: use this channel for care team

            Can't be reached by message: Dr. Lee.

            Nobody is on at: Lab.

            Added in chat: Casey Poe (MA, today). To end it: remove NAME
            """.ReplaceLineEndings("\n"),
            (await clinic.SaysAsync(Priya, "setup")).Sentence);
    }

    [Theory]
    [InlineData("hi")]
    [InlineData("Hello!")]
    [InlineData("help")]
    public async Task Whoever_says_hello_reads_who_they_are_and_what_they_can_do_and_in_a_channel_nobody_is_named(string line)
    {
        var hello = await clinic.SaysAsync(Maria, line);
        Assert.Equal(("help", "You are Maria Lopez, MA at Main Street."), (hello.Card!.Card, Text(hello.Card, "who")));
        var inChannel = await clinic.Get<Listener>().SaysAsync(new Line(Maria, new Conversation("C1", Direct: false), line, ""), default);
        Assert.Equal("", Text(inChannel.Card!, "who"));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    // The lead was asked; the id of the newcomer, whom the chat knows.
    private async Task<string> KnockAsync()
    {
        await AskAsync(Casey);
        var id = Text(Assert.Single(clinic.Teams.In(LeadsChat)).Face, "visit");
        clinic.Teams.KnownPlaces.Add($"person:{id}");
        return id;
    }

    private async Task AddAsync(string verb)
    {
        await KnockAsync();
        await clinic.TapsAsync(Priya, clinic.Teams, LeadsChat, verb);
    }

    private Task<Answer> AskAsync(Speaker by) => TapsAsync(by, "ask-lead:main-street");

    private Task<Answer> TapsAsync(Speaker by, string verb) => clinic.Get<Listener>().TapsAsync(Tap(by, verb), default);

    private static Tap Tap(Speaker by, string verb) => new(by, new Conversation("dm", Direct: true), verb, "", new Dictionary<string, string>(), "", "");

    private static string Text(Face face, string field) => System.Text.Json.Nodes.JsonNode.Parse(face.Model.Span)![field]!.GetValue<string>();
}

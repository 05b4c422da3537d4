using System.Text.Json.Nodes;
using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;

namespace Bot.Tests.Days;

public sealed class SayingHowTheDayIs : IAsyncDisposable
{
    private static readonly Speaker Maria = PaperClinic.By("teams", 1);
    private static readonly Speaker Jordan = PaperClinic.By("slack", 2);
    private static readonly Speaker Lee = PaperClinic.By("teams", 3);
    private static readonly Speaker Patel = PaperClinic.By("teams", 4);
    private static readonly Speaker Dana = PaperClinic.By("teams", 7);
    private static readonly Speaker Lou = PaperClinic.By("teams", 9);
    private static readonly Speaker Priya = PaperClinic.By("teams", 10);

    private readonly PaperClinic clinic = new();

    [Fact]
    public async Task The_first_line_of_the_day_means_on_and_the_board_shows_it()
    {
        Assert.Empty(Board(await clinic.SaysAsync(Robin, "board")));
        await clinic.SaysAsync(Lee, "help");
        Assert.Equal(["Dr. Lee: free"], Board(await clinic.SaysAsync(Lee, "board")));
    }

    [Fact]
    public async Task Whoever_has_said_off_stays_it_whatever_they_type()
    {
        Assert.Equal("You are off.", (await clinic.SaysAsync(Lee, "off")).Sentence);
        Assert.Empty(Board(await clinic.SaysAsync(Lee, "board")));
        Assert.Equal("You are on.", (await clinic.SaysAsync(Lee, "on")).Sentence);
        Assert.Single(Board(await clinic.SaysAsync(Lee, "board")));
    }

    [Fact]
    public async Task Busy_lunch_and_behind_say_until_when_and_how_to_end_it()
    {
        Assert.Equal("You are busy until 10:20. Requests wait silently until then. To end it: on", (await clinic.SaysAsync(Lee, "busy 20")).Sentence);
        Assert.Equal("You are at lunch until 10:30. Requests wait silently until then. To end it: on", (await clinic.SaysAsync(Lee, "lunch")).Sentence);
        Assert.StartsWith("You are about 25 min behind", (await clinic.SaysAsync(Lee, "behind 25")).Sentence, StringComparison.Ordinal);
        Assert.Equal(
            "Room 4: waiting for Dr. Lee. Dr. Lee is at lunch until 10:30. Dr. Patel covers. Dr. Lee is about 25 min behind. Please tell the patient.",
            (await SaidOfAnotherRoomAsync("request 4 lee")).Sentence);
    }

    [Fact]
    public async Task A_lead_may_say_it_of_others_and_nobody_else_may()
    {
        Assert.Equal("Only a lead can say that of somebody else.", (await clinic.SaysAsync(Maria, "off lee")).Sentence);
        Assert.Equal("Dr. Lee is off.", (await clinic.SaysAsync(Priya, "off lee")).Sentence);
        Assert.Equal("Dr. Lee is off. Dr. Patel covers.", (await clinic.SaysAsync(Maria, "ready 4 lee")).Sentence);
        Assert.Equal("Ready", Assert.Single(clinic.Teams.In("care-team:main-street")).Headline);
    }

    [Fact]
    public async Task Two_leads_at_once_leave_the_last_word_and_lose_nothing_else_that_was_said()
    {
        await Task.WhenAll(clinic.SaysAsync(Priya, "off lee"), clinic.SaysAsync(Patel, "cover lee"), clinic.SaysAsync(Priya, "busy lee 20"));
        var said = clinic.Get<Today>().Of(new SiteId("main-street")).Of(new StaffId("sam.lee"));
        Assert.NotNull(said.Covered);
        Assert.NotNull(said.Duty);
    }

    [Fact]
    public async Task What_was_said_is_known_after_a_restart()
    {
        await clinic.SaysAsync(Lee, "busy 20");
        await clinic.SaysAsync(Dana, "desk busy");
        using var later = new Today(clinic.Store, new OpenVisits(), new Bell(), new Happenings());
        await later.LoadAsync(default);
        var before = clinic.Get<Today>().Of(new SiteId("main-street"));
        var after = later.Of(new SiteId("main-street"));
        Assert.Equal(before.People, after.People);
        Assert.Equal(before.Desks, after.Desks);
    }

    [Fact]
    public async Task A_provider_who_goes_can_no_longer_come_and_the_giver_is_told_at_once()
    {
        await clinic.SaysAsync(Maria, "ready 4 lee");
        await clinic.SaysAsync(Lee, "5");
        await clinic.SaysAsync(Lee, "off");
        var card = clinic.Teams.In("person:maria.lopez")[^1];
        Assert.Equal("Please choose", card.Headline);
        Assert.Equal("Room 4: please choose", card.Rang);
        Assert.Equal("Ask Dr. Patel too", card.Model["next"]![0]!["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task Whoever_goes_is_offered_to_give_their_rooms_away()
    {
        await clinic.SaysAsync(Jordan, "help");
        await clinic.SaysAsync(Maria, "ready 4");
        var off = Model(await clinic.SaysAsync(Maria, "off"));
        Assert.Equal("You are off. You still have room 4. Who takes it?", off["notice"]!.GetValue<string>());
        var give = off["rooms"]![1]!["buttons"]![0]!;
        Assert.Equal("Give to Jordan Kim", give["title"]!.GetValue<string>());

        var given = await TapsAsync(Maria, give["verb"]!.GetValue<string>(), off["rooms"]![1]!["visit"]!.GetValue<string>());
        Assert.Equal("Room 4: Jordan Kim has it now.", Model(given)["notice"]!.GetValue<string>());
        Assert.Empty(Model(given)["rooms"]!.AsArray());
        Assert.Equal("Room 4 needs someone", clinic.Slack.In("person:jordan.kim")[^1].Rang);
        Assert.Equal("Jordan Kim took over", clinic.Teams.In("person:maria.lopez")[^1].Model["line"]!.GetValue<string>());
    }

    [Fact]
    public async Task Mine_is_one_card_with_the_next_step_of_each_room_and_answers_with_itself()
    {
        await clinic.SaysAsync(Maria, "ready 4 lee");
        await clinic.SaysAsync(Jordan, "ready 5 lee");
        var mine = Model(await clinic.SaysAsync(Lee, "mine"));
        Assert.Equal(["mine:accept", "mine:accept"], mine["rooms"]!.AsArray().SelectMany(room => room!["buttons"]!.AsArray()).Select(button => button!["verb"]!.GetValue<string>()));

        var after = await TapsAsync(Lee, "mine:accept", mine["rooms"]![1]!["visit"]!.GetValue<string>());
        Assert.Equal("mine", after.Card!.Card);
        Assert.Equal("Room 4: you are on the way, expected at 10:03.", after.Sentence);
        Assert.Equal("You are on the way", clinic.Teams.In("person:sam.lee")[0].Headline);
    }

    [Fact]
    public async Task A_desk_says_how_it_is_and_tells_whoever_waits()
    {
        Assert.Equal("Lab is busy until 10:10.", (await clinic.SaysAsync(Lou, "desk busy 10")).Sentence);
        await clinic.SaysAsync(Maria, "ready 4");
        await clinic.SaysAsync(Maria, "done 4 lab");
        Assert.Equal("Room 4: lab asked.", (await clinic.SaysAsync(Maria, "walk 4 lab")).Sentence);
        Assert.Equal("Lab is free. Room 4 comes next.", (await clinic.SaysAsync(Lou, "desk free")).Sentence);
        Assert.Equal("Room 4: desk ready", clinic.Teams.In("person:maria.lopez")[^1].Rang);
    }

    [Fact]
    public async Task Whoever_is_at_two_desks_says_it_of_both_or_names_one()
    {
        Assert.Equal("Scheduling is on hold until 10:05. Referrals is on hold until 10:05.", (await clinic.SaysAsync(Dana, "desk hold 5")).Sentence);
        Assert.Equal("Referrals is free.", (await clinic.SaysAsync(Dana, "desk referrals free")).Sentence);
        Assert.Equal("That is for the people of that desk, or the lead.", (await clinic.SaysAsync(Dana, "desk lab free")).Sentence);
        Assert.Equal("You are at no desk here. Try: desk billing free", (await clinic.SaysAsync(Maria, "desk free")).Sentence);
        Assert.Equal("Lab is busy until 10:30.", (await clinic.SaysAsync(Priya, "lab busy")).Sentence);
    }

    [Fact]
    public async Task What_ends_by_itself_is_looked_at_then()
    {
        await clinic.SaysAsync(Lee, "busy 20");
        await clinic.SaysAsync(Maria, "ready 4");
        await clinic.PaintAsync();
        using var watch = new DayWatch(clinic.Get<Today>(), clinic.Get<Happenings>(), clinic.Clock);
        await watch.StartAsync(default);
        await clinic.Clock.TimersSetAsync(1);
        clinic.Clock.Advance(TimeSpan.FromMinutes(20));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        Assert.NotEqual(default, await clinic.Get<Bell>().AnswerAsync(patience.Token));
        await watch.StopAsync(default);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    private static Speaker Robin => PaperClinic.By("teams", 5);

    private async Task<Answer> SaidOfAnotherRoomAsync(string line)
    {
        await clinic.SaysAsync(Maria, "ready 4");
        return await clinic.SaysAsync(Maria, line);
    }

    private async Task<Answer> TapsAsync(Speaker by, string verb, string visit)
    {
        var answer = await clinic.Get<Listener>().TapsAsync(new Tap(by, new Conversation("dm", Direct: true), verb, visit, new Dictionary<string, string>(), "not-ours", ""), default);
        await clinic.PaintAsync();
        return answer;
    }

    private static JsonNode Model(Answer answer) => JsonNode.Parse(answer.Card!.Model.Span)!;

    private static IEnumerable<string> Board(Answer answer) => Model(answer)["people"]!.AsArray().Select(one => one!.GetValue<string>());
}

using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;
using Bot.Tests.Storage.Tables;

namespace Bot.Tests.Hosting;

/// <summary>Two instances on the same tables, each with what it remembers.</summary>
[Collection(OnAzurite.Name)]
public sealed class HearingOfOtherInstances(Azurite azurite) : IAsyncLifetime
{
    private static readonly StaffId Lee = new("sam.lee");
    private static readonly Place Team = new Place.CareTeam(new SiteId("main-street"));

    private TwoInstances both = null!;

    private PaperClinic One => both.One;

    private PaperClinic Two => both.Two;

    public async Task InitializeAsync() => both = await TwoInstances.StartAsync(azurite);

    public async Task DisposeAsync() => await both.DisposeAsync();

    [Fact]
    public async Task A_channel_that_is_bound_at_one_is_known_to_the_other()
    {
        await One.Get<Places>().BindAsync("teams", Team, "19:new@thread.tacv2", default);
        await Two.Get<News>().HearAsync(default);
        Assert.Equal("19:new@thread.tacv2", Two.Get<Places>().ConversationOf("teams", Team));
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_known_to_all_and_who_can_again_too()
    {
        await One.Get<Unreachable>().LostAsync(Lee, new SiteId("main-street"), default);
        await Two.Get<News>().HearAsync(default);
        Assert.Contains(Lee, Two.Get<Sites>().Unreachable);

        await Two.Get<Unreachable>().FoundAsync(Lee, default);
        await One.Get<News>().HearAsync(default);
        Assert.Empty(One.Get<Sites>().Unreachable);
    }

    [Fact]
    public async Task The_chat_in_which_somebody_spoke_last_is_where_every_instance_asks_them()
    {
        await One.Get<People>().SpokeAsync(Lee, "slack", default);
        await Two.Get<News>().HearAsync(default);
        Assert.Equal("slack", Two.Get<People>().ChatOf(Lee));
    }

    [Fact]
    public async Task About_whom_the_lead_was_told_is_known_to_all()
    {
        await One.Get<LeadTold>().KeepAsync([Lee], One.Clock.GetUtcNow(), default);
        await Two.Get<News>().HearAsync(default);
        Assert.Contains(Lee, Two.Get<Sites>().Find(new SiteId("main-street"))!.LeadToldAbout.Keys);
    }

    [Fact]
    public async Task What_a_lead_decided_at_one_counts_at_the_other()
    {
        var site = new SiteId("main-street");
        var today = new DateOnly(2026, 11, 24);
        await One.Get<Decided>().SaveAsync(site, new SiteDecisions([Route.ProviderComes], Wait.Return, ["courtesy"], new PhaseIn.Everyone(), today, Lee, One.Clock.GetUtcNow()), default);
        await Two.Get<News>().HearAsync(default);
        Assert.Equal(["courtesy"], Two.Get<Sites>().Find(site)!.Decisions!.Patients);
    }

    [Fact]
    public async Task What_somebody_says_of_their_day_is_seen_at_their_site_and_asked_for_nowhere_else()
    {
        await Two.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        await Two.PaintAsync();
        await One.SaysAsync(PaperClinic.By("teams", 4), "busy 20");
        await Two.Get<News>().HearAsync(default);
        Assert.True(Two.Get<Bell>().TryAnswer(out _));

        // Said of another site, and that somebody is there at all, which no card shows.
        await One.Get<Today>().SaysAsync(new SiteId("harbor"), Lee, said => said with { Behind = new Behind(20, One.Clock.GetUtcNow()) }, default);
        await One.SaysAsync(PaperClinic.By("teams", 3), "mine");
        await Two.Get<News>().HearAsync(default);
        Assert.False(Two.Get<Bell>().TryAnswer(out _));
        Assert.True(Two.Get<Sites>().Find(new SiteId("main-street"))!.IsOn(Lee, Two.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Whoever_goes_by_an_older_practice_file_notices()
    {
        await One.Get<PracticeVersion>().TakenUpAsync("{}"u8.ToArray(), default);
        await Two.Get<PracticeVersion>().TakenUpAsync("{}"u8.ToArray(), default);
        Assert.True(await One.Get<PracticeVersion>().IsLatestAsync(default));
        await Two.Get<PracticeVersion>().TakenUpAsync("{ }"u8.ToArray(), default);
        Assert.False(await One.Get<PracticeVersion>().IsLatestAsync(default));
    }

    [Fact]
    public async Task A_board_that_is_asked_for_at_one_shows_what_was_done_at_the_other()
    {
        await One.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        await Two.SaysAsync(PaperClinic.By("teams", 3), "ok");
        One.Clock.Advance(TimeSpan.FromSeconds(2));
        await One.SaysAsync(PaperClinic.By("teams", 1), "mine");
        Assert.IsType<Coming>(Assert.Single(One.Get<OpenVisits>().All).State);

        await Two.SaysAsync(PaperClinic.By("teams", 1), "left 4");
        One.Clock.Advance(TimeSpan.FromSeconds(2));
        await One.SaysAsync(PaperClinic.By("teams", 1), "mine");
        Assert.Empty(One.Get<OpenVisits>().All);
    }

    [Fact]
    public async Task Nobody_is_refused_by_what_one_remembers()
    {
        // At once after one another: a copy may be a second old, and is believed for nothing that somebody is told.
        await One.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        await Two.SaysAsync(PaperClinic.By("teams", 1), "left 4");
        var answer = await One.SaysAsync(PaperClinic.By("teams", 2), "ready 4 patel");
        Assert.DoesNotContain("already", answer.Sentence, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(await One.Store.OpenAsync(null, default)).Version);
    }
}

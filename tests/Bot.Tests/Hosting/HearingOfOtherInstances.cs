using Bot.App;
using Bot.Clinic;
using Bot.Storage;
using Bot.Tests.Painting;
using Bot.Tests.Storage.Tables;

namespace Bot.Tests.Hosting;

/// <summary>Two instances on the same tables, each with what it remembers.</summary>
[Collection(OnAzurite.Name)]
public sealed class HearingOfOtherInstances(Azurite azurite) : IAsyncLifetime
{
    private static readonly StaffId Lee = new("sam.lee");
    private static readonly Place Team = new Place.CareTeam(new SiteId("main-street"));

    private readonly TablesOptions options = azurite.Options();
    private PaperClinic one = null!;
    private PaperClinic two = null!;

    public async Task InitializeAsync()
    {
        one = new PaperClinic(store: await azurite.OpenAsync(options), shares: options);
        two = new PaperClinic(store: await azurite.OpenAsync(options), shares: options, beside: one);
    }

    public async Task DisposeAsync()
    {
        await one.DisposeAsync();
        await two.DisposeAsync();
    }

    [Fact]
    public async Task A_channel_that_is_bound_at_one_is_known_to_the_other()
    {
        await one.Get<Places>().BindAsync("teams", Team, "19:new@thread.tacv2", default);
        await two.Get<News>().HearAsync(default);
        Assert.Equal("19:new@thread.tacv2", two.Get<Places>().ConversationOf("teams", Team));
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_known_to_all_and_who_can_again_too()
    {
        await one.Get<Unreachable>().LostAsync(Lee, new SiteId("main-street"), default);
        await two.Get<News>().HearAsync(default);
        Assert.Contains(Lee, two.Get<Sites>().Unreachable);

        await two.Get<Unreachable>().FoundAsync(Lee, default);
        await one.Get<News>().HearAsync(default);
        Assert.Empty(one.Get<Sites>().Unreachable);
    }

    [Fact]
    public async Task The_chat_in_which_somebody_spoke_last_is_where_every_instance_asks_them()
    {
        await one.Get<People>().SpokeAsync(Lee, "slack", default);
        await two.Get<News>().HearAsync(default);
        Assert.Equal("slack", two.Get<People>().ChatOf(Lee));
    }

    [Fact]
    public async Task About_whom_the_lead_was_told_is_known_to_all()
    {
        await one.Get<LeadTold>().KeepAsync([Lee], one.Clock.GetUtcNow(), default);
        await two.Get<News>().HearAsync(default);
        Assert.Contains(Lee, two.Get<Sites>().Find(new SiteId("main-street"))!.LeadToldAbout.Keys);
    }

    [Fact]
    public async Task Whoever_goes_by_an_older_practice_file_notices()
    {
        await one.Get<PracticeVersion>().TakenUpAsync("{}"u8.ToArray(), default);
        await two.Get<PracticeVersion>().TakenUpAsync("{}"u8.ToArray(), default);
        Assert.True(await one.Get<PracticeVersion>().IsLatestAsync(default));
        await two.Get<PracticeVersion>().TakenUpAsync("{ }"u8.ToArray(), default);
        Assert.False(await one.Get<PracticeVersion>().IsLatestAsync(default));
    }

    [Fact]
    public async Task A_board_that_is_asked_for_at_one_shows_what_was_done_at_the_other()
    {
        await one.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        await two.SaysAsync(PaperClinic.By("teams", 3), "ok");
        one.Clock.Advance(TimeSpan.FromSeconds(2));
        await one.SaysAsync(PaperClinic.By("teams", 1), "mine");
        Assert.IsType<Coming>(Assert.Single(one.Get<OpenVisits>().All).State);

        await two.SaysAsync(PaperClinic.By("teams", 1), "left 4");
        one.Clock.Advance(TimeSpan.FromSeconds(2));
        await one.SaysAsync(PaperClinic.By("teams", 1), "mine");
        Assert.Empty(one.Get<OpenVisits>().All);
    }

    [Fact]
    public async Task Nobody_is_refused_by_what_one_remembers()
    {
        // At once after one another: a copy may be a second old, and is believed for nothing that somebody is told.
        await one.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        await two.SaysAsync(PaperClinic.By("teams", 1), "left 4");
        var answer = await one.SaysAsync(PaperClinic.By("teams", 2), "ready 4 patel");
        Assert.DoesNotContain("already", answer.Sentence, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(await one.Store.OpenAsync(null, default)).Version);
    }
}

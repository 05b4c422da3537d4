using Bot.App;
using Bot.Clinic;

namespace Bot.Tests.Painting;

public sealed class WhenAChatIsBehind : IAsyncDisposable
{
    private const string Lee = "person:sam.lee";

    private readonly PaperClinic clinic = new();

    public WhenAChatIsBehind() => clinic.Slack.KnownPlaces.Clear();

    [Fact]
    public async Task A_visit_whose_messages_all_wait_is_not_looked_at_before_their_time()
    {
        await ReadyAsync();
        clinic.Teams.Refuse = () => ChannelException.HeldBack(clinic.Clock.GetUtcNow().AddSeconds(20));
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");

        Assert.NotNull(WaitsUntil());
        clinic.Clock.Advance(TimeSpan.FromSeconds(21));
        Assert.Null(WaitsUntil());
    }

    [Fact]
    public async Task A_visit_with_a_message_that_is_true_or_has_to_ring_is_looked_at_at_once()
    {
        await ReadyAsync();
        Assert.Null(WaitsUntil());

        clinic.Teams.Refuse = () => ChannelException.HeldBack(clinic.Clock.GetUtcNow().AddSeconds(20));
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        clinic.Teams.Refuse = null;
        await clinic.HearsAsync(PaperClinic.By("teams", 3), "no");
        await clinic.HearsAsync(PaperClinic.By("teams", 1), "request 4 patel");

        Assert.Null(WaitsUntil());
    }

    [Fact]
    public async Task A_visit_with_a_message_that_nobody_wants_any_more_is_looked_at_at_once()
    {
        await ReadyAsync();
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        clinic.Teams.KeepsUp.Add(Lee);
        clinic.Teams.Refuse = () => ChannelException.HeldBack(clinic.Clock.GetUtcNow().AddSeconds(20));
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "here 4");
        Assert.Null(WaitsUntil());
        await clinic.HearsAsync(PaperClinic.By("teams", 1), "done 4");

        Assert.IsType<Closing>(Visit.State);
        Assert.Null(WaitsUntil());
        await clinic.PaintAsync();
        Assert.Equal("passed", clinic.Teams.In(Lee)[^1].Card);
        Assert.NotNull(WaitsUntil());
    }

    [Fact]
    public async Task A_step_meanwhile_does_not_make_it_due_before_the_first_of_its_messages_is()
    {
        await ReadyAsync();
        var free = clinic.Clock.GetUtcNow().AddSeconds(20);
        clinic.Teams.Refuse = () => ChannelException.HeldBack(free);
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        Assert.True(Backlog.MayPassBy(Visit, out _));
        await clinic.HearsAsync(PaperClinic.By("teams", 3), "10");

        Assert.Equal(free, await clinic.Store.NextDueAsync(default));
        clinic.Clock.Advance(TimeSpan.FromSeconds(21));
        clinic.Teams.Refuse = null;
        await clinic.PaintAsync();
        Assert.Contains("10:10", clinic.Teams.In(Lee)[^1].Model.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_has_to_ring_makes_it_due_at_once()
    {
        await ReadyAsync();
        clinic.Teams.Refuse = () => ChannelException.HeldBack(clinic.Clock.GetUtcNow().AddSeconds(20));
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        Assert.True(Backlog.MayPassBy(Visit, out _));
        await clinic.HearsAsync(PaperClinic.By("teams", 3), "no");
        Assert.False(Backlog.MayPassBy(Visit, out _));
        await clinic.HearsAsync(PaperClinic.By("teams", 1), "request 4 patel");

        Assert.False(Backlog.MayPassBy(Visit, out _));
        Assert.Single(await clinic.Store.DueAsync(clinic.Clock.GetUtcNow(), 10, default));
    }

    [Fact]
    public async Task A_step_meanwhile_that_makes_the_clock_strike_sooner_makes_it_due_then()
    {
        await ReadyAsync();
        clinic.Teams.Refuse = () => ChannelException.HeldBack(clinic.Clock.GetUtcNow().AddHours(2));
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "30");
        Assert.True(Backlog.MayPassBy(Visit, out var until));
        Assert.Equal(WaitsUntil(), until);
        await clinic.HearsAsync(PaperClinic.By("teams", 3), "3");

        Assert.True(WaitsUntil() < until);
        Assert.Equal(WaitsUntil(), await clinic.Store.NextDueAsync(default));
        Assert.True(Backlog.MayPassBy(Visit, out until));
        Assert.Null(until);
    }

    [Fact]
    public async Task Whoever_rings_while_it_is_passed_by_is_heard_within_a_second()
    {
        await ReadyAsync();
        clinic.Teams.Refuse = () => ChannelException.HeldBack(clinic.Clock.GetUtcNow().AddSeconds(20));
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        Assert.True(Backlog.MayPassBy(Visit, out _));
        clinic.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(Backlog.AskAgain());

        Assert.True(Backlog.MayPassBy(Visit, out _));
        Assert.True(Backlog.MayPassBy(Visit, out _));
        Assert.Empty(Backlog.AskAgain());
        clinic.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([Visit.Id], Backlog.AskAgain());
        Assert.Empty(Backlog.AskAgain());
    }

    [Fact]
    public async Task Whoever_rang_before_it_was_put_off_anew_is_heard_all_the_same()
    {
        await ReadyAsync();
        clinic.Teams.Refuse = () => ChannelException.HeldBack(clinic.Clock.GetUtcNow().AddSeconds(20));
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        Assert.NotNull(Backlog.PutOff(Visit));
        Assert.True(Backlog.StillWaits(Visit));

        Assert.NotNull(Backlog.PutOff(Visit));
        clinic.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([Visit.Id], Backlog.AskAgain());
    }

    [Fact]
    public async Task The_clock_strikes_all_the_same()
    {
        await ReadyAsync();
        clinic.Teams.Refuse = () => ChannelException.HeldBack(clinic.Clock.GetUtcNow().AddHours(1));
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        var strikes = WaitsUntil();

        Assert.Equal(Clock.NextLook(Visit, Site, clinic.Clock.GetUtcNow()), strikes);
        clinic.Clock.Advance(strikes!.Value - clinic.Clock.GetUtcNow());
        Assert.Null(WaitsUntil());
    }

    private Site Site => clinic.Get<Sites>().Find(Visit.Site)!;

    private Backlog Backlog => clinic.Get<Backlog>();

    private DateTimeOffset? WaitsUntil() => Backlog.WaitsUntil(Visit);

    private Visit Visit => Assert.Single(clinic.Get<OpenVisits>().All);

    private Task<Answer> ReadyAsync() => clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");

    public ValueTask DisposeAsync() => clinic.DisposeAsync();
}

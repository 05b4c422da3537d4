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
        await clinic.HearsAsync(PaperClinic.By("teams", 3), "no");
        await clinic.HearsAsync(PaperClinic.By("teams", 1), "request 4 patel");

        Assert.Single(await clinic.Store.DueAsync(clinic.Clock.GetUtcNow(), 10, default));
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

    private DateTimeOffset? WaitsUntil() => clinic.Get<Backlog>().WaitsUntil(Visit, Site);

    private Visit Visit => Assert.Single(clinic.Get<OpenVisits>().All);

    private Task<Answer> ReadyAsync() => clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");

    public ValueTask DisposeAsync() => clinic.DisposeAsync();
}

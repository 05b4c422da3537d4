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

        Assert.True(clinic.Get<Painter>().WaitsAnyway(Visit));
        clinic.Clock.Advance(TimeSpan.FromSeconds(21));
        Assert.False(clinic.Get<Painter>().WaitsAnyway(Visit));
    }

    [Fact]
    public async Task A_visit_with_a_message_that_is_true_or_has_to_ring_is_looked_at_at_once()
    {
        await ReadyAsync();
        Assert.False(clinic.Get<Painter>().WaitsAnyway(Visit));

        clinic.Teams.Refuse = () => ChannelException.HeldBack(clinic.Clock.GetUtcNow().AddSeconds(20));
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        clinic.Teams.Refuse = null;
        await clinic.Get<Listener>().SaysAsync(new Line(PaperClinic.By("teams", 3), new Conversation("dm", Direct: true), "no", ""), default);
        await clinic.Get<Listener>().SaysAsync(new Line(PaperClinic.By("teams", 1), new Conversation("dm", Direct: true), "request 4 patel", ""), default);

        Assert.False(clinic.Get<Painter>().WaitsAnyway(Visit));
    }

    [Fact]
    public async Task A_visit_with_a_message_that_nobody_wants_any_more_is_looked_at_at_once()
    {
        await ReadyAsync();
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        clinic.Teams.KeepsUp.Add(Lee);
        clinic.Teams.Refuse = () => ChannelException.HeldBack(clinic.Clock.GetUtcNow().AddSeconds(20));
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "here 4");
        Assert.False(clinic.Get<Painter>().WaitsAnyway(Visit));
        await clinic.Get<Listener>().SaysAsync(new Line(PaperClinic.By("teams", 1), new Conversation("dm", Direct: true), "done 4", ""), default);

        Assert.IsType<Closing>(Visit.State);
        Assert.False(clinic.Get<Painter>().WaitsAnyway(Visit));
        await clinic.PaintAsync();
        Assert.Equal("passed", clinic.Teams.In(Lee)[^1].Card);
        Assert.True(clinic.Get<Painter>().WaitsAnyway(Visit));
    }

    [Fact]
    public async Task Put_off_it_is_due_when_the_first_of_its_messages_is()
    {
        await ReadyAsync();
        var free = clinic.Clock.GetUtcNow().AddSeconds(20);
        clinic.Teams.Refuse = () => ChannelException.HeldBack(free);
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");

        // Another step meanwhile makes it due again.
        await clinic.Get<Listener>().SaysAsync(new Line(PaperClinic.By("teams", 3), new Conversation("dm", Direct: true), "10", ""), default);
        Assert.Single(await clinic.Store.DueAsync(clinic.Clock.GetUtcNow(), 10, default));
        await clinic.Get<Painter>().PutOffAsync(Visit, default);

        Assert.Equal(free, await clinic.Store.NextDueAsync(default));
        clinic.Clock.Advance(TimeSpan.FromSeconds(21));
        clinic.Teams.Refuse = null;
        await clinic.PaintAsync();
        Assert.Contains("10:10", clinic.Teams.In(Lee)[^1].Model.ToJsonString(), StringComparison.Ordinal);
    }

    private Visit Visit => Assert.Single(clinic.Get<OpenVisits>().All);

    private Task<Answer> ReadyAsync() => clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");

    public ValueTask DisposeAsync() => clinic.DisposeAsync();
}

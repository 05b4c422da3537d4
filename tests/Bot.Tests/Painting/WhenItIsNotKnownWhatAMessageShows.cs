using Bot.App;
using Bot.Clinic;

namespace Bot.Tests.Painting;

public sealed class WhenItIsNotKnownWhatAMessageShows : IAsyncDisposable
{
    private const string CareTeam = "care-team:main-street";

    private readonly PaperClinic clinic = new();

    [Fact]
    public async Task It_is_painted_again_though_the_visit_is_back_where_the_last_known_look_was()
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        clinic.Teams.LosesAnswers.Add(CareTeam);
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "ok");
        clinic.Teams.LosesAnswers.Clear();

        await clinic.SaysAsync(PaperClinic.By("teams", 3), "undo");
        Assert.Equal("Dr. Lee is coming", clinic.Teams.In(CareTeam)[^1].Headline);
        clinic.Clock.Advance(TimeSpan.FromSeconds(2));
        await clinic.PaintAsync();
        Assert.Equal("Waiting for Dr. Lee", clinic.Teams.In(CareTeam)[^1].Headline);
    }

    [Fact]
    public async Task It_is_painted_again_after_a_crash_between_the_change_and_the_note_of_it()
    {
        clinic.Slack.KnownPlaces.Clear();
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        var message = clinic.Teams.In(CareTeam)[^1];

        // The bot ends while the message is being changed, and the change arrives: the store remembers the look before it.
        clinic.Teams.Hold(CareTeam);
        await clinic.SaysInPassingAsync(PaperClinic.By("teams", 3), "ok");
        await clinic.SaysInPassingAsync(PaperClinic.By("teams", 3), "undo");
        message.Face = message.Face with { Model = """{"headline":"Dr. Lee is coming"}"""u8.ToArray() };
        clinic.Teams.Hold(CareTeam).SetResult();

        await StartsAnewAsync();
        Assert.Equal("Waiting for Dr. Lee", message.Headline);
    }

    [Fact]
    public async Task It_is_painted_again_after_a_crash_while_it_was_painted_for_the_step_of_another_visit()
    {
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");

        // Nothing is due: what was painted, for a step which is undone by now, arrived, and the note of it did not.
        var message = clinic.Teams.In(CareTeam)[^1];
        message.Face = message.Face with { Model = """{"headline":"Dr. Lee is in a room"}"""u8.ToArray() };
        await StartsAnewAsync();
        Assert.Equal("Waiting for Dr. Lee", message.Headline);
    }

    [Fact]
    public async Task Nothing_is_painted_again_after_an_end_in_order()
    {
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        await EndsInOrderAsync();
        Assert.Equal(0, await StartsAnewAsync());
    }

    [Fact]
    public async Task An_end_in_order_counts_once()
    {
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        await EndsInOrderAsync();
        await StartsAnewAsync();
        Assert.NotEqual(0, await StartsAnewAsync());
    }

    [Fact]
    public async Task It_is_no_end_in_order_where_the_store_could_not_take_what_was_painted()
    {
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        var visit = Assert.Single(await clinic.Store.OpenAsync(null, default)).Visit;
        var easel = clinic.Get<Easels>().Find(visit)!;
        easel.Put(easel.Standing[0], isSaved: false);
        await EndsInOrderAsync();
        Assert.NotEqual(0, await StartsAnewAsync());
    }

    [Fact]
    public async Task It_is_no_end_in_order_where_not_all_were_looked_at_since_a_crash()
    {
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        var next = NextPainter();
        await next.WakeAsync(default);
        await next.EndAsync(default);
        Assert.NotEqual(0, await StartsAnewAsync());
    }

    [Fact]
    public async Task It_is_no_end_in_order_where_a_chat_asked_to_wait_since_a_crash()
    {
        await clinic.SaysAsync(PaperClinic.By("teams", 1), "ready 4 lee");
        clinic.Teams.Refuse = () => ChannelException.HeldBack(clinic.Clock.GetUtcNow().AddSeconds(5));
        var next = NextPainter();
        await StartsAnewAsync(next);
        await next.EndAsync(default);
        clinic.Teams.Refuse = null;
        Assert.NotEqual(0, await StartsAnewAsync());
    }

    private async Task EndsInOrderAsync()
    {
        using var worker = clinic.Get<PaintingWorker>();
        await worker.StartAsync(default);
        await worker.StopAsync(default);
    }

    /// <summary>The bot comes back, with what the store knows.</summary>
    /// <returns>How many messages it paints.</returns>
    private async Task<int> StartsAnewAsync(Painter? next = null)
    {
        var before = clinic.Teams.Repaints;
        next ??= NextPainter();
        await next.WakeAsync(default);
        foreach (var visit in await clinic.Store.OpenAsync(null, default))
            await await next.LookAsync(visit.Visit, default);
        return clinic.Teams.Repaints - before;
    }

    private Painter NextPainter() => new(
        clinic.Store, clinic.Get<OpenVisits>(), clinic.Get<App.Visits>(), clinic.Get<Sites>(), clinic.Get<Sharing>(), clinic.Get<Chats>(), clinic.Get<Unreachable>(), new Easels(), clinic.Get<Brush>(), clinic.Get<Bell>(), clinic.Get<Telemetry>(), clinic.Clock);

    public ValueTask DisposeAsync() => clinic.DisposeAsync();
}

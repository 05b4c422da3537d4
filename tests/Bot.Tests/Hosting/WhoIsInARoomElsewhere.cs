using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;
using Bot.Tests.Storage.Tables;

namespace Bot.Tests.Hosting;

/// <summary>Cards say of people that they are in another room, and that may change through another instance, at the same moment.</summary>
[Collection(OnAzurite.Name)]
public sealed class WhoIsInARoomElsewhere(Azurite azurite) : IAsyncLifetime
{
    private const string Givers = "person:jordan.kim";
    private const string InARoom = "Dr. Lee is in a room";
    private static readonly Speaker Maria = PaperClinic.By("teams", 1);
    private static readonly Speaker Jordan = PaperClinic.By("teams", 2);
    private static readonly Speaker Lee = PaperClinic.By("teams", 3);

    private TwoInstances both = null!;

    private PaperClinic One => both.One;

    private PaperClinic Two => both.Two;

    public async Task InitializeAsync()
    {
        both = await TwoInstances.StartAsync(azurite);
        await One.SaysAsync(Maria, "ready 4 lee");
        await One.SaysAsync(Lee, "ok");
    }

    public async Task DisposeAsync() => await both.DisposeAsync();

    [Fact]
    public async Task A_visit_that_began_a_moment_ago_at_another_instance_hears_of_it()
    {
        await Two.SaysAsync(Jordan, "ready 5 lee");
        Assert.DoesNotContain(InARoom, Shown, StringComparison.Ordinal);
        await One.SaysAsync(Lee, "here 4");
        Assert.Contains(InARoom, Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_late_painter_paints_over_it_is_painted_again()
    {
        await Two.SaysAsync(Jordan, "ready 5 lee");
        var late = One.Teams.Hold(Givers);
        var painting = await Two.TapsInPassingAsync(Jordan, Two.Teams, Givers, "stepping-out");
        One.Teams.Hold(Givers).SetResult();
        await One.SaysAsync(Lee, "here 4");
        Assert.Contains(InARoom, Shown, StringComparison.Ordinal);

        late.SetResult();
        var due = Assert.Single(await painting);
        Assert.DoesNotContain(InARoom, Shown, StringComparison.Ordinal);
        Assert.True(due <= Two.Clock.GetUtcNow());
        await await Two.Get<Painter>().LookAsync(Two.Get<OpenVisits>().In(new SiteId("main-street"), new RoomId("5"))!.Id, default);
        Assert.Contains(InARoom, Shown, StringComparison.Ordinal);
    }

    private string Shown => One.Teams.In(Givers)[^1].Model.ToJsonString();
}

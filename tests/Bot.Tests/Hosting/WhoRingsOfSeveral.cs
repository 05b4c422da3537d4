using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;
using Bot.Tests.Storage.Tables;

namespace Bot.Tests.Hosting;

/// <summary>A step is taken through one instance, and the next one through another before the first has rung for it.</summary>
[Collection(OnAzurite.Name)]
public sealed class WhoRingsOfSeveral(Azurite azurite) : IAsyncLifetime
{
    private static readonly Speaker Maria = PaperClinic.By("teams", 1);
    private static readonly Speaker Jordan = PaperClinic.By("teams", 2);

    private TwoInstances both = null!;

    private PaperClinic One => both.One;

    private PaperClinic Two => both.Two;

    private int Rang => One.Teams.In("person:sam.lee").Count(message => message.Rang.Length > 0);

    public async Task InitializeAsync()
    {
        // An instance knows the sites that were there when it began.
        both = await TwoInstances.StartAsync(azurite, one => one.SaysAsync(Maria, "ready 8"));
        await One.Get<Listener>().SaysAsync(new Line(Maria, new Conversation("dm", Direct: true), "ready 4 lee", ""), default);
        await Two.SaysAsync(Jordan, "take 4");
        Assert.Equal(0, Rang);
    }

    public async Task DisposeAsync() => await both.DisposeAsync();

    [Fact]
    public async Task The_first_rings_and_the_other_keeps_true_what_it_posted()
    {
        await One.PaintAsync();
        Assert.Equal(1, Rang);
        Two.Clock.Advance(Sharing.Lease);
        await Two.PaintAsync();
        Assert.Equal(1, Rang);
    }

    [Fact]
    public async Task The_other_rings_when_the_first_is_gone()
    {
        Two.Clock.Advance(Sharing.Lease);
        await Two.PaintAsync();
        Assert.Equal(1, Rang);
    }

    [Fact]
    public async Task Whoever_claims_its_work_rings_at_once()
    {
        var visit = Two.Get<OpenVisits>().In(new SiteId("main-street"), new RoomId("4"))!.Id;
        Two.Get<Sharing>().TakeOver(visit);
        Two.Get<Bell>().Ring(visit);
        await Two.PaintAsync();
        Assert.Equal(1, Rang);
    }
}

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

    private static readonly TimeSpan BetweenTurns = TimeSpan.FromMilliseconds(20);

    private TwoInstances both = null!;

    private PaperClinic One => both.One;

    private PaperClinic Two => both.Two;

    private int Rang => One.Teams.Rung.Count(place => place == "person:sam.lee");

    public async Task InitializeAsync()
    {
        // An instance knows the sites that were there when it began.
        both = await TwoInstances.StartAsync(azurite, one => one.SaysAsync(Maria, "ready 8"));
        await One.HearsAsync(Maria, "ready 4 lee");
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
        await SecondRingsAsync(await LookAsync(Two));
        Assert.Equal(1, Rang);
    }

    [Fact]
    public async Task Whoever_claims_its_work_says_so_and_rings()
    {
        var promised = await ClaimAsync();
        Assert.Equal(0, Rang);
        await SecondRingsAsync(promised);
        Assert.Equal(1, Rang);
    }

    [Fact]
    public async Task Whoever_claims_its_work_rings_for_all_who_are_asked()
    {
        await One.HearsAsync(Maria, "request 4 patel");
        Two.Clock.Advance(TimeSpan.FromSeconds(1));
        await SecondRingsAsync(await ClaimAsync());
        Assert.Equal(["person:asha.patel", "person:sam.lee"], One.Teams.Rung.Order());
    }

    [Fact]
    public async Task The_first_whose_chat_refused_leaves_it_to_another_that_has_said_it_will()
    {
        One.Teams.RefusePosts = () => new ChannelException(ChannelTrouble.Later, "not now");
        await await LookAsync(One);
        var promised = await ClaimAsync();
        One.Teams.RefusePosts = null;
        await FirstLooksAsync();
        Assert.Equal(0, Rang);
        await SecondRingsAsync(promised);
        await FirstLooksAsync();
        Assert.Equal(1, Rang);
    }

    [Fact]
    public async Task The_first_rings_when_the_other_has_said_it_will_and_does_not()
    {
        One.Teams.RefusePosts = () => new ChannelException(ChannelTrouble.Later, "not now");
        await await LookAsync(One);
        await ClaimAsync();
        One.Teams.RefusePosts = null;
        One.Clock.Advance(Sharing.Notice);
        await FirstLooksAsync();
        Assert.Equal(0, Rang);
        One.Clock.Advance(Sharing.Lease);
        await FirstLooksAsync();
        Assert.Equal(1, Rang);
    }

    [Fact]
    public async Task The_other_does_not_ring_when_the_first_was_only_slow()
    {
        var answers = new TaskCompletionSource();
        One.Teams.PostsWaitFor = answers.Task;
        var slow = await LookAsync(One);
        var promised = await ClaimAsync();
        answers.SetResult();
        await slow;
        Assert.Equal(1, Rang);
        await SecondRingsAsync(promised);
        Assert.Equal(1, Rang);
    }

    /// <returns>Ends when it has rung, if it does: its clock has to be turned for that.</returns>
    private async Task<Task> ClaimAsync()
    {
        Two.Get<Sharing>().TakeOver(Visit(Two));
        return await LookAsync(Two);
    }

    private static async Task<Task> LookAsync(PaperClinic clinic) => await clinic.Get<Painter>().LookAsync(Visit(clinic), default);

    private async Task SecondRingsAsync(Task promised)
    {
        // Its wait begins when the tables have answered.
        while (await Task.WhenAny(promised, Task.Delay(BetweenTurns, TimeProvider.System)) != promised)
            Two.Clock.Advance(Sharing.Notice);
        await promised;
        await Two.PaintAsync();
    }

    private async Task FirstLooksAsync()
    {
        // It believes a copy of the tables for a second.
        One.Clock.Advance(TimeSpan.FromSeconds(1));
        One.Get<Bell>().Ring(Visit(One));
        await One.PaintAsync();
    }

    private static VisitId Visit(PaperClinic clinic) => clinic.Get<OpenVisits>().In(new SiteId("main-street"), new RoomId("4"))!.Id;
}

using Bot.App;
using Bot.Clinic;
using Bot.Storage;
using Bot.Tests.Painting;
using Bot.Tests.Storage.Tables;

namespace Bot.Tests.Practising;

/// <summary>Two instances on the same tables, in the same chats: a tap arrives at either.</summary>
[Collection(OnAzurite.Name)]
public sealed class AmongSeveralInstances(Azurite azurite) : IAsyncLifetime
{
    private const string Priyas = "person:priya.shah";
    private readonly TablesOptions options = azurite.Options();
    private readonly List<Rehearsal> instances = [];

    private Rehearsal One => instances[0];

    private Rehearsal Two => instances[1];

    public async Task InitializeAsync()
    {
        instances.Add(new Rehearsal(new PaperClinic(store: await azurite.OpenAsync(options), shares: options)));
        instances.Add(new Rehearsal(new PaperClinic(store: await azurite.OpenAsync(options), shares: options, beside: One.Clinic)));
    }

    public async Task DisposeAsync()
    {
        foreach (var one in instances)
            await one.DisposeAsync();
    }

    [Fact]
    public async Task What_one_begins_the_other_goes_on_with()
    {
        await One.SaysAsync(Rehearsal.Priya, "practice knee");
        await Two.TapsAsync(Rehearsal.Maria, Rehearsal.Here, "part:ma");
        await One.TapsAsync(Rehearsal.Lee, Rehearsal.Here, "part:provider");
        await Two.TapsAsync(Rehearsal.Priya, Priyas, "begin");
        await One.TapsAsync(Rehearsal.Maria, "person:maria.lopez", "request:sam.lee");
        await Two.TapsAsync(Rehearsal.Lee, "person:sam.lee", "accept");
        await One.TapsAsync(Rehearsal.Priya, Priyas, "debrief:start");
        Assert.IsType<Debriefing>(One.Play!.State);

        // One card for each place and thing, whoever posted it.
        Assert.Equal(
            [Rehearsal.Here, Rehearsal.Here, Rehearsal.Here, "person:maria.lopez", Priyas, "person:sam.lee", "person:sam.lee"],
            One.Messages.Select(message => message.Place).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_two_who_take_the_same_part_at_once_one_is_told_who_has_it()
    {
        await One.SaysAsync(Rehearsal.Priya, "practice knee");
        await Two.Clinic.Get<Plays>().OpenAsync(default);
        var play = One.Play!.Id;
        var (first, second) = (new PlayCommand.TakePart(new Part("ma"), new StaffId("maria.lopez"), One.Clinic.Clock.GetUtcNow()), new PlayCommand.TakePart(new Part("ma"), new StaffId("jordan.kim"), One.Clinic.Clock.GetUtcNow()));
        Assert.IsType<PlayDecision.Happened>((await One.Clinic.Get<Plays>().HandleAsync(play, first, default))!.Value.Decision);

        // It has not heard of that yet.
        Assert.Empty(Two.Play!.Parts);
        Assert.Equal(new PlayDecision.Refused(PlayRefusal.PartIsTaken, new StaffId("maria.lopez")), (await Two.Clinic.Get<Plays>().HandleAsync(play, second, default))!.Value.Decision);
    }

    [Fact]
    public async Task One_that_is_over_is_forgotten_by_both()
    {
        await One.SaysAsync(Rehearsal.Priya, "practice knee");
        await Two.Clinic.Get<Plays>().OpenAsync(default);
        await Two.SaysAsync(Rehearsal.Priya, "practice stop");
        foreach (var one in instances)
        {
            one.Clinic.Clock.Advance(StageHand.ClearsAway);
            await one.SettleAsync();
        }

        await One.Sandbox.Get<News>().HearAsync(default);
        Assert.Null(One.Play);
        Assert.Null(Two.Play);
        Assert.Empty(await One.Sandbox.Get<IVisitStore>().KeptAsync(Plays.Kind, default));
        Assert.Equal(Answer.Nothing, await Two.SaysAsync(Rehearsal.Priya, "practice"));
    }
}

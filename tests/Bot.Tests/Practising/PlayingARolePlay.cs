using Bot.Clinic;

namespace Bot.Tests.Practising;

/// <summary>From the line in a channel to the last question, with the real cards.</summary>
public sealed class PlayingARolePlay : IAsyncDisposable
{
    private const string Priyas = "person:priya.shah";
    private const string Marias = "person:maria.lopez";
    private const string Lees = "person:sam.lee";
    private const string Danas = "person:dana.fox";

    private readonly Rehearsal rehearsal = new();

    [Fact]
    public async Task Whoever_starts_it_leads_it_and_chooses_and_the_others_take_parts()
    {
        Assert.Equal(Answer.Nothing, await rehearsal.SaysAsync(Rehearsal.Priya, "practice"));
        await rehearsal.TapsAsync(Rehearsal.Priya, Rehearsal.Here, "play:ma-to-provider");
        await rehearsal.TapsAsync(Rehearsal.Maria, Rehearsal.Here, "part:ma");
        await rehearsal.TapsAsync(Rehearsal.Lee, Rehearsal.Here, "part:provider");

        // One message, kept true, and one that the facilitator alone has.
        var parts = Assert.Single(rehearsal.In(Rehearsal.Priya, Rehearsal.Here));
        Assert.Equal("practice/parts", parts.Card);
        Assert.Equal(["Maria Lopez", "Dr. Lee"], parts.Model["players"]!.AsArray().Select(player => player!["who"]!.GetValue<string>()));
        Assert.Equal("practice/facilitator", Assert.Single(rehearsal.In(Rehearsal.Priya, Priyas)).Card);
    }

    [Fact]
    public async Task An_assistant_passes_the_patient_to_a_provider()
    {
        await BeginAsync("knee", (Rehearsal.Maria, "ma"), (Rehearsal.Lee, "provider"));
        await rehearsal.TapsAsync(Rehearsal.Maria, Marias, "request:sam.lee");
        var ping = rehearsal.In(Rehearsal.Lee, Lees)[^1];
        Assert.Equal(("practice/request", "Room PRACTICE is ready for you"), (ping.Card, ping.Rang));
        await rehearsal.TapsAsync(Rehearsal.Lee, Lees, "accept:5");
        await rehearsal.TapsAsync(Rehearsal.Maria, Marias, "here");
        await rehearsal.TapsAsync(Rehearsal.Maria, Marias, "handed-off:added");
        Assert.IsType<With>(rehearsal.Visit!.State);

        // They may talk on: the facilitator says when it is enough.
        Assert.IsType<Playing>(rehearsal.Play!.State);
        await rehearsal.TapsAsync(Rehearsal.Priya, Priyas, "debrief:start");
        Assert.Null(rehearsal.Visit);
        Assert.All((string[])[Marias, Lees], chat => Assert.All(rehearsal.In(Rehearsal.Maria, chat), message => Assert.Equal("practice/done", message.Card)));
        await DebriefAsync();
    }

    [Fact]
    public async Task A_provider_who_has_the_patient_brings_a_colleague_in()
    {
        await BeginAsync("provider to behavioral", (Rehearsal.Lee, "provider"), (Rehearsal.Dana, "behavioral-health"));

        // Dana is of the front desk, and plays what she likes to learn.
        var ping = Assert.Single(rehearsal.In(Rehearsal.Dana, Danas));
        Assert.Equal("Room PRACTICE is ready for you", ping.Rang);
        Assert.Equal("practice/giver", Assert.Single(rehearsal.In(Rehearsal.Lee, Lees)).Card);
        await rehearsal.TapsAsync(Rehearsal.Dana, Danas, "accept");
        await rehearsal.TapsAsync(Rehearsal.Dana, Danas, "here");
        await rehearsal.TapsAsync(Rehearsal.Lee, Lees, "handed-off:nothing");
        Assert.Equal(new StaffId("dana.fox"), rehearsal.Visit!.InTheRoom);
    }

    [Fact]
    public async Task An_assistant_walks_the_patient_to_a_desk_and_the_debrief_begins_by_itself()
    {
        await BeginAsync("referral", (Rehearsal.Jordan, "ma"), (Rehearsal.Maria, "front-desk"));
        const string Jordans = "person:jordan.kim";
        await rehearsal.TapsAsync(Rehearsal.Jordan, Jordans, "asked-all");
        await rehearsal.TapsAsync(Rehearsal.Jordan, Jordans, "walk:scheduling");
        Assert.Equal("A patient is coming from room PRACTICE", rehearsal.In(Rehearsal.Maria, Marias)[^1].Rang);
        await rehearsal.TapsAsync(Rehearsal.Maria, Marias, "here");
        await rehearsal.TapsAsync(Rehearsal.Jordan, Jordans, "walk:referrals");
        await rehearsal.TapsAsync(Rehearsal.Maria, Marias, "here");
        Assert.Null(rehearsal.Visit);
        await DebriefAsync();
    }

    [Fact]
    public async Task Every_scenario_that_ships_can_be_played()
    {
        foreach (var scenario in Training.RolePlays.All)
        {
            await using var one = new Rehearsal();
            await one.SaysAsync(Rehearsal.Priya, $"practice {scenario.Id}");
            await one.TapsAsync(Rehearsal.Maria, Rehearsal.Here, $"part:{scenario.Shared.Giver.Id()}");
            await one.TapsAsync(Rehearsal.Lee, Rehearsal.Here, $"part:{scenario.Shared.Receiver.Id()}");
            await one.TapsAsync(Rehearsal.Priya, Priyas, "begin");
            Assert.NotNull(one.Visit);
            Assert.Equal(one.Visit.Id, one.Play!.Visit);
        }
    }

    [Fact]
    public async Task Nothing_of_it_is_kept_once_it_is_over()
    {
        await BeginAsync("knee", (Rehearsal.Maria, "ma"), (Rehearsal.Lee, "provider"));
        await rehearsal.TapsAsync(Rehearsal.Maria, Marias, "request:sam.lee");
        await rehearsal.SaysAsync(Rehearsal.Priya, "practice stop");
        Assert.NotNull(rehearsal.Play);
        rehearsal.Clinic.Clock.Advance(App.StageHand.ClearsAway);
        await rehearsal.SettleAsync();

        Assert.Null(rehearsal.Play);
        var store = rehearsal.Sandbox.Get<IVisitStore>();
        foreach (var kind in (string[])[App.Plays.Kind, App.PlayCards.Kind, App.Today.PersonKind])
            Assert.Empty(await store.KeptAsync(kind, default));
        Assert.Empty(await store.OpenAsync(null, default));
        Assert.Null(await store.NextDueAsync(default));
        await foreach (var _ in store.AllEventsAsync(DateTimeOffset.MinValue, default))
            Assert.Fail("An event of the practice visit is left.");
    }

    [Fact]
    public async Task It_goes_on_after_a_restart_where_it_was()
    {
        await BeginAsync("knee", (Rehearsal.Maria, "ma"), (Rehearsal.Lee, "provider"));
        await rehearsal.TapsAsync(Rehearsal.Maria, Marias, "request:sam.lee");
        var before = rehearsal.Messages.Count();
        await rehearsal.Sandbox.DisposeAsync();

        await using var restarted = new Rehearsal(new Painting.PaperClinic(beside: rehearsal.Clinic, storePath: rehearsal.Clinic.File.Path));
        await restarted.TapsAsync(Rehearsal.Lee, Lees, "accept");
        await restarted.TapsAsync(Rehearsal.Maria, Marias, "here");
        Assert.IsType<Together>(restarted.Visit!.State);
        await restarted.TapsAsync(Rehearsal.Priya, Priyas, "debrief:start");
        Assert.IsType<Debriefing>(restarted.Play!.State);
        Assert.Equal(before + 1, rehearsal.Messages.Count());
    }

    private async Task BeginAsync(string name, params (Speaker Who, string Part)[] players)
    {
        await rehearsal.SaysAsync(Rehearsal.Priya, $"practice {name}");
        foreach (var (who, part) in players)
            await rehearsal.TapsAsync(who, Rehearsal.Here, $"part:{part}");
        await rehearsal.TapsAsync(Rehearsal.Priya, Priyas, "begin");
        Assert.NotNull(rehearsal.Visit);
    }

    private async Task DebriefAsync()
    {
        for (var prompt = 0; rehearsal.Play!.State is Debriefing; prompt++)
        {
            Assert.Equal(prompt, ((Debriefing)rehearsal.Play!.State).Prompt);
            await rehearsal.TapsAsync(Rehearsal.Priya, Rehearsal.Here, $"debrief:{prompt}", ($"well-{prompt}", "0,1"), ($"better-{prompt}", "1"));
        }

        Assert.Equal(PlayEnd.Finished, Assert.IsType<Over>(rehearsal.Play.State).Why);
        Assert.All(rehearsal.In(Rehearsal.Priya, Rehearsal.Here), message => Assert.Contains(message.Card, (string[])["practice/practised", "practice/done"]));
        Assert.All(rehearsal.In(Rehearsal.Priya, Priyas), message => Assert.Equal("practice/practised", message.Card));
    }

    public ValueTask DisposeAsync() => rehearsal.DisposeAsync();
}

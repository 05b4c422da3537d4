using System.Text.Json.Nodes;
using Bot.Clinic;
using Bot.Tests.Slack.Small;
using Bot.Tests.Whole.InSlack;

namespace Bot.Tests.Whole;

/// <summary>The lead decides with the cards that really stand in the chat, and the next room goes by it.</summary>
[Collection("Whole")]
public sealed class DecidingOnTheWire
{
    private const string NotInThePlan = "Not in the plan today: hand off as before. You can always ask.";

    [Fact]
    public async Task Passes_in_Teams_and_a_restart_keeps_it()
    {
        await using var bot = await WholeBot.StartAsync();
        var priya = bot.PhoneOf("priya.shah");
        await priya.TypeAsync("decisions");
        await PickAsync("provider", "walk");
        await PickAsync("stay");
        await PickAsync("new-patient");
        await PickAsync("pair");
        await PickAsync("maria.lopez");
        await PickAsync("sam.lee");
        await PickAsync(Seen("Next").Card.Inputs[0].Values[0]);
        Assert.Contains("We start: Maria Lopez with Dr. Lee", Seen("Save").Card.Texts);
        await priya.TappedAsync(Seen("Save"));
        Assert.Contains("Saved.", Seen("Change").Card.Texts);

        await bot.StopAsync();
        await bot.WakeAsync();
        await bot.Maria.TypeAsync("ready 4");
        var card = await Eventually.FindsAsync(() => bot.Maria.Find("Visit done"), () => "Maria never saw her card.");
        Assert.Contains(NotInThePlan, card.Card.Texts);
        Assert.Equal(NotOffered.Patients, Assert.Single(bot.Disk.Visits()).Visit.NotOffered);
        bot.NothingBroke();

        OnScreen Seen(string button) => priya.Find(button) ?? throw new InvalidOperationException($"There is no [{button}].");

        async Task PickAsync(params string[] picks)
        {
            var asked = await Eventually.FindsAsync(() => priya.Find("Next"), () => "Priya was never asked.");
            await priya.TappedAsync(asked, picks);
        }
    }

    [Fact]
    public async Task Passes_in_Slack_in_one_message()
    {
        await using var clinic = await SlackClinic.StartAsync();
        var priya = clinic.Slack.Person("U10");
        await priya.SayAsync("decisions");
        await PickAsync("routes", "provider", "colleague", "walk");
        await PickAsync("wait", "return");
        await PickAsync("patients", "needs-time");
        await PickAsync("start", "moments");
        await PickAsync("moments", "lunch");
        await PickAsync("lunch", "13:00");
        var day = (await AskedAsync("from")).Blocks.First(block => block!["block_id"]?.GetValue<string>() == "from")!["element"]!["options"]![0]!["value"]!.GetValue<string>();
        await PickAsync("from", day);
        await TapAsync("decide:save");
        await Eventually.HoldsAsync(() => Chat().Blocks.ToJsonString().Contains("Saved.", StringComparison.Ordinal), "Nothing was saved.");
        Assert.Single(clinic.Slack.DirectMessages("U10"));

        // She ticks nothing, and the rule is for those who need time.
        await clinic.Maria.TypeAsync("ready 4");
        await Eventually.HoldsAsync(
            () => clinic.Slack.DirectMessages("U01").Any(message => message.Blocks.ToJsonString().Contains(NotInThePlan, StringComparison.Ordinal)),
            "Maria never read that it is not in the plan.");
        Assert.Equal((NotOffered.Patients, Wait.Return), Assert.Single(clinic.Bot.Disk.Visits()).Visit is var visit ? (visit.NotOffered, visit.Wait) : default);
        clinic.Bot.NothingBroke();

        SmallMessage Chat() => clinic.Slack.DirectMessages("U10")[^1];

        Task<SmallMessage> AskedAsync(string question) => Eventually.FindsAsync(
            () => clinic.Slack.DirectMessages("U10").LastOrDefault(message => message.Blocks.Any(block => block is JsonObject one && one["block_id"]?.GetValue<string>() == question)),
            () => $"Priya was never asked about {question}.");

        async Task PickAsync(string question, params string[] picks) =>
            Assert.Equal(200, (await priya.TapAsync(await AskedAsync(question), "decide:next", (question, picks))).Status);

        async Task TapAsync(string verb)
        {
            await Eventually.HoldsAsync(() => Chat().Buttons.Any(button => button.Verb == verb), $"Priya never saw {verb}.");
            Assert.Equal(200, (await priya.TapAsync(Chat(), verb)).Status);
        }
    }
}

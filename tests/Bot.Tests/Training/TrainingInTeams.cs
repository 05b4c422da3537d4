using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Playground.Wire;
using Bot.Playground.World;
using Bot.Tests.Browser;
using Bot.Tests.Whole;

namespace Bot.Tests.Training;

/// <summary>The whole bot on the wire of Teams, from a lead's `training` to the report, with a clock turned by hand and a restart in between.</summary>
public sealed class TrainingInTeams
{
    private const int LooksAMinute = 200;

    [Fact]
    public async Task From_setting_a_session_to_the_report()
    {
        // A Tuesday, ten in the morning at the sample site.
        var clock = new ManualClock(new DateTimeOffset(2026, 11, 24, 15, 0, 0, TimeSpan.Zero));
        var bot = await RealBot.StartAsync(clock: clock);
        await MeetAsync(bot);
        await SayAsync(bot, "priya.shah", "training");
        await TapAsync(bot, "priya.shah", "New session…");
        await TapAsync(bot, "priya.shah", "Set and invite",
            ("day", "2026-11-25"), ("time", "12:30"), ("minutes", "30"), ("presenter", "priya.shah"), ("who", "maria.lopez,sam.lee"), ("plays", "ma-to-provider"));
        Assert.Contains("The session on Wed 25 Nov, 12:30 is set. 2 people are invited.", Seen(bot, "priya.shah"), StringComparison.Ordinal);

        await ReadsAsync(bot, "maria.lopez", "You are invited to the warm handoff training");
        await ReadsAsync(bot, "sam.lee", "You are invited to the warm handoff training");
        await TapAsync(bot, "maria.lopez", "I'll be there");
        await TapAsync(bot, "sam.lee", "Can't come");

        // All that was said is kept, and nobody is told anything twice.
        var kept = await bot.StopAsync();
        clock.Advance(TimeSpan.FromHours(26));
        bot = await RealBot.StartAsync(clock: clock, kept: kept);
        await using (bot)
        {
            await MeetAsync(bot);
            clock.Advance(TimeSpan.FromMinutes(16));
            await ReadsAsync(bot, "maria.lopez", "The training begins in a few minutes", clock);
            await ReadsAsync(bot, "priya.shah", "A first visit with knee pain: practice ma-to-provider", clock);
            clock.Advance(TimeSpan.FromMinutes(46));
            await ReadsAsync(bot, "priya.shah", "Who was there?", clock);
            await TapAsync(bot, "priya.shah", "Who was there…");
            await TapAsync(bot, "priya.shah", "Save", ("who", "maria.lopez,priya.shah"));
            Assert.Contains("Saved: 2 people were there. 2 of 10 have completed the training.", Seen(bot, "priya.shah"), StringComparison.Ordinal);
            await SayAsync(bot, "priya.shah", "report");
            await ReadsAsync(bot, "priya.shah", "still missing: Jordan Kim, Dr. Lee, Dr. Patel and 5 more");
            Assert.Single(CardsOf(bot, "maria.lopez"));
            Assert.Empty(CardsOf(bot, "sam.lee"));
        }
    }

    // Whoever has never written has no chat yet in which a bot could write to them.
    private static async Task MeetAsync(RealBot bot)
    {
        foreach (var who in (string[])["maria.lopez", "sam.lee", "priya.shah"])
            await SayAsync(bot, who, "whoami");
    }

    private static async Task SayAsync(RealBot bot, string who, string line)
    {
        var (person, place) = PlaceOf(bot, who);
        var said = bot.Of<Chats>().Say(place, person, bot.Of<MessageIds>().Next(), line);
        var answer = await bot.Of<BotLine>().SendAsync(bot.Of<Activities>().Line(place, person, said), CancellationToken.None);
        Assert.True(answer is BotAnswer.Answered { IsGood: true }, $"The bot did not take \"{line}\".");
    }

    private static async Task TapAsync(RealBot bot, string who, string button, params (string Input, string Value)[] inputs)
    {
        var (person, place) = PlaceOf(bot, who);
        var (message, found) = await Eventually.FindsAsync(
            () => CardsOf(bot, who).Select(one => (one.Message, Button: one.Card.Find(button))).LastOrDefault(one => one.Button is not null) is { Button: { } found, Message: var on }
                ? Tuple.Create(on, found) : null,
            () => $"{who} never saw [{button}].");
        var action = JsonObject.Create(found.Action)!;
        foreach (var (input, value) in inputs)
            action["data"]![input] = value;
        var answer = await bot.Of<Invokes>().ExecuteAsync(place, person, message, JsonSerializer.SerializeToElement(action), CancellationToken.None);
        Assert.True(answer is BotAnswer.Answered { IsGood: true }, $"[{button}] was answered {answer}.");
    }

    // The bot may have looked a moment before its time: it looks again a minute later.
    private static Task ReadsAsync(RealBot bot, string who, string text, ManualClock? clock = null)
    {
        var looks = 0;
        return Eventually.HoldsAsync(() =>
        {
            if (++looks % LooksAMinute == 0)
                clock?.Advance(TimeSpan.FromMinutes(1));
            return Seen(bot, who).Contains(text, StringComparison.Ordinal);
        }, $"{who} never read: {text}");
    }

    private static string Seen(RealBot bot, string who) => string.Join('\n', CardsOf(bot, who).Select(one => one.Card.ToString()));

    private static IReadOnlyList<(Message Message, SeenCard Card)> CardsOf(RealBot bot, string who) =>
    [
        .. bot.Of<Chats>().In(PlaceOf(bot, who).Place.Id)
            .Where(message => message.From is null && message.Cards.Count > 0)
            .Select(message => (message, SeenCard.Read(message.Views.GetValueOrDefault(who, message.Cards[0])))),
    ];

    private static (Bot.Playground.PlaygroundPerson Person, Place Place) PlaceOf(RealBot bot, string who)
    {
        var tenant = bot.Of<Tenant>();
        var person = tenant.Person(who)!;
        return (person, tenant.PlaceOf(tenant.ChatId(person))!);
    }
}

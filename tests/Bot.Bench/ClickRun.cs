namespace Bot.Bench;

/// <summary>Clicks a second and their times, the bot's beside the floor's, in turn.</summary>
internal static class ClickRun
{
    private static readonly int[] Connections = [1, 16, 64];

    public static async Task<int> RunAsync(Wishes wishes)
    {
        using var folder = wishes.NewFolder();
        await using var chat = await ISmallChat.StartAsync(wishes.Channel);
        var seeds = await Seeds.SowAsync(folder, chat);
        Report.Say($"{BigPractice.Visits} visits on {BigPractice.Sites} sites; SQLite synchronous=FULL on both; outgoing calls capped as {(chat.Name == "teams" ? "Teams caps them, 50 a second" : "Slack caps them, 50 repaints a minute")}; measured after {wishes.Warmup} s of load");

        var bots = new List<Loaded[]>();
        var floors = new List<Loaded[]>();
        for (var round = 0; round < wishes.Rounds; round++)
        {
            bots.Add(await BotAsync(wishes, folder, chat, seeds, round));
            floors.Add(await FloorAsync(wishes, folder, chat, seeds, round, bots[^1].Max(one => one.AnswerBytes)));
        }

        for (var i = 0; i < Connections.Length; i++)
        {
            double Ratio(Func<Loaded, double> of) => Numbers.Median(bots.Zip(floors, (bot, floor) => of(bot[i]) / of(floor[i])));
            var n = Connections[i];
            Report.Say($"{n,2} connections: {Ratio(one => one.PerSecond):0.00} of the floor's clicks a second, p50 {Ratio(one => one.P50):0.00} x, p99 {Ratio(one => one.P99):0.00} x (medians of {wishes.Rounds} rounds)");
            if (n != 16)
                continue;
            Report.AtLeast("clicks/s at 16 connections, durable, of the floor's", Ratio(one => one.PerSecond), 0.8);
            Report.AtMost("p99 of a click at 16 connections, of the floor's", Ratio(one => one.P99), 1.5, " x");
        }

        return 0;
    }

    private static async Task<Loaded[]> BotAsync(Wishes wishes, Scratch folder, ISmallChat chat, Seeds seeds, int round)
    {
        var database = seeds.Copy(folder, $"bot{round}.db");
        var clicks = chat.ClicksOn(seeds);
        var called = chat.Calls;
        int clicked, cards;
        Loaded[] measured;
        await using (var bot = Server.Bot(seeds, database, chat, limits: true))
        {
            (measured, clicked, cards) = await LoadAsync(wishes, bot, clicks, $"round {round + 1}, bot");
        }

        var changed = await Seeds.ClickedAsync(database, chat.Name);
        Report.Say($"round {round + 1}, bot: {clicked} clicks, {cards} answered as they should be, {changed} changed state; {chat.Calls - called} calls to the chat");
        return measured;
    }

    private static async Task<Loaded[]> FloorAsync(Wishes wishes, Scratch folder, ISmallChat chat, Seeds seeds, int round, int answerBytes)
    {
        await using var floor = Server.OfFloor(folder.At($"floor{round}.db"), chat, seeds.RowBytes, answerBytes);
        return (await LoadAsync(wishes, floor, chat.ClicksOn(seeds), $"round {round + 1}, floor")).Measured;
    }

    private static async Task<(Loaded[] Measured, int Clicks, int Cards)> LoadAsync(Wishes wishes, Server server, Clicks clicks, string name)
    {
        (await server.FirstWireAsync()).Dispose();
        var warm = await Load.RunAsync(clicks, server.Port, 16, wishes.Warmup);
        var measured = new Loaded[Connections.Length];
        var (clicked, cards) = (warm.Clicks, warm.Cards);
        for (var i = 0; i < Connections.Length; i++)
        {
            var spent = server.Spent;
            var one = measured[i] = await Load.RunAsync(clicks, server.Port, Connections[i], wishes.Seconds);
            clicked += one.Clicks;
            cards += one.Cards;
            Report.Say($"{name}: {Connections[i],2} connections {one.PerSecond,8:0} clicks/s, p50 {one.P50,7:0.00} ms, p99 {one.P99,7:0.00} ms, {(server.Spent - spent).TotalMicroseconds / one.Clicks,5:0} us of processor a click");
        }

        return (measured, clicked, cards);
    }
}

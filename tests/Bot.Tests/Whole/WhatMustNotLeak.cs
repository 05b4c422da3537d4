using System.Text.Json;
using Bot.Clinic;
using Bot.Playground.Connector;

namespace Bot.Tests.Whole;

/// <summary>DESIGN §5: a day with marked words in everything, and then every log line, lock screen, address and card is searched for them.</summary>
[Collection("Whole")]
public sealed class WhatMustNotLeak
{
    private static readonly string[] EverythingLogged =
    [
        "--Logging:LogLevel:Default=Trace",
        "--Logging:LogLevel:Microsoft.AspNetCore=Trace",
        "--Logging:Console:FormatterName=json",
        "--Logging:Console:FormatterOptions:IncludeScopes=true",
    ];

    [Fact]
    public async Task Is_told_nowhere_but_where_it_may_be()
    {
        await using var bot = await WholeBot.StartAsync(Canaries.PracticeFile(), EverythingLogged);
        await ADayAsync(bot);
        await HostileInputAsync(bot);
        var truth = await bot.BecomesTrueAsync();
        Assert.All(bot.Disk.Visits(), one => Assert.IsType<Left>(one.Visit.State));

        Assert.Empty(InTheLog(bot));
        Assert.Empty(OnLockScreens(bot));
        Assert.Empty(bot.Overheard.Calls.SelectMany(call => Found(call.Call.Target, Canaries.All, "an address")));
        Assert.Empty(OnCards(bot));
        Assert.All(
            truth.Cards.Keys.Select(bot.Chats.Find),
            message => Assert.Empty(Found(message!.Cards[0].GetRawText(), [.. Canaries.All.Except([Canaries.Room])], "the history of a chat")));
    }

    private static async Task ADayAsync(WholeBot bot)
    {
        // Everything the form can say, somebody who can't, a cover, somebody discreet, two desks.
        var (patel, robin) = (bot.PhoneOf("asha.patel"), bot.PhoneOf("robin.clarke"));
        var form = JsonSerializer.SerializeToElement(new
        {
            room = Canaries.Room,
            who = "sam.lee",
            visitType = "follow-up",
            flags = string.Join(',', Picks.Flags.Select(flag => flag.Id)),
            ready = string.Join(',', Picks.Ticks.Select(tick => tick.Id)),
            wait = "stay",
        });
        await bot.Invokes.ComposeSubmitAsync(bot.Maria.Chat, bot.Maria.Person, form, CancellationToken.None);
        await bot.BecomesTrueAsync();
        foreach (var (who, button, picks) in new (Phone, string, string[])[]
        {
            (bot.Lee, "cant", []),
            (bot.Maria, "request:asha.patel", []),
            (bot.Lee, "accept", []),
            (bot.Maria, "here", []),
            (bot.Maria, "handed-off:added", []),
            (bot.Lee, "request:behavioral-health", []),
            (robin, "accept", []),
            (robin, "here", []),
            (bot.Lee, "handed-off:nothing", []),
            (bot.Lee, "visit-done", ["next-visit-2-weeks", "lab"]),
            (bot.Maria, "asked-all", []),
            (bot.Maria, "walk:scheduling", []),
            (bot.Dana, "accept:5", []),
            (bot.Dana, "accept", []),
            (bot.Dana, "here", []),
            (bot.Maria, "walk:lab", []),
            (bot.Lou, "cant", []),
            (bot.Maria, "walk:lab", []),
        })
        {
            await who.TapAsync(button, picks);
            await bot.BecomesTrueAsync();
        }

        // Typed where others read along, about another visit too.
        var aboutRoom6 = (string[])["ready 6", "request 6 behavioral health", "undo", "walk 6 quahog", "mine", "left 6"];
        foreach (var line in (string[])["board", $"ready {Canaries.Room}", "help", "mine", .. aboutRoom6])
            await bot.Maria.TypeAsync(line, bot.Practice.Sites[0].Channels["teams"].CareTeam);
        foreach (var line in (string[])["board", "mine", "whoami", "help"])
            await bot.Maria.TypeAsync(line);
        await bot.BecomesTrueAsync();
        bot.Faults.Once(FaultKind.BadGateway);
        await bot.Lou.TapAsync("here");
        await bot.BecomesTrueAsync();
    }

    private static async Task HostileInputAsync(WholeBot bot)
    {
        await bot.Maria.TypeAsync("ready 5 cockle");
        await bot.BecomesTrueAsync();
        using var door = new Door(bot);
        var visit = bot.Disk.OpenIn("5")!.Id.Value;
        var forged = door.Line("ready 6 wrasse");
        forged["from"]!["name"] = "Wrasse";
        foreach (var (body, token) in new[]
        {
            (door.Tap("xiphias:5", visit).ToJsonString(), door.Token()),
            (door.Tap("accept", "yabby12345").ToJsonString(), door.Token()),
            (door.Tap("visit-done", visit, data => data["stops"] = "zander").ToJsonString(), door.Token()),
            (door.Form("who", "zander").ToJsonString(), door.Token()),
            (forged.ToJsonString(), door.Token()),
            (forged.ToJsonString(), door.Token(bot.Strangers.Unknown)),
            (forged.ToJsonString()[..^9] + "wrasse", door.Token()),
            ("wrasse", "wrasse.wrasse.wrasse"),
        })
        {
            using var answer = await door.PostAsync(body, token);
        }

        using (bot.Disk.Locked())
            await bot.Lee.TappedAsync(bot.Lee.Find("accept:5", visit)!);
        await bot.Lee.TapAsync("accept:5");
        await bot.Maria.TypeAsync("left 5");
    }

    private static IEnumerable<string> InTheLog(WholeBot bot)
    {
        Assert.Contains(bot.Log, line => line.Contains("\"LogLevel\":\"Trace\"", StringComparison.Ordinal));
        Assert.Contains(bot.Log, line => line.Contains("was refused", StringComparison.Ordinal));
        Assert.Contains(bot.Log, line => line.Contains("cannot save", StringComparison.Ordinal));
        var tokens = bot.Overheard.Calls.Select(call => call.Call.Authorization.Split(' ')[^1]).Where(token => token.Length > 0).Distinct();
        string[] words = [.. Canaries.All, bot.Setup.ClientSecret, "eyJ", .. tokens];
        return bot.Log.SelectMany(line => Found(line, words, "the log"));
    }

    private static IEnumerable<string> OnLockScreens(WholeBot bot)
    {
        var shown = bot.Overheard.Calls.Where(call => call.Rings || call.Card is not null).Select(call => call.Push).ToList();
        Assert.Contains(shown, push => push.Contains(Canaries.Room, StringComparison.Ordinal));
        return shown.SelectMany(push => Found(push, [.. Canaries.All.Except([Canaries.Room])], "a lock screen"));
    }

    private static IEnumerable<string> OnCards(WholeBot bot)
    {
        var site = bot.Practice.Sites[0].Channels["teams"];
        var sent = bot.Overheard.Calls.Where(call => call.Card is not null).Select(call => (Place: call.Conversation, Card: call.Card!.Value.GetRawText()));
        var answered = bot.Phones.SelectMany(phone => phone.Answers.Select(answer => (Place: answer.Place.Id, Card: answer.Body)));
        var cards = sent.Concat(answered).ToLookup(one => one.Place, one => one.Card);
        string[] roomChannel = [.. Canaries.Details, .. Canaries.Stops, .. Canaries.Desks, Canaries.DiscreetName];
        string[] receiver = [Canaries.SchedulingSay, Canaries.LabSay, Canaries.Scheduling];
        (string Place, string Name, IReadOnlyList<string> Never)[] places =
        [
            (site.CareTeam, "the room channel", roomChannel),
            (bot.Lee.Chat.Id, "the receiver's chat", receiver),
            (bot.PhoneOf("asha.patel").Chat.Id, "the cover's chat", receiver),
            (bot.PhoneOf("robin.clarke").Chat.Id, "the third person's chat", receiver),
            (site.Desks[new DeskId("scheduling")], "scheduling", [.. Canaries.Details, Canaries.LabAsk, Canaries.LabSay, Canaries.Lab]),
            (site.Desks[new DeskId("lab")], "the lab", [.. Canaries.Details, Canaries.SchedulingAsk, Canaries.SchedulingSay, Canaries.Scheduling]),
        ];

        // Each place must have been told something, or its search would prove nothing.
        Assert.All(places, place => Assert.NotEmpty(cards[place.Place]));
        Assert.Contains(cards[bot.Lee.Chat.Id], card => Canaries.Details.All(word => card.Contains(word, StringComparison.Ordinal)));
        foreach (var place in places)
        {
            foreach (var found in cards[place.Place].SelectMany(card => Found(card, IsBoard(card) ? [.. place.Never.Except(Canaries.Desks)] : place.Never, place.Name)))
                yield return found;
        }

        // Answers to lines that were typed there are read by all, too.
        var said = bot.Overheard.Calls
            .Where(call => call.Card is null && call.Call.Body.Contains("\"text\":", StringComparison.Ordinal) && call.Conversation == site.CareTeam)
            .ToList();
        Assert.NotEmpty(said);
        foreach (var found in said.SelectMany(call => Found(call.Call.Body, roomChannel, "what is said in the room channel")))
            yield return found;

        // What is asked of desks reaches a receiver as boxes to tick, and never as a text.
        foreach (var place in places[1..4])
        {
            foreach (var card in cards[place.Place])
            {
                using var json = JsonDocument.Parse(card);
                var root = json.RootElement.TryGetProperty("value", out var value) ? value : json.RootElement;
                if (root.ValueKind != JsonValueKind.Object)
                    continue;
                foreach (var text in SeenCard.Read(root).Texts.SelectMany(text => Found(text, [.. Canaries.Stops, .. Canaries.Desks], place.Name)))
                    yield return text;
            }
        }
    }

    // The board names all desks, and of none whose patient it waits for.
    private static bool IsBoard(string card) => card.Contains("Desks: ", StringComparison.Ordinal);

    private static IEnumerable<string> Found(string text, IReadOnlyList<string> words, string where) =>
        words.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"{word} in {where}: {text}");
}

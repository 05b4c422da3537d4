using System.Net;
using System.Text.Json.Nodes;
using Bot.Tests.PracticeFiles;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Tests.Whole;

[Collection("Whole")]
public sealed class HostileCallers
{
    private const string Word = "wrasse";
    private const string Elsewhere = "https://smba.trafficmanager.net/emea/";

    private static readonly string[] Verbs =
    [
        Word, $"{Word}:5", "accept:0", "accept:-5", "accept:61", "accept:99999999999", "accept:5:5", "ACCEPT:٥", "here:nobody", "request:priya.shah",
        $"request:{Word}", "walk:nowhere", $"handed-off:{Word}", "couldnt-meet:", "stop:'; DROP TABLE visit;--", ":", new('v', 900),
    ];

    private static readonly (string Input, string Value)[] Forms =
    [
        ("room", ""), ("room", "99"), ("room", Word), ("who", Word), ("who", "maria.lopez"), ("visitType", Word), ("flags", Word), ("wait", Word),
    ];

    [Fact]
    public async Task Whoever_cannot_prove_to_be_Teams_is_refused_without_a_word_and_nothing_is_written()
    {
        await using var bot = await WithAVisitAsync();
        using var door = new Door(bot);
        var (good, later) = (door.Token(), TimeProvider.System.GetUtcNow());
        var claims = good.Split('.');
        (string Why, string? Token, Action<JsonObject>? Change, HttpStatusCode Status)[] callers =
        [
            ("unsigned", null, null, HttpStatusCode.Unauthorized),
            ("no algorithm", $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{claims[1]}.", null, HttpStatusCode.Unauthorized),
            ("another's signature", $"{claims[0]}.{claims[1]}.{door.Token(bot.Strangers.Unknown).Split('.')[2]}", null, HttpStatusCode.Unauthorized),
            ("an unknown key", door.Token(bot.Strangers.Unknown), null, HttpStatusCode.Unauthorized),
            ("a key for another channel", door.Token(bot.Strangers.OfAnotherChannel), null, HttpStatusCode.Forbidden),
            ("another issuer", door.Token(issuer: "https://api.botframework.com"), null, HttpStatusCode.Unauthorized),
            ("another audience", door.Token(audience: Guid.NewGuid().ToString()), null, HttpStatusCode.Unauthorized),
            ("expired", door.Token(at: later.AddHours(-2)), null, HttpStatusCode.Unauthorized),
            ("not yet valid", door.Token(at: later.AddHours(2)), null, HttpStatusCode.Unauthorized),
            ("another service url", door.Token(serviceUrl: bot.Setup.ServiceUrl + "other/"), null, HttpStatusCode.Forbidden),
            ("a service url that is not allowed", door.Token(serviceUrl: Elsewhere), one => one["serviceUrl"] = Elsewhere, HttpStatusCode.Forbidden),
            ("a foreign tenant", good, one => one["conversation"]!["tenantId"] = Guid.NewGuid().ToString(), HttpStatusCode.Forbidden),
            ("a foreign tenant in the data", good, one => one["channelData"]!["tenant"]!["id"] = Guid.NewGuid().ToString(), HttpStatusCode.Forbidden),
            ("another channel", good, one => one["channelId"] = "webchat", HttpStatusCode.Forbidden),
            ("nobody", good, one => one["from"]!.AsObject().Remove("aadObjectId"), HttpStatusCode.Forbidden),
        ];
        var before = bot.Disk.Everything();
        foreach (var (why, token, change, status) in callers)
        {
            foreach (var activity in (JsonObject[])[door.Tap("accept", bot.Disk.OpenIn("4")!.Id.Value), door.Line($"ready 5 lee {Word}")])
            {
                activity["x"] = Word;
                change?.Invoke(activity);
                using var answer = await door.PostAsync(activity.ToJsonString(), token);
                Assert.Equal((why, status, ""), (why, answer.StatusCode, await answer.Content.ReadAsStringAsync()));
            }
        }

        await UnharmedAsync(bot, before);
    }

    [Fact]
    public async Task What_makes_no_sense_is_a_4xx_or_a_plain_sentence_and_changes_nothing()
    {
        await using var bot = await WithAVisitAsync();
        using var door = new Door(bot);
        var visit = bot.Disk.OpenIn("4")!.Id.Value;
        var before = bot.Disk.Everything();

        foreach (var body in Bodies(door))
            await NoSenseAsync(door, body);
        foreach (var verb in Verbs)
            await NoSenseAsync(door, door.Tap(verb, visit).ToJsonString());
        foreach (var id in (string[])["", "zzzzzzzzzz", Word, "../../bot.db", "' OR 1=1 --", visit + "x", visit.ToUpperInvariant(), "٤", new string('7', 5000)])
            await NoSenseAsync(door, door.Tap("accept", id).ToJsonString());
        foreach (var (input, value) in ((string, string)[])[("stops", Word), ("stops", "lab,lab," + Word), ("stops", new string(',', 10_000) + Word)])
            await NoSenseAsync(door, door.Tap("visit-done", visit, data => data[input] = value).ToJsonString());
        foreach (var (input, value) in Forms)
            await NoSenseAsync(door, door.Form(input, value).ToJsonString());

        await UnharmedAsync(bot, before);
    }

    [Fact]
    public async Task People_who_may_not_get_a_plain_sentence_and_change_nothing()
    {
        await using var bot = await WithAVisitAsync(TwoSites);
        using var door = new Door(bot);
        var visit = bot.Disk.OpenIn("4")!.Id.Value;

        // Of nobody's staff. That somebody new has spoken is all that is kept, so they come first.
        var unknown = door.Tap("accept", visit);
        unknown["from"]!["aadObjectId"] = Guid.NewGuid().ToString();
        unknown["conversation"]!["id"] = "a:1unknown";
        Assert.Equal(["I don't know you here yet. Please ask your lead to add you to the practice file."], await door.AskAsync(unknown));
        await Eventually.HoldsAsync(() => bot.Disk.Conversations() == bot.Tenant.Places.Count + 1, "The new conversation was not kept.");
        var before = bot.Disk.Everything();

        // Of the other site: on its own visits they may do all this.
        var stranger = bot.PhoneOf("quinn.hale");
        foreach (var verb in (string[])["accept", "here", "take", "left", "undo", "request:sam.lee", "visit-done"])
            Assert.Equal(["That visit is not there any more."], await door.AskAsync(door.Tap(verb, visit, by: stranger)));

        // Of the site, in another role.
        Assert.Contains("This request is not for you.", await door.AskAsync(door.Tap("accept", visit, by: bot.Lou)));
        Assert.Contains("That is for an MA, a nurse or the lead.", await door.AskAsync(door.Tap("left", visit, by: bot.Dana)));

        await UnharmedAsync(bot, before);
    }

    private static readonly string TwoSites = SamplePractice.Json.TrimEnd().TrimEnd('}').TrimEnd().TrimEnd(']') + """
        ,
            {
              "id": "harbor", "name": "Harbor", "timeZone": "Etc/UTC", "opening": { "mon": "08:00-17:00" }, "rooms": ["4"], "emergencyNumber": "5555",
              "staff": [{ "id": "quinn.hale", "name": "Quinn Hale", "role": "lead", "email": "quinn.hale@example.org", "teams": "00000000-0000-0000-0000-000000000011" }]
            }
          ]
        }
        """;

    // A tap and a line that mean nothing, broken in every way.
    private static IEnumerable<string> Bodies(Door door)
    {
        foreach (var body in (string[])["", "null", "[]", "5", "{", "{}", "{\"type\":\"message\"}", "\ufeff{}"])
            yield return body;
        foreach (var size in (int[])[300_000, 1_000_000])
            yield return door.Line(Word + new string('w', size)).ToJsonString();
        var deep = new string('[', 5000) + new string(']', 5000);
        yield return door.Line(Word).ToJsonString()[..^1] + $",\"x\":{deep}}}";
        JsonNode?[] odd = [5, true, new JsonArray(), new JsonObject(), null];
        foreach (var make in (Func<JsonObject>[])[() => door.Tap(Word, Word), () => door.Line(Word)])
        {
            foreach (var member in make().Select(member => member.Key))
            {
                foreach (var value in odd)
                    yield return Broken(make(), one => one[member] = value?.DeepClone());
            }

            foreach (var id in (string[])["1\n2", "1\0", "\u202e1", "\u0007", new string('1', 5000)])
            {
                yield return Broken(make(), one => one["conversation"]!["id"] = id);
                yield return Broken(make(), one => one["replyToId"] = id);
                yield return Broken(make(), one => one["from"]!["id"] = id);
            }
        }

        yield return door.Tap("accept\n", "1").ToJsonString();
        yield return door.Tap("accept", "1\r\nfake log line").ToJsonString();
    }

    private static string Broken(JsonObject activity, Action<JsonObject> change)
    {
        change(activity);
        return activity.ToJsonString();
    }

    private static async Task<WholeBot> WithAVisitAsync(string? practice = null)
    {
        var bot = await WholeBot.StartAsync(practice);
        await bot.Maria.TypeAsync("ready 4 lee");

        // A machine that is busy takes a line before it has saved it.
        await Eventually.HoldsAsync(() => bot.Disk.OpenIn("4") is not null, "Room 4 never opened.");
        await bot.BecomesTrueAsync();
        return bot;
    }

    // The bot stands as it stood, told nobody what it heard, and works.
    private static async Task UnharmedAsync(WholeBot bot, string before)
    {
        Assert.Equal(ButWhoIsOn(before), ButWhoIsOn(bot.Disk.Everything()));
        Assert.DoesNotContain(bot.Log, line => line.Contains(Word, StringComparison.OrdinalIgnoreCase));
        await bot.Lee.TapAsync("accept:5");
        await bot.BecomesTrueAsync();
        bot.NothingBroke();
    }

    // Whoever of the staff speaks is on that day, whatever they say; that alone may be noted.
    private static IEnumerable<string> ButWhoIsOn(string everything) =>
        everything.Split('\n').Where(line => !line.StartsWith("presence ", StringComparison.Ordinal));

    private static async Task NoSenseAsync(Door door, string body)
    {
        using var answer = await door.PostAsync(body, door.Token());
        var said = await answer.Content.ReadAsStringAsync();
        var shown = $"{body[..Math.Min(body.Length, 300)]} was answered {(int)answer.StatusCode} {said}";

        // 501 is the protocol's own word for an invoke that a bot does not have.
        Assert.True((int)answer.StatusCode is 200 or 202 or 400 or 403 or 413 or 501, shown);
        Assert.True(said.Length == 0 || answer.StatusCode == HttpStatusCode.OK, shown);
    }
}

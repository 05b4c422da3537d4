using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Clinic;

namespace Bot.Tests.Teams;

public class ReadingTheWire
{
    public static TheoryData<string> Samples => [.. Wire.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_sample_is_understood(string sample)
    {
        await using var bot = await TeamsBot.StartAsync();
        var response = await bot.SendAsync(sample);
        Assert.Equal(sample.StartsWith("invoke", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(1, bot.Heard);
    }

    [Fact]
    public async Task Names_are_read_ignoring_case()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync("message-personal", one =>
        {
            var url = one["serviceUrl"]!.GetValue<string>();
            one.AsObject().Remove("serviceUrl");
            one["serviceURL"] = url;
        });
        Assert.Single(bot.Lines);
    }

    [Fact]
    public async Task An_invoke_that_the_bot_does_not_have_is_501()
    {
        await using var bot = await TeamsBot.StartAsync();
        foreach (var name in (string[])["fileConsent/invoke", "composeExtension/query", "", "ADAPTIVECARD/ACTION/X"])
            Assert.Equal(HttpStatusCode.NotImplemented, (await bot.SendAsync("invoke-task-fetch", one => one["name"] = name)).StatusCode);
        Assert.Equal(0, bot.Heard);
    }

    [Theory]
    [InlineData("messageReaction")]
    [InlineData("messageUpdate")]
    [InlineData("messageDelete")]
    [InlineData("typing")]
    [InlineData("event")]
    [InlineData("never-heard-of")]
    public async Task What_the_bot_does_not_act_on_is_accepted(string type)
    {
        await using var bot = await TeamsBot.StartAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await bot.SendAsync("message-personal", one => one["type"] = type)).StatusCode);
        Assert.Equal(0, bot.Heard);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"message\"}")]
    [InlineData("\ufeff{}")]
    public async Task What_is_no_activity_is_400(string body)
    {
        await using var bot = await TeamsBot.StartAsync();
        var response = await bot.PostAsync(body);
        Assert.Equal((HttpStatusCode.BadRequest, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Wrong_types_and_broken_characters_are_400()
    {
        await using var bot = await TeamsBot.StartAsync();
        foreach (var change in (Action<JsonNode>[])[
            one => one["type"] = 5,
            one => one["from"] = "anna",
            one => one["conversation"] = new JsonArray(),
            one => one["conversation"]!["id"] = true,
            one => one["conversation"]!["id"] = "a:1\nfake log line",
            one => one["conversation"]!["id"] = "a:1\u202eevil",
            one => one["conversation"]!["id"] = new string('a', 2000),
            one => one["replyToId"] = "1\0",
            one => one["value"] = "text",
            one => one["value"] = new JsonObject(),
            one => one["value"]!["action"] = new JsonArray(),
            one => one["value"]!["action"]!["type"] = "Action.Submit",
            one => one["value"]!["action"]!["verb"] = "",
            one => one["value"]!["action"]!["verb"] = "accept\n",
            one => one["value"]!["action"]!["data"]!["visit"] = "\u0007"])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await bot.SendAsync("invoke-adaptiveCard-action-execute", change)).StatusCode);
        }
        var half = bot.Activity("invoke-adaptiveCard-action-execute").Replace("\"seen\"", "\"\\ud800\"", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await bot.PostAsync(half)).StatusCode);
        Assert.Equal(0, bot.Heard);
    }

    [Fact]
    public async Task What_is_nested_too_deep_is_400()
    {
        await using var bot = await TeamsBot.StartAsync();
        var deep = new string('[', 100) + new string(']', 100);
        Assert.Equal(HttpStatusCode.BadRequest, (await bot.PostAsync(bot.Activity("message-personal").Replace("\"new\"", "\"new\",\"x\":" + deep, StringComparison.Ordinal))).StatusCode);
    }

    [Fact]
    public async Task More_than_256_KB_is_413_and_without_a_token_401()
    {
        await using var bot = await TeamsBot.StartAsync();
        var large = bot.Activity("message-personal", one => one["text"] = new string('x', 1024 * 1024));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await bot.PostAsync(large)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(large, token: null)).StatusCode);
        Assert.Equal(0, bot.Heard);
        Assert.Equal(HttpStatusCode.Accepted, (await bot.SendAsync("message-personal", one => one["text"] = new string('x', 200 * 1024))).StatusCode);
    }

    [Fact]
    public async Task A_large_body_that_hides_its_length_is_413_too()
    {
        await using var bot = await TeamsBot.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, bot.Url + "/api/messages") { Content = new StringContent(new string(' ', 400 * 1024)) };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = new("Bearer", bot.Teams.Token());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await bot.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task However_a_sample_is_damaged_there_is_no_5xx_and_nothing_of_it_is_logged()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.Always("GET", ".*", _ => new Reply(404));
        bot.Teams.Always("POST", ".*", _ => new Reply(404));
        bot.OnTap = (tap, _) => Task.FromResult(Answer.Says(tap.Verb));
        var samples = Wire.Names.Select(name => bot.Activity(name).Replace("Sample", "Zanzibar", StringComparison.Ordinal)).ToArray();
        var token = bot.Teams.Token();
        var statuses = new System.Collections.Concurrent.ConcurrentDictionary<HttpStatusCode, int>();
        await Parallel.ForAsync(0, 3000, async (seed, ct) =>
        {
            var random = new Random(seed);
            var body = Damage(Encoding.UTF8.GetBytes(samples[random.Next(samples.Length)]), random);
            using var request = new HttpRequestMessage(HttpMethod.Post, bot.Url + "/api/messages") { Content = new ByteArrayContent(body) };
            request.Headers.Authorization = new("Bearer", token);
            using var response = await bot.Client.SendAsync(request, ct);
            statuses.AddOrUpdate(response.StatusCode, 1, (_, count) => count + 1);
        });

        // 501 is the answer to an invoke whose name was damaged.
        Assert.DoesNotContain(statuses.Keys, status => status >= HttpStatusCode.InternalServerError && status != HttpStatusCode.NotImplemented);
        Assert.True(statuses[HttpStatusCode.BadRequest] > 100 && statuses[HttpStatusCode.OK] > 100, string.Join(' ', statuses));
        Assert.DoesNotContain(bot.Log, line => line.Contains("Zanzibar", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log, line => line.Contains("could not be handled", StringComparison.Ordinal));
    }

    private static byte[] Damage(byte[] body, Random random)
    {
        var damaged = body.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(damaged.Count);
            switch (random.Next(6))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.RemoveAt(at);
                    break;
                case 2:
                    damaged.Insert(at, (byte)"{}[]\",:\\0tn-"[random.Next(12)]);
                    break;
                case 3:
                    damaged.RemoveRange(at, Math.Min(random.Next(1, 40), damaged.Count - at));
                    break;
                case 4:
                    damaged.InsertRange(at, damaged.GetRange(at, Math.Min(random.Next(1, 40), damaged.Count - at)));
                    break;
                default:
                    // A value of another type, in place of a text.
                    var quote = damaged.IndexOf((byte)'"', at);
                    var end = quote < 0 ? -1 : damaged.IndexOf((byte)'"', quote + 1);
                    if (end > 0)
                    {
                        damaged.RemoveRange(quote, end - quote + 1);
                        damaged.InsertRange(quote, Encoding.UTF8.GetBytes(((string[])["5", "null", "true", "[]", "{}", "\"\\ud800\"", "1e999"])[random.Next(7)]));
                    }
                    break;
            }
            if (damaged.Count == 0)
                break;
        }
        return [.. damaged];
    }
}

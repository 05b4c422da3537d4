using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Tests.Teams;

public class SigningIn
{
    private const string Tap = "invoke-adaptiveCard-action-execute";

    [Fact]
    public async Task A_good_token_is_let_in()
    {
        await using var bot = await TeamsBot.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await bot.SendAsync(Tap)).StatusCode);
        Assert.Single(bot.Taps);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer not-a-token")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer ..")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer {good} more")]
    [InlineData("{good}")]
    [InlineData("Bearer  {good}")]
    public async Task A_request_without_a_proper_bearer_is_refused(string? header)
    {
        await using var bot = await TeamsBot.StartAsync();
        var response = header is null
            ? await bot.PostAsync(bot.Activity(Tap), token: null)
            : await bot.PostWithHeaderAsync(bot.Activity(Tap), header.Replace("{good}", bot.Teams.Token(), StringComparison.Ordinal));
        await AssertRefusedAsync(bot, response, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Alg_none_is_refused()
    {
        await using var bot = await TeamsBot.StartAsync();
        var parts = bot.Teams.Token().Split('.');
        foreach (var alg in (string[])["none", "None", "NONE", ""])
        {
            var header = Base64UrlEncoder.Encode($$"""{"alg":"{{alg}}","kid":"key-1","typ":"JWT"}""");
            await AssertRefusedAsync(bot, await bot.PostAsync(bot.Activity(Tap), $"{header}.{parts[1]}."), HttpStatusCode.Unauthorized);
            await AssertRefusedAsync(bot, await bot.PostAsync(bot.Activity(Tap), $"{header}.{parts[1]}.{parts[2]}"), HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task The_public_key_is_no_shared_secret()
    {
        await using var bot = await TeamsBot.StartAsync();
        foreach (var secret in (byte[][])[
            bot.Teams.Keys[0].Rsa.ExportSubjectPublicKeyInfo(),
            Encoding.UTF8.GetBytes(bot.Teams.Keys[0].Rsa.ExportSubjectPublicKeyInfoPem()),
            Encoding.UTF8.GetBytes(bot.Teams.Keys[0].Jwk().ToJsonString())])
        {
            var token = bot.Teams.Token(one => one.SigningCredentials =
                new SigningCredentials(new SymmetricSecurityKey(secret) { KeyId = "key-1" }, SecurityAlgorithms.HmacSha256));
            await AssertRefusedAsync(bot, await bot.PostAsync(bot.Activity(Tap), token), HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task However_a_token_is_damaged_it_is_refused_and_breaks_nothing()
    {
        await using var bot = await TeamsBot.StartAsync();
        var activity = bot.Activity(Tap);
        var good = bot.Teams.Token();
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(activity, good)).StatusCode);
        await Parallel.ForAsync(0, 500, async (seed, _) =>
        {
            var random = new Random(seed);
            var parts = good.Split('.');
            var part = random.Next(2);
            var json = new StringBuilder(Base64UrlEncoder.Decode(parts[part]));
            for (var times = random.Next(1, 3); times > 0; times--)
                json[random.Next(json.Length)] = "{}[]\",:0n\\\ud800"[random.Next(11)];
            parts[part] = random.Next(4) == 0 ? parts[part][random.Next(parts[part].Length)..] : Base64UrlEncoder.Encode(json.ToString());
            var token = string.Join('.', parts);
            if (token != good)
                Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(activity, token)).StatusCode);
        });
        Assert.Single(bot.Taps);
    }

    [Fact]
    public async Task Another_algorithm_of_the_right_key_is_refused()
    {
        await using var bot = await TeamsBot.StartAsync();
        var token = bot.Teams.Token(one => one.SigningCredentials =
            new SigningCredentials(new RsaSecurityKey(bot.Teams.Keys[0].Rsa) { KeyId = "key-1" }, SecurityAlgorithms.RsaSsaPssSha256));
        await AssertRefusedAsync(bot, await bot.PostAsync(bot.Activity(Tap), token), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Another_key_under_the_right_name_is_refused()
    {
        await using var bot = await TeamsBot.StartAsync();
        using var stranger = new SignedBy("key-1");
        await AssertRefusedAsync(bot, await bot.PostAsync(bot.Activity(Tap), bot.Teams.Token(key: stranger)), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_changed_claim_breaks_the_signature()
    {
        await using var bot = await TeamsBot.StartAsync();
        var parts = bot.Teams.Token().Split('.');
        var claims = JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!;
        claims["exp"] = claims["exp"]!.GetValue<long>() + 60;
        await AssertRefusedAsync(
            bot, await bot.PostAsync(bot.Activity(Tap), $"{parts[0]}.{Base64UrlEncoder.Encode(claims.ToJsonString())}.{parts[2]}"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_that_expired_four_minutes_ago_is_let_in_and_six_minutes_ago_is_not()
    {
        await using var bot = await TeamsBot.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(bot.Activity(Tap), Expired(bot, 4))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(bot.Activity(Tap), Expired(bot, 6))).StatusCode);
        Assert.Single(bot.Taps);
    }

    [Fact]
    public async Task A_token_of_the_future_is_refused()
    {
        await using var bot = await TeamsBot.StartAsync();
        var token = bot.Teams.Token(one => one.NotBefore = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(6));
        await AssertRefusedAsync(bot, await bot.PostAsync(bot.Activity(Tap), token), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_that_never_expires_is_refused()
    {
        await using var bot = await TeamsBot.StartAsync();
        var token = bot.Teams.Token(one => one.Expires = null);
        await AssertRefusedAsync(bot, await bot.PostAsync(bot.Activity(Tap), token), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_for_another_app_is_refused()
    {
        await using var bot = await TeamsBot.StartAsync();
        foreach (var audience in (string?[])["00000000-0000-0000-0000-000000000009", "api://" + SmallTeams.AppId, "", null])
            await AssertRefusedAsync(bot, await bot.PostAsync(bot.Activity(Tap), bot.Teams.Token(one => one.Audience = audience)), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_of_another_issuer_is_refused_and_no_key_is_looked_for()
    {
        await using var bot = await TeamsBot.StartAsync();
        foreach (var issuer in (string?[])["https://api.botframework.com", SmallTeams.Issuer + "/", SmallTeams.Issuer.ToUpperInvariant(), null])
            await AssertRefusedAsync(bot, await bot.PostAsync(bot.Activity(Tap), bot.Teams.Token(one => one.Issuer = issuer)), HttpStatusCode.Unauthorized);
        Assert.Equal(0, bot.Teams.MetadataReads);
    }

    [Fact]
    public async Task A_key_that_is_not_endorsed_for_Teams_is_forbidden()
    {
        await using var bot = await TeamsBot.StartAsync();
        foreach (var endorsement in (string[])["slack", "none", "MSTEAMS"])
        {
            var key = new SignedBy("key-" + endorsement, endorsement);
            bot.Teams.Keys.Add(key);
        }
        foreach (var key in bot.Teams.Keys.Skip(1))
            await AssertRefusedAsync(bot, await bot.PostAsync(bot.Activity(Tap), bot.Teams.Token(key: key)), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_service_url_must_be_claimed_and_be_the_activitys_own()
    {
        await using var bot = await TeamsBot.StartAsync();
        foreach (var claims in (Dictionary<string, object>[])[
            [],
            new() { ["serviceurl"] = "" },
            new() { ["serviceUrl"] = bot.Teams.ServiceUrl },
            new() { ["serviceurl"] = bot.Teams.Url + "/amer/" },
            new() { ["serviceurl"] = bot.Teams.ServiceUrl.TrimEnd('/') }])
        {
            await AssertRefusedAsync(bot, await bot.PostAsync(bot.Activity(Tap), bot.Teams.Token(one => one.Claims = claims)), HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task The_service_url_may_differ_in_case()
    {
        await using var bot = await TeamsBot.StartAsync();
        var token = bot.Teams.Token(one => one.Claims = new Dictionary<string, object> { ["serviceurl"] = bot.Teams.ServiceUrl.ToUpperInvariant() });
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(bot.Activity(Tap), token)).StatusCode);
    }

    [Fact]
    public async Task A_service_url_on_a_host_that_is_not_allowed_is_forbidden()
    {
        await using var bot = await TeamsBot.StartAsync();
        foreach (var url in (string[])["https://evil.example/", "http://127.0.0.1:1/emea/", "https://smba.trafficmanager.net/teams/"])
        {
            var token = bot.Teams.Token(one => one.Claims = new Dictionary<string, object> { ["serviceurl"] = url });
            await AssertRefusedAsync(
                bot, await bot.PostAsync(bot.Activity(Tap, one => one["serviceUrl"] = url), token), HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Another_channel_is_forbidden()
    {
        await using var bot = await TeamsBot.StartAsync();
        foreach (var channel in (string[])["webchat", "emulator", "MSTeams"])
            await AssertRefusedAsync(bot, await bot.SendAsync(Tap, one => one["channelId"] = channel), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_tenant_is_forbidden()
    {
        await using var bot = await TeamsBot.StartAsync();
        const string Foreign = "11111111-6d0e-4b7a-9a21-0c5e7d4b8f10";
        foreach (var change in (Action<JsonNode>[])[
            one => one["conversation"]!["tenantId"] = Foreign,
            one => one["channelData"]!["tenant"]!["id"] = Foreign,
            one =>
            {
                one["conversation"]!.AsObject().Remove("tenantId");
                one["channelData"]!.AsObject().Remove("tenant");
            }])
        {
            await AssertRefusedAsync(bot, await bot.SendAsync(Tap, change), HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task A_speaker_without_an_Entra_id_is_forbidden()
    {
        await using var bot = await TeamsBot.StartAsync();
        foreach (var change in (Action<JsonNode>[])[
            one => one["from"]!.AsObject().Remove("aadObjectId"),
            one => one["from"]!["aadObjectId"] = "anna",
            one => one["from"]!["aadObjectId"] = "{a1e0c7d4-0b3f-4c68-9d52-6f7a8b9c0d11}",
            one => one.AsObject().Remove("from")])
        {
            await AssertRefusedAsync(bot, await bot.SendAsync(Tap, change), HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Nothing_is_kept_of_what_is_refused()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.PostAsync(bot.Activity("message-personal"), token: null);
        await bot.SendAsync("message-personal", one => one["channelId"] = "webchat");
        await bot.Service<Bot.Teams.Outbound.Conversations>().WriteAsync(default);
        Assert.Equal(0, bot.Writes);
    }

    [Fact]
    public async Task The_same_token_is_proved_once()
    {
        await using var bot = await TeamsBot.StartAsync();
        var token = bot.Teams.Token();
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(bot.Activity(Tap), token)).StatusCode);

        // Were it proved again, the key that is now gone would be missed.
        bot.Teams.Keys.Insert(0, new SignedBy("key-2"));
        bot.Teams.Keys.RemoveAt(1);
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(bot.Activity(Tap), bot.Teams.Token())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(bot.Activity(Tap), token)).StatusCode);
        Assert.Equal(2, bot.Teams.MetadataReads);
    }

    [Fact]
    public async Task A_token_that_names_a_new_key_is_let_in()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.SendAsync(Tap);
        var rolled = new SignedBy("key-2");
        bot.Teams.Keys.Add(rolled);
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(bot.Activity(Tap), bot.Teams.Token(key: rolled))).StatusCode);
    }

    [Fact]
    public async Task Invented_keys_cause_no_storm_of_fetches()
    {
        await using var bot = await TeamsBot.StartAsync();
        using var stranger = new SignedBy("key-1");
        await Parallel.ForAsync(0, 60, async (n, _) =>
        {
            var token = bot.Teams.Token(one => one.SigningCredentials = new SigningCredentials(
                new RsaSecurityKey(stranger.Rsa.ExportParameters(true)) { KeyId = $"invented-{n}" }, SecurityAlgorithms.RsaSha256));
            Assert.Equal(HttpStatusCode.Unauthorized, (await bot.PostAsync(bot.Activity(Tap), token)).StatusCode);
        });
        Assert.InRange(bot.Teams.MetadataReads, 1, 2);
        Assert.Equal(0, bot.Heard);
    }

    [Fact]
    public async Task While_the_keys_cannot_be_read_nobody_is_let_in_and_nothing_breaks()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.MetadataDown = true;
        await AssertRefusedAsync(bot, await bot.SendAsync(Tap), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_log_names_the_reason_and_never_the_token()
    {
        await using var bot = await TeamsBot.StartAsync();
        var token = bot.Teams.Token(one => one.Audience = "00000000-0000-0000-0000-000000000009");
        await bot.PostAsync(bot.Activity(Tap), token);
        Assert.Contains(bot.Log, line => line.Contains("OtherAudience", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log, line => line.Contains(token.Split('.')[1], StringComparison.Ordinal));
    }

    private static string Expired(TeamsBot bot, int minutes) => bot.Teams.Token(one =>
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        one.NotBefore = one.IssuedAt = now.AddHours(-1);
        one.Expires = now.AddMinutes(-minutes);
    });

    private static async Task AssertRefusedAsync(TeamsBot bot, HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
        Assert.Equal(0, bot.Heard);
        Assert.Equal(0, bot.Writes);
    }
}

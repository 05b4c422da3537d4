using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Tests.Teams;

/// <summary>One call of the bot's to the Connector, as it stood on the wire.</summary>
internal sealed record Call(string Method, string Target, string Authorization, string ContentType, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public static async Task<Call> ReadAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, leaveOpen: true);
        return new Call(
            http.Request.Method,
            http.Features.Get<IHttpRequestFeature>()!.RawTarget,
            http.Request.Headers.Authorization.ToString(),
            http.Request.ContentType ?? "",
            await reader.ReadToEndAsync());
    }
}

/// <summary>What the Connector answers: a status, or no answer at all.</summary>
internal sealed record Reply(int Status, string Body = "{}", string? RetryAfter = null)
{
    public static readonly Reply Reset = new(-1);
    public static readonly Reply Silence = new(-2);

    public static Reply Error(int status, string code) => new(status, $$"""{"error":{"message":"x","code":"{{code}}"} }""");
}

/// <summary>
/// Sign-in keys, the token authority and the Connector, on loopback, each call scripted beforehand. A call that was not expected is
/// answered 418 and fails the test at the end.
/// </summary>
internal sealed class SmallTeams : IAsyncDisposable
{
    public const string AppId = "7b0d2c1e-4a53-4f86-8e19-2d6c5a9f3b71";
    public const string Tenant = "3f1c9a52-6d0e-4b7a-9a21-0c5e7d4b8f10";
    public const string Issuer = "https://issuer.example";

    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly List<(string Method, Regex Target, Func<Call, Reply> Answer, bool Once)> script = [];
    private readonly TaskCompletionSource closing = new();

    private SmallTeams(WebApplication app) => this.app = app;

    public string Url { get; private set; } = "";

    public string ServiceUrl => Url + "/emea/";

    public ConcurrentQueue<Call> Calls { get; } = new();

    public ConcurrentQueue<string> Unexpected { get; } = new();

    // Making a key takes longer than most tests, so they share their first.
    private static readonly SignedBy Usual = new("key-1");

    public List<SignedBy> Keys { get; } = [Usual];

    public int MetadataReads { get; private set; }

    public int TokensGiven { get; private set; }

    public string TokenRequest { get; private set; } = "";

    public Reply? TokenReply { get; set; }

    public int TokenLifetime { get; set; } = 3600;

    public bool MetadataDown { get; set; }

    public static async Task<SmallTeams> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var teams = new SmallTeams(app);
        app.MapGet("/openid", teams.MetadataAsync);
        app.MapGet("/keys", teams.KeysAsync);
        app.MapPost("/token", teams.TokenAsync);
        app.MapFallback(teams.ConnectorAsync);
        await app.StartAsync();
        teams.Url = app.Urls.Single();
        return teams;
    }

    /// <summary>The next call of that kind is answered so, once.</summary>
    public void Expect(string method, string target, Reply reply) => Script(method, target, _ => reply, once: true);

    /// <summary>Calls of that kind are answered so, however many.</summary>
    public void Always(string method, string target, Func<Call, Reply> answer) => Script(method, target, answer, once: false);

    public string Token(Action<SecurityTokenDescriptor>? change = null, SignedBy? key = null) => Keys[0].Token(ServiceUrl, change, key);

    public async ValueTask DisposeAsync()
    {
        closing.TrySetResult();
        await app.StopAsync();
        await app.DisposeAsync();
        foreach (var key in Keys.Where(key => key != Usual))
            key.Dispose();
        Assert.Empty(Unexpected);
    }

    private void Script(string method, string target, Func<Call, Reply> answer, bool once)
    {
        lock (gate)
            script.Add((method, new Regex("^" + target + "$"), answer, once));
    }

    private async Task MetadataAsync(HttpContext http)
    {
        MetadataReads++;
        if (MetadataDown)
        {
            http.Abort();
            return;
        }
        await http.Response.WriteAsJsonAsync(new { issuer = Issuer, jwks_uri = Url + "/keys", id_token_signing_alg_values_supported = new[] { "RS256" } });
    }

    private async Task KeysAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(key => key.Jwk())]) }.ToJsonString());
    }

    private async Task TokenAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        TokenRequest = await reader.ReadToEndAsync();
        if (TokenReply is { } reply)
        {
            http.Response.StatusCode = reply.Status;
            return;
        }
        TokensGiven++;
        await http.Response.WriteAsJsonAsync(new { token_type = "Bearer", expires_in = TokenLifetime, access_token = $"token-{TokensGiven}" });
    }

    private async Task ConnectorAsync(HttpContext http)
    {
        var call = await Call.ReadAsync(http);
        Calls.Enqueue(call);

        var reply = Answer(call);
        if (reply == Reply.Reset)
        {
            http.Abort();
            return;
        }
        if (reply == Reply.Silence)
        {
            await Task.WhenAny(closing.Task, Task.Delay(Timeout.Infinite, http.RequestAborted));
            return;
        }
        http.Response.StatusCode = reply.Status;
        if (reply.RetryAfter is { } after)
            http.Response.Headers.RetryAfter = after;
        if (reply.Status != 204)
            await http.Response.WriteAsync(reply.Body);
    }

    private Reply Answer(Call call)
    {
        lock (gate)
        {
            var at = script.FindIndex(one => one.Method == call.Method && one.Target.IsMatch(call.Target));
            if (at < 0)
            {
                Unexpected.Enqueue($"{call.Method} {call.Target}");
                return new Reply(418);
            }
            var found = script[at];
            if (found.Once)
                script.RemoveAt(at);
            return found.Answer(call);
        }
    }
}

/// <summary>A signing key of the issuer.</summary>
internal sealed class SignedBy(string kid, params string[] endorsements) : IDisposable
{
    private readonly RSA rsa = RSA.Create(2048);

    public string Kid => kid;

    public RSA Rsa => rsa;

    /// <summary>By default the key is endorsed for Teams.</summary>
    public string[] Endorsements { get; init; } = endorsements.Length > 0 ? endorsements : ["msteams"];

    public JsonNode Jwk()
    {
        var key = rsa.ExportParameters(false);
        var jwk = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = kid,
            ["n"] = Base64UrlEncoder.Encode(key.Modulus),
            ["e"] = Base64UrlEncoder.Encode(key.Exponent),
        };
        if (Endorsements is not ["none"])
            jwk["endorsements"] = new JsonArray([.. Endorsements.Select(one => (JsonNode)one)]);
        return jwk;
    }

    public string Token(string serviceUrl, Action<SecurityTokenDescriptor>? change = null, SignedBy? key = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = SmallTeams.Issuer,
            Audience = SmallTeams.AppId,
            NotBefore = now.AddMinutes(-1),
            IssuedAt = now.AddMinutes(-1),
            Expires = now.AddHours(1),
            Claims = new Dictionary<string, object> { ["serviceurl"] = serviceUrl },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey((key ?? this).rsa) { KeyId = (key ?? this).Kid }, SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public void Dispose() => rsa.Dispose();
}

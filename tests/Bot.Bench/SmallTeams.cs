using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Bench;

/// <summary>Sign-in keys, the token authority and a Connector that answers at once, on loopback.</summary>
internal sealed class SmallTeams : ISmallChat
{
    public const string AppId = "7b0d2c1e-4a53-4f86-8e19-2d6c5a9f3b71";
    public const string Tenant = "3f1c9a52-6d0e-4b7a-9a21-0c5e7d4b8f10";
    public const string Issuer = "https://issuer.example";

    private readonly WebApplication app;
    private readonly RSA rsa = RSA.Create(2048);
    private int calls;

    private SmallTeams(WebApplication app) => this.app = app;

    public string Name => "teams";

    public string Url { get; private set; } = "";

    public string ServiceUrl => Url + "/emea/";

    public int Calls => calls;

    /// <summary>Called for each changed message with its activity id and the stopwatch's time of arrival.</summary>
    public Action<string, long>? Changed { get; set; }

    /// <summary>Called for each call about a message, before it is answered, with the method, the activity id (that of a new one, too) and the body.</summary>
    public Action<string, string, byte[]>? Heard { get; set; }

    public static async Task<SmallTeams> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var teams = new SmallTeams(app);
        app.Run(teams.AnswerAsync);
        await app.StartAsync();
        teams.Url = app.Urls.Single();
        return teams;
    }

    public IEnumerable<string> Settings() =>
    [
        $"--Teams:AppId={AppId}",
        $"--Teams:TenantId={Tenant}",
        "--Teams:ClientSecret=none",
        $"--Teams:OpenIdMetadataUrl={Url}/openid",
        $"--Teams:Issuer={Issuer}",
        $"--Teams:TokenUrl={Url}/token",
        $"--Teams:ServiceUrls:0={ServiceUrl}",
    ];

    public Clicks ClicksOn(Seeds seeds) => new TeamsClicks(seeds.Targets, this);

    public string Token()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = AppId,
            NotBefore = now.AddMinutes(-1),
            IssuedAt = now.AddMinutes(-1),
            Expires = now.AddHours(1),
            Claims = new Dictionary<string, object> { ["serviceurl"] = ServiceUrl },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = "key-1" }, SecurityAlgorithms.RsaSha256),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        rsa.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var at = Stopwatch.GetTimestamp();
        var path = http.Request.Path.Value ?? "";
        var isCall = path.Contains("/conversations", StringComparison.Ordinal);
        var number = isCall ? Interlocked.Increment(ref calls) : 0;
        var activity = http.Request.Method == "POST" ? $"new{number}" : path[(path.LastIndexOf('/') + 1)..];
        if (Heard is { } heard && isCall)
        {
            var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            heard(http.Request.Method, activity, body.ToArray());
        }

        var answer = path switch
        {
            "/openid" => $$"""{"issuer":"{{Issuer}}","jwks_uri":"{{Url}}/keys","id_token_signing_alg_values_supported":["RS256"]}""",
            "/keys" => Keys(),
            "/token" => """{"token_type":"Bearer","expires_in":3600,"access_token":"token"}""",
            _ => Called(http.Request.Method, activity, at),
        };
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer);
    }

    private string Called(string method, string activity, long at)
    {
        if (method == "PUT")
            Changed?.Invoke(activity, at);
        return $$"""{"id":"{{activity}}","activityId":"{{activity}}"}""";
    }

    private string Keys()
    {
        var key = rsa.ExportParameters(false);
        return $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"key-1","n":"{{Base64UrlEncoder.Encode(key.Modulus)}}","e":"{{Base64UrlEncoder.Encode(key.Exponent)}}","endorsements":["msteams"]}]}""";
    }
}

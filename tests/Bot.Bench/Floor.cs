using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Bot.Storage.Sqlite;
using Bot.Teams;
using Bot.Teams.Inbound;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bot.Bench;

/// <summary>
/// Does what physics asks of any click and nothing else: the bot's own Kestrel settings, token or signature check, JSON reader and group committer,
/// one row of as many bytes, and a constant answer of equal length.
/// </summary>
internal sealed class Floor(Func<HttpContext, Task<bool>> isClick, SqliteVisitStore store, byte[] row, byte[] answer)
{
    public const string Role = "floor";

    private const int MostBytes = 256 * 1024;
    private const string MakeTable = "CREATE TABLE floor(id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT";
    private const string InsertRow = "INSERT INTO floor(body) VALUES(?1)";

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        var options = builder.Configuration.GetSection("Teams").Get<TeamsOptions>() ?? new TeamsOptions();
        using var http = new HttpClient();
        var keys = new SigningKeys(options.OpenIdMetadataUrl, http, TimeProvider.System, NullLogger<SigningKeys>.Instance);
        await using var store = new SqliteVisitStore(builder.Configuration["database"]!, NullLogger<SqliteVisitStore>.Instance);
        await store.WriteAsync(static (database, _) =>
        {
            database.Execute(MakeTable);
            return true;
        }, CancellationToken.None);

        var secret = builder.Configuration["Slack:SigningSecret"];
        var tokens = new InboundTokens(options.AppId, options.Issuer, keys, TimeProvider.System);
        var floor = new Floor(
            secret is null ? http => IsInvokeAsync(tokens, http) : http => IsTapAsync(Encoding.UTF8.GetBytes(secret), http),
            store,
            new byte[Number(builder.Configuration["row"])],
            Answer(Number(builder.Configuration["answer"])));
        await using var app = builder.Build();
        app.MapPost(secret is null ? "/api/messages" : "/slack/interactions", floor.HandleAsync);
        await app.RunAsync();
        return 0;
    }

    private async Task HandleAsync(HttpContext http)
    {
        if (!await isClick(http))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await store.WriteAsync((database, _) =>
        {
            using var insert = database.Use(InsertRow);
            insert.Bind(1, row).Run();
            return true;
        }, CancellationToken.None);
        if (answer.Length == 0)
            return;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = answer.Length;
        await http.Response.BodyWriter.WriteAsync(answer, http.RequestAborted);
    }

    private static async Task<bool> IsInvokeAsync(InboundTokens tokens, HttpContext http)
    {
        var token = await tokens.CheckAsync(http.Request.Headers.Authorization, http.RequestAborted);
        using var body = await RequestBody.ReadAsync(http.Request, MostBytes, http.RequestAborted);
        return token.Passed && body is not null && IsActivity(body.Span);
    }

    private static async Task<bool> IsTapAsync(byte[] secret, HttpContext http)
    {
        var headers = http.Request.Headers;
        return await Slack.Inbound.RequestBody.ReadAsync(http.Request, MostBytes, http.RequestAborted) is { } body
            && Slack.Inbound.RequestSignature.Check(
                secret, headers["X-Slack-Request-Timestamp"], headers["X-Slack-Signature"], body, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()) == Slack.Inbound.SignatureCheck.Good
            && Slack.Inbound.HeardReader.Read(body) is Slack.Inbound.Heard.Tapped;
    }

    private static bool IsActivity(ReadOnlySpan<byte> body) =>
        Utf8.IsValid(body) && JsonSerializer.Deserialize(body, TeamsJson.Default.Activity) is { Type: "invoke" };

    private static byte[] Answer(int length)
    {
        if (length == 0)
            return [];
        var text = "{\"type\":\"application/vnd.microsoft.card.adaptive\",\"value\":\""u8;
        var answer = new byte[Math.Max(length, text.Length + 2)];
        answer.AsSpan().Fill((byte)'x');
        text.CopyTo(answer);
        "\"}"u8.CopyTo(answer.AsSpan(answer.Length - 2));
        return answer;
    }

    private static int Number(string? text) => int.Parse(text!, NumberStyles.None, CultureInfo.InvariantCulture);
}

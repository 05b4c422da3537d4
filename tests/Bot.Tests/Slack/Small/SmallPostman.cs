using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Bot.Tests.Slack.Small;

/// <summary>What the bot answered to one thing that was brought to it.</summary>
/// <param name="Status">HTTP's; 200 for an acknowledgement through a socket, 0 if none came.</param>
internal sealed record SmallReply(int Status, string Body, TimeSpan Took)
{
    public JsonNode? Json => Body.StartsWith('{') ? JsonNode.Parse(Body) : null;
}

/// <summary>Carries payloads to the bot: signed over HTTP if it is told where the bot is, else through a socket.</summary>
internal sealed class SmallPostman(SmallSockets sockets) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Lock gate = new();
    private readonly List<(JsonNode Payload, int Attempt)> refused = [];

    /// <summary>Where the bot listens: "http://127.0.0.1:5000". Null: through a socket.</summary>
    public string? BotUrl { get; set; }

    /// <summary>An event that was not taken is sent once more at once, and then when it is told to.</summary>
    public bool RedeliversAtOnce { get; set; } = true;

    public Task<SmallReply> CommandAsync(JsonObject fields) => BotUrl is null
        ? ThroughSocketAsync("slash_commands", fields, takesPayload: true)
        : PostAsync("/slack/commands", Form(fields));

    public Task<SmallReply> InteractionAsync(JsonObject payload) => BotUrl is null
        ? ThroughSocketAsync("interactive", payload, takesPayload: payload["type"]!.GetValue<string>() == "view_submission")
        : PostAsync("/slack/interactions", "payload=" + Uri.EscapeDataString(payload.ToJsonString()));

    public async Task<SmallReply> EventAsync(JsonObject envelope)
    {
        var reply = await SendEventAsync(envelope, 0);
        if (reply.Status is >= 200 and < 300)
            return reply;
        if (RedeliversAtOnce && (reply = await SendEventAsync(envelope, 1)).Status is >= 200 and < 300)
            return reply;
        lock (gate)
            refused.Add((envelope.DeepClone(), RedeliversAtOnce ? 2 : 1));
        return reply;
    }

    /// <summary>Slack's second thoughts, a minute and five minutes later: what was not taken is sent again.</summary>
    public async Task RedeliverAsync()
    {
        List<(JsonNode Payload, int Attempt)> again;
        lock (gate)
        {
            again = [.. refused];
            refused.Clear();
        }
        foreach (var (payload, attempt) in again)
        {
            if ((await SendEventAsync(payload, attempt)).Status is not (>= 200 and < 300) && attempt < 3)
            {
                lock (gate)
                    refused.Add((payload, attempt + 1));
            }
        }
    }

    /// <summary>Posts a body as it is, by default well signed.</summary>
    public async Task<SmallReply> PostAsync(
        string path, string body, string type = "application/x-www-form-urlencoded", Action<HttpRequestMessage>? change = null, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, BotUrl + path);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        Sign(request, body, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), SmallSlack.SigningSecret);
        change?.Invoke(request);
        var from = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request, ct);
        return new SmallReply((int)response.StatusCode, await response.Content.ReadAsStringAsync(ct), Stopwatch.GetElapsedTime(from));
    }

    public static void Sign(HttpRequestMessage request, string body, long at, string secret)
    {
        var timestamp = at.ToString(CultureInfo.InvariantCulture);
        request.Headers.Remove("X-Slack-Request-Timestamp");
        request.Headers.Remove("X-Slack-Signature");
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", "v0=" + Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"))));
    }

    public void Dispose() => http.Dispose();

    private async Task<SmallReply> SendEventAsync(JsonNode envelope, int attempt)
    {
        if (BotUrl is null)
            return await ThroughSocketAsync("events_api", envelope, takesPayload: false, attempt);
        return await PostAsync("/slack/events", envelope.ToJsonString(), "application/json", request =>
        {
            if (attempt == 0)
                return;
            request.Headers.Add("X-Slack-Retry-Num", attempt.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("X-Slack-Retry-Reason", "http_error");
        });
    }

    private async Task<SmallReply> ThroughSocketAsync(string type, JsonNode payload, bool takesPayload, int attempt = 0) =>
        await sockets.SendAsync(type, payload, takesPayload, attempt) is { } ack
            ? new SmallReply(200, ack.Payload?.ToJsonString() ?? "", ack.Took)
            : new SmallReply(0, "", TimeSpan.Zero);

    private static string Form(JsonObject fields) =>
        string.Join('&', fields.Select(field => $"{field.Key}={WebUtility.UrlEncode(field.Value!.GetValue<string>())}"));
}

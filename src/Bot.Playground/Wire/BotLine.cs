using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Playground.SignIn;
using Bot.Playground.World;

namespace Bot.Playground.Wire;

/// <summary>The line to the bot: every Activity goes with a token that this Teams signs.</summary>
internal sealed class BotLine : IDisposable
{
    private const int MostAnswerBytes = 1024 * 1024;

    private readonly PlaygroundSetup setup;
    private readonly SigningKey key;
    private readonly Feed feed;
    private readonly HttpClient http;
    private volatile bool isSilent;

    public BotLine(PlaygroundSetup setup, SigningKey key, Feed feed)
    {
        (this.setup, this.key, this.feed) = (setup, key, feed);
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
        {
            MaxResponseContentBufferSize = MostAnswerBytes,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>How long Teams waits for an answer, in real time.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(15);

    public bool IsSilent => isSilent;

    public async Task<BotAnswer> SendAsync(JsonObject activity, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, setup.BotUrl);
        var token = key.Sign(setup.Issuer, setup.AppId, setup.ServiceUrl, TimeProvider.System.GetUtcNow());
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("x-ms-conversation-id", activity["conversation"]!["id"]!.GetValue<string>());
        request.Headers.Add("x-ms-tenant-id", setup.TenantId);
        request.Content = new StringContent(activity.ToJsonString(), new MediaTypeHeaderValue("application/json", "utf-8"));
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            Note(silent: false);
            return new BotAnswer.Answered((int)response.StatusCode, Parse(body));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            Note(silent: true);
            return new BotAnswer.Silent();
        }
    }

    public void Dispose() => http.Dispose();

    private void Note(bool silent)
    {
        if (isSilent == silent)
            return;
        isSilent = silent;
        feed.Tell("bot", new { answers = !silent });
    }

    private static JsonElement Parse(byte[] body)
    {
        if (body.Length == 0)
            return default;
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}

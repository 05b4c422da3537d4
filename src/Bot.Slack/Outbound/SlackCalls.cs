using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Slack.Inbound;

namespace Bot.Slack.Outbound;

/// <summary>One call to Slack, under a time-out. What comes back is Slack's "ok", or a <see cref="SlackApiException"/>.</summary>
internal sealed partial class SlackCalls(HttpClient http, SlackOptions options, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    /// <summary>A method of the Web API, with the bot's token or the app's.</summary>
    public async Task<JsonElement> CallAsync(string method, string token, ReadOnlyMemory<byte> form, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.ApiRoot, method));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new ReadOnlyMemoryContent(form) { Headers = { ContentType = Form } };
        var (status, retryAfter, body) = await SendAsync(request, method, ct);
        if (status == HttpStatusCode.TooManyRequests)
            throw new SlackApiException(method, SlackApiException.RateLimited, retryAfter: retryAfter);

        // Errors come with 200; what is no JSON object comes from something before Slack, whatever its status.
        if (Read(body) is not { ValueKind: JsonValueKind.Object } answer)
            throw Unread(method, status);
        if (answer.Member("ok").ValueKind == JsonValueKind.True)
            return answer;
        if (answer.Text("error") is { Length: > 0 } error)
            throw new SlackApiException(method, Word().IsMatch(error) ? error : "unknown_error", PointerIn(answer), retryAfter);
        throw Unread(method, status);
    }

    /// <summary>A response_url, which is itself the permission: it goes to Slack's host alone, and into no log.</summary>
    public async Task PostAsync(string responseUrl, ReadOnlyMemory<byte> json, CancellationToken ct)
    {
        if (!IsAllowed(responseUrl, out var url))
            throw new SlackApiException(SlackMethods.ResponseUrl, "not_slack");
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new ReadOnlyMemoryContent(json) { Headers = { ContentType = Json } };
        var (status, retryAfter, _) = await SendAsync(request, SlackMethods.ResponseUrl, ct);
        if (status == HttpStatusCode.TooManyRequests)
            throw new SlackApiException(SlackMethods.ResponseUrl, SlackApiException.RateLimited, retryAfter: retryAfter);
        if (status is >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout)
            throw new SlackApiException(SlackMethods.ResponseUrl, SlackApiException.NoAnswer);
        if (status is < HttpStatusCode.OK or >= HttpStatusCode.MultipleChoices)
            throw new SlackApiException(SlackMethods.ResponseUrl, "used_or_expired");
    }

    private async Task<(HttpStatusCode Status, TimeSpan? RetryAfter, byte[] Body)> SendAsync(HttpRequestMessage request, string method, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(options.CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            return (response.StatusCode, RetryAfter(response), await response.Content.ReadAsByteArrayAsync(either.Token));
        }
        catch (OperationCanceledException fault) when (!ct.IsCancellationRequested)
        {
            throw new SlackApiException(method, SlackApiException.NoAnswer, inner: fault);
        }
        catch (HttpRequestException fault)
        {
            throw new SlackApiException(method, NeverConnected(fault) ? SlackApiException.NotReached : SlackApiException.NoAnswer, inner: fault);
        }
        catch (IOException fault)
        {
            throw new SlackApiException(method, SlackApiException.NoAnswer, inner: fault);
        }
    }

    private bool IsAllowed(string responseUrl, out Uri? url)
    {
        if (!Uri.TryCreate(responseUrl, UriKind.Absolute, out url) || url is not { UserInfo: "", Fragment: "" })
            return false;
        return options.ApiUrl.Length > 0
            ? url.Scheme == options.ApiRoot.Scheme && url.Authority == options.ApiRoot.Authority
            : url is { IsDefaultPort: true, IdnHost: "hooks.slack.com" } && url.Scheme == Uri.UriSchemeHttps;
    }

    // A page with 4xx or a redirect comes from something that passed nothing on.
    private static SlackApiException Unread(string method, HttpStatusCode status) => new(
        method,
        status < HttpStatusCode.MultipleChoices || status >= HttpStatusCode.InternalServerError ? SlackApiException.NoAnswer : SlackApiException.NotReached);

    private static JsonElement? Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string PointerIn(JsonElement answer)
    {
        foreach (var message in answer.Member("response_metadata").Member("messages").Items())
        {
            if (message.ValueKind == JsonValueKind.String && Pointer().Match(message.GetString()!) is { Success: true } found)
                return found.Groups[1].Value;
        }
        return "";
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var after = response.Headers.RetryAfter switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } date } => date - (response.Headers.Date ?? time.GetUtcNow()),
            _ => (TimeSpan?)null,
        };
        return after is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestWait.Ticks)) : null;
    }

    private static bool NeverConnected(HttpRequestException fault) =>
        fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError;

    [GeneratedRegex(@"^[a-z0-9_]{1,64}\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"\[json-pointer:(/[A-Za-z0-9_/]{1,128})\]")]
    private static partial Regex Pointer();
}

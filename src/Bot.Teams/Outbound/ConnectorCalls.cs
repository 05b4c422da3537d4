using System.Net.Http.Headers;
using Bot.Clinic;

namespace Bot.Teams.Outbound;

/// <summary>One call to the Connector: to an allowed host only, under a time-out, with the bot's token.</summary>
internal sealed class ConnectorCalls(HttpClient http, ConnectorTokens tokens, ServiceHosts hosts, TeamsOptions options, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private volatile bool isGcc;

    /// <summary>Returns the answer's body, or throws <see cref="ConnectorException"/> or <see cref="ChannelException"/>.</summary>
    public async Task<ReadOnlyMemory<byte>> CallAsync(HttpMethod method, string serviceUrl, string path, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var root = isGcc ? options.GccRoot : serviceUrl;
        try
        {
            return await WithTokenAsync(method, root, path, body, ct);
        }
        catch (ConnectorException fault) when (fault.Status == 403 && RetryTable.Same(fault.Code, RetryTable.InvalidBotApiHost) && !isGcc)
        {
            // A tenant of the government community cloud is served elsewhere. Asked once there; if it was right, for good.
            var answer = await WithTokenAsync(method, options.GccRoot, path, body, ct);
            isGcc = true;
            return answer;
        }
    }

    private async Task<ReadOnlyMemory<byte>> WithTokenAsync(HttpMethod method, string root, string path, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        if (!hosts.Allow(root))
            throw new ChannelException(ChannelTrouble.Refused, "the service url is not an allowed host");

        var url = new Uri(root.TrimEnd('/') + path);
        var token = await tokens.GetAsync(ct);
        try
        {
            return await OnceAsync(method, url, body, token, ct);
        }
        catch (ConnectorException fault) when (fault.Status == 401)
        {
            // The token may have been revoked before its time; a second refusal is about the registration.
            tokens.Refused(token);
            return await OnceAsync(method, url, body, await tokens.GetAsync(ct), ct);
        }
    }

    private async Task<ReadOnlyMemory<byte>> OnceAsync(HttpMethod method, Uri url, ReadOnlyMemory<byte> body, string token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (!body.IsEmpty)
            request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Connector.Json } };

        using var timeout = new CancellationTokenSource(options.CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            ReadOnlyMemory<byte> answer = await response.Content.ReadAsByteArrayAsync(either.Token);
            return response.IsSuccessStatusCode
                ? answer
                : throw new ConnectorException((int)response.StatusCode, ConnectorError.CodeOf(answer), RetryAfter(response), sent: true);
        }
        catch (OperationCanceledException fault) when (!ct.IsCancellationRequested)
        {
            throw new ConnectorException(0, "", null, sent: true, fault);
        }
        catch (HttpRequestException fault)
        {
            throw new ConnectorException(0, "", null, sent: !NeverConnected(fault), fault);
        }
        catch (IOException fault)
        {
            throw new ConnectorException(0, "", null, sent: true, fault);
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        // A date is the server's own clock, so it is measured against the server's own date where that is told.
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
}

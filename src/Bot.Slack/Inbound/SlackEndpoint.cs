using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bot.Slack.Inbound;

/// <summary>
/// POST /slack/commands, /slack/interactions, /slack/events: verify, read, hand on, answer; each takes every kind. 401 says nothing more;
/// 400 is for what Slack never sends, 413 for more than 512 KB, 503 asks for an event once more; everything else is 200.
/// </summary>
/// <remarks>https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response</remarks>
internal sealed partial class SlackEndpoint(Ear ear, SlackOptions options, TimeProvider time, ILogger<SlackEndpoint> log)
{
    private const int MostBytes = 512 * 1024;

    private readonly byte[] secret = Encoding.UTF8.GetBytes(options.SigningSecret);

    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            var body = await RequestBody.ReadAsync(http.Request, MostBytes, http.RequestAborted);
            http.Response.StatusCode = body is null ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status200OK;
            if (body is not null && !HeardReader.IsProbe(body) && IsSigned(http, body) && Read(http, body) is { } heard)
                await AnswerAsync(http.Response, await ear.HearAsync(heard, Attempt(http.Request)));
        }
        catch (BadHttpRequestException fault)
        {
            http.Response.StatusCode = fault.StatusCode;
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            // The caller hung up: there is nobody to answer, and what was heard is handled all the same.
            HungUp();
            if (!http.Response.HasStarted)
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    private bool IsSigned(HttpContext http, byte[] body)
    {
        var headers = http.Request.Headers;
        var check = RequestSignature.Check(
            secret, headers["X-Slack-Request-Timestamp"], headers["X-Slack-Signature"], body, time.GetUtcNow().ToUnixTimeSeconds());
        if (check == SignatureCheck.Good)
            return true;
        NotSigned(check);
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return false;
    }

    private Heard? Read(HttpContext http, byte[] body)
    {
        try
        {
            return HeardReader.Read(body);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            NotRead(fault switch
            {
                JsonException => "no such JSON",
                FormatException => "no such form",
                _ => "half a character",
            });
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return null;
        }
    }

    private static int Attempt(HttpRequest request) =>
        int.TryParse(request.Headers["X-Slack-Retry-Num"], NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) ? attempt : 0;

    private static async Task AnswerAsync(HttpResponse response, Reply reply)
    {
        switch (reply)
        {
            case Reply.TryAgain:
                response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            case Reply.Challenge { Text: var challenge }:
                response.ContentType = "text/plain; charset=utf-8";
                await response.WriteAsync(challenge, response.HttpContext.RequestAborted);
                break;
            case Reply.Body { Json: var json }:
                response.ContentType = "application/json; charset=utf-8";
                response.ContentLength = json.Length;
                await response.BodyWriter.WriteAsync(json, response.HttpContext.RequestAborted);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A request to /slack was refused: {Reason}")]
    private partial void NotSigned(SignatureCheck reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "A signed request to /slack could not be read: {Reason}")]
    private partial void NotRead(string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The caller of /slack hung up")]
    private partial void HungUp();
}

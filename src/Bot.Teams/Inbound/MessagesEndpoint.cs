using System.Text.Json;
using System.Text.Unicode;
using Bot.Clinic;
using Bot.Teams.Outbound;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bot.Teams.Inbound;

/// <summary>
/// POST /api/messages: verify, read, hand on, answer. 401 and 403 say nothing more; 400 is for what Teams never sends, 413 for more than
/// 256 KB, 501 for an invoke that the bot does not have; everything else is 200 or 202, whatever became of it.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-quickstart</remarks>
internal sealed partial class MessagesEndpoint(
    InboundTokens tokens,
    ActivityCheck check,
    Conversations conversations,
    Ear ear,
    InvokeReplies replies,
    LateWork late,
    ILogger<MessagesEndpoint> log)
{
    private const int MostBytes = 256 * 1024;

    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            if (await HeardAsync(http) is var (activity, heard))
                await AnswerAsync(http.Response, activity, heard);
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

    /// <summary>Null once the request was refused.</summary>
    private async Task<(Activity Activity, Heard Heard)?> HeardAsync(HttpContext http)
    {
        var token = await tokens.CheckAsync(http.Request.Headers.Authorization, http.RequestAborted);
        if (!token.Passed)
        {
            TokenRefused(token.Refusal);
            http.Response.StatusCode = token.StatusCode;
            return null;
        }

        using var body = await RequestBody.ReadAsync(http.Request, MostBytes, http.RequestAborted);
        if (body is null)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return null;
        }
        if (Read(body.Span, token.ServiceUrl, out var status) is { } read)
            return read;

        ActivityRefused(status);
        http.Response.StatusCode = status;
        return null;
    }

    private (Activity Activity, Heard Heard)? Read(ReadOnlySpan<byte> body, string tokenServiceUrl, out int status)
    {
        status = StatusCodes.Status400BadRequest;
        if (!Utf8.IsValid(body))
            return null;
        try
        {
            if (JsonSerializer.Deserialize(body, TeamsJson.Default.Activity) is not { } activity)
                return null;
            status = check.StatusCode(activity, tokenServiceUrl);
            return status == StatusCodes.Status200OK ? (activity, Heard.Read(activity)) : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The latter: half of a surrogate pair, escaped, which no text can hold.
            status = StatusCodes.Status400BadRequest;
            return null;
        }
    }

    private async Task AnswerAsync(HttpResponse response, Activity activity, Heard heard)
    {
        var isNew = heard is not Heard.Removed && conversations.Note(activity);
        switch (heard)
        {
            case Heard.Tapped { AsMessage: false } tap:
                await replies.ToActionAsync(response, await InTimeAsync(activity, ear.TapAsync(activity, tap)));
                break;
            case Heard.FormWanted:
                await replies.ToDialogAsync(response, await InTimeAsync(activity, ear.OpenFormAsync(activity)));
                break;
            case Heard.FormSent form:
                await replies.ToDialogAsync(response, await InTimeAsync(activity, ear.SendFormAsync(activity, form)));
                break;
            case Heard.UnknownInvoke:
                response.StatusCode = StatusCodes.Status501NotImplemented;
                break;
            default:
                // Accepted once it is on disk, or after a while all the same: a line that is sent again would be done again.
                await late.IsDoneInTimeAsync(heard switch
                {
                    Heard.Said line => ear.SayAsync(activity, line.Text),
                    Heard.Tapped tap => ear.TapByMessageAsync(activity, tap),
                    Heard.Joined joined => ear.MeetAsync(activity, joined, isNew),
                    Heard.Removed => ear.RemoveAsync(activity),
                    _ => Task.CompletedTask,
                });
                response.StatusCode = StatusCodes.Status202Accepted;
                break;
        }
    }

    private async Task<Answer> InTimeAsync(Activity activity, Task<Answer> work)
    {
        if (await late.IsDoneInTimeAsync(work))
            return await work;
        late.Keep(ear.TellLateAsync(activity, work));
        return Answer.Says(Ear.StillSaving);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A request to /api/messages was refused: {Reason}")]
    private partial void TokenRefused(TokenRefusal reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "An activity was refused: {Status}")]
    private partial void ActivityRefused(int status);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The caller of /api/messages hung up")]
    private partial void HungUp();
}

using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.Slack.Small;

/// <summary>A call of the bot's, as it stood on the wire.</summary>
internal sealed record SmallCall(string Method, string Authorization, string ContentType, IReadOnlyDictionary<string, string> Fields)
{
    public string this[string field] => Fields.GetValueOrDefault(field, "");
}

/// <summary>A way in which Slack, or what lies before it, fails a call.</summary>
internal abstract record SmallFault
{
    private SmallFault()
    {
    }

    /// <summary>200 and <c>ok:false</c>, as Slack says nearly everything.</summary>
    public sealed record Error(string Word, string Pointer = "") : SmallFault;

    /// <summary>429, with Retry-After in seconds if that is given.</summary>
    public sealed record RateLimited(int? RetryAfter) : SmallFault;

    /// <summary>A page of a gateway, with any status.</summary>
    public sealed record Html(int Status) : SmallFault;

    /// <summary>The call is carried out, and the answer breaks off in the middle.</summary>
    public sealed record HalfBody : SmallFault;

    /// <summary>The call is carried out, and the connection is reset before its answer.</summary>
    public sealed record LostAnswer : SmallFault;

    /// <summary>The connection is reset at once; nothing is carried out.</summary>
    public sealed record Reset : SmallFault;

    /// <summary>No answer, for as long as the caller likes; nothing is carried out.</summary>
    public sealed record Silence : SmallFault;

    /// <summary>True if the call has its effect all the same.</summary>
    public bool CarriesOut => this is HalfBody or LostAnswer;

    /// <summary>Answers so.</summary>
    /// <param name="answer">What would have been answered.</param>
    public async Task AnswerAsync(HttpContext http, string answer, Task closing)
    {
        switch (this)
        {
            case Error error:
                await WriteAsync(http, 200, "application/json", error.Pointer.Length == 0
                    ? $$"""{"ok":false,"error":"{{error.Word}}"}"""
                    : $$"""{"ok":false,"error":"{{error.Word}}","response_metadata":{"messages":["[ERROR] wrong: 'what was written there' [json-pointer:{{error.Pointer}}]"]} }""");
                break;
            case RateLimited limited:
                if (limited.RetryAfter is { } seconds)
                    http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                await WriteAsync(http, 429, "application/json", """{"ok":false,"error":"ratelimited"}""");
                break;
            case Html page:
                await WriteAsync(http, page.Status, "text/html", "<html><body>Service unavailable</body></html>");
                break;
            case HalfBody:
                http.Response.ContentLength = answer.Length;
                await http.Response.WriteAsync(answer[..(answer.Length / 2)]);
                await http.Response.Body.FlushAsync();
                http.Abort();
                break;
            case Silence:
                await Task.WhenAny(closing, Task.Delay(Timeout.Infinite, http.RequestAborted));
                break;
            default:
                http.Abort();
                break;
        }
    }

    private static Task WriteAsync(HttpContext http, int status, string type, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    }
}

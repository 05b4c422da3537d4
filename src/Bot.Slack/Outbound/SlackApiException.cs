namespace Bot.Slack.Outbound;

/// <summary>Slack refused a call, or did not answer it. Safe to log: the error is one word, the pointer a path into our own JSON.</summary>
/// <param name="error">Slack's word for it, or <see cref="NoAnswer"/>, or <see cref="NotReached"/>.</param>
/// <param name="pointer">Where in what we sent the fault is; empty if Slack did not say.</param>
internal sealed class SlackApiException(string method, string error, string pointer = "", TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(pointer.Length > 0 ? $"{method}: {error} at {pointer}" : $"{method}: {error}", inner)
{
    /// <summary>The call may have been carried out: time-out, reset, half an answer, or a gateway's page.</summary>
    public const string NoAnswer = "no_answer";

    /// <summary>Nothing was carried out: not even a connection came about, or something before Slack turned the call away.</summary>
    public const string NotReached = "not_reached";

    public const string RateLimited = "ratelimited";

    public string Method { get; } = method;

    public string Error { get; } = error;

    public string Pointer { get; } = pointer;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}

namespace Bot.Teams.Outbound;

/// <summary>The Connector answered with an error, or not at all. Status 0: no answer.</summary>
internal sealed class ConnectorException(int status, string code, TimeSpan? retryAfter, bool sent, Exception? inner = null)
    : Exception(status == 0 ? "no answer" : $"{status} {code}".TrimEnd(), inner)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>False if not even a connection came about, so that nothing can have been posted.</summary>
    public bool Sent { get; } = sent;
}

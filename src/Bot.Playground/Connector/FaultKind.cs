namespace Bot.Playground.Connector;

/// <summary>What can go wrong with a call to the Connector.</summary>
internal enum FaultKind
{
    /// <summary>429 with Retry-After; not done.</summary>
    TooMany,

    /// <summary>502; not done.</summary>
    BadGateway,

    /// <summary>No answer for long, then none at all; not done.</summary>
    Timeout,

    /// <summary>The connection is dropped at once; not done.</summary>
    Reset,

    /// <summary>Done, and the connection dropped before the answer.</summary>
    Lost,
}

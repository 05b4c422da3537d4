using Bot.Clinic;
using Microsoft.Extensions.Logging;

namespace Bot.Teams.Outbound;

/// <summary>
/// Whether Microsoft takes the bot's registration. While it does not, no message is at fault: calls rest for a minute after each refusal,
/// and the log says it once. Safe to use from many threads.
/// </summary>
internal sealed partial class Standing(TimeProvider clock, ILogger<Standing> log)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private DateTimeOffset restsUntil;
    private volatile string? fault;

    /// <summary>"401 BotNotRegistered"; null while all is well.</summary>
    public string? Fault => fault;

    public void ThrowIfResting()
    {
        if (fault is not { } reason)
            return;
        lock (gate)
        {
            // The clock can be set back, where a day is played again: what then lies too far ahead never happened.
            if (clock.GetUtcNow() is var now && restsUntil > now && restsUntil <= now + Rest)
                throw ChannelException.ShutOut(reason, restsUntil);
        }
    }

    public ChannelException Refused(ConnectorException refusal)
    {
        lock (gate)
        {
            restsUntil = clock.GetUtcNow() + Rest;
            if (fault != refusal.Message)
                Refuses(refusal.Message);
            fault = refusal.Message;
            return ChannelException.ShutOut(refusal.Message, restsUntil, refusal);
        }
    }

    public void Accepted()
    {
        if (fault is null)
            return;
        lock (gate)
        {
            if (fault is not null)
                AcceptsAgain();
            fault = null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Teams refuses the bot's own credentials: {Reason}")]
    private partial void Refuses(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Teams takes the bot's credentials again")]
    private partial void AcceptsAgain();
}

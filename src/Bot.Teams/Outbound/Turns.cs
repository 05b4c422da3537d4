using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.Teams.Outbound;

/// <summary>
/// Calls to one conversation run one after another, within its rate limit, and their errors come out in the clinic's words.
/// </summary>
internal sealed class Turns(RateLimits limits, Standing standing, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> locks = new(StringComparer.Ordinal);

    /// <summary>Never waits for a rate limit or for credentials: it throws <see cref="ChannelTrouble.Later"/> with the time to come back.</summary>
    /// <param name="conversation">With or without its thread; threads of a channel share its limit.</param>
    public async Task<T> TakeAsync<T>(string conversation, HttpMethod method, Func<Task<T>> call, CancellationToken ct)
    {
        var key = ConversationReference.WithoutThread(conversation);
        var turn = locks.GetOrAdd(key, static _ => new SemaphoreSlim(1));
        await turn.WaitAsync(ct);
        try
        {
            standing.ThrowIfResting();
            if (limits.TryTake(key) is { } free)
                throw ChannelException.HeldBack(free);
            var done = await call();
            standing.Accepted();
            return done;
        }
        catch (ConnectorException fault)
        {
            throw InClinicWords(fault, method);
        }
        finally
        {
            turn.Release();
        }
    }

    private ChannelException InClinicWords(ConnectorException fault, HttpMethod method)
    {
        if (RetryTable.IsAboutTheBot(fault.Status, fault.Code))
            return standing.Refused(fault);
        var trouble = fault switch
        {
            { Status: 0, Sent: false } => ChannelTrouble.Later,
            { Status: 0 } => RetryTable.NoAnswer(method),
            _ => RetryTable.Trouble(method, fault.Status, fault.Code),
        };
        return new ChannelException(trouble, fault.Message, clock.GetUtcNow() + fault.RetryAfter, fault);
    }
}

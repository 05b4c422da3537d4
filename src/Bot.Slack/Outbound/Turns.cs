using System.Collections.Concurrent;

namespace Bot.Slack.Outbound;

/// <summary>Calls about one place (a channel, a chat, somebody's home) run one after another.</summary>
internal sealed class Turns
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> repaints = new(StringComparer.Ordinal);

    public async Task<T> TakeAsync<T>(string place, Func<Task<T>> call, CancellationToken ct)
    {
        var turn = turns.GetOrAdd(place, static _ => new SemaphoreSlim(1));
        await turn.WaitAsync(ct);
        try
        {
            return await call();
        }
        finally
        {
            turn.Release();
        }
    }

    public Task TakeAsync(string place, Func<Task> call, CancellationToken ct) => TakeAsync(place, async () =>
    {
        await call();
        return true;
    }, ct);

    /// <summary>Notes that a card there is about to be repainted from what is true now.</summary>
    public void NoteRepaint(string place) => repaints.AddOrUpdate(place, 1, static (_, before) => before + 1);

    /// <summary>How many repaints began there: if the number has grown, what was thought of before it may be out of date.</summary>
    public long RepaintsOf(string place) => repaints.GetValueOrDefault(place);
}

using System.Collections.Concurrent;
using Bot.Clinic;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Slack.Outbound;

/// <summary>People's direct chats with the bot. What cannot be kept is asked for again after a restart, and costs nobody a message.</summary>
internal sealed partial class DirectChats(IVisitStore store, SlackApi api, Turns turns, ILogger<DirectChats> log) : IHostedService
{
    public const string Kind = "slack-dm";

    private readonly ConcurrentDictionary<string, string> byUser = new(StringComparer.Ordinal);

    public Task StartAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    /// <summary>Takes up what is kept: at the start, and when another instance has heard of a chat.</summary>
    public async Task ReadAsync(CancellationToken ct)
    {
        foreach (var kept in await store.KeptAsync(Kind, ct))
            byUser.TryAdd(kept.Key, kept.AsText());
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The chat's channel id, opened if it is not known.</summary>
    public Task<string> OfAsync(string user, CancellationToken ct) =>
        byUser.TryGetValue(user, out var known) ? Task.FromResult(known) : turns.TakeAsync("open:" + user, async () =>
        {
            // Two posts to the same person may have waited for each other here.
            if (byUser.TryGetValue(user, out var meanwhile))
                return meanwhile;
            var opened = await api.OpenChatAsync(user, ct);
            await NoteAsync(user, opened, ct);
            return opened;
        }, ct);

    /// <summary>Somebody spoke in their chat with the bot. True if it was not known.</summary>
    public async Task<bool> NoteAsync(string user, string channel, CancellationToken ct)
    {
        if (byUser.TryGetValue(user, out var known) && known == channel)
            return false;
        byUser[user] = channel;
        try
        {
            await store.KeepAsync(Kept.OfText(Kind, user, channel), ct);
        }
        catch (StoreUnavailableException)
        {
            NotKept();
        }
        return true;
    }

    /// <summary>Slack does not know that chat any more: the next message asks for another.</summary>
    public void Forget(string user) => byUser.TryRemove(user, out _);

    [LoggerMessage(Level = LogLevel.Information, Message = "A direct chat could not be kept; it is asked for again after a restart")]
    private partial void NotKept();
}

using System.Collections.Concurrent;
using System.Text.Json;
using Bot.Clinic;
using Bot.Teams.Inbound;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Teams.Outbound;

/// <summary>
/// The conversations the bot is in: read once at start, noted from every activity, written only when something about one changes.
/// A write that fails is repeated in the background and never costs anybody a tap.
/// </summary>
internal sealed partial class Conversations(IVisitStore store, Authority authority, TimeProvider time, ILogger<Conversations> log) : BackgroundService
{
    public const string Kind = "teams.conversation";
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, ConversationReference> byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConversationReference> byConversation = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> unwritten = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim changed = new(0);
    private readonly SemaphoreSlim writing = new(1);
    private volatile string latestServiceUrl = "";

    /// <summary>Where a chat is opened that nobody has spoken in yet.</summary>
    public string ServiceUrl => latestServiceUrl is { Length: > 0 } latest ? latest : authority.ServiceRoot;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Takes up what is kept: at the start, and when another instance has heard of a conversation.</summary>
    public async Task ReadAsync(CancellationToken ct)
    {
        foreach (var kept in await store.KeptAsync(Kind, ct))
        {
            // What is not written yet is newer.
            if (JsonSerializer.Deserialize(kept.Body.Span, TeamsJson.Default.ConversationReference) is { } reference && !unwritten.ContainsKey(kept.Key))
            {
                Remember(reference);
                if (!reference.Dead)
                    latestServiceUrl = reference.ServiceUrl;
            }
        }
    }

    public ConversationReference? OfPerson(string aadObjectId) => byKey.GetValueOrDefault(aadObjectId.ToLowerInvariant());

    /// <param name="conversation">With or without its thread.</param>
    public ConversationReference? Of(string conversation) =>
        byConversation.GetValueOrDefault(ConversationReference.WithoutThread(conversation));

    public string ServiceUrlOf(string conversation) => Of(conversation)?.ServiceUrl ?? ServiceUrl;

    /// <summary>Takes up what an activity tells of its conversation. True if it is new to the bot, or alive again.</summary>
    public bool Note(Activity activity)
    {
        latestServiceUrl = activity.ServiceUrl!;
        var before = Of(activity.Conversation!.Id!);
        var reference = ConversationReference.From(activity, before);
        if (reference == before)
            return false;
        Write(reference);
        return before is null or { Dead: true };
    }

    /// <summary>Keeps a chat that the bot has opened itself.</summary>
    public void Opened(ConversationReference reference) => Write(reference);

    /// <summary>Nothing is sent there any more until an activity comes from it.</summary>
    public void Bury(string conversation)
    {
        if (Of(conversation) is { Dead: false } alive)
            Write(alive with { Dead = true });
    }

    /// <summary>The bot was taken out of a conversation, and with a team out of all its channels.</summary>
    public void Removed(Activity activity)
    {
        Bury(activity.Conversation!.Id!);
        if (activity.ChannelData?.Team?.Id is { Length: > 0 } team)
        {
            foreach (var reference in byKey.Values.Where(one => one.Team == team))
                Bury(reference.Conversation);
        }
    }

    /// <summary>The conversation is not known at the other end any more: the next message opens a new one.</summary>
    public void Forget(ConversationReference reference)
    {
        byConversation.TryRemove(reference.Conversation, out _);
        if (byKey.TryRemove(reference.Key, out _))
            MustWrite(reference.Key);
    }

    /// <summary>Writes what is not written yet; returns early, to try again later, if the store cannot.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        // One writer at a time, or an older state of a conversation could land after a newer one.
        await writing.WaitAsync(ct);
        try
        {
            foreach (var key in unwritten.Keys)
                await WriteAsync(key, ct);
        }
        catch (StoreUnavailableException)
        {
            changed.Release();
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task WriteAsync(string key, CancellationToken ct)
    {
        unwritten.TryRemove(key, out _);
        try
        {
            if (byKey.TryGetValue(key, out var reference))
                await store.KeepAsync(new Kept(Kind, key, JsonSerializer.SerializeToUtf8Bytes(reference, TeamsJson.Default.ConversationReference)), ct);
            else
                await store.ForgetAsync(Kind, key, ct);
        }
        catch
        {
            unwritten[key] = 0;
            throw;
        }
    }

    public override void Dispose()
    {
        changed.Dispose();
        writing.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await changed.WaitAsync(stoppingToken);
            try
            {
                await WriteAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                NotWritten(fault.GetType().Name);
                changed.Release();
            }
            if (!unwritten.IsEmpty)
                await Task.Delay(BetweenTries, time, stoppingToken);
        }
    }

    private void Write(ConversationReference reference)
    {
        Remember(reference);
        MustWrite(reference.Key);
    }

    private void Remember(ConversationReference reference)
    {
        // Whoever comes back in another chat has left the one before; nothing about that one may touch the new one.
        if (byKey.TryGetValue(reference.Key, out var before) && before.Conversation != reference.Conversation)
            byConversation.TryRemove(before.Conversation, out _);
        byKey[reference.Key] = reference;
        byConversation[reference.Conversation] = reference;
    }

    private void MustWrite(string key)
    {
        unwritten[key] = 0;
        changed.Release();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A conversation could not be kept: {Fault}")]
    private partial void NotWritten(string fault);
}

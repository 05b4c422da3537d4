using Bot.Clinic;
using Microsoft.Extensions.Logging;

namespace Bot.Slack.Outbound;

/// <summary>Slack as a place where the care team reads: people's own chats with the bot, and channels that the bot was invited to.</summary>
/// <remarks>Slack has no silent message: in a direct chat every new one notifies, in a channel only a mention does.</remarks>
internal sealed partial class SlackChannel(
    AddressBook book,
    Users users,
    DirectChats chats,
    SlackApi api,
    OutgoingMessage messages,
    Turns turns,
    Standing standing,
    ILogger<SlackChannel> log) : IChannel
{
    public const string SlackName = "slack";

    private readonly Lock gate = new();
    private readonly Dictionary<MessageId, Change> waiting = [];

    public string Name => SlackName;

    public string? Fault => standing.Fault;

    public static bool IsDirect(string channel) => channel.StartsWith('D');

    public bool Knows(Place place) => place is Place.Person person ? users.MayFind(person.Who) : book.ConversationOf(place) is not null;

    public async Task<string> PostAsync(Place to, Face face, CancellationToken ct)
    {
        try
        {
            var posted = to is Place.Person person
                ? await PostToPersonAsync(person.Who, face, ct)
                : await SendAsync(book.ConversationOf(to) ?? throw new ChannelException(ChannelTrouble.Unreachable, "no channel is bound"), face, ct);
            return posted.ToString();
        }
        catch (ChannelException fault) when (fault.IsNews)
        {
            CallFailed("a message", fault.Trouble, fault.Message);
            throw;
        }
    }

    public async Task RepaintAsync(Place at, string message, Face face, CancellationToken ct)
    {
        var id = MessageId.Parse(message) ?? throw NoSuchMessage();
        var content = messages.Card(face, []);
        turns.NoteRepaint(id.Channel);
        try
        {
            await ChangeAsync(id, content).WaitAsync(ct);
        }
        catch (ChannelException fault) when (fault.IsNews)
        {
            CallFailed("a repaint", fault.Trouble, fault.Message);
            throw;
        }
    }

    public async Task DeleteAsync(Place at, string message, CancellationToken ct)
    {
        var id = MessageId.Parse(message) ?? throw NoSuchMessage();
        try
        {
            await turns.TakeAsync(id.Channel, () => api.DeleteAsync(id, ct), ct);
        }
        catch (ChannelException fault) when (fault.Trouble == ChannelTrouble.MessageGone)
        {
            // That is what was wanted.
        }
    }

    /// <summary>
    /// Shows a sentence on somebody's own card. False, and nothing is shown, if that chat was repainted meanwhile: the card at hand may
    /// be older than what stands there.
    /// </summary>
    /// <param name="repaints">As counted before the card was thought of.</param>
    public Task<bool> TryNoticeAsync(MessageId id, MessageContent content, long repaints, CancellationToken ct) =>
        turns.TakeAsync(id.Channel, async () =>
        {
            if (turns.RepaintsOf(id.Channel) != repaints)
                return false;
            await api.UpdateAsync(id, content, ct);
            return true;
        }, ct);

    private async Task<MessageId> PostToPersonAsync(StaffId who, Face face, CancellationToken ct)
    {
        var user = await users.IdOfAsync(who, ct) ?? throw new ChannelException(ChannelTrouble.Unreachable, "no Slack account is linked or found");
        var chat = await chats.OfAsync(user, ct);
        try
        {
            return await SendAsync(chat, face, ct);
        }
        catch (ChannelException fault) when (fault.InnerException is SlackApiException { Error: "channel_not_found" })
        {
            // The chat kept is no more; a person's chat can be asked for again, once.
            chats.Forget(user);
            return await SendAsync(await chats.OfAsync(user, ct), face, ct);
        }
    }

    private Task<MessageId> SendAsync(string channel, Face face, CancellationToken ct)
    {
        var content = messages.Card(face, [.. face.Mentions.Select(book.IdOf).OfType<string>()]);
        return turns.TakeAsync(channel, () => api.PostAsync(channel, content, ct), ct);
    }

    /// <summary>A change that still waits for its turn gives way to a newer one of the same message; both then end alike.</summary>
    private Task ChangeAsync(MessageId id, MessageContent content)
    {
        lock (gate)
        {
            if (waiting.TryGetValue(id, out var change))
            {
                change.Content = content;
                return change.Done;
            }
            change = new Change { Content = content };
            waiting[id] = change;
            return change.Done = MakeAsync(id, change);
        }
    }

    private async Task MakeAsync(MessageId id, Change change)
    {
        // Whoever asked first may go away; the change is still everybody's.
        await Task.Yield();
        await turns.TakeAsync(id.Channel, async () =>
        {
            MessageContent newest;
            lock (gate)
            {
                waiting.Remove(id);
                newest = change.Content;
            }
            await api.UpdateAsync(id, newest, CancellationToken.None);
        }, CancellationToken.None);
    }

    private static ChannelException NoSuchMessage() => new(ChannelTrouble.MessageGone, "no message of this channel");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack did not take {What}: {Trouble}, {Reason}")]
    private partial void CallFailed(string what, ChannelTrouble trouble, string reason);

    private sealed class Change
    {
        public required MessageContent Content { get; set; }

        public Task Done { get; set; } = Task.CompletedTask;
    }
}

using Bot.Clinic;
using Microsoft.Extensions.Logging;

namespace Bot.Teams.Outbound;

/// <summary>Teams as a place where the care team reads: people's own chats with the bot, and channels of the practice's teams.</summary>
internal sealed partial class TeamsChannel(
    AddressBook book,
    Conversations conversations,
    Connector connector,
    OutgoingMessage messages,
    Roster roster,
    Turns turns,
    Standing standing,
    ILogger<TeamsChannel> log) : IChannel
{
    public const string TeamsName = "teams";

    public string Name => TeamsName;

    public string? Fault => standing.Fault;

    public bool Knows(Place place) => place is Place.Person person
        ? book.IdOf(person.Who) is { } id && conversations.OfPerson(id) is not { Dead: true }
        : book.ConversationOf(place) is { } channel && conversations.Of(channel) is not { Dead: true };

    public async Task<string> PostAsync(Place to, Face face, CancellationToken ct)
    {
        var posted = to is Place.Person person
            ? await PostToPersonAsync(person.Who, face, ct)
            : await PostToChannelAsync(to, face, ct);
        return posted.ToString();
    }

    public async Task RepaintAsync(Place at, string message, Face face, CancellationToken ct)
    {
        var id = MessageId.Parse(message) ?? throw NoSuchMessage();
        await InTurnAsync(id.Conversation, HttpMethod.Put, async () =>
        {
            // Not before its turn: where Teams is behind, most are told to come back later.
            var content = await WriteAsync(face, id.Conversation, rings: false, ct);
            await connector.UpdateAsync(conversations.ServiceUrlOf(id.Conversation), id, content, ct);
            return id;
        }, ct);
    }

    public async Task DeleteAsync(Place at, string message, CancellationToken ct)
    {
        var id = MessageId.Parse(message) ?? throw NoSuchMessage();
        await InTurnAsync(id.Conversation, HttpMethod.Delete, async () =>
        {
            await connector.DeleteAsync(conversations.ServiceUrlOf(id.Conversation), id, ct);
            return id;
        }, ct);
    }

    private async Task<MessageId> PostToPersonAsync(StaffId who, Face face, CancellationToken ct)
    {
        var aadObjectId = book.IdOf(who) ?? throw new ChannelException(ChannelTrouble.Unreachable, "no Teams account is linked");
        var chat = conversations.OfPerson(aadObjectId) ?? await OpenChatAsync(aadObjectId, ct);
        try
        {
            return await SendAsync(chat, face, ct);
        }
        catch (ChannelException fault) when (IsConversationNotFound(fault))
        {
            // The id kept is of a chat that is no more; a person's chat can be asked for again, once.
            conversations.Forget(chat);
            return await SendAsync(await OpenChatAsync(aadObjectId, ct), face, ct);
        }
    }

    private async Task<ConversationReference> OpenChatAsync(string aadObjectId, CancellationToken ct)
    {
        try
        {
            return await OpenChatInTurnAsync(aadObjectId, ct);
        }
        catch (ChannelException fault) when (fault.Trouble == ChannelTrouble.Unsure)
        {
            // Opening says nothing to anybody, and gives the same chat each time.
            throw new ChannelException(ChannelTrouble.Later, fault.Message, fault.RetryAt, fault.InnerException);
        }
    }

    private Task<ConversationReference> OpenChatInTurnAsync(string aadObjectId, CancellationToken ct) =>
        turns.TakeAsync("open:" + aadObjectId, HttpMethod.Post, async () =>
        {
            // Two posts to the same person may have waited for each other here.
            if (conversations.OfPerson(aadObjectId) is { } already)
                return already;

            var serviceUrl = conversations.ServiceUrl;
            var answer = await connector.OpenChatAsync(serviceUrl, aadObjectId, ct);
            if (answer.Id is not { Length: > 0 } conversation)
                throw new ChannelException(ChannelTrouble.Later, "a chat was opened without an id");
            var opened = new ConversationReference(conversation, serviceUrl, "", aadObjectId.ToLowerInvariant(), "", "", Dead: false);
            conversations.Opened(opened);
            return opened;
        }, ct);

    private async Task<MessageId> SendAsync(ConversationReference chat, Face face, CancellationToken ct)
    {
        ThrowIfDead(chat);
        var content = await WriteAsync(face, chat.Conversation, face.Rings, ct);
        return await InTurnAsync(chat.Conversation, HttpMethod.Post, () => connector.SendAsync(chat.ServiceUrl, chat.Conversation, content, ct), ct);
    }

    private async Task<MessageId> PostToChannelAsync(Place to, Face face, CancellationToken ct)
    {
        var channel = book.ConversationOf(to) ?? throw new ChannelException(ChannelTrouble.Unreachable, "no channel is bound");
        ThrowIfDead(conversations.Of(channel));
        var content = await WriteAsync(face, channel, face.Rings, ct);
        var serviceUrl = conversations.ServiceUrlOf(channel);
        return await InTurnAsync(
            channel,
            HttpMethod.Post,
            () => MessageId.IsChannel(channel) ? connector.StartThreadAsync(serviceUrl, channel, content, ct) : connector.SendAsync(serviceUrl, channel, content, ct),
            ct);
    }

    private async Task<ReadOnlyMemory<byte>> WriteAsync(Face face, string conversation, bool rings, CancellationToken ct)
    {
        if (face.Mentions.Count == 0)
            return messages.Card(face, rings);

        var people = new List<Mention>();
        foreach (var who in face.Mentions)
        {
            if (book.IdOf(who) is { } id)
                people.Add(new Mention(id, await roster.NameOfAsync(id, conversation, ct) ?? who.Value));
        }
        return OutgoingMessage.Mentioning(people, face.Push, rings);
    }

    private async Task<MessageId> InTurnAsync(string conversation, HttpMethod method, Func<Task<MessageId>> call, CancellationToken ct)
    {
        try
        {
            return await turns.TakeAsync(conversation, method, call, ct);
        }
        catch (ChannelException fault) when (fault.IsNews)
        {
            // Nobody is asked again and again to let the bot in: the place is dead until somebody there speaks or installs it.
            if (fault.Trouble == ChannelTrouble.Unreachable && !IsConversationNotFound(fault))
                conversations.Bury(conversation);
            CallFailed(method, fault.Trouble, fault.Message);
            throw;
        }
    }

    private static bool IsConversationNotFound(ChannelException fault) =>
        fault.InnerException is ConnectorException { Status: 404 } inner && RetryTable.Same(inner.Code, RetryTable.ConversationNotFound);

    private static void ThrowIfDead(ConversationReference? reference)
    {
        if (reference is { Dead: true })
            throw new ChannelException(ChannelTrouble.Unreachable, "the bot was taken out of this conversation or blocked there");
    }

    private static ChannelException NoSuchMessage() => new(ChannelTrouble.MessageGone, "no message of this channel");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Teams did not take a {Method}: {Trouble}, {Reason}")]
    private partial void CallFailed(HttpMethod method, ChannelTrouble trouble, string reason);
}

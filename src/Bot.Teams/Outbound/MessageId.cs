namespace Bot.Teams.Outbound;

/// <summary>Where one message stands: "conversation|activity". Text form of what the bot keeps, and of what a tap names.</summary>
/// <remarks>
/// A message that starts a channel's thread is told of with and without the thread in its conversation id, depending on who tells.
/// The thread is left away there, so that a post's answer and a tap on it name the same message.
/// </remarks>
internal readonly record struct MessageId(string Conversation, string Activity)
{
    private const string Thread = ";messageid=";

    public override string ToString() => $"{(StartsThread ? ConversationReference.WithoutThread(Conversation) : Conversation)}|{Activity}";

    private bool StartsThread => Conversation.EndsWith(Thread + Activity, StringComparison.OrdinalIgnoreCase);

    public static MessageId? Parse(string text)
    {
        var bar = text.LastIndexOf('|');
        if (bar <= 0 || bar == text.Length - 1)
            return null;
        var (conversation, activity) = (text[..bar], text[(bar + 1)..]);
        return new MessageId(IsChannel(conversation) ? conversation + Thread + activity : conversation, activity);
    }

    // "19:…@thread.v2" is a group chat, which has no threads.
    public static bool IsChannel(string conversation) =>
        conversation.EndsWith("@thread.tacv2", StringComparison.OrdinalIgnoreCase)
        || conversation.EndsWith("@thread.skype", StringComparison.OrdinalIgnoreCase);
}

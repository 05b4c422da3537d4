using Bot.Clinic;
using Bot.Slack.Outbound;

namespace Bot.Slack.Inbound;

/// <summary>Typed lines: behind the slash command, in the direct chat, or with a mention. Whoever typed is answered where they typed.</summary>
internal sealed class Lines(Listener listener, Workspace workspace, DirectChats chats, Tellings tellings)
{
    /// <summary>Seen by nobody else, in Slack's own response.</summary>
    public Dealing Of(Heard.Commanded line)
    {
        Reply Told(Answer answer) => answer is { Card: null, Sentence: "" }
            ? Reply.Ours
            : new Reply.Body(OutgoingMessage.Ephemeral(tellings.Content(answer), replaces: false), line.ResponseUrl);
        return new Dealing(
            (speaker, ct) => listener.SaysAsync(new Line(speaker, In(line.Channel), line.Text, line.ClickId), ct),
            Told,
            answer => Tell(answer, new Telling.ByUrl(line.ResponseUrl, answer, Replaces: false)),
            () => Told(Answer.Says(Dealing.AnswerFollows)),
            Dealing.LineNotSaved);
    }

    public Dealing Of(Heard.Messaged line) => Event(
        async (speaker, ct) =>
        {
            await chats.NoteAsync(line.By.User, line.Channel, ct);
            return await listener.SaysAsync(new Line(speaker, In(line.Channel), line.Text, line.ClickId), ct);
        },
        answer => new Telling.InChat(line.Channel, answer));

    public Dealing Of(Heard.Mentioned line) => Event(
        async (speaker, ct) =>
        {
            var own = await workspace.OwnAsync(ct);
            var text = MessageText.Of(MessageText.WithoutMention(line.Text, own.User));
            return await listener.SaysAsync(new Line(speaker, In(line.Channel), text, line.ClickId), ct);
        },
        answer => new Telling.InChannel(line.Channel, line.By.User, line.Thread, answer));

    /// <summary>Somebody looks at their chat with the bot. They are met once.</summary>
    public Dealing Of(Heard.ChatOpened chat) => Event(
        async (speaker, ct) => await chats.NoteAsync(chat.By.User, chat.Channel, ct)
            ? await listener.MetAsync(speaker, In(chat.Channel), ct)
            : Answer.Nothing,
        answer => new Telling.InChat(chat.Channel, answer));

    private Dealing Event(Func<Speaker, CancellationToken, Task<Answer>> askAsync, Func<Answer, Telling> where)
    {
        Reply Told(Answer answer)
        {
            Tell(answer, where(answer));
            return Reply.Ours;
        }

        return new Dealing(askAsync, Told, answer => Told(answer), () => Reply.Again, Dealing.LineNotSaved) { ComesAgain = true };
    }

    private void Tell(Answer answer, Telling telling)
    {
        if (answer is not { Card: null, Sentence: "" })
            tellings.Tell(telling);
    }

    private static Conversation In(string channel) => new(channel, SlackChannel.IsDirect(channel));
}

using Bot.Clinic;
using Bot.Slack.Outbound;

namespace Bot.Slack.Inbound;

/// <summary>The forms: opened by a shortcut, sent, and kept open with a sentence where what they say cannot be done.</summary>
internal sealed class Forms(Listener listener, Modals modals, Tellings tellings)
{
    /// <summary>The shortcut *Patient ready*, from everywhere and from a message's menu.</summary>
    public const string ReadyShortcut = "patient-ready";

    private const string Saved = "Saved.";

    private static readonly Kind[] Kinds =
    [
        new("ready", "room", "Patient ready"),
        new("visit-done", "stops", "Visit done"),
        new("session", "day", "New session"),
        new("attended", "who", "Who was there"),
    ];

    public Dealing? Of(Heard.Shortcut shortcut)
    {
        if (shortcut.CallbackId != ReadyShortcut)
            return null;
        void Told(Answer answer)
        {
            if (answer.Sentence.Length > 0)
                tellings.Tell(shortcut.ResponseUrl.Length > 0
                    ? new Telling.ByUrl(shortcut.ResponseUrl, answer, Replaces: false)
                    : new Telling.ToPerson(shortcut.By.User, answer));
        }

        return new Dealing(
            (speaker, ct) => listener.ReadyFormAsync(speaker, In(shortcut.Channel), ct),
            answer =>
            {
                if (answer.Card is { } form)
                    modals.Open(shortcut.Trigger, form, shortcut.Channel, Told);
                else
                    Told(answer);
                return Reply.Ours;
            },
            answer => Told(answer.Card is null ? answer : Answer.Says(Dealing.TooLate)),
            () => Reply.Ours,
            Dealing.TapNotSaved);
    }

    public Dealing? Of(Heard.FormSent form)
    {
        if (Kinds.FirstOrDefault(one => one.Callback == form.CallbackId.Split(':')[0]) is not { } kind)
            return null;
        return new Dealing(
            (speaker, ct) => listener.TapsAsync(Meant(form, speaker), ct),
            answer => answer.Sentence.Length == 0 ? Reply.Ours : Fault(form, kind, answer.Sentence),
            answer => tellings.Tell(new Telling.InForm(form.View, kind.Title, answer.Sentence.Length > 0 ? answer.Sentence : Saved)),
            () => Instead(kind, Dealing.CardFollows),
            Dealing.TapNotSaved);
    }

    private static Tap Meant(Heard.FormSent form, Speaker speaker)
    {
        var isReady = form.CallbackId == "ready";
        return new Tap(
            speaker,
            In(isReady && HeardReader.IsId(form.Metadata) ? form.Metadata : ""),
            form.CallbackId,
            isReady || !HeardReader.IsPlain(form.Metadata) ? "" : form.Metadata,
            form.Inputs,
            "",
            form.ClickId);
    }

    // A fault can only stand under an input; a form without one gives way to the sentence.
    private static Reply.Body Fault(Heard.FormSent form, Kind kind, string sentence)
    {
        if (form.Blocks.Count == 0)
            return Instead(kind, sentence);
        return new Reply.Body(OutgoingMessage.FormFault(form.Blocks.Contains(kind.Block) ? kind.Block : form.Blocks[0], sentence), "");
    }

    private static Reply.Body Instead(Kind kind, string sentence) =>
        new(OutgoingMessage.FormChange(OutgoingMessage.SmallView(kind.Title, sentence)), "");

    // A form knows where it was opened, so that somebody of two sites means the one at hand.
    private static Conversation In(string channel) => new(channel, channel.Length == 0 || SlackChannel.IsDirect(channel));

    /// <param name="Callback">The form's callback_id, but for an argument after a colon, and the verb that its sending means.</param>
    /// <param name="Block">The input under which a fault stands.</param>
    private sealed record Kind(string Callback, string Block, string Title);
}

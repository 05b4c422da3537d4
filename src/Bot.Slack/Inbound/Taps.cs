using Bot.Clinic;
using Bot.Slack.Outbound;

namespace Bot.Slack.Inbound;

/// <summary>
/// Buttons and menus. A card that stands in Slack is repainted by the host; what is told here is a sentence, or a form to fill in.
/// </summary>
internal sealed class Taps(Listener listener, Turns turns, Modals modals, Tellings tellings)
{
    public Dealing Of(Heard.Tapped tap)
    {
        var repaints = tap.At is Spot.InMessage { Channel: var channel } ? turns.RepaintsOf(channel) : 0;
        void Told(Answer answer) => Tell(tap, answer, repaints);
        return new Dealing(
            (speaker, ct) => AskAsync(tap, speaker, ct),
            answer =>
            {
                if (Modals.IsForm(answer.Card))
                    modals.Open(tap.Trigger, answer.Card!, ChannelOf(tap.At), Told);
                else
                    Told(answer);
                return Reply.Ours;
            },
            answer => Told(Modals.IsForm(answer.Card) ? Answer.Says(Dealing.TooLate) : answer),
            () =>
            {
                Told(Answer.Says(Dealing.CardFollows));
                return Reply.Ours;
            },
            Dealing.TapNotSaved);
    }

    private Task<Answer> AskAsync(Heard.Tapped tap, Speaker speaker, CancellationToken ct)
    {
        var channel = ChannelOf(tap.At);
        var conversation = new Conversation(channel, channel.Length == 0 || SlackChannel.IsDirect(channel));

        // A message that one person sees is no posting, and must not be taken for one.
        var message = tap.At is Spot.InMessage { Ephemeral: false } at ? new MessageId(at.Channel, at.Ts).ToString() : "";
        var meant = new Tap(speaker, conversation, tap.Verb, tap.Visit, tap.Inputs, message, tap.ClickId) { IsRepainted = message.Length > 0 };
        return tap.Verb switch
        {
            "ready-form" => listener.ReadyFormAsync(speaker, conversation, ct),
            "visit-done" or "mine:visit-done" => listener.StopsFormAsync(meant, ct),
            _ => listener.TapsAsync(meant, ct),
        };
    }

    private void Tell(Heard.Tapped tap, Answer answer, long repaints)
    {
        switch (tap.At)
        {
            case Spot.OnHome when answer.Sentence.Length > 0:
                tellings.Tell(new Telling.OnHome(tap.By.User, answer.Sentence));
                break;
            case Spot.InMessage { Ephemeral: true } at when answer is { Card: not null } or { Sentence.Length: > 0 }:
                tellings.Tell(new Telling.ByUrl(at.ResponseUrl, answer, Replaces: answer.Card is not null));
                break;
            case Spot.InMessage at when answer is { Card: { } card, Sentence.Length: > 0 } && SlackChannel.IsDirect(at.Channel):
                tellings.Tell(new Telling.OnCard(new MessageId(at.Channel, at.Ts), card, answer.Sentence, repaints, at.ResponseUrl));
                break;
            case Spot.InMessage at when answer.Sentence.Length > 0:
                tellings.Tell(new Telling.ByUrl(at.ResponseUrl, Answer.Says(answer.Sentence), Replaces: false));
                break;
        }
    }

    private static string ChannelOf(Spot spot) => spot is Spot.InMessage at ? at.Channel : "";
}

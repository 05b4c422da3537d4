using Bot.Clinic;
using Bot.Slack.Outbound;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Slack.Inbound;

/// <summary>
/// Tells people what became of what they did. These are courtesies: tried a few times, dropped with a log line, and lost with the process;
/// every card that must be true is kept so by others.
/// </summary>
internal sealed partial class Tellings(
    SlackApi api,
    SlackChannel channel,
    DirectChats chats,
    HomePages homes,
    Users users,
    Turns turns,
    OutgoingMessage messages,
    Listener listener,
    LateWork late,
    SlackOptions options,
    TimeProvider clock,
    IHostApplicationLifetime life,
    ILogger<Tellings> log)
{
    public const string NoCard = "Saved, but the card cannot be shown.";
    private const int Most = 1000;
    private const int Attempts = 4;

    // An answer that comes later than this answers nobody.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private int underway;

    /// <summary>Returns at once.</summary>
    public void Tell(Telling telling)
    {
        if (Interlocked.Increment(ref underway) <= Most)
        {
            late.Keep(TellAsync(telling, life.ApplicationStopping));
            return;
        }
        Interlocked.Decrement(ref underway);
        Dropped(telling.GetType().Name, "too many answers are waiting");
    }

    /// <summary>The answer as a message. A card that a template breaks must not look like a failed tap.</summary>
    public MessageContent Content(Answer answer)
    {
        if (answer.Card is not { } face)
            return OutgoingMessage.Sentence(answer.Sentence);
        try
        {
            return messages.Card(face, []);
        }
        catch (Exception fault)
        {
            CardNotBound(face.Card, fault is ChannelException ? fault.Message : fault.GetType().Name);
            return OutgoingMessage.Sentence(answer.Sentence.Length > 0 ? answer.Sentence : NoCard);
        }
    }

    private async Task TellAsync(Telling telling, CancellationToken ct)
    {
        // Slack is answered first; nobody waits for what is told here.
        await Task.Yield();
        try
        {
            await TryOftenAsync(telling, ct);
        }
        catch (Exception fault)
        {
            Dropped(telling.GetType().Name, fault is ChannelException ? fault.Message : fault.GetType().Name);
        }
        finally
        {
            Interlocked.Decrement(ref underway);
        }
    }

    private async Task TryOftenAsync(Telling telling, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryAsync(telling, ct);
                return;
            }
            catch (ChannelException fault) when (fault.Trouble is ChannelTrouble.Later or ChannelTrouble.Unsure && attempt < Attempts)
            {
                // Rate limits run by the settable clock, a chat that is down by the real one.
                var wait = fault.RetryAt - clock.GetUtcNow();
                if (wait > LongestWait)
                    throw;
                if (wait is { } limited)
                    await Task.Delay(limited > TimeSpan.Zero ? limited : TimeSpan.Zero, clock, ct);
                else
                    await Task.Delay(options.AnswerRetry * (1 << (attempt - 1)), TimeProvider.System, ct);
            }
        }
    }

    private Task TryAsync(Telling telling, CancellationToken ct) => telling switch
    {
        Telling.ByUrl to => api.RespondAsync(to.ResponseUrl, OutgoingMessage.Ephemeral(Content(to.Answer), to.Replaces), ct),
        Telling.InChat to => PostAsync(to.Channel, to.Answer, ct),
        Telling.ToPerson to => PostToAsync(to.User, to.Answer, ct),
        Telling.InChannel to => turns.TakeAsync(to.Channel, () => api.PostEphemeralAsync(to.Channel, to.User, to.Thread, Content(to.Answer), ct), ct),
        Telling.OnCard to => NoticeAsync(to, ct),
        Telling.InForm to => api.UpdateViewAsync(to.View, OutgoingMessage.SmallView(to.Title, to.Sentence), ct),
        Telling.OnHome to => homes.ShowAsync(
            to.User, async () => await listener.HomeAsync(await users.SpeakerAsync(to.User, ct), to.Sentence, ct), ct),
        _ => throw new InvalidOperationException("A telling without a way."),
    };

    private Task<MessageId> PostAsync(string where, Answer answer, CancellationToken ct) =>
        turns.TakeAsync(where, () => api.PostAsync(where, Content(answer), ct), ct);

    private async Task PostToAsync(string user, Answer answer, CancellationToken ct) => await PostAsync(await chats.OfAsync(user, ct), answer, ct);

    private async Task NoticeAsync(Telling.OnCard to, CancellationToken ct)
    {
        try
        {
            if (await channel.TryNoticeAsync(to.At, Content(new Answer(to.Card, to.Sentence)), to.Repaints, ct))
                return;
        }
        catch (ChannelException fault)
        {
            NotOnCard(fault.Trouble, fault.Message);
        }
        await api.RespondAsync(to.ResponseUrl, OutgoingMessage.Ephemeral(OutgoingMessage.Sentence(to.Sentence), replaces: false), ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An answer in Slack was dropped ({Way}): {Reason}")]
    private partial void Dropped(string way, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "A sentence goes beside its card: {Trouble}, {Reason}")]
    private partial void NotOnCard(ChannelTrouble trouble, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The card {Card} could not be bound: {Fault}")]
    private partial void CardNotBound(string card, string fault);
}

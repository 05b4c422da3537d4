using Bot.Clinic;
using Bot.Slack.Outbound;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Slack.Inbound;

/// <summary>
/// Leads what was heard, through either door, to the one listener of the bot. Never throws: whatever happens, Slack gets its reply in
/// time and the person is told.
/// </summary>
internal sealed partial class Ear(
    Lines lines,
    Taps taps,
    Forms forms,
    HomePages homes,
    Listener listener,
    Workspace workspace,
    Users users,
    Tellings tellings,
    Once once,
    LateWork late,
    IHostApplicationLifetime life,
    ILogger<Ear> log)
{
    public const string OtherWorkspace = "I work for another workspace, and can't help here.";

    // Slack sends an event three times more; after that the person must be told.
    private const int LastAttempt = 3;

    /// <param name="attempt">How often Slack sent it before; 0 at first.</param>
    public Task<Reply> HearAsync(Heard heard, int attempt)
    {
        switch (heard)
        {
            case Heard.Handshake handshake:
                return Task.FromResult<Reply>(new Reply.Challenge(handshake.Challenge));
            case Heard.Removed removed:
                workspace.Removed(removed.Event);
                break;
            case Heard.ByPerson person when DealingWith(person) is { } dealing:
                return DealAsync(person, once.Of(person.ClickId, () => new Hearing(person, dealing, AskAsync)), attempt);
        }

        return Task.FromResult(Reply.Ours);
    }

    private Dealing? DealingWith(Heard.ByPerson heard) => heard switch
    {
        Heard.Commanded line => lines.Of(line),
        Heard.Messaged line => lines.Of(line),
        Heard.Mentioned line => lines.Of(line),
        Heard.ChatOpened chat => lines.Of(chat),
        Heard.Tapped tap => taps.Of(tap),
        Heard.FormSent form => forms.Of(form),
        Heard.Shortcut shortcut => forms.Of(shortcut),
        Heard.HomeOpened home => HomeOf(home),
        _ => null,
    };

    private async Task<Reply> DealAsync(Heard.ByPerson heard, Hearing? hearing, int attempt)
    {
        if (hearing is null)
            return Reply.Ours;
        var dealing = hearing.Dealing;
        Dealt outcome;
        try
        {
            outcome = await late.InTimeAsync(hearing.Ends);
        }
        catch (TimeoutException)
        {
            late.Keep(hearing.TakesLong() ? TellLateAsync(heard, hearing) : hearing.Ends);
            return dealing.StillSaving();
        }

        if (!outcome.IsSaved)
        {
            once.Forget(heard.ClickId);
            return dealing.ComesAgain && attempt < LastAttempt ? Reply.Again : hearing.Settle(() => dealing.InTime(Answer.Says(dealing.NotSaved)));
        }

        var reply = hearing.Settle(() => dealing.InTime(outcome.Answer));
        if (reply is Reply.Taken)
            once.Done(heard.ClickId);
        return reply;
    }

    private async Task TellLateAsync(Heard.ByPerson heard, Hearing hearing)
    {
        var outcome = await hearing.Ends;
        if (outcome.IsSaved)
        {
            hearing.Dealing.Late(outcome.Answer);
            return;
        }
        once.Forget(heard.ClickId);
        if (!hearing.Dealing.ComesAgain)
            hearing.Dealing.Late(Answer.Says(hearing.Dealing.NotSaved));
    }

    private async Task<Dealt> AskAsync(Heard.ByPerson heard, Dealing dealing)
    {
        // Not the request's token: a tap is not taken back by a phone that loses its network.
        var stopping = life.ApplicationStopping;
        try
        {
            var own = await workspace.OwnAsync(stopping);
            if (heard.By.User == own.User)
                return new Dealt(Answer.Nothing, IsSaved: true);
            if (!IsOurs(heard.By, own))
                return new Dealt(CanBeTold(heard, own) ? Answer.Says(OtherWorkspace) : Answer.Nothing, IsSaved: true);
            return new Dealt(await dealing.AskAsync(await users.SpeakerAsync(heard.By.User, stopping), stopping), IsSaved: true);
        }
        catch (Exception fault)
        {
            if (fault is not (StoreUnavailableException or OperationCanceledException or ChannelException))
                Failed(fault.GetType().Name, fault.StackTrace);
            return new Dealt(Answer.Nothing, IsSaved: false);
        }
    }

    /// <summary>A payload comes from our workspace and so does the person; an organisation's installation names only the latter.</summary>
    private static bool IsOurs(Sender by, Own own) =>
        (by.Team.Length > 0 || by.HomeTeam.Length > 0)
        && (by.Team.Length == 0 || own.Is(by.Team))
        && (by.HomeTeam.Length == 0 || own.Is(by.HomeTeam));

    /// <summary>A stranger's board and chat lie in a workspace where the bot may not write; an answer to their own step still reaches them.</summary>
    private static bool CanBeTold(Heard.ByPerson stranger, Own own) => stranger switch
    {
        Heard.Commanded or Heard.FormSent or Heard.Shortcut or Heard.Tapped { At: Spot.InMessage } => true,
        Heard.Messaged or Heard.Mentioned => own.Is(stranger.By.Team),
        _ => false,
    };

    private Dealing HomeOf(Heard.HomeOpened home)
    {
        void Told(Answer answer)
        {
            if (answer.Sentence.Length > 0)
                tellings.Tell(new Telling.OnHome(home.By.User, answer.Sentence));
        }

        return new Dealing(
            async (speaker, ct) =>
            {
                try
                {
                    await homes.ShowAsync(home.By.User, () => listener.HomeAsync(speaker, "", ct), ct);
                }
                catch (ChannelException)
                {
                    tellings.Tell(new Telling.OnHome(home.By.User, ""));
                }
                return Answer.Nothing;
            },
            answer =>
            {
                Told(answer);
                return Reply.Ours;
            },
            Told,
            () => Reply.Again,
            Dealing.TapNotSaved)
        {
            ComesAgain = true,
        };
    }

    // The fault's message is left out: it may quote what somebody typed.
    [LoggerMessage(Level = LogLevel.Error, Message = "What was heard in Slack could not be handled: {Fault}\n{Where}")]
    private partial void Failed(string fault, string? where);
}

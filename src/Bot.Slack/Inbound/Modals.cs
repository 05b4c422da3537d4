using Bot.Clinic;
using Bot.Slack.Outbound;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Slack.Inbound;

/// <summary>Opens forms. A trigger lives 3 s and works once, so nothing waits here, and nothing is tried again.</summary>
internal sealed partial class Modals(SlackApi api, OutgoingMessage messages, LateWork late, IHostApplicationLifetime life, ILogger<Modals> log)
{
    private const string NoForm = "The form cannot be shown now.";

    public static bool IsForm(Face? face) => face?.Card is "ready-form" or "stops-form" or "session-form" or "attendance-form";

    /// <summary>Returns at once.</summary>
    /// <param name="metadata">What the form shall bring back with it.</param>
    /// <param name="tell">How to say that it could not be opened.</param>
    public void Open(string trigger, Face form, string metadata, Action<Answer> tell) =>
        late.Keep(OpenAsync(trigger, form, metadata, tell, life.ApplicationStopping));

    private async Task OpenAsync(string trigger, Face form, string metadata, Action<Answer> tell, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            await api.OpenViewAsync(trigger, messages.View(form, metadata), ct);
        }
        catch (ChannelException fault)
        {
            NotOpened(form.Card, fault.Trouble, fault.Message);
            var again = fault.Trouble == ChannelTrouble.Later || (fault.InnerException is SlackApiException refused && SlackErrors.IsAboutTheTrigger(refused.Error));
            tell(Answer.Says(again ? Dealing.TooLate : NoForm));
        }
        catch (Exception fault)
        {
            NotOpened(form.Card, ChannelTrouble.Refused, fault.GetType().Name);
            tell(Answer.Says(NoForm));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The form {Form} was not opened: {Trouble}, {Reason}")]
    private partial void NotOpened(string form, ChannelTrouble trouble, string reason);
}

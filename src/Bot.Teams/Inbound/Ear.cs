using Bot.Clinic;
using Bot.Teams.Outbound;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Teams.Inbound;

/// <summary>Leads what was heard to the one listener of the bot. Nothing it returns ever throws: whatever happens, somebody is answered.</summary>
internal sealed partial class Ear(
    Listener listener,
    AddressBook book,
    Roster roster,
    Conversations conversations,
    AnswerQueue answers,
    IHostApplicationLifetime life,
    ILogger<Ear> log)
{
    public const string NotSaved = "Not saved, please tap again.";
    public const string LineNotSaved = "Not saved, please send it again.";
    public const string StillSaving = "Still saving, the card will follow.";

    // A team is joined by many at once; each is met when they speak.
    private const int MostMet = 20;

    public Task<Answer> TapAsync(Activity activity, Heard.Tapped tap) => GuardAsync(NotSaved, async stopping =>
        await listener.TapsAsync(
            new Tap(
                await SpeakerAsync(activity, activity.From!, stopping), In(activity), tap.Verb, tap.Visit, tap.Inputs, MessageOf(activity)?.ToString() ?? "",
                // An invoke's id is another at each retry; a message's stays.
                tap.AsMessage ? activity.Id ?? "" : ""),
            stopping));

    public Task<Answer> OpenFormAsync(Activity activity) => GuardAsync(NotSaved, async stopping =>
        await listener.ReadyFormAsync(await SpeakerAsync(activity, activity.From!, stopping), In(activity), stopping));

    public Task<Answer> SendFormAsync(Activity activity, Heard.FormSent form) => GuardAsync(NotSaved, async stopping =>
        await listener.TapsAsync(
            new Tap(await SpeakerAsync(activity, activity.From!, stopping), In(activity), "ready", "", form.Inputs, MessageOf(activity)?.ToString() ?? "", ""),
            stopping));

    /// <summary>Its answer is sent afterwards.</summary>
    public async Task SayAsync(Activity activity, string text)
    {
        var answer = await GuardAsync(LineNotSaved, async stopping =>
            await listener.SaysAsync(new Line(await SpeakerAsync(activity, activity.From!, stopping), In(activity), text, activity.Id ?? ""), stopping));
        AnswerLater(activity, answer, replaces: null);
    }

    /// <summary>A button of an old client, whose answer changes its message.</summary>
    public async Task TapByMessageAsync(Activity activity, Heard.Tapped tap) =>
        AnswerLater(activity, await TapAsync(activity, tap), MessageOf(activity));

    /// <param name="isNew">The bot was not in this conversation before. Teams tells of one install twice, and the bot greets once.</param>
    public async Task MeetAsync(Activity activity, Heard.Joined joined, bool isNew)
    {
        await GuardAsync("", async stopping =>
        {
            await conversations.WriteAsync(stopping);
            return Answer.Nothing;
        });
        if (joined.IsBot && !isNew)
            return;
        foreach (var person in joined.People.Take(MostMet))
        {
            var answer = await GuardAsync("", async stopping =>
                await listener.MetAsync(await SpeakerAsync(activity, person, stopping), In(activity), stopping));
            AnswerLater(activity, answer, replaces: null);
        }
    }

    public Task RemoveAsync(Activity activity)
    {
        conversations.Removed(activity);
        return GuardAsync("", async stopping =>
        {
            await conversations.WriteAsync(stopping);
            return Answer.Nothing;
        });
    }

    /// <summary>The sentence of a tap that was answered before it was saved; its card comes by itself. In a channel it is nobody else's business.</summary>
    public async Task TellLateAsync(Activity activity, Task<Answer> work)
    {
        var answer = await work;
        if (answer.Card is null && ConversationReference.IsDirect(activity))
            AnswerLater(activity, answer, replaces: null);
    }

    private void AnswerLater(Activity activity, Answer answer, MessageId? replaces) =>
        answers.Add(new LateAnswer(activity.ServiceUrl!, activity.Conversation!.Id!, replaces, answer));

    private static MessageId? MessageOf(Activity activity) =>
        activity.ReplyToId is { Length: > 0 } message ? new MessageId(activity.Conversation!.Id!, message) : null;

    private static Conversation In(Activity activity) =>
        new(ConversationReference.WithoutThread(activity.Conversation!.Id!), ConversationReference.IsDirect(activity));

    private async Task<Speaker> SpeakerAsync(Activity activity, Account person, CancellationToken ct)
    {
        var id = person.AadObjectId!.ToLowerInvariant();
        if (book.IsLinked(id))
            return new Speaker(TeamsChannel.TeamsName, id, "");
        var conversation = activity.Conversation!.Id!;
        return new Speaker(TeamsChannel.TeamsName, id, await roster.EmailOfAsync(id, conversation, ct)) { Name = await roster.NameOfAsync(id, conversation, ct) ?? "" };
    }

    private async Task<Answer> GuardAsync(string sorry, Func<CancellationToken, Task<Answer>> work)
    {
        try
        {
            // Not the request's token: a tap is not taken back by a phone that loses its network.
            return await work(life.ApplicationStopping);
        }
        catch (StoreUnavailableException)
        {
            return Answer.Says(sorry);
        }
        catch (OperationCanceledException)
        {
            return Answer.Says(sorry);
        }
        catch (Exception fault)
        {
            Failed(fault.GetType().Name, fault.StackTrace);
            return Answer.Says(sorry);
        }
    }

    // The fault's message is left out: it may quote what somebody typed.
    [LoggerMessage(Level = LogLevel.Error, Message = "What was heard in Teams could not be handled: {Fault}\n{Where}")]
    private partial void Failed(string fault, string? where);
}

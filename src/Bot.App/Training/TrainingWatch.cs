using Bot.Clinic;

namespace Bot.App;

/// <summary>Sends what people are told of the training: invitations, reminders, the run sheet, the question who was there. Each once.</summary>
internal sealed partial class TrainingWatch(
    TrainingPlans plans, Sites sites, Settings settings, Faces faces, Notes notes, IVisitStore store, AllStarted allStarted, TimeProvider clock,
    ILogger<TrainingWatch> log) : BackgroundService
{
    public const string SentKind = "training-sent";
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>So long after its end a session is remembered. Who has completed the training stays known.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(400);

    // What need not be asked of the store again.
    private readonly HashSet<string> done = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // What is sent before the chats know their conversations would reach nobody, and is sent once.
            await allStarted.WaitAsync(stoppingToken);
            while (true)
            {
                await LookAsync(stoppingToken);
                await plans.Changed.WaitAsync(Every, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>Sends what is due. What could not be sent is due again at the next look.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var plan in sites.Practice.Sites)
        {
            try
            {
                var due = TrainingNotes.DueAt(plans.Book, plan, now).Where(note => !done.Contains(note.Key)).ToList();
                if (due.Count > 0 && sites.Find(plan.Id) is { } site)
                    await SendAsync(due, site, now, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                NotSent(log, plan.Id, e);
            }
        }

        await ForgetOldAsync(now, ct);
    }

    private async Task SendAsync(List<DueNote> due, Site site, DateTimeOffset now, CancellationToken ct)
    {
        var sent = (await store.KeptAsync(SentKind, ct)).Select(kept => kept.Key).ToHashSet();
        foreach (var note in due)
        {
            // Whom no invitation has reached need not hear that it is off.
            var isNews = note.What != TrainingNote.CalledOff || sent.Any(key => key.StartsWith($"{note.Session.Id}|", StringComparison.Ordinal) && key.EndsWith($"|{note.To}", StringComparison.Ordinal));
            if (!isNews || sent.Contains(note.Key) || await notes.TrySendOnceAsync(new Kept(SentKind, note.Key, "{}"u8.ToArray()), note.To, FaceOf(note, site, now), ct))
                done.Add(note.Key);
        }
    }

    // A buzz is for whoever is at work and free; the others read it when they look.
    private Face FaceOf(DueNote note, Site site, DateTimeOffset now)
    {
        var book = plans.Book;
        CardModel model = note.What is TrainingNote.Presents or TrainingNote.RunSheet or TrainingNote.RollCall && site.Find(note.To) is { } reader
            ? TrainingView.Session(note.Session, book, site.Plan, settings.Scenarios, reader, note.What == TrainingNote.RollCall ? "Who was there?" : "", now)
            : TrainingView.Invite(note.Session, book, site.Plan, note.To, TrainingView.LineOf(note.What), "", now);
        var rings = TrainingNotes.Rings(note.What) && site.IsOpenAt(now) && !site.IsOff(note.To, now) && !site.IsBusy(note.To, default, now);
        return rings ? faces.Ringing(model, Pushes.Training, site.Plan) : faces.Of(model, "training-note", site.Plan);
    }

    private async Task ForgetOldAsync(DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            await plans.ForgetAsync(now - Remembered, ct);
        }
        catch (StoreUnavailableException e)
        {
            NotForgotten(log, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due of the training at {Site} can't be sent now.")]
    private static partial void NotSent(ILogger log, SiteId site, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old training sessions can't be forgotten now.")]
    private static partial void NotForgotten(ILogger log, Exception exception);
}

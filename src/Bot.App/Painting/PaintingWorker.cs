using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Looks after all visits that need painting: those that rang, and those that are due.</summary>
internal sealed partial class PaintingWorker(
    Painter painter, Backlog backlog, IVisitStore store, OpenVisits open, Visits visits, Sharing sharing, Bell bell, Telemetry telemetry, TimeProvider clock, ILogger<PaintingWorker> log) : BackgroundService
{
    private const int AtOnce = 16;
    private const int Page = 256;
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NextPage = TimeSpan.FromMilliseconds(100);

    /// <summary>Where each look costs a request per site. Often enough to renew this instance's claims, and to find those that ended.</summary>
    private static readonly TimeSpan SharedSweep = TimeSpan.FromSeconds(2);

    /// <summary>What is under way when the host stops may take this long to end; what is left stays in the work rows.</summary>
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(8);

    private readonly HashSet<VisitId> looking = [];
    private readonly HashSet<VisitId> rangMeanwhile = [];
    private readonly ConcurrentDictionary<VisitId, bool> failed = new();
    private readonly ConcurrentDictionary<Task, VisitId> under = new();
    private readonly SemaphoreSlim places = new(AtOnce);
    private readonly CancellationTokenSource ended = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            // Real time: nobody waits longer for a stop because the visits' clock is slow.
            await DoneAsync().WaitAsync(Ending, TimeProvider.System, cancellationToken);
            await painter.EndAsync(cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            LeftUndone(log, under.Count);
        }
        catch (StoreUnavailableException e)
        {
            StoreAway(log, e.Message, null);
        }

        await ended.CancelAsync();
    }

    public override void Dispose()
    {
        ended.Dispose();
        places.Dispose();
        base.Dispose();
    }

    // A look makes calls, which go on by themselves.
    private async Task DoneAsync()
    {
        while (under.Keys is { Count: > 0 } left)
            await Task.WhenAll(left);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(RingAsync(stoppingToken), SweepAsync(stoppingToken));

    private async Task RingAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                var id = await bell.AnswerAsync(ct);

                if (open.Find(id) is not { Visit: { } visit } || !backlog.MayPassBy(visit, out var until))
                    await StartAsync(id, ct);
                else if (until is { } due)
                    Follow(id, PutOffAsync(visit, due, ct));
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The host stops; what is left stays in the work rows.
        }
    }

    // A due time in the store is the truth; the wait in between is only as long as the next of them.
    private async Task SweepAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var wait = sharing.IsShared ? await ClaimAsync(ct) : await LookForDueAsync(ct);
                RingFailed();
                await WaitAsync(wait, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was, this loop alone finds what others left undone: it goes on.
                StoreAway(log, e.Message, e is StoreUnavailableException ? null : e);
                await WaitAsync(TimeSpan.FromSeconds(1), ct);
            }
        }
    }

    private async Task<TimeSpan> LookForDueAsync(CancellationToken ct)
    {
        foreach (var id in backlog.AskAgain())
            bell.Ring(id);
        var now = clock.GetUtcNow();
        var due = await store.DueAsync(now, Page, ct);
        await Task.WhenAll(due.Select(work => LookOrPutOffAsync(work.Visit, ct)));
        var most = due.Count == Page ? NextPage : Sweep;
        telemetry.OldestWork = await store.NextDueAsync(ct);
        return telemetry.OldestWork is { } at && at > now && at - now < most ? at - now : most;
    }

    // Work that another instance has claimed is left to it until its claim ends.
    private async Task<TimeSpan> ClaimAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var claimed = await store.ClaimDueAsync(now, Page, sharing.ClaimAt(now), ct);
        telemetry.OldestWork = claimed.Count == 0 ? null : claimed.Min(work => work.Due);
        foreach (var work in claimed)
        {
            // Slow is not lost: what was this instance's before is under way, unless it broke off.
            if (sharing.IsOwn(work) && IsInHand(work.Visit))
                continue;
            sharing.TakeOver(work.Visit);
            bell.Ring(work.Visit);

            // Whose step it was may not have come to telling of it where it shows elsewhere.
            if (work.Owner.Length > 0 && !sharing.IsOwn(work))
                await visits.DoubtAsync(work.Visit, ct);
        }

        return SharedSweep;
    }

    private bool IsInHand(VisitId id)
    {
        lock (looking)
        {
            if (looking.Contains(id))
                return true;
        }

        return bell.IsRinging(id) || under.Values.Contains(id);
    }

    // Now that the store answers.
    private void RingFailed()
    {
        foreach (var id in failed.Keys)
        {
            if (failed.TryRemove(id, out _))
                bell.Ring(id);
        }
    }

    private Task LookOrPutOffAsync(VisitId id, CancellationToken ct)
    {
        if (open.Find(id) is { Visit: { } visit } && backlog.PutOff(visit) is { } later)
            return store.MoveWorkAsync(id, visit.Version, later, ct);
        bell.Ring(id);
        return Task.CompletedTask;
    }

    // Passed by, it is due when it can be looked at.
    private async Task PutOffAsync(Visit visit, DateTimeOffset due, CancellationToken ct)
    {
        try
        {
            await store.MoveWorkAsync(visit.Id, visit.Version, due, ct);
        }
        catch (Exception e)
        {
            backlog.Forget(visit.Id);
            Failed(visit.Id, e);
        }
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken ct)
    {
        try
        {
            await Task.Delay(time, clock, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Seen by the loop.
        }
    }

    // One look a visit at a time: a ring meanwhile makes it look once more.
    private async Task StartAsync(VisitId id, CancellationToken ct)
    {
        lock (looking)
        {
            if (!looking.Add(id))
            {
                rangMeanwhile.Add(id);
                return;
            }
        }

        await places.WaitAsync(ct);
        Follow(id, LookAsync(id));
    }

    private async Task LookAsync(VisitId id)
    {
        await Task.Yield();
        try
        {
            Follow(id, PaintAsync(id, await painter.LookAsync(id, ended.Token)));
        }
        catch (Exception e)
        {
            Failed(id, e);
        }
        finally
        {
            bool again;
            lock (looking)
            {
                looking.Remove(id);
                again = rangMeanwhile.Remove(id);
            }

            places.Release();
            if (again)
                bell.Ring(id);
        }
    }

    private async Task PaintAsync(VisitId id, Task<DateTimeOffset?> painting)
    {
        try
        {
            if (await painting <= clock.GetUtcNow())
                bell.Ring(id);
        }
        catch (Exception e)
        {
            Failed(id, e);
        }
    }

    // What goes on by itself is known until it ends, so that a stop can wait for it, and nobody takes it for lost.
    private void Follow(VisitId id, Task task)
    {
        if (task.IsCompleted || !under.TryAdd(task, id))
            return;
        task.ContinueWith(done => under.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    // Whatever it was, the visit is looked at again. Its work row may not say so: it rang for another's step, or another instance, which
    // had painted before this one painted over it, has moved the row.
    private void Failed(VisitId id, Exception e)
    {
        failed[id] = true;
        if (e is not OperationCanceledException || !ended.IsCancellationRequested)
            PaintingFailed(log, id, e.GetType().Name, e is StoreUnavailableException ? null : e);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store can't be read: {Reason}")]
    private static partial void StoreAway(ILogger log, string reason, Exception? exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} calls were under way when the bot stopped; what they leave undone is done at the next start.")]
    private static partial void LeftUndone(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Visit {Visit} could not be painted: {Kind}.")]
    private static partial void PaintingFailed(ILogger log, VisitId visit, string kind, Exception? exception);
}

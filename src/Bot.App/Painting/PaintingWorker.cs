using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Looks after all visits that need painting: those that rang, and those that are due.</summary>
internal sealed partial class PaintingWorker(
    Painter painter, IVisitStore store, OpenVisits open, Bell bell, TimeProvider clock, ILogger<PaintingWorker> log) : BackgroundService
{
    private const int AtOnce = 16;
    private const int Page = 256;
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NextPage = TimeSpan.FromMilliseconds(100);

    /// <summary>What is under way when the host stops may take this long to end; what is left stays in the work rows.</summary>
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(8);

    private readonly HashSet<VisitId> looking = [];
    private readonly HashSet<VisitId> rangMeanwhile = [];
    private readonly ConcurrentDictionary<Task, bool> under = new();
    private readonly SemaphoreSlim places = new(AtOnce);
    private readonly CancellationTokenSource ended = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            // Real time: nobody waits longer for a stop because the visits' clock is slow.
            await Task.WhenAll(under.Keys).WaitAsync(Ending, TimeProvider.System, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            LeftUndone(log, under.Count);
        }

        await ended.CancelAsync();
    }

    public override void Dispose()
    {
        ended.Dispose();
        places.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(RingAsync(stoppingToken), SweepAsync(stoppingToken));

    private async Task RingAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var id in bell.Rings.ReadAllAsync(ct))
            {
                // Passed by here, it stays due, and the sweep puts its row off.
                if (!WaitsAnyway(id, out _))
                    await StartAsync(id, ct);
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
                var now = clock.GetUtcNow();
                var due = await store.DueAsync(now, Page, ct);
                await Task.WhenAll(due.Select(work => LookOrPutOffAsync(work.Visit, ct)));
                var next = await store.NextDueAsync(ct);
                var most = due.Count == Page ? NextPage : Sweep;
                await WaitAsync(next is { } at && at > now && at - now < most ? at - now : most, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException e)
            {
                StoreAway(log, e.Message);
                await WaitAsync(TimeSpan.FromSeconds(1), ct);
            }
        }
    }

    private Task LookOrPutOffAsync(VisitId id, CancellationToken ct)
    {
        if (WaitsAnyway(id, out var visit))
            return painter.PutOffAsync(visit, ct);
        bell.Ring(id);
        return Task.CompletedTask;
    }

    private bool WaitsAnyway(VisitId id, [NotNullWhen(true)] out Visit? visit)
    {
        visit = open.Find(id)?.Visit;
        return visit is not null && painter.WaitsAnyway(visit);
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
        Follow(LookAsync(id));
    }

    private async Task LookAsync(VisitId id)
    {
        await Task.Yield();
        try
        {
            Follow(PaintAsync(id, await painter.LookAsync(id, ended.Token)));
        }
        catch (Exception e)
        {
            // Whatever it was, the work row stays due, and the visit is looked at again.
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

    // What goes on by itself is known until it ends, so that a stop can wait for it.
    private void Follow(Task task)
    {
        if (task.IsCompleted || !under.TryAdd(task, true))
            return;
        task.ContinueWith(done => under.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Failed(VisitId id, Exception e)
    {
        if (e is not OperationCanceledException || !ended.IsCancellationRequested)
            PaintingFailed(log, id, e.GetType().Name, e is StoreUnavailableException ? null : e);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store can't be read: {Reason}")]
    private static partial void StoreAway(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} calls were under way when the bot stopped; what they leave undone is done at the next start.")]
    private static partial void LeftUndone(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Visit {Visit} could not be painted: {Kind}.")]
    private static partial void PaintingFailed(ILogger log, VisitId visit, string kind, Exception? exception);
}

using Bot.Clinic;

namespace Bot.App;

/// <summary>Looks after all visits that need painting: those that rang, and those that are due.</summary>
internal sealed partial class PaintingWorker(
    Painter painter, IVisitStore store, Bell bell, TimeProvider clock, ILogger<PaintingWorker> log) : BackgroundService
{
    private const int AtOnce = 16;
    private const int Page = 256;
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);

    private readonly Dictionary<VisitId, Easel> easels = [];
    private readonly HashSet<VisitId> painting = [];
    private readonly HashSet<VisitId> rangMeanwhile = [];
    private readonly SemaphoreSlim places = new(AtOnce);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var ringing = RingAsync(stoppingToken);
        var sweeping = SweepAsync(stoppingToken);
        await Task.WhenAll(ringing, sweeping);
    }

    /// <summary>Forgets what it remembers of the chats; the store is asked again.</summary>
    public void Forget()
    {
        lock (easels)
            easels.Clear();
    }

    private async Task RingAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var id in bell.Rings.ReadAllAsync(ct))
                await StartAsync(id, ct);
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
                foreach (var work in due)
                    bell.Ring(work.Visit);
                var next = await store.NextDueAsync(ct);
                var wait = next is { } at && at > now && at - now < Sweep ? at - now : Sweep;
                await WaitAsync(wait, ct);
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

    // One painter a visit: a ring while it paints makes it paint once more.
    private async Task StartAsync(VisitId id, CancellationToken ct)
    {
        lock (painting)
        {
            if (!painting.Add(id))
            {
                rangMeanwhile.Add(id);
                return;
            }
        }

        await places.WaitAsync(ct);
        _ = PaintAsync(id, ct);
    }

    private async Task PaintAsync(VisitId id, CancellationToken ct)
    {
        await Task.Yield();
        try
        {
            bool again;
            do
            {
                var due = await painter.PaintAsync(id, easels, ct);
                lock (painting)
                    again = rangMeanwhile.Remove(id) || due <= clock.GetUtcNow();
            }
            while (again && !ct.IsCancellationRequested);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The host stops; the work row stays.
        }
        catch (Exception e)
        {
            // Whatever it was, the work row stays due, and the visit is looked at again.
            PaintingFailed(log, id, e.GetType().Name, e is StoreUnavailableException ? null : e);
        }
        finally
        {
            bool again;
            lock (painting)
            {
                painting.Remove(id);
                again = rangMeanwhile.Remove(id);
            }

            places.Release();
            if (again)
                bell.Ring(id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store can't be read: {Reason}")]
    private static partial void StoreAway(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Visit {Visit} could not be painted: {Kind}.")]
    private static partial void PaintingFailed(ILogger log, VisitId visit, string kind, Exception? exception);
}

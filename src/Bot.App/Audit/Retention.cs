using System.Security.Cryptography;
using Bot.Clinic;

namespace Bot.App;

/// <summary>
/// Removes visits that left longer ago than they are to be kept: once a day, one visit at a time and with a rest after each, so that no
/// click waits for it.
/// </summary>
/// <remarks>Of several instances one does it. Should two do so at once, each finds some gone already; what one leaves undone is done the next day.</remarks>
internal sealed partial class Retention(IVisitStore store, Sharing sharing, Settings settings, TimeProvider clock, ILogger<Retention> log) : BackgroundService
{
    public const string Kind = "retention";

    private static readonly TimeSpan AfterTheStart = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Daily = TimeSpan.FromHours(24);
    private static readonly TimeSpan AfterAFault = TimeSpan.FromHours(1);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    // Shorter than a day, so that whoever begins a little earlier than yesterday does not pass it by.
    private static readonly TimeSpan DoneToday = TimeSpan.FromHours(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Instances that start together do not all begin at once.
            var wait = AfterTheStart + (sharing.IsShared ? TimeSpan.FromMinutes(RandomNumberGenerator.GetInt32(60)) : TimeSpan.Zero);
            while (true)
            {
                await Task.Delay(wait, clock, stoppingToken);
                wait = await TryAsync(stoppingToken) ? Daily : AfterAFault;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what is left is found again.
        }
    }

    /// <summary>Removes what is too old now, unless another instance has done so today.</summary>
    /// <returns>How many visits have gone.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (sharing.IsShared && (await store.KeptAsync(Kind, ct)).Any(done => now - done.AsTime() < DoneToday))
            return 0;

        var (before, removed) = (now.AddYears(-settings.KeepYears), 0);
        await foreach (var left in store.LeftBeforeAsync(before, ct))
        {
            if (await store.RemoveAsync(left, before, ct))
                removed++;

            // Real time: it is the machine that rests.
            await Task.Delay(Rest, TimeProvider.System, ct);
        }

        if (sharing.IsShared)
            await store.KeepAsync(Kept.OfTime(Kind, "done", now), ct);
        if (removed > 0)
            Removed(log, removed, before);
        return removed;
    }

    private async Task<bool> TryAsync(CancellationToken ct)
    {
        try
        {
            await RunAsync(ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            BrokenOff(log, e.Message, e is StoreUnavailableException ? null : e);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} visits that left before {Before:yyyy-MM-dd} have been removed.")]
    private static partial void Removed(ILogger log, int count, DateTimeOffset before);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Removing old visits broke off, and is tried again in an hour: {Reason}")]
    private static partial void BrokenOff(ILogger log, string reason, Exception? exception);
}

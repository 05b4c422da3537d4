using System.Threading.Channels;

namespace Bot.App;

/// <summary>Lets what was said for a time end by itself: a lunch, a hold, a forgotten *busy*. What shows it is looked at again then.</summary>
internal sealed class DayWatch(Today today, Happenings happenings, TimeProvider clock) : BackgroundService
{
    // However long nothing ends, the wait is short enough to be counted by any timer.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Channel<bool> rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        happenings.AddDay(_ => rings.Writer.TryWrite(true));
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = clock.GetUtcNow();
        try
        {
            while (true)
            {
                await WaitAsync(seen, stoppingToken);
                var now = clock.GetUtcNow();
                foreach (var site in today.EndingBetween(seen, now))
                    today.Changed(site);
                seen = now;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    // Until the next end, or until something new is said.
    private async Task WaitAsync(DateTimeOffset seen, CancellationToken ct)
    {
        var wait = today.NextEnd(seen) is { } end && end - clock.GetUtcNow() < Longest ? end - clock.GetUtcNow() : Longest;
        if (wait <= TimeSpan.Zero)
            return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(Task.Delay(wait, clock, either.Token), rings.Reader.ReadAsync(either.Token).AsTask());
        await either.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}

namespace Bot.App;

/// <summary>Lets what was said for a time end by itself: a lunch, a hold, a forgotten *busy*. What shows it is looked at again then.</summary>
internal sealed class DayWatch(Today today, Happenings happenings, TimeProvider clock) : BackgroundService
{
    // However long nothing ends, the wait is short enough to be counted by any timer.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Nudge said = new();

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        happenings.AddDay(_ => said.Give());
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
        if (wait > TimeSpan.Zero)
            await said.WaitAsync(wait, clock, ct);
    }
}

using Bot.Clinic;

namespace Bot.App;

/// <summary>Looks after the role plays that go on: when somebody taps, when a practice visit moves, and when one's time is up.</summary>
internal sealed partial class PlayWatch(
    Plays plays, PlayList list, StageHand stageHand, Sandbox sandbox, AllStarted allStarted, TimeProvider clock, ILogger<PlayWatch> log) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // No click waits for role plays: what a start finds of them is opened when all else runs.
            await allStarted.WaitAsync(stoppingToken);
            if (sandbox.IsThere)
                await plays.OpenAsync(stoppingToken);
            while (true)
            {
                var wait = await LookAsync(stoppingToken) - clock.GetUtcNow();
                if (wait is null)
                    await list.Changed.WaitAsync(stoppingToken);
                else if (wait > TimeSpan.Zero)
                    await list.Changed.WaitAsync(wait.Value, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what is left is done at the next start.
        }
    }

    private async Task<DateTimeOffset?> LookAsync(CancellationToken ct)
    {
        try
        {
            return await stageHand.LookAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // Whatever it was, the others go on, and this one is looked at again.
            NotLookedAfter(log, e.GetType().Name, e is StoreUnavailableException ? null : e);
            return clock.GetUtcNow() + BetweenTries;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A role play could not be looked after: {Kind}.")]
    private static partial void NotLookedAfter(ILogger log, string kind, Exception? exception);
}

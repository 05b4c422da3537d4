using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace Bot.Teams.Inbound;

/// <summary>Work that outlives its request: a tap is ours once it is verified. What is still under way is waited for when the host stops.</summary>
internal sealed class LateWork(TeamsOptions options) : IHostedService
{
    private readonly ConcurrentDictionary<Task, byte> underway = new();

    /// <summary>Waits for the work, in real time, as long as Teams can be kept waiting. False: it goes on.</summary>
    /// <param name="work">Never throws.</param>
    public async Task<bool> IsDoneInTimeAsync(Task work)
    {
        try
        {
            await work.WaitAsync(options.AnswerWithin, TimeProvider.System);
            return true;
        }
        catch (TimeoutException)
        {
            Keep(work);
            return false;
        }
    }

    /// <param name="work">Never throws.</param>
    public void Keep(Task work)
    {
        underway[work] = 0;
        _ = work.ContinueWith(
            done => underway.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(underway.Keys).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The host waits no longer; what was not saved was not acknowledged.
        }
    }
}

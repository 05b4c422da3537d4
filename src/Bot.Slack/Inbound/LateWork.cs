using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;

namespace Bot.Slack.Inbound;

/// <summary>Work that outlives its request. What is still under way is waited for when the host stops.</summary>
internal sealed class LateWork(SlackOptions options) : IHostedService
{
    private readonly ConcurrentDictionary<Task, byte> underway = new();

    /// <summary>Waits for the work, in real time, as long as Slack can be kept waiting.</summary>
    /// <exception cref="TimeoutException">It goes on: it is to be kept.</exception>
    public Task<T> InTimeAsync<T>(Task<T> work) => work.WaitAsync(options.AnswerWithin, TimeProvider.System);

    /// <param name="work">Never throws.</param>
    public void Keep(Task work)
    {
        if (underway.TryAdd(work, 0))
            _ = ForgetAfterwardsAsync(work);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAny(Task.WhenAll(underway.Keys), Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken));

    private async Task ForgetAfterwardsAsync(Task work)
    {
        await work;
        underway.TryRemove(work, out _);
    }
}

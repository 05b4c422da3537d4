using System.Threading.Channels;

namespace Bot.App;

/// <summary>Wakes one who waits. Nudges that come before it is waited for again are one.</summary>
internal sealed class Nudge
{
    private readonly Channel<bool> nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Give() => nudges.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken ct) => await nudges.Reader.ReadAsync(ct);

    /// <summary>Waits for the next nudge, or so long.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        using var time = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, time.Token);
        try
        {
            await nudges.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Nobody nudged meanwhile.
        }
    }
}

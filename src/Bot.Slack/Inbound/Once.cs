using Bot.Clinic;

namespace Bot.Slack.Inbound;

/// <summary>What became of one thing that was heard.</summary>
/// <param name="IsSaved">False if the clinic could not keep it, so that it may be done once more.</param>
internal sealed record Dealt(Answer Answer, bool IsSaved);

/// <summary>One thing that was heard, however often it came in and through however many doors.</summary>
internal sealed class Hearing(Dealing dealing, Func<Task<Dealt>> work)
{
    private readonly Lazy<Task<Dealt>> ends = new(work);
    private readonly Lock gate = new();
    private Reply? settled;
    private bool isLate;

    public Dealing Dealing => dealing;

    /// <summary>Begins with whoever asks first. Never throws.</summary>
    public Task<Dealt> Ends => ends.Value;

    /// <summary>The person is told once; everybody who comes later gets the same reply.</summary>
    public Reply Settle(Func<Reply> tell)
    {
        lock (gate)
            return settled ??= isLate ? Reply.Ours : tell();
    }

    /// <summary>True for the one who shall tell the answer afterwards, since Slack could not be kept waiting for it.</summary>
    public bool TakesLong()
    {
        lock (gate)
            return settled is null && !isLate && (isLate = true);
    }
}

/// <summary>
/// Lets the same click through once: Slack sends again what it thinks was lost, and through sockets the same thing may come twice. For
/// ten minutes, in this process; beyond that the store refuses a click id that it has seen.
/// </summary>
internal sealed class Once(TimeProvider time)
{
    private const int Most = 20_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Hearing> hearings = new(StringComparer.Ordinal);
    private readonly Queue<(string ClickId, long At)> order = new();

    public Hearing Of(string clickId, Func<Hearing> begin)
    {
        lock (gate)
        {
            if (hearings.TryGetValue(clickId, out var known))
                return known;
            while (order.TryPeek(out var oldest) && (order.Count >= Most || time.GetElapsedTime(oldest.At) > Remembered))
                hearings.Remove(order.Dequeue().ClickId);
            order.Enqueue((clickId, time.GetTimestamp()));
            return hearings[clickId] = begin();
        }
    }

    /// <summary>It was not saved: the next time it is done anew.</summary>
    public void Forget(string clickId)
    {
        lock (gate)
            hearings.Remove(clickId);
    }
}

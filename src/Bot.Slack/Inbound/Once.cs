using System.Runtime.InteropServices;
using System.Text;
using Bot.Clinic;

namespace Bot.Slack.Inbound;

/// <summary>What became of one thing that was heard.</summary>
/// <param name="IsSaved">False if the clinic could not keep it, so that it may be done once more.</param>
internal sealed record Dealt(Answer Answer, bool IsSaved);

/// <summary>One thing that was heard, however often it came in and through however many doors.</summary>
internal sealed class Hearing(Heard.ByPerson heard, Dealing dealing, Func<Heard.ByPerson, Dealing, Task<Dealt>> ask)
{
    private readonly Lock gate = new();
    private Task<Dealt>? ends;
    private Reply? settled;
    private bool isLate;

    public Dealing Dealing => dealing;

    /// <summary>Begins with whoever asks first. Never throws.</summary>
    public Task<Dealt> Ends
    {
        get
        {
            lock (gate)
                return ends ??= ask(heard, dealing);
        }
    }

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
    private readonly Dictionary<Key, Hearing?> hearings = [];
    private readonly Queue<(Key Click, long At)> order = new();

    /// <summary>Null if that click was let through, and there is nothing more to say of it.</summary>
    public Hearing? Of(string clickId, Func<Hearing> begin)
    {
        var click = Key.Of(clickId);
        lock (gate)
        {
            if (hearings.TryGetValue(click, out var known))
                return known;
            while (order.TryPeek(out var oldest) && (order.Count >= Most || time.GetElapsedTime(oldest.At) > Remembered))
                hearings.Remove(order.Dequeue().Click);
            order.Enqueue((click, time.GetTimestamp()));
            return hearings[click] = begin();
        }
    }

    /// <summary>The person was told, and whoever sends it again gets <see cref="Reply.Ours"/>.</summary>
    public void Done(string clickId)
    {
        var click = Key.Of(clickId);
        lock (gate)
        {
            if (hearings.ContainsKey(click))
                hearings[click] = null;
        }
    }

    /// <summary>It was not saved: the next time it is done anew.</summary>
    public void Forget(string clickId)
    {
        lock (gate)
            hearings.Remove(Key.Of(clickId));
    }

    /// <summary>A click's id as a value: as texts, thousands of them would be looked at by the collector again and again.</summary>
    private readonly record struct Key(UInt128 First, UInt128 Last)
    {
        public static Key Of(string clickId)
        {
            Span<byte> bytes = stackalloc byte[ClickId.Longest];
            bytes.Clear();
            Encoding.ASCII.GetBytes(clickId, bytes);
            return MemoryMarshal.Read<Key>(bytes);
        }
    }
}

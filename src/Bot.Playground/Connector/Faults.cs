using System.Collections.Concurrent;

namespace Bot.Playground.Connector;

/// <summary>Which calls go wrong, and how. Counted, not random, so that a test or a demonstration repeats.</summary>
internal sealed class Faults
{
    private readonly Lock gate = new();
    private readonly SortedSet<FaultKind> on = [];
    private readonly Queue<FaultKind> next = [];
    private readonly ConcurrentDictionary<string, Unreachable> closed = new(StringComparer.Ordinal);
    private int calls;
    private int hits;

    public event Action? Changed;

    /// <summary>One call in so many is hit while a switch is on; 1 hits every call.</summary>
    public int OneIn { get; set; } = 3;

    /// <summary>What a 429 asks for.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a call hangs before its connection is dropped, in real time.</summary>
    public TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(15);

    public IReadOnlyList<FaultKind> On
    {
        get
        {
            lock (gate)
                return [.. on];
        }
    }

    public void Switch(FaultKind kind, bool isOn)
    {
        lock (gate)
        {
            var changed = isOn ? on.Add(kind) : on.Remove(kind);
            if (!changed)
                return;
        }

        Changed?.Invoke();
    }

    /// <summary>The next call not yet spoken for goes wrong like this, whatever is switched on.</summary>
    public void Once(FaultKind kind)
    {
        lock (gate)
            next.Enqueue(kind);
    }

    /// <summary>Closes one conversation to the bot until <see cref="Open"/>.</summary>
    public void Close(string conversation, Unreachable why) => closed[conversation] = why;

    public void Open(string conversation) => closed.TryRemove(conversation, out _);

    public Unreachable? WhyClosed(string conversation) => closed.TryGetValue(conversation, out var why) ? why : null;

    public void Clear()
    {
        lock (gate)
        {
            on.Clear();
            next.Clear();
            calls = hits = 0;
        }

        closed.Clear();
        Changed?.Invoke();
    }

    /// <summary>Counts one call and says what befalls it; null: nothing.</summary>
    public FaultKind? Befalls()
    {
        lock (gate)
        {
            if (next.TryDequeue(out var once))
                return once;
            // With several switched on they take turns.
            return on.Count > 0 && ++calls % OneIn == 0 ? on.ElementAt(hits++ % on.Count) : null;
        }
    }
}

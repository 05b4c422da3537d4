namespace Bot.Playground;

/// <summary>One timer of the settable clock: it knows when it is due there, and asks a real timer to wake it.</summary>
internal sealed class PlaygroundTimer : ITimer
{
    // A real timer may not be set for longer than about 49 days; waking early only means setting it again.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly PlaygroundClock clock;
    private readonly TimerCallback callback;
    private readonly object? state;
    private readonly ITimer wake;
    private DateTimeOffset? due;
    private TimeSpan period = Timeout.InfiniteTimeSpan;
    private bool ended;

    public PlaygroundTimer(PlaygroundClock clock, TimerCallback callback, object? state)
    {
        (this.clock, this.callback, this.state) = (clock, callback, state);
        wake = clock.Real.CreateTimer(static me => ((PlaygroundTimer)me!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            if (ended)
                return false;
            this.period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
            due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime;
            Arm();
            return true;
        }
    }

    public void Rearm()
    {
        lock (gate)
            Arm();
    }

    public void Dispose()
    {
        lock (gate)
            (ended, due) = (true, null);
        clock.Forget(this);
        wake.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Wake()
    {
        lock (gate)
        {
            if (due is not { } at)
                return;
            var now = clock.GetUtcNow();
            if (now < at)
            {
                Arm();
                return;
            }

            due = period == Timeout.InfiniteTimeSpan ? null : at + period > now ? at + period : now + period;
            Arm();
        }

        callback(state);
    }

    private void Arm()
    {
        if (ended)
            return;
        if (due is not { } at)
        {
            wake.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var left = at - clock.GetUtcNow();
        var speed = clock.Speed;
        if (speed == 0 && left > TimeSpan.Zero)
        {
            // No real time brings it nearer; the next change of the clock arms it anew.
            wake.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        left /= Math.Max(1, speed);
        // Rounded up to a whole millisecond, or the real timer wakes too early and only sets itself again.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, left.TotalMilliseconds)));
        wake.Change(wait < Longest ? wait : Longest, Timeout.InfiniteTimeSpan);
    }
}

namespace Bot.Playground;

/// <summary>A clock that can run faster, stand still and jump ahead, never back. Timers made from it follow every change.</summary>
/// <remarks>Safe for any thread. A timer that a jump passes fires once, at once, however many periods were skipped.</remarks>
public sealed class PlaygroundClock : TimeProvider
{
    /// <summary>The fastest the clock may run; above it timers of a second would outrun the machine.</summary>
    public const int FastestSpeed = 600;

    private readonly Lock gate = new();
    private readonly TimeProvider real;
    private readonly TimeZoneInfo zone;
    private readonly DateTimeOffset began;
    private readonly HashSet<PlaygroundTimer> timers = [];
    private DateTimeOffset anchor;
    private long anchorTicks;
    private int speed = 1;

    /// <param name="zone">The site's zone: the page shows its times, never the browser's.</param>
    /// <param name="real">The clock underneath; the system's unless a test says otherwise.</param>
    public PlaygroundClock(TimeZoneInfo? zone = null, TimeProvider? real = null)
    {
        this.real = real ?? System;
        this.zone = zone ?? this.real.LocalTimeZone;
        began = anchor = this.real.GetUtcNow();
        anchorTicks = this.real.GetTimestamp();
    }

    internal event Action? Changed;

    public override TimeZoneInfo LocalTimeZone => zone;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    internal TimeProvider Real => real;

    /// <summary>How many seconds pass in one real second, 0 to <see cref="FastestSpeed"/>. At 0 it stands, and only a jump moves it: a picture or a test is then the same each time.</summary>
    public int Speed
    {
        get
        {
            lock (gate)
                return speed;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, FastestSpeed);
            Change(() => speed = value);
        }
    }

    /// <summary>Lets the given time pass at once.</summary>
    public void Jump(TimeSpan ahead)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, TimeSpan.Zero);
        Change(() => anchor += ahead);
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return Now();
    }

    public override long GetTimestamp() => (GetUtcNow() - began).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new PlaygroundTimer(this, callback, state);
        lock (gate)
            timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    internal void Forget(PlaygroundTimer timer)
    {
        lock (gate)
            timers.Remove(timer);
    }

    private DateTimeOffset Now() => anchor + real.GetElapsedTime(anchorTicks) * speed;

    private void Change(Action change)
    {
        PlaygroundTimer[] running;
        lock (gate)
        {
            anchor = Now();
            anchorTicks = real.GetTimestamp();
            change();
            running = [.. timers];
        }

        foreach (var timer in running)
            timer.Rearm();
        Changed?.Invoke();
    }
}

using Bot.Playground;

namespace Bot.Tests.Playground;

public sealed class TurningTheClock
{
    private readonly HandTurnedClock real = new();
    private readonly PlaygroundClock clock;
    private readonly DateTimeOffset began;

    public TurningTheClock()
    {
        clock = new PlaygroundClock(TimeZoneInfo.Utc, real);
        began = clock.GetUtcNow();
    }

    [Fact]
    public void It_keeps_what_has_passed_when_its_speed_changes()
    {
        real.Pass(TimeSpan.FromSeconds(10));
        clock.Speed = 60;
        real.Pass(TimeSpan.FromSeconds(1));
        clock.Speed = 1;
        real.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(75), clock.GetUtcNow() - began);
    }

    [Fact]
    public void Elapsed_time_is_its_own_not_the_real_one()
    {
        var from = clock.GetTimestamp();
        clock.Jump(TimeSpan.FromMinutes(5));
        Assert.Equal(TimeSpan.FromMinutes(5), clock.GetElapsedTime(from));
    }

    [Fact]
    public void A_timer_fires_at_its_time_and_not_before()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(10), clock);
        real.Pass(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.False(delay.IsCompleted);
        real.Pass(TimeSpan.FromMilliseconds(1));
        Assert.True(delay.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_running_timer_follows_a_change_of_speed()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(10), clock);
        clock.Speed = 60;
        real.Pass(TimeSpan.FromSeconds(9));
        Assert.False(delay.IsCompleted);
        real.Pass(TimeSpan.FromSeconds(1));
        Assert.True(delay.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_jump_past_its_time_fires_a_timer_at_once()
    {
        var (near, far) = (Task.Delay(TimeSpan.FromMinutes(4), clock), Task.Delay(TimeSpan.FromMinutes(6), clock));
        clock.Jump(TimeSpan.FromMinutes(5));
        real.Pass(TimeSpan.Zero);
        Assert.True(near.IsCompletedSuccessfully);
        Assert.False(far.IsCompleted);
    }

    [Fact]
    public void A_periodic_timer_fires_once_for_a_jump_and_goes_on()
    {
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        clock.Jump(TimeSpan.FromMinutes(30));
        real.Pass(TimeSpan.Zero);
        Assert.Equal(1, fired);
        real.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(3, fired);
    }

    [Fact]
    public void A_disposed_timer_stays_silent()
    {
        var fired = 0;
        clock.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan).Dispose();
        clock.Jump(TimeSpan.FromMinutes(2));
        real.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(0, fired);
    }

    [Fact]
    public void While_it_stands_only_a_jump_moves_it()
    {
        clock.Speed = 0;
        var delay = Task.Delay(TimeSpan.FromMinutes(10), clock);
        real.Pass(TimeSpan.FromHours(1));
        Assert.Equal(began, clock.GetUtcNow());
        clock.Jump(TimeSpan.FromMinutes(9));
        real.Pass(TimeSpan.FromHours(1));
        Assert.False(delay.IsCompleted);
        clock.Jump(TimeSpan.FromMinutes(1));
        real.Pass(TimeSpan.Zero);
        Assert.True(delay.IsCompletedSuccessfully);
    }

    [Fact]
    public void It_never_runs_backwards()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Speed = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Jump(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public async Task Over_the_system_clock_a_jump_fires_too()
    {
        var systems = new PlaygroundClock();
        var delay = Task.Delay(TimeSpan.FromHours(1), systems);
        systems.Jump(TimeSpan.FromHours(1));
        await delay.WaitAsync(TimeSpan.FromSeconds(10));
    }
}

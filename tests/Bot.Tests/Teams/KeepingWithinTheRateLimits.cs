using Bot.Clinic;
using Bot.Teams;
using Bot.Teams.Outbound;

namespace Bot.Tests.Teams;

public class KeepingWithinTheRateLimits
{
    private readonly ManualClock clock = new();

    [Fact]
    public void Seven_in_a_second_and_eight_in_two()
    {
        var limits = new RateLimits(new TeamsRateLimits(), clock);
        var start = clock.GetUtcNow();
        for (var i = 0; i < 7; i++)
            Assert.Null(limits.TryTake("a"));
        Assert.Equal(start.AddSeconds(1), limits.TryTake("a"));

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(limits.TryTake("a"));
        Assert.Equal(start.AddSeconds(2), limits.TryTake("a"));
        Assert.Null(limits.TryTake("b"));
    }

    [Fact]
    public void However_fast_the_caller_no_window_ever_holds_more_than_it_may()
    {
        var limits = new RateLimits(new TeamsRateLimits(), clock);
        var taken = new List<DateTimeOffset>();
        var random = new Random(4);
        for (var i = 0; i < 40_000; i++)
        {
            if (limits.TryTake("a") is null)
                taken.Add(clock.GetUtcNow());
            clock.Advance(TimeSpan.FromMilliseconds(random.Next(0, 400)));
        }
        foreach (var (most, seconds) in ((int, int)[])[(7, 1), (8, 2), (60, 30), (1800, 3600)])
        {
            var last = 0;
            for (var first = 0; first < taken.Count; first++)
            {
                while (last < taken.Count && taken[last] - taken[first] < TimeSpan.FromSeconds(seconds))
                    last++;
                Assert.True(last - first <= most, $"{last - first} in {seconds} s");
            }
        }
        Assert.InRange(taken.Count, 3600, 1800 * 3);
    }

    [Fact]
    public void The_time_to_come_back_is_exact()
    {
        var limits = new RateLimits(new TeamsRateLimits(), clock);
        for (var i = 0; i < 5000; i++)
        {
            if (limits.TryTake("a") is { } free)
            {
                Assert.True(free > clock.GetUtcNow());
                clock.Advance(free - clock.GetUtcNow() - TimeSpan.FromTicks(1));
                Assert.NotNull(limits.TryTake("a"));
                clock.Advance(TimeSpan.FromTicks(1));
                Assert.Null(limits.TryTake("a"));
            }
        }
    }

    [Fact]
    public void Fifty_in_a_second_over_all_conversations()
    {
        var limits = new RateLimits(new TeamsRateLimits(), clock);
        for (var i = 0; i < 50; i++)
            Assert.Null(limits.TryTake($"conversation-{i}"));
        Assert.Equal(clock.GetUtcNow().AddSeconds(1), limits.TryTake("another"));
        Assert.Equal(clock.GetUtcNow().AddSeconds(1.02), limits.TryTake(null));
    }

    [Fact]
    public void Those_who_are_turned_away_come_back_one_after_another()
    {
        var limits = new RateLimits(new TeamsRateLimits(), clock);
        for (var i = 0; i < 50; i++)
            limits.TryTake($"conversation-{i}");
        var times = Enumerable.Range(0, 100).Select(i => limits.TryTake($"late-{i}")).ToList();
        Assert.Equal(100, times.Distinct().Count());

        // Each finds its place free.
        for (var i = 0; i < 100; i++)
        {
            clock.Advance(times[i]!.Value - clock.GetUtcNow());
            Assert.Null(limits.TryTake($"late-{i}"));
        }
    }

    [Fact]
    public void A_call_that_may_not_go_is_not_counted()
    {
        var limits = new RateLimits(new TeamsRateLimits { OverallPerSecond = 8 }, clock);
        for (var i = 0; i < 20; i++)
            limits.TryTake("a");
        Assert.Null(limits.TryTake("b"));
    }

    [Fact]
    public void Zero_switches_a_limit_off()
    {
        var limits = new RateLimits(new TeamsRateLimits { PerSecond = 0, PerTwoSeconds = 0, PerHalfMinute = 0, PerHour = 0, OverallPerSecond = 0 }, clock);
        for (var i = 0; i < 5000; i++)
            Assert.Null(limits.TryTake("a"));
    }

    [Fact]
    public void A_clock_that_is_set_back_forgets_what_has_not_happened_yet()
    {
        var limits = new RateLimits(new TeamsRateLimits(), clock);
        for (var i = 0; i < 8; i++)
            limits.TryTake("a");
        clock.Advance(TimeSpan.FromDays(-1));
        Assert.Null(limits.TryTake("a"));
    }

    [Fact]
    public async Task The_channel_does_not_wait_but_says_when_to_come_back()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.Always("PUT", ".*", _ => new Reply(200));
        for (var i = 0; i < 7; i++)
            await CallingTheConnector.RepaintAsync(bot, $"{TeamsBot.CareTeamChannel}|{i}");
        var fault = await Assert.ThrowsAsync<ChannelException>(() => CallingTheConnector.RepaintAsync(bot, $"{TeamsBot.CareTeamChannel}|8"));
        Assert.Equal((ChannelTrouble.Later, bot.Clock.GetUtcNow().AddSeconds(1)), (fault.Trouble, fault.RetryAt));
        Assert.Equal(7, bot.Teams.Calls.Count);
    }
}

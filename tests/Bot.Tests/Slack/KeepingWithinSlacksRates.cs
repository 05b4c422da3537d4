using Bot.Clinic;
using Bot.Slack;
using Bot.Slack.Outbound;

namespace Bot.Tests.Slack;

public class KeepingWithinSlacksRates
{
    private readonly ManualClock clock = new();

    [Fact]
    public void A_channel_takes_four_messages_at_once_and_then_one_a_second()
    {
        var limits = new RateLimits(new SlackRateLimits(), clock);
        var start = clock.GetUtcNow();
        for (var i = 0; i < 4; i++)
            Assert.Null(limits.TryTake("chat.postMessage", "C1"));
        Assert.Equal(start.AddSeconds(1), limits.TryTake("chat.postMessage", "C1"));
        Assert.Null(limits.TryTake("chat.postMessage", "C2"));
        Assert.Null(limits.TryTake("chat.update", "C1"));

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(limits.TryTake("chat.postMessage", "C1"));
        Assert.NotNull(limits.TryTake("chat.postMessage", "C1"));
    }

    [Fact]
    public void Whoever_is_turned_away_is_told_a_time_of_their_own()
    {
        var limits = new RateLimits(new SlackRateLimits(), clock);
        var start = clock.GetUtcNow();
        for (var i = 0; i < 4; i++)
            limits.TryTake("chat.postMessage", "C1");
        for (var i = 1; i <= 50; i++)
            Assert.Equal(start.AddSeconds(Math.Min(i, 31)), limits.TryTake("chat.postMessage", "C1"));

        // Who comes back when told so is let in.
        for (var i = 1; i <= 20; i++)
        {
            clock.Advance(start.AddSeconds(i) - clock.GetUtcNow());
            Assert.Null(limits.TryTake("chat.postMessage", "C1"));
        }
    }

    [Theory]
    [InlineData("chat.update", 50)]
    [InlineData("chat.delete", 50)]
    [InlineData("conversations.open", 50)]
    [InlineData("users.lookupByEmail", 50)]
    [InlineData("chat.postEphemeral", 100)]
    [InlineData("views.open", 100)]
    [InlineData("views.update", 100)]
    [InlineData("views.publish", 100)]
    [InlineData("users.info", 100)]
    public void A_method_has_its_tier(string method, int perMinute)
    {
        var limits = new RateLimits(new SlackRateLimits(), clock);
        for (var i = 0; i < perMinute; i++)
            Assert.Null(limits.TryTake(method, "C1"));
        Assert.NotNull(limits.TryTake(method, "C2"));
        clock.Advance(TimeSpan.FromMinutes(1) / perMinute);
        Assert.Null(limits.TryTake(method, "C3"));
    }

    [Fact]
    public void However_fast_the_caller_no_minute_holds_more_than_its_share_and_one_burst()
    {
        var limits = new RateLimits(new SlackRateLimits(), clock);
        var taken = new List<DateTimeOffset>();
        var random = new Random(4);
        for (var i = 0; i < 20_000; i++)
        {
            if (limits.TryTake("chat.postMessage", "C1") is null)
                taken.Add(clock.GetUtcNow());
            clock.Advance(TimeSpan.FromMilliseconds(random.Next(0, 200)));
        }
        foreach (var (most, seconds) in ((int, int)[])[(5, 1), (64, 60), (3604, 3600)])
        {
            var last = 0;
            for (var first = 0; first < taken.Count; first++)
            {
                while (last < taken.Count && taken[last] - taken[first] < TimeSpan.FromSeconds(seconds))
                    last++;
                Assert.True(last - first <= most, $"{last - first} in {seconds} s");
            }
        }
        Assert.InRange(taken.Count, 1900, 2100);
    }

    [Fact]
    public void A_limit_of_zero_is_none()
    {
        var limits = new RateLimits(new SlackRateLimits { Posts = 0, PostsPerChannel = 0, PostsAtOnce = 0, Tier3 = 0, Tier4 = 0 }, clock);
        for (var i = 0; i < 10_000; i++)
        {
            Assert.Null(limits.TryTake("chat.postMessage", "C1"));
            Assert.Null(limits.TryTake("chat.update", "C1"));
        }
    }

    [Fact]
    public void A_day_that_is_played_again_starts_with_nothing_spent()
    {
        var limits = new RateLimits(new SlackRateLimits(), clock);
        for (var i = 0; i < 5; i++)
            limits.TryTake("chat.postMessage", "C1");
        limits.Hold("chat.update", TimeSpan.FromHours(1));
        clock.Advance(TimeSpan.FromDays(-2));
        Assert.Null(limits.TryTake("chat.postMessage", "C1"));
        Assert.Null(limits.TryTake("chat.update", "C1"));
    }

    [Fact]
    public async Task Over_the_limit_a_post_is_for_later_and_Slack_is_not_asked()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Rates.Posts = 4;
        for (var i = 0; i < 4; i++)
            await bot.PostedAsync(SlackCards.Face("room", $"Room {i}"));
        var fault = await Assert.ThrowsAsync<ChannelException>(() => bot.PostedAsync(SlackCards.Face("room", "Room 5")));
        Assert.Equal((ChannelTrouble.Later, bot.Clock.GetUtcNow().AddSeconds(1)), (fault.Trouble, fault.RetryAt!.Value));
        Assert.Equal(4, bot.Slack.CallsOf("chat.postMessage"));

        bot.Clock.Advance(TimeSpan.FromSeconds(4));
        await bot.PostedAsync(SlackCards.Face("room", "Room 5"));
        Assert.Equal(5, bot.Slack.Messages(SlackBot.CareTeam).Count);
    }

    [Fact]
    public async Task A_stricter_Slack_is_obeyed()
    {
        await using var bot = await SlackBot.StartAsync();
        bot.Slack.Rates.PerMinute["chat.update"] = 2;
        var card = await bot.PostedAsync(SlackCards.Face("room", "Room 4"));
        var (painted, id) = (0, $"{card.Channel}|{card.Ts}");
        while (painted < 6)
        {
            try
            {
                await bot.Channel.RepaintAsync(SlackBot.CareTeamPlace, id, SlackCards.Face("room", $"Room 4 · {painted + 1}"), default);
                painted++;
            }
            catch (ChannelException fault)
            {
                bot.Clock.Advance(fault.RetryAt!.Value - bot.Clock.GetUtcNow());
            }
        }
        Assert.Equal("Room 4 · 6", card.Reads);
        Assert.Equal(8, bot.Slack.CallsOf("chat.update"));
    }
}

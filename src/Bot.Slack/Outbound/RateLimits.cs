namespace Bot.Slack.Outbound;

/// <summary>
/// Says when the next call may go: per method, and new messages per channel too. Whoever is turned away is told a time of their own, one
/// after another, so that a crowd does not come back at once. Safe to call from many threads.
/// </summary>
internal sealed class RateLimits(SlackRateLimits limits, TimeProvider clock)
{
    private const int MostChannels = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Allowance> methods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Allowance> channels = new(StringComparer.Ordinal);

    /// <summary>Counts a call and returns null, or counts nothing and returns when it may be tried again.</summary>
    public DateTimeOffset? TryTake(string method, string channel)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var overall = OfMethod(method);
            var own = method == SlackMethods.PostMessage ? OfChannel(channel, now) : null;
            var (overallFree, ownFree) = (overall.FreeAt(now), own?.FreeAt(now));
            if (ownFree is not null && (overallFree is null || ownFree > overallFree))
                return own!.Promise(ownFree.Value);
            if (overallFree is not null)
                return overall.Promise(overallFree.Value);
            overall.Take(now);
            own?.Take(now);
            return null;
        }
    }

    /// <summary>Slack's own word (Retry-After): no call of that method before then.</summary>
    public void Hold(string method, TimeSpan wait)
    {
        lock (gate)
            OfMethod(method).HoldUntil(clock.GetUtcNow() + wait);
    }

    private Allowance OfMethod(string method)
    {
        if (methods.TryGetValue(method, out var known))
            return known;
        var perMinute = SlackMethods.Limit(method, limits);
        return methods[method] = new Allowance(perMinute, perMinute);
    }

    private Allowance OfChannel(string channel, DateTimeOffset now)
    {
        if (channels.TryGetValue(channel, out var known))
            return known;
        if (channels.Count >= MostChannels)
        {
            foreach (var (idle, _) in channels.Where(one => one.Value.IsFull(now)).ToList())
                channels.Remove(idle);
        }
        return channels[channel] = new Allowance(limits.PostsPerChannel, Math.Max(1, limits.PostsAtOnce));
    }

    /// <summary>So many calls at once, and one more whenever its share of a minute has passed.</summary>
    private sealed class Allowance(int perMinute, int atOnce)
    {
        private static readonly TimeSpan FurthestPromise = TimeSpan.FromSeconds(30);
        private static readonly TimeSpan LongestHold = TimeSpan.FromDays(1);

        private readonly TimeSpan interval = perMinute > 0 ? TimeSpan.FromMinutes(1) / perMinute : TimeSpan.Zero;
        private DateTimeOffset full;
        private DateTimeOffset held;
        private int waiting;

        public bool IsFull(DateTimeOffset now) => full <= now && held <= now;

        public DateTimeOffset? FreeAt(DateTimeOffset now)
        {
            // The clock can be set back, where a day is played again: what then lies too far ahead never happened.
            if (full < now || full > now + (interval * atOnce))
                full = now;
            if (held > now + LongestHold)
                held = now;

            var free = full - (interval * (atOnce - 1));
            if (held > free)
                free = held;
            return free > now ? free : null;
        }

        public DateTimeOffset Promise(DateTimeOffset free)
        {
            var place = interval * waiting++;
            return free + (place < FurthestPromise ? place : FurthestPromise);
        }

        public void Take(DateTimeOffset now)
        {
            waiting = full <= now ? 0 : Math.Max(0, waiting - 1);
            full = (full > now ? full : now) + interval;
        }

        public void HoldUntil(DateTimeOffset until)
        {
            if (until > held)
                held = until;
        }
    }
}

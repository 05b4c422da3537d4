namespace Bot.Teams.Outbound;

/// <summary>
/// Counts calls in sliding windows, per conversation and over all, and says when the next one may go. A window of n calls in t is full
/// while the n-th latest call is younger than t. Whoever is turned away is told a time of their own, one after another, so that a crowd
/// does not come back at once. Safe to call from many threads.
/// </summary>
internal sealed class RateLimits(TeamsRateLimits limits, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Calls> conversations = new(StringComparer.Ordinal);
    private readonly Calls overall = new((limits.OverallPerSecond, TimeSpan.FromSeconds(1)));

    /// <summary>Counts a call and returns null, or counts nothing and returns when it may be tried again.</summary>
    /// <param name="conversation">Null for a call that only counts over all.</param>
    public DateTimeOffset? TryTake(string? conversation)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var own = conversation is null ? null : Of(conversation, now);
            var free = overall.FreeAt(now);
            if (own?.FreeAt(now) is { } ownFree && (free is null || ownFree > free))
                return own.Promise(ownFree);
            if (free is { } overallFree)
                return overall.Promise(overallFree);
            own?.Count(now);
            overall.Count(now);
            return null;
        }
    }

    private Calls Of(string conversation, DateTimeOffset now)
    {
        if (conversations.TryGetValue(conversation, out var calls))
            return calls;
        if (conversations.Count >= 10_000)
        {
            foreach (var (idle, _) in conversations.Where(one => one.Value.IsIdle(now)).ToList())
                conversations.Remove(idle);
        }
        return conversations[conversation] = new Calls(
            (limits.PerSecond, TimeSpan.FromSeconds(1)),
            (limits.PerTwoSeconds, TimeSpan.FromSeconds(2)),
            (limits.PerHalfMinute, TimeSpan.FromSeconds(30)),
            (limits.PerHour, TimeSpan.FromHours(1)));
    }

    /// <summary>When the latest calls went, as many as the largest window must remember.</summary>
    private sealed class Calls
    {
        private static readonly TimeSpan FurthestPromise = TimeSpan.FromSeconds(30);

        private readonly (int Most, TimeSpan In)[] windows;
        private readonly TimeSpan apart;
        private DateTimeOffset promised;
        private readonly int longest;
        private DateTimeOffset[] ring = new DateTimeOffset[16];
        private int count;
        private int latest = -1;

        public Calls(params (int Most, TimeSpan In)[] windows)
        {
            this.windows = [.. windows.Where(window => window.Most > 0)];
            longest = this.windows.Length == 0 ? 0 : this.windows.Max(window => window.Most);

            // The half minute's pace, where there is one: the hour's is for those who never rest.
            apart = this.windows.Where(window => window.In <= TimeSpan.FromSeconds(30)).Select(window => window.In / window.Most).DefaultIfEmpty().Max();
        }

        public DateTimeOffset Promise(DateTimeOffset free)
        {
            var next = promised + apart;
            promised = next < free || next > free + FurthestPromise ? free : next;
            return promised;
        }

        public bool IsIdle(DateTimeOffset now) => count == 0 || now - Latest(1) > TimeSpan.FromHours(1);

        public DateTimeOffset? FreeAt(DateTimeOffset now)
        {
            // The clock can be set back, where a day is played again: what then lies ahead never happened.
            if (count > 0 && Latest(1) > now)
                count = 0;

            DateTimeOffset? free = null;
            foreach (var (most, span) in windows)
            {
                if (count >= most && Latest(most) + span is var open && open > now && (free is null || open > free))
                    free = open;
            }
            return free;
        }

        public void Count(DateTimeOffset now)
        {
            if (longest == 0)
                return;
            if (count == ring.Length && ring.Length < longest)
                Grow();
            latest = (latest + 1) % ring.Length;
            ring[latest] = now;
            count = Math.Min(count + 1, ring.Length);
        }

        private DateTimeOffset Latest(int nth) => ring[(latest - (nth - 1) + ring.Length) % ring.Length];

        private void Grow()
        {
            var larger = new DateTimeOffset[Math.Min(ring.Length * 4, Math.Max(longest, ring.Length))];
            for (var i = 0; i < count; i++)
                larger[i] = Latest(count - i);
            ring = larger;
            latest = count - 1;
        }
    }
}

namespace Bot.Tests.Slack.Small;

/// <summary>How often this Slack lets an app speak, by its own clock. 0: as often as it likes.</summary>
internal sealed class SmallRates(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> calls = [];

    /// <summary>New messages in one channel within <see cref="PostsIn"/>.</summary>
    public int Posts { get; set; }

    public TimeSpan PostsIn { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Calls of one method within a minute, by method.</summary>
    public Dictionary<string, int> PerMinute { get; } = [];

    /// <summary>Counts the call and returns null, or returns after how many seconds it may be tried again.</summary>
    public int? Refuses(SmallCall call)
    {
        lock (gate)
        {
            if (call.Method == "chat.postMessage" && Posts > 0 && Wait("post " + call["channel"], Posts, PostsIn) is { } channel)
                return channel;
            return PerMinute.TryGetValue(call.Method, out var most) && most > 0 ? Wait(call.Method, most, TimeSpan.FromMinutes(1)) : null;
        }
    }

    private int? Wait(string key, int most, TimeSpan span)
    {
        var now = clock.GetUtcNow();
        if (!calls.TryGetValue(key, out var times))
            calls[key] = times = new Queue<DateTimeOffset>();
        while (times.TryPeek(out var oldest) && now - oldest >= span)
            times.Dequeue();
        if (times.Count >= most)
            return (int)Math.Ceiling((times.Peek() + span - now).TotalSeconds);
        times.Enqueue(now);
        return null;
    }
}

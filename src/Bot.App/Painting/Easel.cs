using Bot.Clinic;

namespace Bot.App;

/// <summary>What stands in chat for one visit, in memory while the visit is painted: a copy of the store's postings, and what could not be posted yet.</summary>
internal sealed class Easel(IEnumerable<StoredPosting> standing)
{
    public Dictionary<string, StoredPosting> Standing { get; } = standing.ToDictionary(posting => posting.Key);

    /// <summary>New messages that a chat refused for now: how often, and when to try again.</summary>
    public Dictionary<string, (int Attempts, DateTimeOffset At)> Waiting { get; } = [];

    public StoredPosting? Find(string key) => Standing.GetValueOrDefault(key);

    /// <summary>The earliest time at which a failed call may be tried again.</summary>
    public DateTimeOffset? NextTry => Standing.Values
        .Where(posting => posting is { Dead: false, RetryAt: not null })
        .Select(posting => posting.RetryAt)
        .Concat(Waiting.Values.Select(waiting => (DateTimeOffset?)waiting.At))
        .Min();
}

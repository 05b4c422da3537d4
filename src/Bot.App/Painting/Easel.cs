using Bot.Clinic;

namespace Bot.App;

/// <summary>
/// What stands in chat for one visit, in memory: a copy of the store's postings, what could not be posted yet, and which messages are
/// being posted or changed at this moment. Safe to use from many threads.
/// </summary>
internal sealed class Easel(IEnumerable<StoredPosting> standing)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, StoredPosting> standing = standing.ToDictionary(posting => posting.Key);
    private readonly Dictionary<string, (int Attempts, DateTimeOffset At)> waiting = [];
    private readonly HashSet<string> busy = [];
    private readonly HashSet<string> unsaved = [];
    private readonly HashSet<string> passedOver = [];
    private bool hasPassedOver;

    public IReadOnlyList<StoredPosting> Standing
    {
        get
        {
            lock (gate)
                return [.. standing.Values];
        }
    }

    /// <summary>No call is under way.</summary>
    public bool IsAtRest
    {
        get
        {
            lock (gate)
                return busy.Count == 0;
        }
    }

    /// <summary>Messages that stand in chat and whose ids the store could not take yet.</summary>
    public IReadOnlyList<StoredPosting> Unsaved
    {
        get
        {
            lock (gate)
                return [.. unsaved.Select(key => standing[key])];
        }
    }

    /// <summary>The earliest time at which a failed call may be tried again.</summary>
    public DateTimeOffset? NextTry
    {
        get
        {
            lock (gate)
            {
                return standing.Values
                    .Where(posting => posting is { Dead: false, RetryAt: not null })
                    .Select(posting => posting.RetryAt)
                    .Concat(waiting.Values.Select(one => (DateTimeOffset?)one.At))
                    .Min();
            }
        }
    }

    public StoredPosting? Find(string key)
    {
        lock (gate)
            return standing.GetValueOrDefault(key);
    }

    /// <summary>The key under which a message stands; null if it is none of these.</summary>
    public string? KeyOf(string message)
    {
        lock (gate)
        {
            foreach (var posting in standing.Values)
            {
                if (posting.Message == message)
                    return posting.Key;
            }

            return null;
        }
    }

    public bool IsSaved(string key)
    {
        lock (gate)
            return !unsaved.Contains(key);
    }

    /// <summary>True if a new message of that key may be tried now.</summary>
    public bool MayPost(string key, DateTimeOffset now)
    {
        lock (gate)
            return !waiting.TryGetValue(key, out var one) || one.At <= now;
    }

    /// <summary>True if the latest look found a message busy that it wanted to change: another look must follow.</summary>
    public bool HasPassedOver
    {
        get
        {
            lock (gate)
                return hasPassedOver;
        }
    }

    public void BeginLook()
    {
        lock (gate)
            hasPassedOver = false;
    }

    /// <summary>Begins a call; false if one for that message is under way already, and shows perhaps what was true before.</summary>
    public bool Begin(string key)
    {
        lock (gate)
        {
            if (busy.Add(key))
                return true;
            hasPassedOver = true;
            passedOver.Add(key);
            return false;
        }
    }

    /// <summary>True if a look has passed that message over meanwhile.</summary>
    public bool End(string key)
    {
        lock (gate)
        {
            busy.Remove(key);
            return passedOver.Remove(key);
        }
    }

    /// <summary>True if that message stands, and its chat has asked to wait with it.</summary>
    public bool Waits(string key, DateTimeOffset now)
    {
        lock (gate)
            return standing.TryGetValue(key, out var posting) && posting.Message.Length > 0 && posting.RetryAt > now;
    }

    /// <summary>So it stands in chat now.</summary>
    public void Put(StoredPosting posting, bool isSaved)
    {
        lock (gate)
        {
            standing[posting.Key] = posting;
            waiting.Remove(posting.Key);
            if (isSaved)
                unsaved.Remove(posting.Key);
            else
                unsaved.Add(posting.Key);
        }
    }

    /// <summary>A chat refused a new message for now.</summary>
    /// <param name="until">When to try again, by how often it has been refused.</param>
    public void PutOff(string key, Func<int, DateTimeOffset> until)
    {
        lock (gate)
        {
            var attempts = waiting.GetValueOrDefault(key).Attempts + 1;
            waiting[key] = (attempts, until(attempts));
        }
    }

    /// <summary>New messages that are not wanted any more need not be tried again.</summary>
    public void ForgetAllBut(IReadOnlySet<string> keys)
    {
        lock (gate)
        {
            foreach (var gone in waiting.Keys.Where(key => !keys.Contains(key)).ToList())
                waiting.Remove(gone);
        }
    }
}

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
    private readonly Dictionary<string, StoredPosting?> busy = [];
    private readonly HashSet<string> unsaved = [];
    private readonly HashSet<string> passedOver = [];
    private readonly HashSet<string> doubted = [];
    private IReadOnlySet<string> wanted = new HashSet<string>();
    private bool hasPassedOver;
    private bool isAway;
    private int looks;
    private int told;

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

    /// <summary>No call is under way, it is known what each message shows, and the store knows it too.</summary>
    public bool IsAllSaved
    {
        get
        {
            lock (gate)
                return busy.Count == 0 && unsaved.Count == 0 && standing.Values.All(posting => posting.Dead || posting.Message.Length == 0 || posting.Fingerprint.Length > 0);
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
                    .Where(posting => posting is { Dead: false, RetryAt: not null, IsPromise: false } && (posting.Message.Length > 0 || wanted.Contains(posting.Key)))
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

    /// <summary>
    /// Postings under which the message of an older one stands, too: a tap on it was quicker than its id, and took it for what was wanted by
    /// then. It is what it was posted for.
    /// </summary>
    public IReadOnlyList<StoredPosting> Mistaken
    {
        get
        {
            lock (gate)
            {
                return
                [
                    .. standing.Values.Where(posting => posting is { IsPromise: false, Message.Length: > 0 }).GroupBy(posting => posting.Message)
                        .SelectMany(same => same.OrderBy(posting => Posting.ReadKey(posting.Key)?.Version).Skip(1)),
                ];
            }
        }
    }

    public bool IsSaved(string key)
    {
        lock (gate)
            return !unsaved.Contains(key);
    }

    /// <summary>True if a new message of that key may be tried now: no chat has refused it a moment ago.</summary>
    public bool MayPost(string key, DateTimeOffset now)
    {
        lock (gate)
            return !waiting.TryGetValue(key, out var one) || one.Attempts == 0 || one.At <= now;
    }

    /// <summary>The same of a message that another instance is about to post: it is left to that one until <paramref name="until"/>, counted from the first time.</summary>
    public bool MayPostInstead(string key, DateTimeOffset now, DateTimeOffset until)
    {
        lock (gate)
        {
            if (waiting.TryGetValue(key, out var one))
                return one.At <= now;
            waiting[key] = (0, until);
            return false;
        }
    }

    /// <summary>A new message could not be posted yet, or is left to another instance: that one may do it at any moment.</summary>
    public bool IsContended
    {
        get
        {
            lock (gate)
                return waiting.Count > 0;
        }
    }

    /// <summary>An instance has said that it will ring for that message at <see cref="StoredPosting.RetryAt"/>; null if none has.</summary>
    public StoredPosting? PromiseOf(string key) => Find(StoredPosting.PromiseKey(key));

    /// <summary>A new message of that key is not to be tried before, by this instance.</summary>
    public void Leave(string key, DateTimeOffset until)
    {
        lock (gate)
            waiting[key] = (waiting.GetValueOrDefault(key).Attempts, until);
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

    /// <summary>False if this easel was put away: then another stands in its place.</summary>
    public bool BeginLook()
    {
        lock (gate)
        {
            if (isAway)
                return false;
            hasPassedOver = false;
            looks++;
            return true;
        }
    }

    public void EndLook()
    {
        lock (gate)
            looks--;
    }

    /// <summary>Puts it away for ever, if the store knows all that it shows and nobody looks at it.</summary>
    public bool PutAway()
    {
        lock (gate)
            return isAway |= looks == 0 && busy.Count == 0 && unsaved.Count == 0 && waiting.Count == 0 && standing.Values.All(posting => posting.RetryAt is null || posting.IsPromise);
    }

    /// <summary>Begins a call; false if one for that message is under way already, and shows perhaps what was true before.</summary>
    public bool Begin(string key)
    {
        lock (gate)
        {
            if (busy.TryAdd(key, standing.GetValueOrDefault(key)))
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
            doubted.Remove(key);
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
            // What was begun before it was doubted may stand below what somebody else painted.
            standing[posting.Key] = doubted.Contains(posting.Key) ? posting with { Fingerprint = "" } : posting;
            waiting.Remove(posting.Key);
            if (isSaved)
                unsaved.Remove(posting.Key);
            else
                unsaved.Add(posting.Key);
        }
    }

    /// <summary>A message that stands in chat comes to light, by a tap on it: the store knows of it now. Does nothing where one is known.</summary>
    public void Adopt(StoredPosting posting)
    {
        lock (gate)
        {
            if (standing.GetValueOrDefault(posting.Key) is { Message.Length: > 0 })
                return;
            standing[posting.Key] = posting;
            waiting.Remove(posting.Key);
        }
    }

    /// <summary>
    /// So it stands as far as the store knows, which may have heard of it from another instance. What is being changed at this moment, or could
    /// not be saved, is known better here, but not whether another has changed it; what is put off stays so, and what is doubted until it is painted.
    /// </summary>
    public void TakeUp(IReadOnlyList<StoredPosting> stored)
    {
        lock (gate)
        {
            foreach (var posting in stored)
            {
                var known = standing.GetValueOrDefault(posting.Key);
                if (busy.TryGetValue(posting.Key, out var before))
                {
                    // Neither what stood when the call began nor what it made of it: another instance has been at it meanwhile.
                    if (posting.Fingerprint.Length == 0 || (!Shows(posting, before) && !Shows(posting, known)))
                        doubted.Add(posting.Key);
                    continue;
                }

                if (unsaved.Contains(posting.Key))
                {
                    if (posting.Fingerprint.Length == 0)
                        standing[posting.Key] = known! with { Fingerprint = "" };
                    continue;
                }

                var isDoubted = known is { Fingerprint.Length: 0 } && known.Message == posting.Message;
                var found = isDoubted ? posting with { Fingerprint = "" } : posting;
                if (known is null || known with { Attempts = found.Attempts, RetryAt = found.RetryAt } != found)
                    standing[posting.Key] = found;
                waiting.Remove(posting.Key);
            }

            foreach (var gone in standing.Keys.Except(stored.Select(posting => posting.Key)).Where(IsFree).ToList())
                standing.Remove(gone);
        }

        bool IsFree(string key) => !busy.ContainsKey(key) && !unsaved.Contains(key);

        static bool Shows(StoredPosting one, StoredPosting? other) => (one.Message, one.Fingerprint) == (other?.Message, other?.Fingerprint);
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

    /// <summary>True once for a version of the visit: all its cards are true now.</summary>
    public bool IsNews(int version)
    {
        lock (gate)
            return told != version && (told = version) == version;
    }

    /// <summary>The messages that the latest look wanted.</summary>
    public IReadOnlySet<string> Wanted
    {
        get
        {
            lock (gate)
                return wanted;
        }
    }

    /// <summary>
    /// What a look wants. New messages that are not wanted any more need not be tried again; one that is being posted at this moment has its last
    /// form to take once it stands, so another look must follow.
    /// </summary>
    public void Want(IReadOnlySet<string> keys)
    {
        lock (gate)
        {
            wanted = keys;
            foreach (var late in busy.Keys.Where(key => !keys.Contains(key) && !standing.ContainsKey(key)))
                hasPassedOver = passedOver.Add(late) || hasPassedOver;
            foreach (var gone in waiting.Keys.Where(key => !keys.Contains(key)).ToList())
                waiting.Remove(gone);
        }
    }
}

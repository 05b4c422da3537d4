using System.Collections.Concurrent;
using Azure;
using Bot.Clinic;

namespace Bot.Storage.Tables;

/// <summary>What stands in chat for the visits that this instance looks after: the tables are asked again only where another may have painted.</summary>
/// <remarks>
/// Whoever paints moves the visit's work at the end, or finds that it may not; either shows in the ETag of the visit's row. So what is
/// remembered is whole as long as that ETag is the one that this instance has left there.
/// </remarks>
internal sealed class Recollections
{
    // A few KiB each. Visits that another instance ends are never heard of again here, so that all are forgotten at times.
    private const int Most = 5_000;

    private readonly ConcurrentDictionary<VisitId, Recollection> all = new();

    public Recollection? Find(VisitId visit) => all.GetValueOrDefault(visit);

    public Recollection Of(VisitId visit)
    {
        if (all.Count >= Most)
            all.Clear();
        return all.GetOrAdd(visit, static _ => new Recollection());
    }

    public void Forget(VisitId visit) => all.TryRemove(visit, out _);
}

/// <summary>A row that an instance has put beside the visit's own work while it paints.</summary>
internal sealed record Hold(string Key, ETag ETag, Claim Claim);

/// <summary>How often something was saved by then, and how often it is not known whether it was.</summary>
/// <param name="Visits">How often another instance was met at the visit.</param>
internal readonly record struct Moment(int Saves, int Losses, int Visits);

/// <summary>The postings of one visit. Safe to use from many threads.</summary>
internal sealed class Recollection
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, StoredPosting> postings = [];
    private readonly Dictionary<string, int> savedAt = [];
    private bool isWhole;
    private bool isStrange = true;
    private bool isUncertain;
    private int strange;
    private int visits;
    private int visitsRead;
    private Claim? paintedOver;
    private string work = "";
    private Hold? hold;
    private int saves;
    private int losses;

    /// <summary>All of them, if they are known here; else null.</summary>
    public IReadOnlyList<StoredPosting>? Whole
    {
        get
        {
            lock (gate)
                return isWhole ? [.. postings.Values] : null;
        }
    }

    /// <summary>To be asked before they are read, and handed back to <see cref="Reads"/>.</summary>
    public Moment Now
    {
        get
        {
            lock (gate)
                return new Moment(saves, losses, visits);
        }
    }

    /// <summary>Another instance has moved the visit, or its work, and may have painted.</summary>
    /// <param name="version">The visit's, when that was seen.</param>
    public void IsStrange(int version)
    {
        lock (gate)
        {
            isWhole = false;
            isStrange = true;
            strange = Math.Max(strange, version);
            visits++;
        }
    }

    /// <summary>Another instance was met here since what stands was last read: it may have painted under what this one is painting.</summary>
    public bool HasCompany
    {
        get
        {
            lock (gate)
                return visits != visitsRead;
        }
    }

    /// <summary>
    /// What this instance painted last was not true any more. It may stand above what another one has painted since, even where a later look of
    /// this one has come to its end meanwhile.
    /// </summary>
    public void IsLate(int painted)
    {
        lock (gate)
        {
            if (isStrange || strange > painted)
                Doubt();
        }
    }

    /// <summary>Somebody else did not come to an end: what the messages show is not known, whatever was saved of them.</summary>
    /// <param name="always">False: only if another instance was there since this one last came to an end.</param>
    /// <param name="paintedOver">
    /// Somebody else is in the middle of painting. If that one dies, what it painted last may stand over what this one paints, and nobody
    /// would know: this instance's own claim, which ends when the other's promise has.
    /// </param>
    public void IsUncertain(bool always, Claim? paintedOver = null)
    {
        lock (gate)
        {
            if (!always && !isStrange)
                return;
            Doubt();
            this.paintedOver = paintedOver ?? this.paintedOver;
        }
    }

    private void Doubt()
    {
        isWhole = false;
        isUncertain = true;
    }

    /// <summary>Until when another one may paint; then all is to be painted once more. Null if nobody does.</summary>
    public Claim? PaintedOver
    {
        get
        {
            lock (gate)
                return paintedOver;
        }
    }

    /// <summary>The visit's row of work is this instance's own.</summary>
    public void Works(string key)
    {
        lock (gate)
            work = key;
    }

    public bool IsOwnWork(string key)
    {
        lock (gate)
            return work == key;
    }

    /// <summary>What this instance has put beside the visit's row of work while it paints; null if nothing.</summary>
    public Hold? Held
    {
        get
        {
            lock (gate)
                return hold;
        }
    }

    public void Holds(Hold now)
    {
        lock (gate)
            hold = now;
    }

    /// <summary>Another instance has taken it up, or this one has.</summary>
    public void Releases(string key)
    {
        lock (gate)
        {
            if (hold?.Key == key)
                hold = null;
        }
    }

    /// <summary>All that this instance painted is saved, and nobody else was there.</summary>
    /// <param name="over">Has a row of its own by now.</param>
    /// <param name="held">Is taken away.</param>
    public void Rests(Claim? over, Hold? held)
    {
        lock (gate)
        {
            isStrange = false;
            visitsRead = visits;
            work = "";
            if (paintedOver == over)
                paintedOver = null;
            if (hold == held)
                hold = null;
        }
    }

    /// <summary>A visit that has just been opened has none.</summary>
    public void IsNew()
    {
        lock (gate)
            (isWhole, isStrange) = (true, false);
    }

    public void Saved(StoredPosting posting)
    {
        lock (gate)
        {
            postings[posting.Key] = posting;
            savedAt[posting.Key] = ++saves;
        }
    }

    /// <summary>One was perhaps written: they have to be read again.</summary>
    public void IsOld()
    {
        lock (gate)
        {
            losses++;
            isWhole = false;
        }
    }

    /// <summary>Takes up what was read, and gives it as it may be believed.</summary>
    /// <param name="began">When the reading did: what was saved since is newer than what was read.</param>
    public IReadOnlyList<StoredPosting> Reads(IReadOnlyList<StoredPosting> stored, Moment began)
    {
        lock (gate)
        {
            var newer = savedAt.Where(one => one.Value > began.Saves && postings.ContainsKey(one.Key)).Select(one => postings[one.Key]).ToDictionary(posting => posting.Key);
            var all = stored.Where(posting => !newer.ContainsKey(posting.Key)).Concat(newer.Values);
            List<StoredPosting> now = [.. isUncertain ? all.Select(posting => posting with { Fingerprint = "" }) : all];
            isWhole = losses == began.Losses;
            visitsRead = began.Visits;

            // Once it is told, it is for the painter to remember. What has to be read again has to be told again.
            isUncertain = isUncertain && !isWhole;
            postings.Clear();
            foreach (var posting in now)
                postings[posting.Key] = posting;
            return now;
        }
    }
}

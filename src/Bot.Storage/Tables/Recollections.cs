using System.Collections.Concurrent;
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

/// <summary>The postings of one visit. Safe to use from many threads.</summary>
internal sealed class Recollection
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, StoredPosting> postings = [];
    private bool isWhole;
    private bool isStrange = true;
    private bool isUncertain;
    private Claim? paintedOver;
    private int changes;

    /// <summary>All of them, if they are known here; else null.</summary>
    public IReadOnlyList<StoredPosting>? Whole
    {
        get
        {
            lock (gate)
                return isWhole ? [.. postings.Values] : null;
        }
    }

    /// <summary>Goes up whenever something is written: what was read meanwhile may be older.</summary>
    public int Changes
    {
        get
        {
            lock (gate)
                return changes;
        }
    }

    /// <summary>Another instance has moved the visit, or its work, and may have painted.</summary>
    public void IsStrange()
    {
        lock (gate)
        {
            isWhole = false;
            isStrange = true;
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
            isWhole = false;
            isUncertain = true;
            this.paintedOver = paintedOver ?? this.paintedOver;
        }
    }

    /// <summary>Until when another one may paint; then all is painted once more. Null if nobody does.</summary>
    public Claim? PaintedOver
    {
        get
        {
            lock (gate)
                return paintedOver;
        }
    }

    /// <summary>The work is left for another look, which is to believe no message.</summary>
    public void LooksAgain()
    {
        lock (gate)
        {
            paintedOver = null;
            isWhole = false;
            isUncertain = true;
        }
    }

    /// <summary>All that this instance painted is saved, and nobody else was there.</summary>
    public void Rests()
    {
        lock (gate)
            isStrange = false;
    }

    /// <summary>A visit that has just been opened has none.</summary>
    public void IsNew()
    {
        lock (gate)
            (isWhole, isStrange) = (true, false);
    }

    /// <summary>One is being written, and what will have become of it is not known yet.</summary>
    public void Writes()
    {
        lock (gate)
            changes++;
    }

    public void Saved(StoredPosting posting)
    {
        lock (gate)
        {
            changes++;
            postings[posting.Key] = posting;
        }
    }

    /// <summary>They have to be read again.</summary>
    public void IsOld()
    {
        lock (gate)
        {
            changes++;
            isWhole = false;
        }
    }

    /// <summary>Takes up what was read, and gives it as it may be believed.</summary>
    public IReadOnlyList<StoredPosting> Reads(IReadOnlyList<StoredPosting> stored, int changesBefore)
    {
        lock (gate)
        {
            if (isUncertain)
                stored = [.. stored.Select(posting => posting with { Fingerprint = "" })];
            if (changes != changesBefore)
                return stored;
            isUncertain = false;
            isWhole = true;
            postings.Clear();
            foreach (var posting in stored)
                postings[posting.Key] = posting;
            return stored;
        }
    }
}

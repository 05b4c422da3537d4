using Bot.Clinic;

namespace Bot.Storage.Sqlite;

/// <summary>
/// Events in the order in which they came, and what the rows of visits do not know of them yet: under load the row of a visit is written once
/// for many steps, and not for each. Whoever reads sees both. Belongs to the writing connection, and to its thread.
/// </summary>
/// <remarks>
/// Only rows of open visits lag, behind steps that leave them open and in their room: what those make of a visit follows from them. Any other
/// step writes the row too.
/// </remarks>
internal sealed class Daybook(Database database)
{
    /// <summary>With more, the oldest are filed before the next group. Many, so that a row is written for many steps, and not more than a reader looks through in a moment.</summary>
    private const int MostUnfiled = 8192;

    /// <summary>So many rows are written at least while a group waits: a millisecond's and a sync.</summary>
    private const int Some = 64;

    private const int MostKnown = 8192;

    private const string Insert =
        "INSERT INTO event(n, before, visit, seq, name, by, at, channel, click, body, hash) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

    // What was removed may have been the last: a number that is not above upto would be taken for filed.
    private const string FindEnds = "SELECT upto, max(upto, ifnull((SELECT max(n) FROM event), 0)) FROM filed";

    private const string FindUnfiled = "SELECT visit, max(seq), max(n), max(at) FROM event WHERE n > (SELECT upto FROM filed) GROUP BY visit";

    private const string FindOpen =
        """
        SELECT visit.version, visit.site, visit.room, visit.opened, visit.latest, work.due FROM visit LEFT JOIN work ON work.visit = visit.id
        WHERE visit.id = ?1 AND visit.status < 9
        """;

    private const string FileVisit = "UPDATE visit SET version = ?2, snapshot = ?3, latest = ?4, touched = max(touched, ?5) WHERE id = ?1";
    private const string FileUpTo = "UPDATE filed SET upto = ?1";

    private readonly Dictionary<VisitId, OpenVisit> visits = [];
    private readonly Queue<OpenVisit> unfiled = [];
    private bool isRead;
    private long filed;
    private long last;

    /// <summary>As far as is known without looking, there is something to file.</summary>
    public bool MayHoldAny => !isRead || last > filed;

    public bool IsEmpty
    {
        get
        {
            Read();
            return last == filed;
        }
    }

    public bool IsLong => last - filed > MostUnfiled;

    /// <summary>A transaction was taken back, in whole or in part: what stands is read again.</summary>
    public void Forget()
    {
        isRead = false;
        visits.Clear();
        unfiled.Clear();
    }

    /// <summary>An open visit as it is now; null if none is open under that id.</summary>
    public OpenVisit? Find(VisitId id)
    {
        Read();
        if (visits.TryGetValue(id, out var known))
            return known;
        if (visits.Count >= MostKnown)
        {
            File();
            visits.Clear();
        }

        return Look(id);
    }

    /// <summary>Writes down a step of an open visit that stays open and in its room; its row is left as it is.</summary>
    public void Write(Commit commit, OpenVisit visit)
    {
        Unfiled(visit, last);
        visit.Version = commit.Expected + commit.Events.Count;
        visit.Latest = Write(commit.Events, visit.Latest);
        visit.Touch(commit.Events[^1].At);
        visit.Snapshot = commit.Snapshot;
    }

    /// <summary>Writes down a step whose visit has its row already.</summary>
    /// <param name="latest">The visit's event before them; 0 if it has none.</param>
    public void WriteAtOnce(Commit commit, long latest)
    {
        Write(commit.Events, latest);
        if (!visits.Remove(commit.Visit, out var known))
            return;
        known.IsUnfiled = false;
        known.Snapshot = null;
    }

    /// <summary>The number that the last of so many events will have.</summary>
    public long After(int events) => last + events;

    /// <summary>The visit's row of work was put to that time, or removed.</summary>
    public void IsDue(VisitId id, DateTimeOffset? due)
    {
        if (visits.TryGetValue(id, out var known))
            known.Due = due;
    }

    /// <summary>So many rows are to be filed before a group of so many steps where the daybook is long: more than they make wait.</summary>
    public static int SomeAfter(int steps) => Math.Max(Some, 2 * steps);

    /// <summary>Files all there is, or what has waited longest, in a transaction of its own. Where it fails, that is left to be taken back.</summary>
    public void FileAlone(int most = int.MaxValue)
    {
        database.Run("BEGIN IMMEDIATE");
        File(most);
        database.Run("COMMIT");
    }

    /// <summary>The same in the transaction that is open.</summary>
    /// <param name="most">Rows. All are filed where one is known by its events alone: they are then read together.</param>
    public void File(int most = int.MaxValue)
    {
        Read();
        if (last == filed)
            return;

        // Those that were written before the file was opened, or by a group that was taken back in part, are known by their events alone.
        // All at once: for each alone all that is unfiled would be searched.
        Dictionary<VisitId, ReadOnlyMemory<byte>>? read = null;
        for (; most > 0 && unfiled.TryDequeue(out var visit); most--)
        {
            if (!visit.IsUnfiled)
                continue;
            if (visit.Snapshot is null && read is null)
                (read, most) = (Reads.Open(database, null).ToDictionary(open => open.Visit, open => open.Snapshot), int.MaxValue);
            using var file = database.Use(FileVisit);
            file.Bind(1, visit.Id.Value).Bind(2, visit.Version).Bind(3, visit.Snapshot?.Bytes ?? read![visit.Id])
                .Bind(4, visit.Latest).Bind(5, visit.Touched).Run();
            visit.Snapshot = null;
            visit.IsUnfiled = false;
        }

        while (unfiled.TryPeek(out var first) && !first.IsUnfiled)
            unfiled.Dequeue();
        filed = unfiled.TryPeek(out var oldest) ? oldest.Filed : last;
        using var upTo = database.Use(FileUpTo).Bind(1, filed);
        upTo.Run();
    }

    private long Write(IReadOnlyList<StoredEvent> events, long before)
    {
        for (var i = 0; i < events.Count; i++)
        {
            var happened = events[i];
            using var insert = database.Use(Insert);
            insert.Bind(1, ++last).Bind(2, before)
                .Bind(3, happened.Visit.Value).Bind(4, happened.Sequence).Bind(5, happened.Name).Bind(6, happened.By.Value).Bind(7, happened.At)
                .Bind(8, happened.Channel).Bind(9, happened.Click).Bind(10, happened.Body).Bind(11, happened.Hash).Run();
            before = last;
        }

        return before;
    }

    private void Read()
    {
        if (isRead)
            return;
        using (var ends = database.Use(FindEnds))
        {
            ends.Step();
            (filed, last) = (ends.Long(0), ends.Long(1));
        }

        using var found = database.Use(FindUnfiled);
        while (found.Step())
        {
            if (Look(new(found.Text(0))) is not { } visit || visit.Version >= found.Int(1))
                continue;
            (visit.Version, visit.Latest) = (found.Int(1), found.Long(2));
            visit.Touch(found.Time(3));
            Unfiled(visit, filed);
        }

        isRead = true;
    }

    // As it was filed.
    private OpenVisit? Look(VisitId id)
    {
        using var found = database.Use(FindOpen).Bind(1, id.Value);
        return found.Step()
            ? visits[id] = new OpenVisit(id, new(found.Text(1)), new(found.Text(2)), found.Time(3))
            { Version = found.Int(0), Latest = found.Long(4), Due = found.TimeOrNull(5) }
            : null;
    }

    private void Unfiled(OpenVisit visit, long upTo)
    {
        if (visit.IsUnfiled)
            return;
        (visit.IsUnfiled, visit.Filed) = (true, upTo);
        unfiled.Enqueue(visit);
    }
}

/// <summary>An open visit as its next step finds it.</summary>
internal sealed class OpenVisit(VisitId id, SiteId site, RoomId room, DateTimeOffset opened)
{
    public VisitId Id => id;

    public int Version { get; set; }

    /// <summary>The number of its latest event.</summary>
    public long Latest { get; set; }

    /// <summary>The greatest time of its unfiled events: a clock may have been set back.</summary>
    public DateTimeOffset Touched { get; private set; }

    /// <summary>When its row of work is due; null if it has none.</summary>
    public DateTimeOffset? Due { get; set; }

    /// <summary>Its row does not know its latest steps.</summary>
    public bool IsUnfiled { get; set; }

    /// <summary>If it is unfiled: up to that event its row knows its steps.</summary>
    public long Filed { get; set; }

    /// <summary>As its unfiled steps have made it; null if they are to be read for that.</summary>
    public Snapshot? Snapshot { get; set; }

    public void Touch(DateTimeOffset at) => Touched = at > Touched ? at : Touched;

    /// <summary>The commit is the next step, and leaves the visit open where it is.</summary>
    public bool IsContinuedBy(Commit commit) =>
        commit.Open && commit.Expected == Version && commit.Site == site && commit.Room == room && commit.Opened == opened;
}

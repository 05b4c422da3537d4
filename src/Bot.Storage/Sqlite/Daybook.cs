using Bot.Clinic;

namespace Bot.Storage.Sqlite;

/// <summary>
/// Events in the order in which they came, until they are filed: under load the pages of a visit are written once for many steps, and not for
/// each. Whoever reads sees both. Belongs to the writing connection, and to its thread.
/// </summary>
/// <remarks>
/// Only steps that leave an open visit in its room are written here, without a snapshot: what they make of the visit follows from them. Any
/// other is filed at once, after those before it.
/// </remarks>
internal sealed class Daybook(Database database)
{
    /// <summary>With more, they are filed before the next group. Many, so that few wait for it, and not more than a start files in a moment.</summary>
    private const int MostUnfiled = 8192;

    private const int MostKnown = 8192;

    private const string Insert =
        "INSERT INTO daybook(visit, seq, name, by, at, channel, click, body, hash, once) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

    private const string FindUnfiled = "SELECT visit, max(seq), count(*) FROM daybook GROUP BY visit";

    private const string FindOpen =
        """
        SELECT visit.version, visit.site, visit.room, visit.opened, work.due FROM visit LEFT JOIN work ON work.visit = visit.id
        WHERE visit.id = ?1 AND visit.status < 9
        """;

    private const string FileEvents =
        """
        INSERT INTO event(visit, seq, name, by, at, channel, click, body, hash)
        SELECT visit, seq, name, by, at, channel, click, body, hash FROM daybook ORDER BY visit, seq
        """;

    private const string FileClicks = "INSERT INTO click(at, id) SELECT at, once FROM daybook WHERE once <> '' ORDER BY at, once";
    private const string FileVisit = "UPDATE visit SET version = ?2, snapshot = ?3 WHERE id = ?1";
    private const string Clear = "DELETE FROM daybook";

    private readonly Dictionary<VisitId, OpenVisit> visits = [];
    private readonly List<OpenVisit> unfiled = [];
    private bool isRead;
    private int count;

    /// <summary>As far as is known without looking, there is something to file.</summary>
    public bool MayHoldAny => !isRead || count > 0;

    public bool IsEmpty
    {
        get
        {
            Read();
            return count == 0;
        }
    }

    public bool IsLong => count > MostUnfiled;

    /// <summary>A transaction was taken back, in whole or in part: what stands is read again.</summary>
    public void Forget()
    {
        isRead = false;
        count = 0;
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

    /// <summary>Writes down a step of an open visit that stays open and in its room.</summary>
    public void Write(Commit commit, OpenVisit visit)
    {
        for (var i = 0; i < commit.Events.Count; i++)
        {
            using var insert = database.Use(Insert);
            Writes.Bind(insert, commit.Events[i]).Bind(10, i == commit.Events.Count - 1 ? commit.Click : "").Run();
        }

        database.Clicks.Add(commit.Click);
        visit.Version = commit.Expected + commit.Events.Count;
        visit.Snapshot = commit.Snapshot;
        count += commit.Events.Count;
        Unfiled(visit);
    }

    /// <summary>The visit's row of work was put to that time, or removed.</summary>
    public void IsDue(VisitId id, DateTimeOffset? due)
    {
        if (visits.TryGetValue(id, out var known))
            known.Due = due;
    }

    /// <summary>The visit's next step is filed at once: so is all that is here, if there is anything of it.</summary>
    public void MakeWay(VisitId id)
    {
        Read();
        if (visits.TryGetValue(id, out var known) && known.IsUnfiled)
            File();
        visits.Remove(id);
    }

    /// <summary>Files all there is, in a transaction of its own. Where it fails, that is left to be taken back.</summary>
    public void FileAlone()
    {
        Run("BEGIN IMMEDIATE");
        File();
        Run("COMMIT");
    }

    /// <summary>Files all there is, in the transaction that is open.</summary>
    public void File()
    {
        Read();
        if (count == 0)
            return;
        Run(FileEvents);
        Run(FileClicks);

        // Those that were written before the file was opened, or by a group that was taken back in part, are known by their events alone.
        // All at once: for each alone the whole daybook would be searched.
        var read = unfiled.Exists(visit => visit.Snapshot is null)
            ? Reads.Open(database, null).ToDictionary(visit => visit.Visit, visit => visit.Snapshot)
            : [];
        foreach (var visit in unfiled)
        {
            using var file = database.Use(FileVisit);
            file.Bind(1, visit.Id.Value).Bind(2, visit.Version).Bind(3, visit.Snapshot?.Bytes ?? read[visit.Id]).Run();
            visit.Snapshot = null;
            visit.IsUnfiled = false;
        }

        Run(Clear);
        count = 0;
        unfiled.Clear();
    }

    private void Run(string sql)
    {
        using var statement = database.Use(sql);
        statement.Run();
    }

    private void Read()
    {
        if (isRead)
            return;
        using var found = database.Use(FindUnfiled);
        while (found.Step())
        {
            count += found.Int(2);
            if (Look(new(found.Text(0))) is not { } visit)
                continue;
            visit.Version = found.Int(1);
            Unfiled(visit);
        }

        isRead = true;
    }

    // As it was filed.
    private OpenVisit? Look(VisitId id)
    {
        using var found = database.Use(FindOpen).Bind(1, id.Value);
        return found.Step()
            ? visits[id] = new OpenVisit(id, new(found.Text(1)), new(found.Text(2)), found.Time(3)) { Version = found.Int(0), Due = found.TimeOrNull(4) }
            : null;
    }

    private void Unfiled(OpenVisit visit)
    {
        if (visit.IsUnfiled)
            return;
        visit.IsUnfiled = true;
        unfiled.Add(visit);
    }
}

/// <summary>An open visit as its next step finds it.</summary>
internal sealed class OpenVisit(VisitId id, SiteId site, RoomId room, DateTimeOffset opened)
{
    public VisitId Id => id;

    public int Version { get; set; }

    /// <summary>When its row of work is due; null if it has none.</summary>
    public DateTimeOffset? Due { get; set; }

    public bool IsUnfiled { get; set; }

    /// <summary>As its unfiled steps have made it; null if they are to be read for that.</summary>
    public Snapshot? Snapshot { get; set; }

    /// <summary>The commit is the next step, and leaves the visit open where it is.</summary>
    public bool IsContinuedBy(Commit commit) =>
        commit.Open && commit.Expected == Version && commit.Site == site && commit.Room == room && commit.Opened == opened;
}

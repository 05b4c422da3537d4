using Bot.Clinic;

namespace Bot.Storage.Sqlite;

/// <summary>What the writer's thread does to the tables, inside the group's transaction and its own savepoint.</summary>
internal static class Writes
{
    private const string InsertVisit =
        """
        INSERT INTO visit(id, site, room, opened, version, status, snapshot, latest, touched) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """;

    private const string ReplaceVisit =
        """
        UPDATE visit SET site = ?2, room = ?3, opened = ?4, version = ?5, status = ?6, snapshot = ?7, latest = ?8, touched = max(touched, ?9) WHERE id = ?1
        """;

    private const string InsertClick = "INSERT INTO click(at, id) VALUES(?1, ?2)";
    public const string DropOldClicks = "DELETE FROM click WHERE at < ?1";

    // What is due already stays so: a visit that changes faster than it is painted moves its row once.
    private const string RingWork =
        """
        INSERT INTO work(visit, due) VALUES(?1, ?2)
        ON CONFLICT(visit) DO UPDATE SET due = excluded.due WHERE excluded.due < due
        """;

    private const string PutWork = "INSERT INTO work(visit, due) VALUES(?1, ?2) ON CONFLICT(visit) DO UPDATE SET due = excluded.due";
    private const string DeleteWork = "DELETE FROM work WHERE visit = ?1";
    private const string Standing = "SELECT version, status < 9, latest FROM visit WHERE id = ?1";

    private const string InsertPosting =
        """
        INSERT INTO posting(visit, key, message, version, fingerprint, attempts, retry_at, dead) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT(visit, key) DO NOTHING
        """;

    private const string UpdatePosting =
        """
        UPDATE posting SET message = ?3, version = ?4, fingerprint = ?5, attempts = ?6, retry_at = ?7, dead = ?8
        WHERE visit = ?1 AND key = ?2
        """;

    private const string DeletePostings = "DELETE FROM posting WHERE visit = ?1";

    private const string PutKept =
        "INSERT INTO kept(kind, key, body) VALUES(?1, ?2, ?3) ON CONFLICT(kind, key) DO UPDATE SET body = excluded.body";

    private const string InsertKept = "INSERT INTO kept(kind, key, body) VALUES(?1, ?2, ?3) ON CONFLICT(kind, key) DO NOTHING";

    private const string DeleteKept = "DELETE FROM kept WHERE kind = ?1 AND key = ?2";

    private const string PutSummary =
        "INSERT INTO summary(site, opened, visit, body) VALUES(?1, ?2, ?3, ?4) ON CONFLICT(site, opened, visit) DO UPDATE SET body = excluded.body";

    private const string DeleteSummary = "DELETE FROM summary WHERE site = ?1 AND opened = ?2 AND visit = ?3";

    private static readonly TimeSpan KeepClicks = TimeSpan.FromHours(26);

    private const long StatusOpen = 0;
    private const long StatusLeft = 9;

    public static Appended Append(Database database, Commit commit)
    {
        var daybook = database.Daybook;
        var known = daybook.Find(commit.Visit);
        if (database.Clicks.Contains(commit.Click))
            return Stand(database, known, commit.Visit).Version == commit.Expected ? Appended.ClickSeen : Appended.VersionMoved;
        if (known is { } visit && visit.IsContinuedBy(commit))
        {
            // Nearly every step.
            daybook.Write(commit, visit);
            Remember(database, commit);
            if (visit.Due is null || commit.Due < visit.Due)
                Ring(database, commit);
            return Appended.Saved;
        }

        var (version, latest) = Stand(database, known, commit.Visit);
        if (version != commit.Expected)
            return Appended.VersionMoved;
        try
        {
            Put(database, commit.Expected == 0 ? InsertVisit : ReplaceVisit, commit, known?.Touched ?? DateTimeOffset.MinValue);
        }
        catch (SqliteFailure failure) when (failure.IsSecondUnderAUniqueIndex)
        {
            // The unique index speaks before anything is written, so there is nothing to take back.
            return Appended.RoomTaken;
        }

        // One that begins has none yet.
        if (!commit.Open || commit.Expected > 0)
            Summarize(database, commit);
        daybook.WriteAtOnce(commit, latest);
        Ring(database, commit);
        Remember(database, commit);
        return Appended.Saved;
    }

    // Kept while the visit has ended; an undo that opens it again takes it away.
    private static void Summarize(Database database, Commit commit)
    {
        var goes = commit.Open || commit.Summary.IsEmpty;
        using var change = database.Use(goes ? DeleteSummary : PutSummary);
        change.Bind(1, commit.Site.Value).Bind(2, commit.Opened).Bind(3, commit.Visit.Value);
        if (!goes)
            change.Bind(4, commit.Summary);
        change.Run();
    }

    // Of a visit that is not there: 0 and 0.
    private static (int Version, long Latest) Stand(Database database, OpenVisit? known, VisitId id)
    {
        if (known is { } open)
            return (open.Version, open.Latest);
        using var row = database.Use(Standing).Bind(1, id.Value);
        return row.Step() ? (row.Int(0), row.Long(2)) : (0, 0);
    }

    private static void Remember(Database database, Commit commit)
    {
        if (commit.Click.Length == 0)
            return;
        database.Clicks.Add(commit.Click);
        var at = commit.Events[^1].At;
        using (var insert = database.Use(InsertClick))
            insert.Bind(1, at).Bind(2, commit.Click).Run();
        if (commit.Expected > 0)
            return;

        // A new visit is a good time to forget: seldom enough, and never forgotten itself.
        using var old = database.Use(DropOldClicks);
        old.Bind(1, at - KeepClicks).Run();
    }

    public static StoredPosting? TryAdd(Database database, StoredPosting posting)
    {
        using (var insert = database.Use(InsertPosting))
            Bind(insert, posting).Run();
        return database.Changes == 1 ? null : Reads.Posting(database, (posting.Visit, posting.Key));
    }

    public static bool Save(Database database, StoredPosting posting)
    {
        using var update = database.Use(UpdatePosting);
        Bind(update, posting).Run();
        return database.Changes == 1;
    }

    public static bool DropPostings(Database database, VisitId id)
    {
        // An undo may have reopened the visit since the worker looked; its cards are wanted again.
        using (var version = database.Use(Standing).Bind(1, id.Value))
        {
            if (version.Step() && version.Int(1) != 0)
                return false;
        }

        using (var postings = database.Use(DeletePostings))
            postings.Bind(1, id.Value).Run();
        Delete(database, id);
        return true;
    }

    public static bool MoveWork(Database database, (VisitId Visit, int Painted, DateTimeOffset? Due) move)
    {
        var known = database.Daybook.Find(move.Visit);
        if (Stand(database, known, move.Visit).Version != move.Painted)
            return false;

        // Its cards were dropped meanwhile: nobody is to look at it again.
        if (known is null && !Reads.HasWork(database, move.Visit))
            return false;
        if (move.Due is { } due)
            Put(database, PutWork, move.Visit, due);
        else
            Delete(database, move.Visit);
        database.Daybook.IsDue(move.Visit, move.Due);
        return true;
    }

    public static bool Keep(Database database, Kept kept)
    {
        using var put = database.Use(PutKept);
        put.Bind(1, kept.Kind).Bind(2, kept.Key).Bind(3, kept.Body).Run();
        return true;
    }

    public static bool TryKeep(Database database, Kept kept)
    {
        using var insert = database.Use(InsertKept);
        insert.Bind(1, kept.Kind).Bind(2, kept.Key).Bind(3, kept.Body).Run();
        return database.Changes == 1;
    }

    public static bool Forget(Database database, (string Kind, string Key) gone)
    {
        using var delete = database.Use(DeleteKept);
        delete.Bind(1, gone.Kind).Bind(2, gone.Key).Run();
        return database.Changes == 1;
    }

    /// <summary>Changes nothing, and needs the disk all the same: it rewrites the page that holds the schema's version.</summary>
    public static bool Touch(Database database, bool _)
    {
        var version = database.Scalar("PRAGMA user_version");
        database.Execute($"PRAGMA user_version={version}");
        return true;
    }

    /// <param name="touched">The greatest time of the steps that the row does not know; a clock may have been set back since.</param>
    private static void Put(Database database, string sql, Commit commit, DateTimeOffset touched)
    {
        var at = commit.Events[^1].At;
        using var put = database.Use(sql);
        put.Bind(1, commit.Visit.Value).Bind(2, commit.Site.Value).Bind(3, commit.Room.Value).Bind(4, commit.Opened)
            .Bind(5, commit.Expected + commit.Events.Count).Bind(6, Status(commit)).Bind(7, commit.Snapshot.Bytes)
            .Bind(8, database.Daybook.After(commit.Events.Count)).Bind(9, at > touched ? at : touched).Run();
    }

    private static long Status(Commit commit) => commit.Open ? StatusOpen : StatusLeft;

    private static void Ring(Database database, Commit commit)
    {
        Put(database, RingWork, commit.Visit, commit.Due);
        database.Daybook.IsDue(commit.Visit, commit.Due);
    }

    private static void Put(Database database, string sql, VisitId visit, DateTimeOffset due)
    {
        using var put = database.Use(sql);
        put.Bind(1, visit.Value).Bind(2, due).Run();
    }

    private static void Delete(Database database, VisitId visit)
    {
        using var delete = database.Use(DeleteWork);
        delete.Bind(1, visit.Value).Run();
    }

    private static Statement Bind(Statement statement, StoredPosting posting) =>
        statement.Bind(1, posting.Visit.Value).Bind(2, posting.Key).Bind(3, posting.Message).Bind(4, posting.Version)
            .Bind(5, posting.Fingerprint).Bind(6, posting.Attempts).Bind(7, posting.RetryAt).Bind(8, posting.Dead);
}

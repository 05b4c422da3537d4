using Bot.Clinic;

namespace Bot.Storage.Sqlite;

/// <summary>What a reader asks of the tables. Each is one statement, hence one snapshot.</summary>
internal static class Reads
{
    private const int AfterTheVisit = 6;

    private const string EventColumns = "visit, seq, name, by, at, channel, click, body, hash";
    private const string Unfiled = "FROM event WHERE n > (SELECT upto FROM filed)";

    // A visit as it was filed, on a row for each event since, or on one row without any.
    private const string VisitAndSince =
        """
        SELECT visit.id, visit.site, visit.room, visit.version, visit.status, visit.snapshot,
            since.visit, since.seq, since.name, since.by, since.at, since.channel, since.click, since.body, since.hash
        FROM visit
        """;

    private const string JoinSince = " LEFT JOIN since ON since.visit = visit.id AND since.seq > visit.version ";

    public const string FindVisit =
        $"WITH since AS MATERIALIZED (SELECT * {Unfiled} AND visit = ?1) {VisitAndSince}{JoinSince}WHERE visit.id = ?1 ORDER BY since.n";

    // INDEXED BY makes a silent scan of all closed visits impossible: without the index the statement fails.
    private const string OpenAndSince = $"WITH since AS MATERIALIZED (SELECT * {Unfiled}) {VisitAndSince} INDEXED BY ix_open{JoinSince}";

    public const string FindOpenOfSite = OpenAndSince + "WHERE visit.site = ?1 AND visit.status < 9 ORDER BY visit.opened, visit.id, since.n";

    public const string FindOpen = OpenAndSince + "WHERE visit.status < 9 ORDER BY visit.opened, visit.id, since.n";

    // From the latest that the visit's row knows, each to the one before it. Always downwards and of that visit: a damaged file must not lead
    // around for ever, nor to somebody else's.
    private const string Chain =
        """
        WITH RECURSIVE chain AS (
            SELECT event.* FROM visit CROSS JOIN event ON event.n = visit.latest AND event.visit = ?1 WHERE visit.id = ?1
            UNION ALL
            SELECT event.* FROM chain CROSS JOIN event ON event.n = chain.before AND event.n < chain.n AND event.visit = ?1)
        """;

    public const string FindEvents =
        $"""
        {Chain}
        SELECT {EventColumns} FROM chain
        UNION ALL
        SELECT {EventColumns} {Unfiled}
            AND visit = ?1 AND seq > (SELECT version FROM visit WHERE id = ?1)
        ORDER BY seq
        """;

    // The visit first: of one that is not there nothing is searched.
    public const string FindEventsOfADamagedVisit =
        $"""
        SELECT {EventColumns} FROM visit CROSS JOIN event ON event.visit = visit.id
        WHERE visit.id = ?1 ORDER BY seq
        """;

    public const string DeleteEvents = $"DELETE FROM event WHERE n IN ({Chain} SELECT n FROM chain)";

    public const string FindVisitsAfter = "SELECT id FROM visit WHERE id > ?1 ORDER BY id LIMIT ?2";

    public const string FindVisitsSince =
        """
        SELECT id FROM visit INDEXED BY ix_left WHERE status = 9 AND touched >= ?1
        UNION ALL
        SELECT id FROM visit INDEXED BY ix_open WHERE status < 9
        ORDER BY id
        """;

    public const string FindLeftBefore =
        """
        SELECT site, id, touched FROM visit INDEXED BY ix_left
        WHERE status = 9 AND (touched, id) > (?1, ?2) AND touched < ?3 ORDER BY touched, id LIMIT ?4
        """;

    public const string FindSummaries = "SELECT body FROM summary WHERE site = ?1 AND opened >= ?2 AND opened < ?3 ORDER BY opened, visit";

    public const string FindPostings =
        "SELECT visit, key, message, version, fingerprint, attempts, retry_at, dead FROM posting WHERE visit = ?1";

    public const string FindPosting =
        "SELECT visit, key, message, version, fingerprint, attempts, retry_at, dead FROM posting WHERE visit = ?1 AND key = ?2";

    public const string FindDue = "SELECT visit, due FROM work WHERE due <= ?1 ORDER BY due, visit LIMIT ?2";
    public const string FindWork = "SELECT 1 FROM work WHERE visit = ?1";
    public const string FindNextDue = "SELECT min(due) FROM work";
    public const string FindKept = "SELECT kind, key, body FROM kept WHERE kind = ?1";

    public const string FindAllKept = "SELECT kind, key, body FROM kept";
    public const string FindClicks = "SELECT id, at FROM click";

    public const string FindBeside =
        """
        SELECT visit.opened, work.due, summary.body FROM visit
        LEFT JOIN work ON work.visit = visit.id
        LEFT JOIN summary ON summary.site = visit.site AND summary.opened = visit.opened AND summary.visit = visit.id
        WHERE visit.id = ?1
        """;

    public static StoredVisit? Visit(Database database, VisitId id)
    {
        using var found = database.Use(FindVisit).Bind(1, id.Value);
        return Visits(database, found) is [var visit] ? visit : null;
    }

    public static IReadOnlyList<StoredVisit> Open(Database database, SiteId? site)
    {
        using var found = site is { } one ? database.Use(FindOpenOfSite).Bind(1, one.Value) : database.Use(FindOpen);
        return Visits(database, found);
    }

    public static IReadOnlyList<StoredEvent> Events(Database database, (VisitId Visit, DateTimeOffset From) asked)
    {
        var all = EventsBy(FindEvents);

        // No chain that ends at its beginning: there is no such visit, or one is missing and the others are looked for among all.
        if (all is not [{ Sequence: 1 }, ..])
            all = EventsBy(FindEventsOfADamagedVisit);
        if (asked.From > DateTimeOffset.MinValue)
            all.RemoveAll(happened => happened.At < asked.From);
        return all;

        List<StoredEvent> EventsBy(string sql)
        {
            using var found = database.Use(sql).Bind(1, asked.Visit.Value);
            return All(found, EventOf);
        }
    }

    /// <summary>Visits in the order of their ids, a page at a time.</summary>
    public static IReadOnlyList<VisitId> VisitsAfter(Database database, (VisitId? Last, int Most) page)
    {
        using var found = database.Use(FindVisitsAfter).Bind(1, page.Last?.Value ?? "").Bind(2, page.Most);
        return All(found, IdOf);
    }

    /// <summary>Visits that are open, or to which something happened since then, in the order of their ids.</summary>
    public static IReadOnlyList<VisitId> VisitsSince(Database database, DateTimeOffset from)
    {
        using var found = database.Use(FindVisitsSince).Bind(1, from);
        return All(found, IdOf);
    }

    /// <summary>Visits that have left, with the time of their latest event: those before a time (exclusive), after the one where the page before ended.</summary>
    public static IReadOnlyList<(LeftVisit Left, DateTimeOffset Touched)> LeftBefore(
        Database database, (DateTimeOffset At, string Visit, DateTimeOffset Before, int Most) page)
    {
        using var found = database.Use(FindLeftBefore).Bind(1, page.At).Bind(2, page.Visit).Bind(3, page.Before).Bind(4, page.Most);
        return All(found, static row => (new LeftVisit(new(row.Text(0)), new(row.Text(1))), row.Time(2)));
    }

    public static IReadOnlyList<ReadOnlyMemory<byte>> Summaries(Database database, (SiteId Site, DateTimeOffset From, DateTimeOffset To) asked)
    {
        using var found = database.Use(FindSummaries).Bind(1, asked.Site.Value).Bind(2, asked.From).Bind(3, asked.To);
        return All(found, static row => (ReadOnlyMemory<byte>)row.Bytes(0));
    }

    public static IReadOnlyList<StoredPosting> Postings(Database database, VisitId id)
    {
        using var found = database.Use(FindPostings).Bind(1, id.Value);
        return All(found, PostingOf);
    }

    public static StoredPosting? Posting(Database database, (VisitId Visit, string Key) asked)
    {
        using var found = database.Use(FindPosting).Bind(1, asked.Visit.Value).Bind(2, asked.Key);
        return found.Step() ? PostingOf(found) : null;
    }

    public static IReadOnlyList<Work> Due(Database database, (DateTimeOffset Now, int Most) asked)
    {
        using var found = database.Use(FindDue).Bind(1, asked.Now).Bind(2, asked.Most);
        return All(found, static row => new Work(new(row.Text(0)), row.Time(1)));
    }

    public static DateTimeOffset? NextDue(Database database, bool _)
    {
        using var found = database.Use(FindNextDue);
        return found.Step() ? found.TimeOrNull(0) : null;
    }

    public static bool HasWork(Database database, VisitId id)
    {
        using var found = database.Use(FindWork).Bind(1, id.Value);
        return found.Step();
    }

    public static IReadOnlyList<Kept> Kept(Database database, string kind)
    {
        using var found = database.Use(FindKept).Bind(1, kind);
        return All(found, KeptOf);
    }

    public static IReadOnlyList<Kept> AllKept(Database database, bool _)
    {
        using var found = database.Use(FindAllKept);
        return All(found, KeptOf);
    }

    public static IReadOnlyList<(string Click, DateTimeOffset At)> Clicks(Database database, bool _)
    {
        using var found = database.Use(FindClicks);
        return All(found, static row => (row.Text(0), row.Time(1)));
    }

    /// <summary>What other rows hold of a visit that is there: when its work is due, and its summary, empty if there is none.</summary>
    public static (DateTimeOffset Opened, DateTimeOffset? Due, byte[] Summary) Beside(Database database, VisitId id)
    {
        using var found = database.Use(FindBeside).Bind(1, id.Value);
        found.Step();
        return (found.Time(0), found.TimeOrNull(1), found.Bytes(2));
    }

    private static List<T> All<T>(Statement found, Func<Statement, T> rowOf)
    {
        var all = new List<T>();
        while (found.Step())
            all.Add(rowOf(found));
        return all;
    }

    private static List<StoredVisit> Visits(Database database, Statement found)
    {
        var all = new List<StoredVisit>();
        StoredVisit? filed = null;
        var since = new List<StoredEvent>();
        while (found.Step())
        {
            if (found.Text(0) != filed?.Visit.Value)
            {
                Add();
                filed = VisitOf(found);
            }

            if (!found.IsNull(AfterTheVisit))
                since.Add(EventOf(found, AfterTheVisit));
        }

        Add();
        return all;

        void Add()
        {
            if (filed is not null)
                all.Add(since.Count == 0 ? filed : filed with { Version = since[^1].Sequence, Snapshot = database.Follow(filed, since) });
            since.Clear();
        }
    }

    private static Kept KeptOf(Statement row) => new(row.Text(0), row.Text(1), row.Bytes(2));

    private static VisitId IdOf(Statement row) => new(row.Text(0));

    private static StoredVisit VisitOf(Statement row) =>
        new(new(row.Text(0)), new(row.Text(1)), new(row.Text(2)), row.Int(3), row.Int(4) < 9, row.Bytes(5));

    private static StoredEvent EventOf(Statement row) => EventOf(row, 0);

    private static StoredEvent EventOf(Statement row, int first) => new(
        new(row.Text(first)),
        row.Int(first + 1),
        row.Text(first + 2),
        new(row.Text(first + 3)),
        row.Time(first + 4),
        row.Text(first + 5),
        row.Text(first + 6),
        row.Bytes(first + 7),
        row.Bytes(first + 8));

    private static StoredPosting PostingOf(Statement row) =>
        new(new(row.Text(0)), row.Text(1), row.Text(2), row.Int(3), row.Text(4), row.Int(5), row.TimeOrNull(6), row.Bool(7));
}

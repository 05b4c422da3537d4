using System.Globalization;

namespace Bot.Storage.Sqlite;

/// <summary>The tables, as steps from one version to the next. A step that has been released never changes; a new one follows it.</summary>
internal static class Schema
{
    public static readonly IReadOnlyList<string> Steps =
    [
        // status: 0 = open, 9 = left. Both indexes of open visits repeat "status < 9" to the letter, as every query on them does:
        // SQLite uses a partial index only if the query's condition implies the index's.
        // All other tables are found by key alone, hence no row ids. ix_due holds all that its query reads.
        """
        CREATE TABLE visit(
            id TEXT NOT NULL PRIMARY KEY,
            site TEXT NOT NULL,
            room TEXT NOT NULL,
            opened INTEGER NOT NULL,
            version INTEGER NOT NULL,
            status INTEGER NOT NULL,
            snapshot BLOB NOT NULL) STRICT;
        CREATE INDEX ix_open ON visit(site, opened) WHERE status < 9;
        CREATE UNIQUE INDEX ix_one_open_visit_per_room ON visit(site, room) WHERE status < 9;

        CREATE TABLE event(
            visit TEXT NOT NULL,
            seq INTEGER NOT NULL,
            name TEXT NOT NULL,
            by TEXT NOT NULL,
            at INTEGER NOT NULL,
            channel TEXT NOT NULL,
            click TEXT NOT NULL,
            body BLOB NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY(visit, seq)) STRICT, WITHOUT ROWID;
        CREATE INDEX ix_at ON event(at);

        CREATE TABLE posting(
            visit TEXT NOT NULL,
            key TEXT NOT NULL,
            message TEXT NOT NULL,
            version INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            retry_at INTEGER,
            dead INTEGER NOT NULL,
            PRIMARY KEY(visit, key)) STRICT, WITHOUT ROWID;

        CREATE TABLE work(
            visit TEXT NOT NULL PRIMARY KEY,
            due INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX ix_due ON work(due);

        CREATE TABLE kept(
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY(kind, key)) STRICT, WITHOUT ROWID;
        """,

        // Clicks that a chat may send again, for a day: their own table, since events are found by visit and kept for years.
        """
        CREATE TABLE click(
            id TEXT NOT NULL PRIMARY KEY,
            at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX ix_click_at ON click(at);
        """,

        // What reports read: one short row a visit, by site and time, so that months of a site lie side by side among millions.
        """
        CREATE TABLE summary(
            site TEXT NOT NULL,
            opened INTEGER NOT NULL,
            visit TEXT NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY(site, opened, visit)) STRICT, WITHOUT ROWID;
        """,

        // Events that are on disk and not yet in their table, in the order in which they came: appended, read by everybody who reads events or
        // visits, and emptied when they are filed. once: as click.id, of the last event of a step. And clicks in the order of time: they are
        // added at the end, and hardly ever looked for.
        """
        CREATE TABLE daybook(
            n INTEGER PRIMARY KEY,
            visit TEXT NOT NULL,
            seq INTEGER NOT NULL,
            name TEXT NOT NULL,
            by TEXT NOT NULL,
            at INTEGER NOT NULL,
            channel TEXT NOT NULL,
            click TEXT NOT NULL,
            body BLOB NOT NULL,
            hash BLOB NOT NULL,
            once TEXT NOT NULL) STRICT;

        CREATE TABLE heard(
            at INTEGER NOT NULL,
            id TEXT NOT NULL,
            PRIMARY KEY(at, id)) STRICT, WITHOUT ROWID;
        INSERT INTO heard(at, id) SELECT at, id FROM click;
        DROP TABLE click;
        ALTER TABLE heard RENAME TO click;
        """,

        // Events stay where they were written, in the order in which they came, and each names the one before it of its visit (0: there is none);
        // the visit's row names the latest, and the greatest of their times. Rows of open visits may lag behind their events after number filed.upto; what is
        // before it they all know. Older events are put in the order of their visits, which is that of their key, by nothing that has to keep a copy of
        // them all meanwhile.
        """
        CREATE TABLE filed(upto INTEGER NOT NULL) STRICT;

        DROP INDEX ix_at;
        ALTER TABLE event RENAME TO event_of_visit;
        CREATE TABLE event(
            n INTEGER PRIMARY KEY,
            before INTEGER NOT NULL,
            visit TEXT NOT NULL,
            seq INTEGER NOT NULL,
            name TEXT NOT NULL,
            by TEXT NOT NULL,
            at INTEGER NOT NULL,
            channel TEXT NOT NULL,
            click TEXT NOT NULL,
            body BLOB NOT NULL,
            hash BLOB NOT NULL) STRICT;
        INSERT INTO event(n, before, visit, seq, name, by, at, channel, click, body, hash)
            SELECT row_number() OVER one, iif(seq = 1, 0, row_number() OVER one - 1),
                visit, seq, name, by, at, channel, click, body, hash
            FROM event_of_visit WINDOW one AS (ORDER BY visit, seq);
        INSERT INTO filed(upto) SELECT ifnull(max(n), 0) FROM event;
        DROP TABLE event_of_visit;

        ALTER TABLE visit ADD COLUMN latest INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE visit ADD COLUMN touched INTEGER NOT NULL DEFAULT 0;
        UPDATE visit SET latest = last.n, touched = last.at
            FROM (SELECT visit, max(n) AS n, max(at) AS at FROM event GROUP BY visit) AS last WHERE last.visit = visit.id;
        CREATE INDEX ix_left ON visit(touched, id) WHERE status = 9;

        INSERT INTO event(n, before, visit, seq, name, by, at, channel, click, body, hash)
            SELECT upto + n, upto + lag(n, 1, ifnull(visit.latest, 0) - upto) OVER (PARTITION BY daybook.visit ORDER BY n),
                daybook.visit, seq, name, by, at, channel, click, body, hash
            FROM daybook CROSS JOIN filed LEFT JOIN visit ON visit.id = daybook.visit ORDER BY n;
        INSERT INTO click(at, id) SELECT at, once FROM daybook WHERE once <> '' ORDER BY at, once;
        DROP TABLE daybook;
        """,
    ];

    /// <summary>Brings the file to the last step, each in its own transaction, so that a crash between two leaves a version we know.</summary>
    /// <exception cref="StoreStartException">The file is newer than this program, or not ours.</exception>
    public static void Upgrade(Database database, string path, IReadOnlyList<string> steps)
    {
        var version = int.Parse(database.Scalar("PRAGMA user_version") ?? "0", CultureInfo.InvariantCulture);
        if (version > steps.Count)
        {
            throw new StoreStartException(
                $"{path} was written by a newer version of the bot (schema {version}, this one knows {steps.Count}). Start the newer version.");
        }

        if (version == 0 && database.Scalar("SELECT name FROM sqlite_schema LIMIT 1") is { } table)
            throw new StoreStartException($"{path} is another program's database: it has a \"{table}\", but not the bot's schema. Choose another file.");

        for (; version < steps.Count; version++)
        {
            database.Execute("BEGIN IMMEDIATE");
            try
            {
                database.Execute(steps[version]);
                database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={version + 1}"));
                database.Execute("COMMIT");
            }
            catch
            {
                if (database.InTransaction)
                    database.Execute("ROLLBACK");
                throw;
            }
        }
    }
}

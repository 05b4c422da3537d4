using System.Globalization;
using System.Text;
using Bot.Clinic;
using Bot.Storage.Sqlite;

namespace Bot.Tests.Whole;

/// <summary>A look at the bot's database from outside, while the bot runs or after it was killed. Nothing here writes.</summary>
internal sealed class OnDisk(string path) : ISaved
{
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(10);

    private static readonly string[] WhatStays =
    [
        """
        SELECT visit || ' ' || seq || ' ' || name || ' ' || by || ' ' || click || ' ' || hex(hash) FROM event ORDER BY visit, seq
        """,
        "SELECT visit || ' ' || key || ' ' || message || ' ' || fingerprint || ' ' || dead FROM posting ORDER BY visit, key",
        "SELECT kind || ' ' || key || ' ' || hex(body) FROM kept ORDER BY kind, key",
    ];

    public IReadOnlyList<(Visit Visit, IReadOnlyList<StoredPosting> Postings)> Visits() => Look(database =>
        Reads.VisitsAfter(database, (null, int.MaxValue))
            .Select(id => (Held.From(Reads.Visit(database, id)!).Visit, Reads.Postings(database, id)))
            .ToList());

    public int VersionOf(string visit) => Look(database => Reads.Visit(database, new VisitId(visit))?.Version ?? 0);

    public Visit? OpenIn(string room) => Look(database =>
        Reads.Open(database, null).FirstOrDefault(visit => visit.Room.Value == room) is { } stored ? Held.From(stored).Visit : null);

    public IReadOnlyList<StoredEvent> Events(VisitId visit) => Look(database => Reads.Events(database, (visit, DateTimeOffset.MinValue)));

    public int Conversations() => Look(database => Reads.Kept(database, Bot.Teams.Outbound.Conversations.Kind).Count);

    /// <summary>Everything but when the bot will look again, line by line.</summary>
    public string Everything() => Look(database =>
    {
        var text = new StringBuilder();
        foreach (var sql in WhatStays)
        {
            using var rows = database.Use(sql);
            while (rows.Step())
                text.AppendLine(CultureInfo.InvariantCulture, $"{rows.Text(0)}");
        }

        foreach (var visit in Reads.VisitsAfter(database, (null, int.MaxValue)).Select(id => Reads.Visit(database, id)!))
            text.AppendLine(CultureInfo.InvariantCulture, $"{visit.Visit} {visit.Room} {visit.Version} {visit.Open} {Convert.ToHexString(visit.Snapshot.Span)}");

        return text.ToString();
    });

    /// <summary>Another program that wants to write keeps the bot from writing, until this is disposed.</summary>
    public IDisposable Locked()
    {
        var other = Database.OpenForWriting(path, Busy);
        other.Execute("BEGIN IMMEDIATE");
        return other;
    }

    // Opened for each look and closed again: a bot that is killed must be alone with its file when it comes back.
    private T Look<T>(Func<Database, T> read)
    {
        using var database = Database.OpenForReading(path, Busy);
        database.Execute("BEGIN");
        return read(database);
    }
}

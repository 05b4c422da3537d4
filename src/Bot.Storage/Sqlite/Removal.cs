using Bot.Clinic;

namespace Bot.Storage.Sqlite;

/// <summary>Removes one visit that left long ago, in one part of a group: some thirty rows, so that no click waits for it.</summary>
internal static class Removal
{
    // One without any event is evidence of damage, and no visit of that time.
    private const string FindLeft = "SELECT site, opened, version FROM visit WHERE id = ?1 AND status = 9 AND latest > 0 AND touched < ?2";
    private const string DeleteEventsOfADamagedVisit = "DELETE FROM event WHERE visit = ?1";
    private const string DeleteSummary = "DELETE FROM summary WHERE site = ?1 AND opened = ?2 AND visit = ?3";

    private static readonly string[] OfTheVisit =
    [
        "DELETE FROM posting WHERE visit = ?1", "DELETE FROM work WHERE visit = ?1", "DELETE FROM visit WHERE id = ?1",
    ];

    public static bool Run(Database database, (VisitId Visit, DateTimeOffset Before) asked)
    {
        int events;
        using (var left = database.Use(FindLeft).Bind(1, asked.Visit.Value).Bind(2, asked.Before))
        {
            if (!left.Step())
                return false;
            events = left.Int(2);
            using var summary = database.Use(DeleteSummary);
            summary.Bind(1, left.Text(0)).Bind(2, left.Long(1)).Bind(3, asked.Visit.Value).Run();
        }

        Delete(database, Reads.DeleteEvents, asked.Visit);
        if (database.Changes != events)
            Delete(database, DeleteEventsOfADamagedVisit, asked.Visit);
        foreach (var sql in OfTheVisit)
            Delete(database, sql, asked.Visit);

        using var clicks = database.Use(Writes.DropOldClicks).Bind(1, asked.Before);
        clicks.Run();
        return true;
    }

    private static void Delete(Database database, string sql, VisitId visit)
    {
        using var delete = database.Use(sql).Bind(1, visit.Value);
        delete.Run();
    }
}

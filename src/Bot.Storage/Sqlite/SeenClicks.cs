namespace Bot.Storage.Sqlite;

/// <summary>
/// Which clicks are surely new, told from memory: a few bytes for each click of the last day. For the others, one in thousands, they
/// are searched for, in a table that is in the order of time so that clicks are added where there is room. Belongs to the writing connection.
/// </summary>
internal sealed class SeenClicks(Database database)
{
    private const string FindAll = "SELECT id FROM click";

    // What comes again does so within seconds.
    private const string Find = "SELECT 1 FROM click WHERE id = ?1 ORDER BY at DESC, id DESC LIMIT 1";

    private readonly HashSet<int> marks = [];
    private int reread;

    /// <summary>True if that click is in the table.</summary>
    public bool Contains(string click)
    {
        if (click.Length == 0)
            return false;

        // What has gone from the table, or was taken back, stays here until then, and costs a search where it comes again.
        if (marks.Count >= reread)
            Read();
        if (!marks.Contains(MarkOf(click)))
            return false;
        using var found = database.Use(Find).Bind(1, click);
        return found.Step();
    }

    /// <summary>That click is in the table now.</summary>
    public void Add(string click) => marks.Add(MarkOf(click));

    private void Read()
    {
        reread = 0;
        marks.Clear();
        using var found = database.Use(FindAll);
        while (found.Step())
            marks.Add(MarkOf(found.Text(0)));
        reread = (marks.Count * 2) + 10_000;
    }

    private static int MarkOf(string click) => string.GetHashCode(click, StringComparison.Ordinal);
}

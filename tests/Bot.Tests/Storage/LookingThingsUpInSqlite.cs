using Bot.Storage.Sqlite;

namespace Bot.Tests.Storage;

/// <summary>The planner's word that looking costs what is found, never what is kept.</summary>
public sealed class LookingThingsUpInSqlite
{
    [Fact]
    public async Task Open_visits_of_a_site_are_searched_in_the_index_of_open_visits() =>
        Assert.Contains("SEARCH visit USING INDEX ix_open (site=?)", await PlanAsync(Reads.FindOpenOfSite), StringComparison.Ordinal);

    [Fact]
    public async Task So_they_would_be_if_the_index_were_not_named() =>
        Assert.Contains(
            "SEARCH visit USING INDEX ix_open (site=?)",
            await PlanAsync(Reads.FindOpenOfSite.Replace("INDEXED BY ix_open", "", StringComparison.Ordinal)),
            StringComparison.Ordinal);

    [Fact]
    public async Task All_open_visits_are_read_from_the_index_of_open_visits() =>
        Assert.Contains("SCAN visit USING INDEX ix_open", await PlanAsync(Reads.FindOpen), StringComparison.Ordinal);

    [Fact]
    public async Task Due_work_is_searched_by_its_time() =>
        Assert.Equal("SEARCH work USING COVERING INDEX ix_due (due<?)", await PlanAsync(Reads.FindDue));

    [Fact]
    public async Task The_next_work_is_the_first_of_its_index() =>
        Assert.Equal("SEARCH work USING COVERING INDEX ix_due", await PlanAsync(Reads.FindNextDue));

    [Fact]
    public async Task Visits_since_a_time_are_searched_by_that_time() =>
        Assert.Contains("SEARCH visit USING COVERING INDEX ix_left (touched>?)", await PlanAsync(Reads.FindVisitsSince), StringComparison.Ordinal);

    [Fact]
    public async Task Visits_that_left_long_ago_are_searched_by_their_latest_event() =>
        Assert.Equal("SEARCH visit USING INDEX ix_left ((touched,id)>(?,?) AND touched<?)", await PlanAsync(Reads.FindLeftBefore));

    [Theory]
    [InlineData(Reads.FindVisit, "SEARCH visit USING INDEX sqlite_autoindex_visit_1 (id=?)")]
    [InlineData(Reads.FindVisit, "SEARCH event USING INTEGER PRIMARY KEY (rowid>?)")]
    [InlineData(Reads.FindOpenOfSite, "SEARCH event USING INTEGER PRIMARY KEY (rowid>?)")]
    [InlineData(Reads.FindOpen, "SEARCH event USING INTEGER PRIMARY KEY (rowid>?)")]
    [InlineData(Reads.FindEvents, "SEARCH event USING INTEGER PRIMARY KEY (rowid=?)")]
    [InlineData(Reads.FindEvents, "SEARCH event USING INTEGER PRIMARY KEY (rowid>?)")]
    [InlineData(Reads.DeleteEvents, "SEARCH event USING INTEGER PRIMARY KEY (rowid=?)")]
    public async Task Events_are_found_one_by_one_or_among_those_that_are_not_filed(string sql, string plan)
    {
        var found = await PlanAsync(sql);
        Assert.Contains(plan, found, StringComparison.Ordinal);
        string[] scanned = ["SCAN filed", "SCAN since LEFT-JOIN", "SCAN chain", "SCAN visit USING INDEX ix_open"];
        Assert.All(found.Split('\n').Where(line => line.StartsWith("SCAN", StringComparison.Ordinal)), line => Assert.Contains(line, scanned));
    }

    [Fact]
    public async Task All_events_are_searched_for_those_of_a_damaged_visit_alone_and_only_if_it_is_there() => Assert.StartsWith(
        "SEARCH visit USING COVERING INDEX sqlite_autoindex_visit_1 (id=?)\nSCAN event\n", await PlanAsync(Reads.FindEventsOfADamagedVisit), StringComparison.Ordinal);

    [Theory]
    [InlineData(Reads.FindVisitsAfter, "SEARCH visit USING COVERING INDEX sqlite_autoindex_visit_1 (id>?)")]
    [InlineData(Reads.FindPostings, "SEARCH posting USING PRIMARY KEY (visit=?)")]
    [InlineData(Reads.FindPosting, "SEARCH posting USING PRIMARY KEY (visit=? AND key=?)")]
    [InlineData(Reads.FindKept, "SEARCH kept USING PRIMARY KEY (kind=?)")]
    public async Task Everything_else_is_found_by_its_key(string sql, string plan) => Assert.Equal(plan, await PlanAsync(sql));

    private static async Task<string> PlanAsync(string sql)
    {
        await using var file = new SqliteFile();
        return await file.Store.ReadAsync(
            static (database, explain) =>
            {
                using var plan = database.Use(explain);
                var lines = new List<string>();
                while (plan.Step())
                    lines.Add(plan.Text(3));
                return string.Join('\n', lines);
            },
            "EXPLAIN QUERY PLAN " + sql,
            default);
    }
}

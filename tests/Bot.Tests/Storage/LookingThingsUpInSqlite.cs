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
        Assert.Contains("SEARCH event USING COVERING INDEX ix_at (at>?)", await PlanAsync(Reads.FindVisitsSince), StringComparison.Ordinal);

    [Fact]
    public async Task Visits_that_left_long_ago_are_searched_among_the_oldest_events() => Assert.Equal(
        "SEARCH event USING COVERING INDEX ix_at ((at,visit)>(?,?) AND at<?)\nSEARCH visit USING INDEX sqlite_autoindex_visit_1 (id=?)",
        await PlanAsync(Reads.FindLeftBefore));

    [Theory]
    [InlineData(Reads.FindVisit, "SEARCH visit USING INDEX sqlite_autoindex_visit_1 (id=?)")]
    [InlineData(Reads.FindEvents, "SEARCH event USING PRIMARY KEY (visit=?)")]
    public async Task A_visit_and_its_events_are_found_by_their_key_and_in_all_that_is_not_filed(string sql, string plan)
    {
        var found = await PlanAsync(sql);
        Assert.Contains(plan, found, StringComparison.Ordinal);
        Assert.Equal("SCAN", Assert.Single(found.Split('\n'), line => line.Contains("SCAN", StringComparison.Ordinal))[..4]);
    }

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

using System.Text.Json.Nodes;
using Bot.App;
using Bot.Tests.Painting;

namespace Bot.Tests.Audit;

public sealed class ExportingAndVerifying : IAsyncLifetime, IAsyncDisposable
{
    private readonly PaperClinic clinic = new();

    public async Task InitializeAsync()
    {
        await clinic.SaysAsync(PaperClinic.By("slack", 1), "ready 4 lee", "Ev1");
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        await clinic.SaysAsync(PaperClinic.By("slack", 1), "left 4", "Ev2");
        await clinic.SaysAsync(PaperClinic.By("slack", 2), "ready 5");
    }

    [Fact]
    public async Task A_day_s_events_are_sound_while_the_bot_runs_on_the_file()
    {
        var (code, text) = await RunAsync(Verify.RunAsync);

        Assert.Equal((0, "2 visits, 6 events, 0 broken."), (code, text));
    }

    [Theory]
    [InlineData("UPDATE event SET body = CAST(replace(CAST(body AS TEXT), 'sam.lee', 'sam.lea') AS BLOB) WHERE name = 'requested'", "event 2 is not what was written")]
    [InlineData("UPDATE event SET by = 'jordan.kim' WHERE seq = 1", "event 1 is not what was written")]
    [InlineData("DELETE FROM event WHERE seq = 2", "event 3 is not what was written, or follows a gap")]
    [InlineData("DELETE FROM event WHERE seq = 4 OR (seq = 5)", "are missing at the end")]
    [InlineData("UPDATE event SET visit = 'another' WHERE seq = 3", "event 4 is not what was written, or follows a gap")]
    public async Task What_was_changed_behind_the_bot_s_back_is_found(string sql, string fault)
    {
        await clinic.File.FileAsync();
        await clinic.File.ExecuteAsync(sql);
        var (code, text) = await RunAsync(Verify.RunAsync);

        Assert.Equal(1, code);
        Assert.Contains(fault, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_it_is_before_it_is_filed_where_no_visit_can_be_made_of_it()
    {
        await clinic.File.FileAsync();
        await clinic.File.ExecuteAsync(
            """
            INSERT INTO event(n, before, visit, seq, name, by, at, channel, click, body, hash)
            SELECT 1000, n, visit, seq + 1, name, by, at, channel, click, CAST('{' AS BLOB), hash FROM event ORDER BY visit, seq DESC LIMIT 1
            """);
        var (code, text) = await RunAsync(Verify.RunAsync);

        Assert.Equal(1, code);
        Assert.Contains("is not what was written", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_event_is_a_line_of_JSON_or_a_row()
    {
        var (_, lines) = await RunAsync((args, output, faults, ct) => Export.RunAsync(["jsonl", .. args], output, faults, ct));
        var (_, rows) = await RunAsync((args, output, faults, ct) => Export.RunAsync(["csv", .. args], output, faults, ct));

        var events = lines.Split('\n').Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(6, events.Count);
        Assert.Contains(events, e => e["event"]!.GetValue<string>() == "accepted" && e["by"]!.GetValue<string>() == "sam.lee" && e["channel"]!.GetValue<string>() == "teams");
        Assert.Contains(events, e => e["click"]!.GetValue<string>() == "Ev1");
        Assert.Equal(7, rows.Split("\r\n").Length);
    }

    [Fact]
    public async Task A_day_in_the_future_has_no_events_and_a_wrong_word_gets_the_usage()
    {
        var (_, rows) = await RunAsync((args, output, faults, ct) => Export.RunAsync(["csv", "from", "2026-12-24", .. args], output, faults, ct));
        Assert.Equal("visit,sequence,event,by,at,channel,click,body,hash", rows);

        var (code, usage) = await RunAsync((args, output, faults, ct) => Export.RunAsync(["xml", .. args], output, faults, ct));
        Assert.Equal(2, code);
        Assert.StartsWith("Usage: export", usage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named_and_not_made()
    {
        var nowhere = clinic.File.Path + ".gone";
        var said = new StringWriter();

        Assert.Equal(1, await Verify.RunAsync([$"--Store:Path={nowhere}"], said, said, default));
        Assert.Contains("There is no file", said.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(nowhere));
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    private async Task<(int Code, string Text)> RunAsync(Func<string[], TextWriter, TextWriter, CancellationToken, Task<int>> run)
    {
        var said = new StringWriter { NewLine = "\n" };
        var code = await run([$"--Store:Path={clinic.File.Path}"], said, said, default);
        return (code, said.ToString().Trim());
    }
}

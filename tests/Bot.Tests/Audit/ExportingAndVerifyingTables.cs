using Azure;
using Bot.App;
using Bot.Storage;
using Bot.Storage.Tables;
using Bot.Storage.Tables.Wire;
using Bot.Tests.Painting;
using Bot.Tests.Storage.Tables;

namespace Bot.Tests.Audit;

[Collection(OnAzurite.Name)]
public sealed class ExportingAndVerifyingTables(Azurite azurite) : IAsyncLifetime, IAsyncDisposable
{
    private const string Site = "main-street";

    private readonly TablesOptions options = azurite.Options();
    private PaperClinic clinic = null!;

    public async Task InitializeAsync()
    {
        clinic = new PaperClinic(store: await azurite.OpenAsync(options), shares: options);
        await clinic.SaysAsync(PaperClinic.By("slack", 1), "ready 4 lee", "Ev1");
        await clinic.SaysAsync(PaperClinic.By("teams", 3), "5");
        await clinic.SaysAsync(PaperClinic.By("slack", 1), "left 4", "Ev2");
        await clinic.SaysAsync(PaperClinic.By("slack", 2), "ready 5");
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    [Fact]
    public async Task A_day_s_events_are_sound_while_the_bot_runs_on_the_tables() =>
        Assert.Equal((0, "2 visits, 6 events, 0 broken."), await RunAsync(Verify.RunAsync));

    [Theory]
    [InlineData(2, "event 2 is not what was written")]
    [InlineData(3, "are missing at the end")]
    public async Task What_was_changed_behind_the_bot_s_back_is_found(int sequence, string fault)
    {
        var table = azurite.Client(options.TableName);
        var left = Assert.Single(await RangeAsync(Keys.Left)).GetString("Visit")!;
        var key = Keys.Event(new(left), sequence);
        if (sequence == 2)
            await table.UpdateEntityAsync(new(Site, key) { { "By", "jordan.kim" } }, ETag.All, TableUpdateMode.Merge, default);
        else
            await table.DeleteEntityAsync(Site, Keys.Event(new(left), (await RangeAsync(Keys.EventsOf(new(left)))).Count), ETag.All, default);

        var (code, text) = await RunAsync(Verify.RunAsync);
        Assert.Equal(1, code);
        Assert.Contains(fault, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_event_is_a_row_and_those_of_a_day_may_be_asked_for()
    {
        var (_, rows) = await RunAsync((args, output, faults, ct) => Export.RunAsync(["csv", .. args], output, faults, ct));
        Assert.Equal(7, rows.Split("\r\n").Length);
        var (_, today) = await RunAsync((args, output, faults, ct) => Export.RunAsync(["csv", "from", "2026-11-24", .. args], output, faults, ct));
        Assert.Equal(rows, today);
        var (_, later) = await RunAsync((args, output, faults, ct) => Export.RunAsync(["csv", "from", "2026-11-26", .. args], output, faults, ct));
        Assert.Single(later.Split("\r\n"));
    }

    [Fact]
    public async Task Tables_that_are_not_there_are_named_and_not_made()
    {
        options.TableName = "nowhere";
        var (code, said) = await RunAsync(Verify.RunAsync);
        Assert.Equal(1, code);
        Assert.Contains("the bot needs \"nowhere\" and \"nowheresites\"", said, StringComparison.Ordinal);
        Assert.Equal(said, (await RunAsync(Export.RunAsync)).Text);
    }

    private Task<List<TableEntity>> RangeAsync(string prefix) =>
        Account.RangeAsync(azurite.Client(options.TableName), Site, prefix, Keys.After(prefix), default);

    private async Task<(int Code, string Text)> RunAsync(Func<string[], TextWriter, TextWriter, CancellationToken, Task<int>> run)
    {
        var said = new StringWriter { NewLine = "\n" };
        var code = await run(["--Store:Kind=AzureTables", .. Azurite.SettingsOf(options)], said, said, default);
        return (code, said.ToString().Trim());
    }
}

using Bot.App;
using Bot.Clinic;
using Bot.Storage;
using Bot.Tests.Painting;
using Bot.Tests.Storage.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Bot.Tests.Audit;

[Collection(OnAzurite.Name)]
public sealed class MovingIntoTables(Azurite azurite) : IAsyncLifetime, IAsyncDisposable
{
    private static readonly Speaker Maria = PaperClinic.By("slack", 1);
    private static readonly Speaker Lee = PaperClinic.By("teams", 3);

    private readonly PaperClinic clinic = new();
    private readonly TablesOptions options = azurite.Options();
    private readonly StringWriter said = new() { NewLine = "\n" };

    // One visit has left and its cards are forgotten, one has just left, two are open.
    public async Task InitializeAsync()
    {
        await clinic.SaysAsync(Maria, "ready 4 lee", "Ev1");
        await clinic.SaysAsync(Maria, "left 4", "Ev2");
        clinic.Clock.Advance(Painter.KeepPostings);
        await clinic.PaintAsync();
        await clinic.SaysAsync(Maria, "ready 5", "Ev3");
        await clinic.SaysAsync(Maria, "left 5", "Ev4");
        await clinic.SaysAsync(Maria, "ready 6 lee", "Ev5");
        await clinic.SaysAsync(PaperClinic.By("teams", 2), "ready 7");
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await clinic.DisposeAsync();
        await said.DisposeAsync();
    }

    [Fact]
    public async Task Everything_is_there_afterwards_and_both_are_counted()
    {
        await clinic.File.Store.DisposeAsync();
        await MovesAsync();

        var lines = said.ToString().Split('\n');
        foreach (var what in (string[])["visits, open", "visits, left", "events", "summaries", "postings", "rows of work", "small things", "seen clicks"])
        {
            var words = Assert.Single(lines, line => line.StartsWith(what, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.NotEqual("0", words[^1]);
            Assert.Equal(words[^2], words[^1]);
        }

        Assert.Contains("Chains of hashes: 4 alike, 0 not.", lines);
        Assert.Contains(lines, line => line.StartsWith("All is there.", StringComparison.Ordinal));
        Assert.Equal(0, await Verify.RunAsync([.. Azurite.SettingsOf(options), "--Store:Kind=AzureTables"], said, said, default));
    }

    [Fact]
    public async Task The_bot_goes_on_in_the_tables_where_it_stood()
    {
        await clinic.File.Store.DisposeAsync();
        await MovesAsync();

        await using var there = new PaperClinic(store: await azurite.OpenAsync(options), shares: options, beside: clinic);
        await WakeAsync(there);
        var cards = clinic.Teams.In("person:sam.lee").Count;
        await there.SaysAsync(Lee, "5");
        Assert.Equal(["6", "7"], there.Get<OpenVisits>().All.Select(visit => visit.Room.Value).Order());
        Assert.IsType<Coming>(there.Get<OpenVisits>().In(new("main-street"), new("6"))!.State);
        Assert.Equal(cards, clinic.Teams.In("person:sam.lee").Count);

        // A click that the chat sends once more is still known.
        await there.SaysAsync(Maria, "ready 8", "Ev5");
        Assert.Null(there.Get<OpenVisits>().In(new("main-street"), new("8")));
    }

    [Fact]
    public async Task Nothing_is_moved_while_the_bot_runs_on_the_file()
    {
        Assert.Equal(1, await RunAsync());
        Assert.Contains("is in use by another process", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_may_break_off_anywhere_and_be_run_again()
    {
        await clinic.File.Store.DisposeAsync();
        await using var relay = await Relay.StartAsync(azurite.Url);
        var url = options.TablesUrl;
        for (var most = 8; ; most += 4)
        {
            var left = most;
            relay.Refuses = context =>
            {
                if (HttpMethods.IsGet(context.Request.Method) || context.Request.Path.Value!.EndsWith("/Tables", StringComparison.Ordinal) || Interlocked.Decrement(ref left) >= 0)
                    return Task.FromResult(false);
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.FromResult(true);
            };
            options.TablesUrl = relay.Url;
            if (await RunAsync() == 0)
                break;
            Assert.Contains("run it again", said.ToString(), StringComparison.Ordinal);
        }

        relay.Refuses = static _ => Task.FromResult(false);
        options.TablesUrl = url;
        await MovesAsync();
    }

    [Fact]
    public async Task What_has_happened_on_the_file_since_an_earlier_run_comes_over_too()
    {
        await clinic.File.Store.DisposeAsync();
        await MovesAsync();
        await using (var again = new PaperClinic(store: clinic.File.Open(), beside: clinic))
        {
            await WakeAsync(again);
            await again.SaysAsync(Lee, "5");
            await again.SaysAsync(Maria, "left 7");
            await ((IAsyncDisposable)again.Store).DisposeAsync();
        }

        await MovesAsync();
        Assert.Contains("Chains of hashes: 4 alike, 0 not.", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_with_other_visits_or_where_a_visit_has_gone_on_are_left_as_they_are()
    {
        await clinic.File.Store.DisposeAsync();
        await MovesAsync();
        await using (var there = new PaperClinic(store: await azurite.OpenAsync(options), shares: options, beside: clinic))
        {
            await WakeAsync(there);
            await there.SaysAsync(Lee, "5");
        }

        Assert.Equal(1, await RunAsync());
        Assert.Contains("hold visits that are not in the file, or have gone on since: nothing was changed.", said.ToString(), StringComparison.Ordinal);

        options.TableName += "x";
        await (await azurite.OpenAsync(options)).TryAppendAsync(Bot.Tests.Storage.Steps.Opening("stranger", "1"), default);
        Assert.Equal(1, await RunAsync());
        Assert.Single(await (await azurite.OpenAsync(options)).OpenAsync(null, default));
    }

    [Fact]
    public async Task Settings_that_are_missing_are_named()
    {
        Assert.Equal(1, await Migrate.RunAsync([$"--Store:Path={clinic.File.Path}.gone"], said, said, default));
        Assert.Contains("Store:TablesUrl is missing", said.ToString(), StringComparison.Ordinal);
        Assert.Contains("There is no file", said.ToString(), StringComparison.Ordinal);
    }

    private async Task MovesAsync()
    {
        said.GetStringBuilder().Clear();
        Assert.True(await RunAsync() == 0, said.ToString());
    }

    private static Task WakeAsync(PaperClinic again)
    {
        again.Clock.Advance(Painter.KeepPostings);
        return again.Get<IEnumerable<IHostedService>>().OfType<Awakening>().Single().StartAsync(default);
    }

    private Task<int> RunAsync() => Migrate.RunAsync([$"--Store:Path={clinic.File.Path}", .. Azurite.SettingsOf(options)], said, said, default);
}

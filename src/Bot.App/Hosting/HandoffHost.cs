using Bot.Clinic;
using Bot.Playground;
using Bot.Slack;
using Bot.Storage;
using Bot.Teams;
using Microsoft.Extensions.Logging.Console;

namespace Bot.App;

/// <summary>Builds and runs the bot. What is wrong with the settings, the cards or the practice file is said at once, all of it.</summary>
internal static class HandoffHost
{
    /// <param name="args">Settings, as on the command line.</param>
    /// <param name="clock">The visits' clock; null for the one that the settings ask for.</param>
    public static async Task<int> RunAsync(string[] args, TimeProvider? clock = null)
    {
        try
        {
            await using var app = Build(args, clock);
            await app.RunAsync();
            return 0;
        }
        catch (StartFaultsException e)
        {
            foreach (var fault in e.Faults)
                await Console.Error.WriteLineAsync(fault);
            return 1;
        }
        catch (Exception e) when (e is StoreStartException or StoreUnavailableException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    public static WebApplication Build(string[] args, TimeProvider? clock = null)
    {
        // Slim: no IIS, no HTTP/3, no static assets; what it leaves out is memory and a slower start. HTTPS by configuration stays.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var settings = Settings.Read(builder.Configuration);
        builder.WebHost.UseKestrelHttpsConfiguration();

        // The slim host's console knows one format and keeps to it; production wants JSON, a person at the playground does not.
        builder.Logging.AddConsole(console =>
        {
            console.FormatterName = settings.Playground is null ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
            builder.Configuration.GetSection("Logging:Console").Bind(console);
        });
        Telemetry.Export(builder);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = 512 * 1024;
        });
        builder.Services.AddSingleton(clock ?? settings.Clock);
        if (settings.Tables is { } tables)
            builder.Services.AddTablesStore(tables);
        else
            builder.Services.AddSqliteStore(settings.StorePath);
        builder.Services.AddHandoff(settings);
        if (settings.Teams is { } teams)
            builder.Services.AddTeams(teams);
        if (settings.Slack is { } slack)
            builder.Services.AddSlack(slack);
        if (settings.Playground is { } playground)
            builder.Services.AddPlayground(playground.Setup);

        var app = builder.Build();
        if (settings.Teams is not null)
            app.MapTeams();
        if (settings.Slack is not null)
            app.MapSlack();
        app.MapHealth();
        app.MapPages();
        if (settings.Playground is { } small)
        {
            app.MapPlayground();
            small.Connect(app);
        }

        return app;
    }
}

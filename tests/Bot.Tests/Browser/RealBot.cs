using System.Net;
using System.Net.Sockets;
using Bot.App;
using Bot.Playground;
using Bot.Playground.Connector;
using Bot.Tests.PracticeFiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Browser;

/// <summary>The bot as `dotnet run` starts it, playground and all: the sample practice or another, the real cards, an empty store.</summary>
internal sealed class RealBot : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DirectoryInfo folder;

    private RealBot(WebApplication app, DirectoryInfo folder, Uri address) => (this.app, this.folder, Address) = (app, folder, address);

    public Uri Address { get; }

    public string StorePath => StoreIn(folder);

    public PlaygroundClock Clock => Of<PlaygroundSetup>().Clock;

    public T Of<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>On a free port of this machine. Its playground needs to know its own address before it starts.</summary>
    /// <param name="clock">The visits' clock; null for the playground's own.</param>
    /// <param name="kept">The folder of one that was stopped and not thrown away, to go on with what it kept.</param>
    public static async Task<RealBot> StartAsync(string? practice = null, TimeProvider? clock = null, DirectoryInfo? kept = null, params string[] settings)
    {
        for (var attempt = 1; ; attempt++)
        {
            var folder = kept ?? Directory.CreateTempSubdirectory("bot-browser-");
            var address = new Uri($"http://127.0.0.1:{FreePort()}/");
            var file = Path.Combine(folder.FullName, "practice.json");
            await File.WriteAllTextAsync(file, practice ?? SamplePractice.Json);
            var app = HandoffHost.Build([$"--Urls={address}", $"--Practice:File={file}", $"--Store:Path={StoreIn(folder)}", "--Logging:LogLevel:Default=None", .. settings], clock);
            try
            {
                await app.StartAsync();
            }
            catch (IOException) when (attempt < 5)
            {
                // Somebody else took the port in the meantime.
                await app.DisposeAsync();
                continue;
            }

            // A call that gets no answer hangs for 15 s of real time; here it is cut off sooner, which the bot can't tell from a reset.
            app.Services.GetRequiredService<Faults>().Silence = TimeSpan.FromMilliseconds(200);
            return new RealBot(app, folder, address);
        }
    }

    public async ValueTask DisposeAsync()
    {
        (await StopAsync()).Delete(recursive: true);
    }

    /// <summary>Stops it and leaves what it kept.</summary>
    public async Task<DirectoryInfo> StopAsync()
    {
        // What still waits for a call is not waited for.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        return folder;
    }

    private static string StoreIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "handoff.db");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Bot.Clinic;
using Bot.Storage;
using Bot.Storage.Tables;
using Bot.Storage.Tables.Wire;

namespace Bot.Tests.Storage.Tables;

/// <summary>Tests that share one emulator. They run one after the other, and beside all others.</summary>
[CollectionDefinition(Name)]
public sealed class OnAzurite : ICollectionFixture<Azurite>
{
    public const string Name = "Azurite";
}

/// <summary>Microsoft's emulator of Azure Tables on a free port of this machine, in memory.</summary>
public sealed class Azurite : IAsyncLifetime, IDisposable
{
    // Published for everybody: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
    internal const string Account = "devstoreaccount1";
    internal const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const int Tries = 5;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(4);

    private readonly string[] arguments;
    private Process? process;

    public Azurite()
        : this([])
    {
    }

    internal Azurite(params string[] arguments) => this.arguments = arguments;

    internal string Url { get; private set; } = "";

    /// <summary>Tables of one's own. Patient: nothing is measured here, and the machine may be busy.</summary>
    internal TablesOptions Options() => new()
    {
        TablesUrl = Url,
        AccountKey = Key,
        TableName = "t" + Guid.NewGuid().ToString("N"),
        Patience = Long,
        RequestTimeout = Long,
    };

    /// <summary>The same as the bot's settings.</summary>
    internal static string[] SettingsOf(TablesOptions tables) =>
    [
        $"--Store:TablesUrl={tables.TablesUrl}",
        $"--Store:AccountKey={tables.AccountKey}",
        $"--Store:TableName={tables.TableName}",
    ];

    internal TableClient Client(string table, string? url = null) =>
        new(new Uri(url ?? Url), table, new TableSharedKeyCredential(Account, Key), new TableClientOptions());

    /// <summary>A site that has had visits before: what an instance knows of the list of sites may be half a minute old.</summary>
    internal async Task ListAsync(TablesOptions options, SiteId site)
    {
        var sites = Client(options.TableName + "sites");
        await sites.CreateIfNotExistsAsync(default);
        await sites.UpsertEntityAsync(new TableEntity("site", site.Value) { { "Site", site.Value } }, default);
    }

    internal async Task<TablesVisitStore> OpenAsync(TablesOptions? options = null)
    {
        var store = new TablesVisitStore(options ?? Options());
        await store.OpenAsync(default);
        return store;
    }

    public async Task InitializeAsync()
    {
        // Azurite is told a port, which somebody else may take before it does.
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            if (await StartAsync(port))
            {
                var scheme = arguments.Contains("--cert") ? "https" : "http";
                Url = string.Create(CultureInfo.InvariantCulture, $"{scheme}://127.0.0.1:{port}/{Account}");
                return;
            }

            Assert.True(attempt < Tries, "Azurite does not start.");
        }
    }

    public Task DisposeAsync()
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
            process.Kill(entireProcessTree: true);
        process?.Dispose();
        process = null;
    }

    private async Task<bool> StartAsync(int port)
    {
        var folder = Path.GetFullPath(Path.Combine(Node.Folder, "..", "azurite"));
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules")), $"The packages of {folder} are missing: run tests/run.sh once, or 'npm ci' there.");
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        var at = port.ToString(CultureInfo.InvariantCulture);
        string[] told = ["table.cjs", "--tableHost", "127.0.0.1", "--tablePort", at, "--inMemoryPersistence", "--disableTelemetry", .. arguments];
        foreach (var argument in told)
            start.ArgumentList.Add(argument);

        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) => started.TrySetResult(false);

        // Read to the end: it writes a line per request, and would wait once nobody reads them.
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("successfully", StringComparison.Ordinal) == true)
                started.TrySetResult(true);
        };
        process.Start();
        process.BeginOutputReadLine();
        return await started.Task.WaitAsync(Long) && await AnswersAsync(port);
    }

    // Whoever does not sign is refused: then it is Azurite that listens, and is ready.
    private async Task<bool> AnswersAsync(int port)
    {
        if (arguments.Length > 0)
            return true;
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/{Account}/Tables")));
        return answer.StatusCode == HttpStatusCode.Forbidden && process is { HasExited: false };
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

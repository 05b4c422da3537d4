using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Bot.Bench;

/// <summary>The bot or the floor in a process of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly string[] NoLimits =
    [
        .. ((string[])["PerSecond", "PerTwoSeconds", "PerHalfMinute", "PerHour", "OverallPerSecond"]).Select(limit => $"--Teams:Limits:{limit}=0"),
    ];

    private readonly Process process;

    private Server(Process process, int port, long started) => (this.process, Port, Started) = (process, port, started);

    public int Port { get; }

    /// <summary>The stopwatch's time at which the process was asked for.</summary>
    public long Started { get; }

    /// <summary>Bytes of memory in use now.</summary>
    public long WorkingSet
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Processor time spent so far.</summary>
    public TimeSpan Spent
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The bot as it is shipped, with its own runtime settings.</summary>
    public static Server Bot(Seeds seeds, string database, ISmallChat chat, bool limits) =>
        Start("Bot.App.dll",
        [
            $"--Practice:File={seeds.Practice}",
            $"--Store:Path={database}",
            .. chat.Settings(),
            .. limits ? [] : NoLimits,
        ]);

    public static Server OfFloor(string database, ISmallChat chat, int rowBytes, int answerBytes) =>
        Start("Bot.Bench.dll", [Floor.Role, $"--database={database}", $"--row={rowBytes}", $"--answer={answerBytes}", .. chat.Settings()]);

    /// <summary>Waits until it listens.</summary>
    public async Task<Wire> FirstWireAsync()
    {
        while (!process.HasExited)
        {
            var wire = new Wire();
            try
            {
                await wire.ConnectAsync(Port);
                return wire;
            }
            catch (SocketException)
            {
                wire.Dispose();
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
            }
        }

        throw new InvalidOperationException("The server stopped at once; its own words are above.");
    }

    /// <summary>Asks it to stop as an operator would, and waits.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static Server Start(string program, IEnumerable<string> args)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")))
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program));
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        start.ArgumentList.Add($"--Urls=http://127.0.0.1:{port}");
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;

        // What it logs must go somewhere, or it would wait for a reader.
        process.BeginOutputReadLine();
        return new Server(process, port, started);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

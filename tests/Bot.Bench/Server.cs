using System.Net;
using System.Net.Sockets;
using Bot.Storage;
using Bot.Tests.Storage.Tables;
using Bot.Tests.Whole;

namespace Bot.Bench;

/// <summary>The bot or the floor in a process of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly ServerProcess process;

    private Server(ServerProcess process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    /// <summary>The stopwatch's time at which the process was asked for.</summary>
    public long Started => process.Started;

    /// <summary>Bytes of memory in use now.</summary>
    public long WorkingSet => process.WorkingSet;

    /// <summary>Processor time spent so far.</summary>
    public TimeSpan Spent => process.Spent;

    /// <summary>The bot as it is shipped: published, with its own runtime settings.</summary>
    public static Server Bot(Seeds seeds, string database, ISmallChat chat, bool limits) =>
        Start("bot/Bot.App.dll",
        [
            $"--Practice:File={seeds.Practice}",
            $"--Store:Path={database}",
            .. chat.Settings(),
            .. limits ? [] : ServerProcess.NoTeamsLimits,
        ]);

    /// <summary>One of several on the same tables.</summary>
    public static Server Sharing(Seeds seeds, TablesOptions tables, ISmallChat chat) =>
        Start("Bot.App.dll",
        [
            $"--Practice:File={seeds.Practice}",
            "--Store:Kind=AzureTables",
            .. Azurite.SettingsOf(tables),
            .. chat.Settings(),
            .. ServerProcess.NoTeamsLimits,
        ]);

    public static Server OfFloor(string database, ISmallChat chat, int rowBytes, int answerBytes) =>
        Start("Bot.Bench.dll", [Floor.Role, $"--database={database}", $"--row={rowBytes}", $"--answer={answerBytes}", .. chat.Settings()]);

    /// <summary>Waits until it listens.</summary>
    public async Task<Wire> FirstWireAsync()
    {
        while (!process.HasEnded)
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

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static Server Start(string program, IEnumerable<string> args)
    {
        var port = FreePort();
        return new Server(ServerProcess.Start(program, [.. args, $"--Urls=http://127.0.0.1:{port}"]), port);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bot.Tests.Whole;

/// <summary>A program of ours in a process of its own. The bench starts its servers with it too.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>For the bot: it speaks as often as it likes.</summary>
    public static readonly IReadOnlyList<string> NoTeamsLimits =
    [
        .. ((string[])["PerSecond", "PerTwoSeconds", "PerHalfMinute", "PerHour", "OverallPerSecond"]).Select(limit => $"--Teams:Limits:{limit}=0"),
    ];

    private readonly Process process;

    private ServerProcess(Process process, long started) => (this.process, Started) = (process, started);

    /// <summary>The stopwatch's time at which the process was asked for.</summary>
    public long Started { get; }

    public bool HasEnded => process.HasExited;

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

    /// <param name="program">A dll beside this one, started by the runtime that runs this one, with its own runtime settings.</param>
    /// <param name="said">Told every line of its output; null leaves its faults on this program's own error output.</param>
    public static ServerProcess Start(string program, IEnumerable<string> args, Action<string>? said = null)
    {
        var start = new ProcessStartInfo(Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = said is not null,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program));
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        var started = Stopwatch.GetTimestamp();
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Tell(said, line.Data);
        process.ErrorDataReceived += (_, line) => Tell(said, line.Data);
        process.Start();

        // What it logs must go somewhere, or it would wait for a reader.
        process.BeginOutputReadLine();
        if (said is not null)
            process.BeginErrorReadLine();
        return new ServerProcess(process, started);
    }

    /// <summary>Completes when it has ended by itself and all of its output was told.</summary>
    public Task EndedAsync(CancellationToken ct) => process.WaitForExitAsync(ct);

    /// <summary>kill -9: it gets no time for anything.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>It stands still until it is thawed, as a machine does that is short of everything: its sockets stay open.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>Asks it to stop as an operator would, and waits.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await SignalAsync("TERM");
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    private static void Tell(Action<string>? said, string? line)
    {
        if (line is not null)
            said?.Invoke(line);
    }
}

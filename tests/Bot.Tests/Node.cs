using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Bot.Tests;

/// <summary>Runs a script of tests/node: the official JavaScript counterparts that the bot is held against.</summary>
internal static class Node
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The folder of the scripts: BOT_TESTS_NODE, else tests/node of the repository that the tests were built in.</summary>
    public static string Folder { get; } = Find();

    /// <summary>Runs a script to its end; one that takes longer than two minutes is killed, with all it started.</summary>
    /// <exception cref="InvalidOperationException">Node or its packages are not installed, or the script did not end.</exception>
    public static async Task<NodeRun> RunAsync(string script, params string[] arguments)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            throw new InvalidOperationException($"The packages of {Folder} are missing: run tests/run.sh once, or 'npm ci' there.");
        }

        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Dates that the scripts print must not depend on where the tests run.
        start.Environment["TZ"] = "UTC";

        using var process = Start(start);
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            // Both pipes are read at once: a script that fills one would otherwise wait for ever.
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new NodeRun(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"{script} did not end within {Patience}.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("Node is not installed; the tests need version 20 or later.", e);
        }
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("BOT_TESTS_NODE") is { Length: > 0 } told)
        {
            return Path.GetFullPath(told);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "node");
            }
        }

        throw new InvalidOperationException("tests/node was not found; set BOT_TESTS_NODE to it.");
    }
}

/// <summary>How a script ended and what it printed.</summary>
internal sealed record NodeRun(int ExitCode, string Output, string Errors);

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
    public static async Task<ProgramRun> RunAsync(string script, params string[] arguments)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            throw new InvalidOperationException($"The packages of {Folder} are missing: run tests/run.sh once, or 'npm ci' there.");
        }

        var start = new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = Folder,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };

        // Dates that the scripts print must not depend on where the tests run.
        start.Environment["TZ"] = "UTC";
        try
        {
            return await ProgramRun.OfAsync(start, Patience);
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"{script} did not end within {Patience}.");
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

using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Bot.Tests.Whole;

/// <summary>The bot program in a process of its own, which may end and come back.</summary>
/// <param name="program">The dll that is the bot.</param>
/// <param name="settings">As on the command line, asked for at each start.</param>
/// <param name="log">Takes everything it prints, in all its lives.</param>
internal sealed partial class Instance(string program, Func<IEnumerable<string>> settings, ConcurrentQueue<string> log) : IAsyncDisposable
{
    private const int Tries = 5;

    private TaskCompletionSource<Uri> listening = new();
    private ServerProcess? process;
    private bool isFrozen;

    /// <summary>Where it listens, since its latest start.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:1");

    /// <summary>From just before it is killed or frozen until it is there again.</summary>
    public bool IsAway { get; private set; } = true;

    /// <summary>It has ended by itself, which nobody asked for.</summary>
    public bool HasEnded => !IsAway && process!.HasEnded;

    /// <summary>Starts the process and waits until it listens. A store that does not answer ends it: then it is started again, as a platform does.</summary>
    public async Task WakeAsync()
    {
        for (var attempt = 1; !await ListensAsync(); attempt++)
            Assert.True(attempt < Tries, "The bot did not start: " + string.Join('\n', log.TakeLast(20)));
        Address = await listening.Task;
        IsAway = isFrozen = false;
    }

    private async Task<bool> ListensAsync()
    {
        listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process = ServerProcess.Start(program, settings(), Hear);
        var ended = process.EndedAsync(CancellationToken.None);
        return await Task.WhenAny(listening.Task, ended) != ended;
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync()
    {
        IsAway = true;
        isFrozen = false;
        return process!.KillAsync();
    }

    public Task FreezeAsync()
    {
        IsAway = isFrozen = true;
        return process!.FreezeAsync();
    }

    public async Task ThawAsync()
    {
        await process!.ThawAsync();
        IsAway = isFrozen = false;
    }

    /// <summary>Stops it as an operator would.</summary>
    public async ValueTask DisposeAsync()
    {
        // What is frozen hears nothing.
        if (isFrozen)
            await ThawAsync();
        IsAway = true;
        if (process is not null)
            await process.DisposeAsync();
    }

    private void Hear(string line)
    {
        log.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
            listening.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(@"Now listening on: (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}

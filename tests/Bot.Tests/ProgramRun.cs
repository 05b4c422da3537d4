using System.Diagnostics;

namespace Bot.Tests;

/// <summary>How a program ended and what it printed.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs a program to its end; one that takes longer is killed, with all it started.</summary>
    /// <exception cref="OperationCanceledException">It took longer.</exception>
    public static async Task<ProgramRun> OfAsync(ProcessStartInfo start, TimeSpan patience)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var late = new CancellationTokenSource(patience);
        try
        {
            // Both pipes are read at once: a program that fills one would otherwise wait for ever.
            var output = process.StandardOutput.ReadToEndAsync(late.Token);
            var errors = process.StandardError.ReadToEndAsync(late.Token);
            await process.WaitForExitAsync(late.Token);
            return new ProgramRun(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}

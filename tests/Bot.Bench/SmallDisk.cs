using System.Diagnostics;

namespace Bot.Bench;

/// <summary>A disk of a few megabytes in memory, where this program may mount one. Temporary files are made there until it goes.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Temporary = "TMPDIR";
    private const int Block = 4096;

    private readonly string path;
    private readonly string? before = Environment.GetEnvironmentVariable(Temporary);

    private SmallDisk(string path)
    {
        this.path = path;
        Environment.SetEnvironmentVariable(Temporary, path);
    }

    private string Filler => Path.Combine(path, "filler");

    /// <summary>Null where this program may not.</summary>
    public static SmallDisk? Mount()
    {
        var path = Directory.CreateTempSubdirectory("handoff-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", path))
            return new SmallDisk(path);
        Directory.Delete(path);
        return null;
    }

    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[Block];
        try
        {
            while (true)
                filler.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Empty() => File.Delete(Filler);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Temporary, before);

        // Also where something still holds it: why it does is told by what was thrown.
        Run("umount", "-l", path);
        Directory.Delete(path);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}

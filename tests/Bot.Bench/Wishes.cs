using System.Globalization;

namespace Bot.Bench;

/// <summary>How long to measure, and where.</summary>
/// <param name="Seconds">Of each measurement.</param>
/// <param name="Warmup">Seconds of load before the first measurement of a process.</param>
/// <param name="Channel">"teams" or "slack".</param>
/// <param name="Clicks">Of four instances; a fifth of them of one and of two.</param>
/// <param name="Store">"sqlite", "tables" or "both", for what breaks.</param>
/// <param name="Parent">A new folder is made in it, and removed afterwards.</param>
internal sealed record Wishes(int Rounds, int Seconds, int Warmup, string Channel, string Parent, string Store = "both", int Clicks = 10_000)
{
    public static Wishes Read(string[] args)
    {
        var wishes = new Wishes(3, 5, 20, "teams", Path.GetTempPath());
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            wishes = args[i] switch
            {
                "--rounds" => wishes with { Rounds = Number(args[i + 1]) },
                "--seconds" => wishes with { Seconds = Number(args[i + 1]) },
                "--warmup" => wishes with { Warmup = Number(args[i + 1]) },
                "--channel" => wishes with { Channel = args[i + 1] },
                "--store" => wishes with { Store = args[i + 1] },
                "--clicks" => wishes with { Clicks = Number(args[i + 1]) },
                "--folder" => wishes with { Parent = args[i + 1] },
                var other => throw new ArgumentException($"{other} is no option."),
            };
        }

        return wishes;
    }

    public Scratch NewFolder() => new(Directory.CreateDirectory(Path.Combine(Parent, "handoff-bench-" + Path.GetRandomFileName())).FullName);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class Scratch(string path) : IDisposable
{
    public string At(string name) => Path.Combine(path, name);

    public void Dispose() => Directory.Delete(path, recursive: true);
}

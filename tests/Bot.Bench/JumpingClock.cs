using System.IO.MemoryMappedFiles;

namespace Bot.Bench;

/// <summary>The clock of a machine that somebody sets: it jumps, and timers run on as they did.</summary>
/// <remarks>By how much it is off stands in a file, since the bot that goes by it is a process of its own.</remarks>
internal sealed class JumpingClock(string path) : TimeProvider, IDisposable
{
    private readonly MemoryMappedFile file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, sizeof(long));
    private MemoryMappedViewAccessor? view;

    public string Path { get; } = path;

    public TimeSpan Off
    {
        get => new(View.ReadInt64(0));
        set => View.Write(0, value.Ticks);
    }

    private MemoryMappedViewAccessor View => view ??= file.CreateViewAccessor();

    public override DateTimeOffset GetUtcNow() => TimeProvider.System.GetUtcNow() + Off;

    public void Dispose()
    {
        view?.Dispose();
        file.Dispose();
    }
}

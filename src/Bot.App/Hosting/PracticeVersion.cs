using System.Security.Cryptography;
using Bot.Clinic;

namespace Bot.App;

/// <summary>By which practice file instances go: each reads its own, and says so when another has taken up a different one.</summary>
/// <remarks>It settles by itself when the file is brought to all of them. Until then a click is judged by the file of whoever takes it.</remarks>
internal sealed partial class PracticeVersion(IVisitStore store, Sharing sharing, ILogger<PracticeVersion> log)
{
    public const string Kind = "practice";
    private volatile string own = "";

    public async Task TakenUpAsync(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        own = Convert.ToHexStringLower(SHA256.HashData(file.Span));
        if (!sharing.IsShared)
            return;
        try
        {
            await store.KeepAsync(Kept.OfText(Kind, "file", own), ct);
        }
        catch (StoreUnavailableException)
        {
            // Nothing but a warning depends on it.
        }
    }

    /// <summary>True if this instance goes by the file that was taken up last.</summary>
    public async Task<bool> IsLatestAsync(CancellationToken ct)
    {
        var latest = await store.KeptAsync(Kind, ct);
        return latest.All(kept => kept.AsText() == own);
    }

    public async Task CompareAsync(CancellationToken ct)
    {
        if (own.Length > 0 && !await IsLatestAsync(ct))
            Differs(log);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Another instance has taken up a practice file that differs from this one's: bring the same file to all.")]
    private static partial void Differs(ILogger log);
}

using Bot.Clinic;

namespace Bot.App;

/// <summary>Takes up an edited practice file if it is valid; else the old one stays, and the log says where the faults are.</summary>
internal sealed partial class PracticeWatch(Settings settings, Sites sites, OpenVisits open, PracticeVersion version, Bell bell, ILogger<PracticeWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time: files are edited by people, whatever clock the visits run by.
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        var seen = File.GetLastWriteTimeUtc(settings.PracticePath);
        try
        {
            if (await ReadAsync(stoppingToken) is { } first)
                await version.TakenUpAsync(first, stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var written = File.GetLastWriteTimeUtc(settings.PracticePath);
                if (written == seen)
                    continue;
                seen = written;
                await TakeUpAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TakeUpAsync(CancellationToken ct)
    {
        if (await ReadAsync(ct) is not { } file)
            return;
        var reading = PracticeFile.Read(file);
        if (reading.Practice is not { } practice)
        {
            foreach (var fault in reading.Faults)
                Faulty(log, fault.Path);
            return;
        }

        sites.Replace(practice);
        await version.TakenUpAsync(file, ct);
        TakenUp(log, practice.Sites.Count);
        foreach (var visit in open.All)
            bell.Ring(visit.Id);
    }

    private async Task<byte[]?> ReadAsync(CancellationToken ct)
    {
        try
        {
            return await File.ReadAllBytesAsync(settings.PracticePath, ct);
        }
        catch (IOException e)
        {
            NotRead(log, e.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The practice file was edited and has a fault at {Path}. The one before stays in force; run \"check\" for the sentence.")]
    private static partial void Faulty(ILogger log, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "The practice file was edited and can't be read: {Kind}.")]
    private static partial void NotRead(ILogger log, string kind);

    [LoggerMessage(Level = LogLevel.Information, Message = "The edited practice file is in force, with {Sites} sites.")]
    private static partial void TakenUp(ILogger log, int sites);
}

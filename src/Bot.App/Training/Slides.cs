using Bot.Clinic;
using Bot.Storage;

namespace Bot.App;

/// <summary>`training slides`: the practice's own slides, from its file and from what it has decided in chat.</summary>
internal static class Slides
{
    public static async Task<int> RunAsync(string file, string[] at, string[] args, TextWriter output, CancellationToken ct)
    {
        try
        {
            var settings = Settings.Read(Settings.Gather(args));
            if (Training.SiteOf(at, settings.Practice, output) is not { } site)
                return 1;
            SlidesFile.Save(file, Deck.Of(settings.Practice, site, settings.Scenarios, await DecidedAsync(site.Id, settings, args, output, ct)), site.Name);
            await output.WriteLineAsync($"Wrote {file}.");
            return 0;
        }
        catch (Exception e) when (Training.Faults(e) is { } faults)
        {
            foreach (var fault in faults)
                await output.WriteLineAsync(fault);
            return 1;
        }
    }

    // In the store, which a bot may be using meanwhile. Where there is none, or nothing in it, the practice file says all.
    private static async Task<SiteDecisions?> DecidedAsync(SiteId site, Settings settings, string[] args, TextWriter output, CancellationToken ct)
    {
        if (settings.Tables is null && !File.Exists(settings.StorePath))
            return null;
        try
        {
            using var history = await History.OpenAsync(args, ct);
            if ((await history.KeptAsync(Decided.Kind, ct)).FirstOrDefault(one => one.Key == site.Value) is not { } kept)
                return null;
            if (DecisionsSoFar.Read(kept.Body.Span) is { } read)
                return read.Latest;
            await output.WriteLineAsync("What was decided in chat can't be read; the slides show the practice file alone.");
        }
        catch (Exception e) when (e is StoreStartException or StoreUnavailableException)
        {
            await output.WriteLineAsync($"{e.Message} The slides show the practice file alone.");
        }

        return null;
    }
}

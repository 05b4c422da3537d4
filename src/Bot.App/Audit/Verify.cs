using System.Text.Json;
using Bot.Clinic;
using Bot.Storage;

namespace Bot.App;

/// <summary>`verify`: is every event as it was written, and is none missing? Says where the chain breaks, visit by visit.</summary>
internal static class Verify
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter faults, CancellationToken ct)
    {
        try
        {
            using var history = await History.OpenAsync(args, ct);
            return await RunAsync(history, output, ct);
        }
        catch (Exception e) when (e is StoreStartException or StoreUnavailableException)
        {
            await faults.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<int> RunAsync(History history, TextWriter output, CancellationToken ct)
    {
        var (visits, events, broken) = (0, 0, 0);
        var chain = new List<StoredEvent>();
        await foreach (var e in history.EventsAsync(DateTimeOffset.MinValue, ct))
        {
            if (chain.Count > 0 && chain[0].Visit != e.Visit)
                await EndAsync();
            chain.Add(e);
        }

        if (chain.Count > 0)
            await EndAsync();
        await output.WriteLineAsync($"{visits} visits, {events} events, {broken} broken.");
        return broken == 0 ? 0 : 1;

        async Task EndAsync()
        {
            var (isThere, fault) = await LookAsync(history, chain, ct);
            if (isThere)
            {
                visits++;
                events += chain.Count;
            }

            if (fault is not null)
            {
                broken++;
                await output.WriteLineAsync($"Visit {chain[0].Visit}: {fault}");
            }

            chain.Clear();
        }
    }

    // Read once more before anybody is accused: between two reads steps may have been added, or the whole visit removed at the end of its time.
    private static async Task<(bool IsThere, string? Fault)> LookAsync(History history, List<StoredEvent> chain, CancellationToken ct)
    {
        var id = chain[0].Visit;
        if (await FaultAsync(history, chain, ct) is null)
            return (true, null);
        var again = await history.EventsAsync(id, ct);
        return again.Count == 0 ? (false, null) : (true, await FaultAsync(history, again, ct));
    }

    // The chain shows a change or a gap; the snapshot, which holds the last hash, that the end is there. The chain comes first: steps that a
    // bot has not filed yet are folded into the visit, which cannot be done with what is broken.
    private static async Task<string?> FaultAsync(History history, IReadOnlyList<StoredEvent> chain, CancellationToken ct)
    {
        if (HashChain.FirstBreak(chain) is { } at)
            return $"event {at} is not what was written, or follows a gap.";
        try
        {
            return FaultOf(chain, await history.VisitAsync(chain[0].Visit, ct));
        }
        catch (JsonException)
        {
            return "the visit cannot be read.";
        }
    }

    private static string? FaultOf(IReadOnlyList<StoredEvent> chain, StoredVisit? visit)
    {
        if (visit is null)
            return "its events are there, but the visit itself is not.";
        if (visit.Version > chain.Count)
            return $"{visit.Version - chain.Count} events are missing at the end.";
        var last = Held.From(visit).Hash;
        return visit.Version == chain.Count && !last.AsSpan().SequenceEqual(chain[^1].Hash.Span) ? "the visit does not belong to its last event." : null;
    }
}

using Bot.Clinic;
using Bot.Storage.Sqlite;
using Bot.Storage.Tables;

namespace Bot.Storage.Moving;

/// <summary>What a move has brought over, counted on both sides afterwards.</summary>
/// <param name="Alike">Visits whose state and chain of hashes are the same on both sides.</param>
/// <param name="Unlike">Those where they are not, or that are missing.</param>
internal sealed record Moved(Counts File, Counts Tables, int Alike, IReadOnlyList<VisitId> Unlike)
{
    public bool IsWhole => File == Tables && Unlike.Count == 0;
}

/// <summary>Brings all that a file holds into tables. It may be run again, from the start, whenever it has broken off.</summary>
internal sealed class Move
{
    private readonly SqliteVisitStore file;
    private readonly TablesOptions options;
    private readonly OutOfSqlite from;
    private readonly IntoTables into;

    public Move(SqliteVisitStore file, TablesOptions options)
    {
        (this.file, this.options) = (file, options);
        from = new OutOfSqlite(file);
        into = new IntoTables(new Account(options));
    }

    /// <exception cref="StoreStartException">The tables can't be used, or hold what is not of this file.</exception>
    /// <exception cref="StoreUnavailableException">It broke off.</exception>
    public async Task<Moved> RunAsync(CancellationToken ct)
    {
        await new TablesVisitStore(options).OpenAsync(ct);
        await MakeRoomAsync(ct);
        var sent = await SendAsync(ct);
        return await CompareAsync(sent, ct);
    }

    // What stands there may be of an earlier run, and nothing else: who has gone on in the tables would lose what happened there.
    private async Task MakeRoomAsync(CancellationToken ct)
    {
        var outdated = new List<(SiteId Site, string Key)>();
        foreach (var (site, visit, version, key) in await into.StandingAsync(ct))
        {
            if (await file.LoadAsync(visit, ct) is not { } known || known.Version < version)
            {
                throw new StoreStartException(
                    $"The tables \"{options.TableName}\" hold visits that are not in the file, or have gone on since: nothing was changed. "
                    + "Choose another Store:TableName, with tables that are empty.");
            }

            if (known.Version != version && key.StartsWith(Keys.Left, StringComparison.Ordinal))
                outdated.Add((site, key));
        }

        await into.ClearAsync(outdated, ct);
    }

    private async Task<Counts> SendAsync(CancellationToken ct)
    {
        var counts = Counts.None;
        await foreach (var whole in from.VisitsAsync(ct))
        {
            await into.PutAsync(whole, ct);
            counts = counts.With(whole);
        }

        var (kept, clicks) = (await from.KeptAsync(ct), await from.ClicksAsync(ct));
        foreach (var one in kept)
            await into.PutAsync(one, ct);
        foreach (var (click, at) in clicks)
            await into.PutAsync(click, at, ct);
        await into.EndAsync(ct);
        return counts with { Kept = kept.Count, Clicks = clicks.Count };
    }

    private async Task<Moved> CompareAsync(Counts sent, CancellationToken ct)
    {
        var strange = new HashSet<VisitId>();
        var there = await into.CountAsync(
            async state =>
            {
                var known = await file.LoadAsync(state.Visit, ct);
                if (known?.Version != state.Version || known.Open != state.Open || !known.Snapshot.Span.SequenceEqual(state.Snapshot.Span))
                    strange.Add(state.Visit);
            },
            ct);
        there = there with { Kept = await into.CountAsync(await from.KeptAsync(ct), ct) };

        // Opened anew: the sites that this program has just made are read with it.
        var tables = new TablesVisitStore(options);
        await tables.OpenAsync(ct);
        var sound = new HashSet<VisitId>();
        var chain = new List<StoredEvent>();
        await foreach (var happened in tables.AllEventsAsync(DateTimeOffset.MinValue, ct))
        {
            if (chain.Count > 0 && chain[0].Visit != happened.Visit)
                await EndAsync();
            chain.Add(happened);
        }

        if (chain.Count > 0)
            await EndAsync();
        var unlike = new List<VisitId>();
        await foreach (var visit in from.IdsAsync(ct))
        {
            if (strange.Contains(visit) || !sound.Contains(visit))
                unlike.Add(visit);
        }

        return new Moved(sent, there, sent.Open + sent.Left - unlike.Count, unlike);

        async Task EndAsync()
        {
            if (AreAlike(await file.EventsAsync(chain[0].Visit, ct), chain))
                sound.Add(chain[0].Visit);
            chain.Clear();
        }
    }

    // Where a chain was broken before, it is so at the same place: that is for `verify` to say.
    private static bool AreAlike(IReadOnlyList<StoredEvent> one, List<StoredEvent> other) =>
        one.Count == other.Count
        && one.Zip(other).All(pair => pair.First.Hash.Span.SequenceEqual(pair.Second.Hash.Span))
        && HashChain.FirstBreak(one) == HashChain.FirstBreak(other);
}

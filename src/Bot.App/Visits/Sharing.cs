using System.Collections.Concurrent;
using System.Security.Cryptography;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Whether other instances work on the same store, and what that asks for: to look again before a copy is believed, and to claim work.</summary>
/// <param name="isShared">Whether it knows of others is a matter of the store: of SQLite there is one instance.</param>
/// <remarks>An instance that is alone asks the store for nothing here. The store's version decides in any case; this keeps its refusals rare.</remarks>
internal sealed class Sharing(bool isShared, IVisitStore store, OpenVisits open, TimeProvider clock)
{
    /// <summary>So old may a copy be of what is open at a site. What others did meanwhile is noticed when it matters: by the version.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(1);

    /// <summary>So long is the work of an instance left to it that has died, or does not answer.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);

    /// <summary>
    /// So long before it rings for another's step does an instance say so: meanwhile whoever is ringing already can finish, and whoever is about
    /// to hears of it.
    /// </summary>
    public static readonly TimeSpan Notice = TimeSpan.FromSeconds(3);

    // A few bytes each. Of what is forgotten it is not known that it was this instance's: then a phone rings by a lease later.
    private const int MostSteps = 5_000;

    private readonly string owner = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private readonly ConcurrentDictionary<SiteId, Reading> readings = new();
    private readonly ConcurrentDictionary<(VisitId Visit, int Version), bool> steps = new();
    private readonly ConcurrentDictionary<VisitId, bool> takenOver = new();
    private readonly Lock gate = new();

    public bool IsShared => isShared;

    /// <summary>What this instance does next is its own until then; null if there is nobody to keep from it.</summary>
    public Claim? Claim => IsShared ? ClaimAt(clock.GetUtcNow()) : null;

    public Claim ClaimAt(DateTimeOffset now) => new(owner, now + Lease);

    /// <summary>Reads what is open at a site, unless that was done just now. Costs one request at most, however many ask.</summary>
    public Task RefreshAsync(SiteId site, CancellationToken ct)
    {
        if (!IsShared)
            return Task.CompletedTask;
        lock (gate)
        {
            if (readings.TryGetValue(site, out var latest) && !latest.Ends.IsFaulted && clock.GetElapsedTime(latest.Began) < Believed)
                return latest.Ends.WaitAsync(ct);
            var now = new Reading(clock.GetTimestamp(), ReadAsync(site));
            readings[site] = now;
            return now.Ends.WaitAsync(ct);
        }
    }

    /// <summary>Somebody else was quicker: the next who asks reads anew.</summary>
    public void IsOld(SiteId site) => readings.TryRemove(site, out _);

    /// <summary>These events are this instance's own: the phones that ring for them are too.</summary>
    public void Did(VisitId visit, int from, int to)
    {
        if (!IsShared)
            return;
        if (steps.Count >= MostSteps)
            steps.Clear();
        for (var version = from; version <= to; version++)
            steps[(visit, version)] = true;
    }

    /// <summary>False if another instance may be about to ring for that event.</summary>
    public bool Rings(VisitId visit, int version) => !IsShared || steps.ContainsKey((visit, version));

    /// <summary>This instance will ring for that message, if nobody has by then.</summary>
    public StoredPosting PromiseOf(Visit visit, string key) =>
        new(visit.Id, StoredPosting.PromiseKey(key), owner, visit.Version, "", 0, clock.GetUtcNow() + Notice, Dead: false);

    public bool IsOwn(StoredPosting promise) => promise.Message == owner;

    public bool IsOwn(Work work) => work.Owner == owner;

    /// <summary>The work of that visit was claimed: nobody else seems to be at it.</summary>
    public void TakeOver(VisitId visit) => takenOver[visit] = true;

    /// <summary>True once after <see cref="TakeOver"/>.</summary>
    public bool HasTakenOver(VisitId visit) => takenOver.TryRemove(visit, out _);

    // For everybody who waits for it, so it ends by the store's patience alone.
    private async Task ReadAsync(SiteId site)
    {
        var before = open.At(site);
        open.Renew(site, before, await store.OpenAsync(site, CancellationToken.None));
    }

    private sealed record Reading(long Began, Task Ends);
}

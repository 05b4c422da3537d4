using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Where a command came from, for the audit.</summary>
/// <param name="Channel">"teams", "slack", "clock".</param>
/// <param name="Click">The click's id in that channel; empty if it has none.</param>
internal sealed record Origin(string Channel, string Click)
{
    public static readonly Origin Clock = new("clock", "");
}

/// <summary>What became of a command, with the visit as it is now.</summary>
internal sealed record Handled(Decision Decision, Visit? Visit);

/// <summary>The one place a visit changes: load, decide, append, ring.</summary>
internal sealed class Visits(
    IVisitStore store, OpenVisits open, Sites sites, Sharing sharing, Backlog backlog, LeadTold told, Bell bell, Happenings happenings, VisitIds ids)
{
    private const int Attempts = 5;
    private const int MostEnded = 1_000;

    private readonly ConcurrentDictionary<StaffId, (VisitId Visit, DateTimeOffset At)> latest = new();

    // Those that ended here a moment ago and are still to be painted: a copy, as those that are open.
    private readonly ConcurrentDictionary<VisitId, Held> ended = new();

    // Clicks of one visit are taken in turn within this process; the version decides between processes.
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1))];

    /// <summary>A command to a visit that is known by its id.</summary>
    public async Task<Handled> HandleAsync(VisitId id, VisitCommand command, Origin origin, CancellationToken ct)
    {
        var turn = turns[(uint)id.GetHashCode() % turns.Length];
        await turn.WaitAsync(ct);
        try
        {
            var isCopy = sharing.IsShared;
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                if (await FindAsync(id, ct) is not { } held)
                    return new Handled(new Decision.Refused(Refusal.NoSuchVisit), null);
                if (sites.Find(held.Visit.Site) is not { } site)
                    return new Handled(new Decision.Refused(Refusal.NoSuchVisit), held.Visit);
                var decision = Rules.Decide(held.Visit, site, command);
                if (decision is not Decision.Happened happened)
                {
                    if (!isCopy)
                        return new Handled(decision, held.Visit);

                    // Nobody is refused by a copy: another instance may have gone on from it.
                    isCopy = false;
                    await ReloadAsync(id, ct);
                    continue;
                }

                // Someone else's click may have landed first; if so, decide again on what is now true.
                var (appended, visit) = await AppendAsync(held, Fold.Apply(held.Visit, happened.Events), happened.Events, site, origin, ct);
                if (appended == Appended.Saved)
                    return new Handled(decision, visit);
                if (appended == Appended.RoomTaken)
                    return new Handled(new Decision.Refused(Refusal.RoomTakenAgain), held.Visit);
                if (appended == Appended.ClickSeen)
                    return new Handled(new Decision.AlreadySo(), held.Visit);
                isCopy = false;
                await ReloadAsync(id, ct);
            }
        }
        finally
        {
            turn.Release();
        }

        throw new StoreUnavailableException($"Visit {id} changed {Attempts} times while handling {command.GetType().Name}.");
    }

    /// <summary>A command to a room: to the visit that is open there, or one that opens a visit.</summary>
    public async Task<Handled> HandleAsync(SiteId siteId, RoomId room, VisitCommand command, Origin origin, CancellationToken ct)
    {
        var isCopy = sharing.IsShared;
        var inEmptyRoom = Rules.InEmptyRoom(room, command);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            // A line that was said before the visit which is there now was about the one before it: said twice, it must not end the next.
            if (open.In(siteId, room) is { } visit && (visit.Opened <= command.At || inEmptyRoom is MarkReady or StartRooming))
            {
                // It may turn out to have left, by another instance: then the room is empty.
                var handled = await HandleAsync(visit.Id, command, origin, ct);
                if (!sharing.IsShared || handled.Decision is Decision.Happened || open.In(siteId, room)?.Id == visit.Id)
                    return handled;
                continue;
            }

            if (sites.Find(siteId) is not { } site)
                return new Handled(new Decision.Refused(Refusal.NotOfThisSite), null);
            var decision = Rules.Decide(null, site, inEmptyRoom);
            if (decision is not Decision.Happened happened)
            {
                if (!isCopy)
                    return new Handled(decision, null);
                isCopy = false;
                await ReadSiteAsync(siteId, ct);
                continue;
            }

            var first = Fold.Open(ids.Next(), siteId, room, happened.Events[0]);
            var opened = Fold.Apply(first, happened.Events.Skip(1));
            var (appended, saved) = await AppendAsync(null, opened, happened.Events, site, origin, ct);
            if (appended == Appended.Saved)
                return new Handled(decision, saved);
            if (appended == Appended.ClickSeen)
                return new Handled(new Decision.AlreadySo(), null);
            await ReadSiteAsync(siteId, ct);
        }

        throw new StoreUnavailableException($"A room of {siteId} changed {Attempts} times while opening a visit.");
    }

    private async ValueTask<Held?> FindAsync(VisitId id, CancellationToken ct) =>
        open.Find(id) ?? ended.GetValueOrDefault(id) ?? (await store.LoadAsync(id, ct) is { } stored ? Held.From(stored) : null);

    /// <summary>The visit in which somebody did their latest step; null if none is known since the start.</summary>
    public VisitId? LatestOf(StaffId who)
    {
        var isKnown = latest.TryGetValue(who, out var known);
        if (isKnown && !sharing.IsShared)
            return known.Visit;

        // A later step may have been taken through another instance. One that ended a visit there is not known here: its card has the button.
        var step = open.All.Where(visit => visit.Last?.By == who).MaxBy(visit => visit.Last!.At);
        return isKnown && (step is null || step.Last!.At < known.At) ? known.Visit : step?.Id;
    }

    /// <summary>The visit as it is now, open or left; null if there is none.</summary>
    public async ValueTask<Visit?> LoadAsync(VisitId id, CancellationToken ct) => (await FindAsync(id, ct))?.Visit;

    /// <summary>Believes the store, whatever is remembered.</summary>
    public async Task ReloadAsync(VisitId id, CancellationToken ct)
    {
        ended.TryRemove(id, out _);
        if (await store.LoadAsync(id, ct) is { } stored)
            open.Put(Held.From(stored));
    }

    /// <summary>Its cards are dropped: hardly anybody asks for it any more.</summary>
    public void Forget(VisitId id) => ended.TryRemove(id, out _);

    private Task ReadSiteAsync(SiteId site, CancellationToken ct)
    {
        sharing.IsOld(site);
        return sharing.IsShared ? sharing.RefreshAsync(site, ct) : open.LoadAsync(store, ct);
    }

    private async Task<(Appended, Visit)> AppendAsync(
        Held? before, Visit after, IReadOnlyList<VisitEvent> events, Site site, Origin origin, CancellationToken ct)
    {
        var hash = before?.Hash ?? [];
        var expected = before?.Visit.Version ?? 0;
        var stored = new List<StoredEvent>(events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            var e = events[i];
            var plain = new StoredEvent(
                after.Id, expected + i + 1, VisitJson.NameOf(e), e.By, e.At, origin.Channel, origin.Click, VisitJson.WriteEvent(e), default);
            hash = HashChain.Next(hash, plain);
            stored.Add(plain with { Hash = hash });
        }

        // Due now, as long as its chats keep up: a worker paints what changed, and then asks the clock when to look next.
        var held = new Held(after, hash);
        var commit = new Commit(
            after.Id, after.Site, after.Room, after.Opened, expected, after.IsOpen, new Snapshot(held), stored, backlog.DueOf(after, site) ?? events[0].At,
            origin.Click.Length == 0 ? "" : $"{origin.Channel}|{events[0].By}|{origin.Click}",
            sharing.Claim)
        {
            Summary = after.IsOpen ? default : await SummaryAsync(after, expected, events, ct),
        };
        Appended appended;
        try
        {
            appended = await store.TryAppendAsync(commit, ct);
        }
        catch (StoreUnavailableException)
        {
            Doubt(after.Id, after.Site);
            throw;
        }

        if (appended != Appended.Saved)
            return (appended, after);
        sharing.Did(after.Id, expected + 1, after.Version);
        open.Put(held);
        if (sharing.IsShared && !after.IsOpen)
            Remember(held);

        // Whom it waits for may have gone into another room meanwhile, through another instance: its cards say so, and nobody paints them again.
        if (ShowsOthers(after) && !(before is not null && ShowsOthers(before.Visit)))
            sharing.IsOld(after.Site);
        await TellAsync(before?.Visit, after, events, ct);
        foreach (var e in events)
        {
            if (e is ClockSpoke { Step: ClockStep.Lead, Told.Count: > 0 } lead)
                await told.KeepAsync(lead.About, lead.At, ct);
        }

        return (appended, after);
    }

    private void Remember(Held left)
    {
        // Another instance may drop its cards, and nobody here would hear of it.
        if (ended.Count >= MostEnded)
            ended.Clear();
        ended[left.Visit.Id] = left;
    }

    // Once a visit, at its end: reports read this instead of every step.
    private async Task<ReadOnlyMemory<byte>> SummaryAsync(Visit after, int expected, IReadOnlyList<VisitEvent> events, CancellationToken ct)
    {
        var before = (await store.EventsAsync(after.Id, ct)).Take(expected).Select(e => VisitJson.ReadEvent(e.Body.Span, e.By, e.At));
        return SummaryJson.Write(Summing.Of(after.Id, after.Site, after.Room, [.. before, .. events]));
    }

    /// <summary>Whoever took the latest step of that visit may not have come to telling of it: whatever may show it is looked at.</summary>
    public async Task DoubtAsync(VisitId id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } visit)
            RingFor(id, await OthersAsync(visit.Site, ct), ShowsAny);
    }

    // It may have been saved or not, and among several instances its work is this one's if it was.
    private void Doubt(VisitId id, SiteId site)
    {
        if (!sharing.IsShared)
            return;
        sharing.IsOld(site);
        bell.Ring(id);
        RingFor(id, open.Of(site), ShowsAny);
    }

    private async Task TellAsync(Visit? before, Visit after, IReadOnlyList<VisitEvent> events, CancellationToken ct)
    {
        if (events[0].By != StaffId.Clock)
            latest[events[0].By] = (after.Id, events[0].At);
        if (!backlog.StillWaits(after))
            bell.Ring(after.Id);
        happenings.Tell(after);

        // Who is in which room, which desk is on hold, and how many wait for it, shows on other visits of the site too; and what joined silently, or waits for a
        // desk, may be next now.
        var isSeenElsewhere = before?.InTheRoom != after.InTheRoom || Holds(before) != Holds(after) || InLineFor(before) != InLineFor(after);
        var isSomebodyNext = before?.State is Waiting or Coming && (before.State.GetType() != after.State.GetType() || events[0] is SaidCant);
        if (!isSeenElsewhere && !isSomebodyNext)
            return;
        RingFor(after.Id, await OthersAsync(after.Site, ct), isSeenElsewhere ? ShowsOthers : WaitsInLine);
    }

    private void RingFor(VisitId id, IEnumerable<Visit> others, Func<Visit, bool> shows)
    {
        foreach (var other in others)
        {
            if (other.Id != id && shows(other))
                bell.Ring(other.Id);
        }
    }

    // As they are now: one that began while this step was being saved was perhaps painted before it. What began through another instance is not
    // even in memory.
    private async Task<IReadOnlyCollection<Visit>> OthersAsync(SiteId site, CancellationToken ct)
    {
        try
        {
            sharing.IsOld(site);
            await sharing.RefreshAsync(site, ct);
        }
        catch (StoreUnavailableException)
        {
            // The step is saved, and those who are known are told of it.
        }

        return open.Of(site);
    }

    private static bool ShowsOthers(Visit visit) => visit.State is Rooming or Ready or Waiting or Coming or Closing;

    private static bool ShowsAny(Visit visit) => ShowsOthers(visit) || WaitsInLine(visit);

    // A walk to a free desk holds it for nobody: it is expected as soon as it begins.
    private static DateTimeOffset? Holds(Visit? visit) => visit?.State is Coming { Handoff: WalkOver } s && s.Expected > s.Since ? s.Expected : null;

    private static DeskId? InLineFor(Visit? visit) => visit?.State is Waiting { Handoff: WalkOver walk } ? walk.Desk : null;

    private static bool WaitsInLine(Visit visit) =>
        visit.State is Waiting { Handoff: WalkOver } || (visit.State is Waiting { Handoff: ToTheRoom asking } && asking.StillAsked.Any(ask => ask.IsSilent));
}

using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Makes what stands in chat true for one visit: posts what is missing, repaints what differs, lets the rest be.</summary>
/// <remarks>
/// Looking is quick and one look a visit at a time; the calls it begins go on by themselves, so that no place waits for another.
/// A crash between a post and saving its id can post one card twice; nothing else is repeated.
/// </remarks>
internal sealed class Painter(
    IVisitStore store, OpenVisits open, Visits visits, Sites sites, Sharing sharing, Chats chats, Unreachable unreachable, Easels easels, Brush brush, Bell bell, Telemetry telemetry, TimeProvider clock)
{
    /// <summary>Postings of a visit that has ended are forgotten this long after.</summary>
    public static readonly TimeSpan KeepPostings = TimeSpan.FromMinutes(2);

    /// <summary>In a place that cannot be reached, they are forgotten this long after.</summary>
    public static readonly TimeSpan KeepUnreached = TimeSpan.FromHours(24);

    // Now, by any clock: one that is set back meanwhile must not make it a time to come.
    private static readonly DateTimeOffset AtOnce = DateTimeOffset.MinValue;

    private const string EndKind = "painter-end";
    private const string InOrder = "in-order";

    private readonly ConcurrentDictionary<VisitId, bool> unfinished = new();
    private bool hasEndedInOrder;

    /// <summary>
    /// At the start, when open visits are read and before the first look: finds the visits that were perhaps being painted when the bot last
    /// ended. Those that are due, and all that are open where it did not end in order: it may have painted them for the step of another.
    /// </summary>
    public async Task WakeAsync(CancellationToken ct)
    {
        // A store that is shared says by itself what is not known.
        if (sharing.IsShared)
            return;
        hasEndedInOrder = (await store.KeptAsync(EndKind, ct)).Count > 0;
        var due = (await store.DueAsync(clock.GetUtcNow(), int.MaxValue, ct)).Select(work => work.Visit);
        foreach (var visit in hasEndedInOrder ? due : due.Concat(open.All.Select(visit => visit.Id)))
            unfinished[visit] = true;
    }

    /// <summary>When nobody looks any more: notes that the store knows what each message shows, if it does.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        if (!sharing.IsShared && unfinished.IsEmpty && easels.AreSaved)
            await store.KeepAsync(Kept.OfText(EndKind, InOrder, ""), ct);
    }

    /// <summary>Looks at one visit and begins the calls that it needs.</summary>
    /// <returns>The calls and what follows them: it gives when to look again, null if there is nothing left to do, ever.</returns>
    public async Task<Task<DateTimeOffset?>> LookAsync(VisitId id, CancellationToken ct)
    {
        // From the first call on, the end is one without order until it is noted anew.
        if (hasEndedInOrder)
        {
            await store.ForgetAsync(EndKind, InOrder, ct);
            hasEndedInOrder = false;
        }

        if (await TickAsync(id, ct) is not { } visit || sites.Find(visit.Site) is not { } site)
            return Task.FromResult<DateTimeOffset?>(null);
        if (await EaselAsync(visit, ct) is not { } easel)
            return Task.FromResult<DateTimeOffset?>(null);
        try
        {
            var calls = await BeginAsync(visit, site, easel, clock.GetUtcNow(), ct);
            return FinishAsync(visit, site, easel, calls, ct);
        }
        finally
        {
            easel.EndLook();
        }
    }

    // Null if the visit's cards were dropped: whoever looks at it for a ring from before would post them anew.
    private async Task<Easel?> EaselAsync(Visit visit, CancellationToken ct)
    {
        var id = visit.Id;
        while (true)
        {
            var easel = easels.Find(id);
            if (easel is null || sharing.IsShared)
            {
                var standing = await StandingAsync(id, easel is { IsContended: true }, ct);
                if (standing.Count == 0 && await IsDroppedAsync(visit, ct))
                {
                    Dropped(visit, easel);
                    return null;
                }

                if (easel is null)
                    easel = easels.GetOrAdd(id, new Easel(standing));
                else
                    easel.TakeUp(standing);
            }

            if (easel.BeginLook())
                return easel;
            easels.Drop(id, easel);
        }
    }

    private async Task<bool> IsDroppedAsync(Visit visit, CancellationToken ct) => !visit.IsOpen && !await store.HasWorkAsync(visit.Id, ct);

    private void Dropped(Visit visit, Easel? easel)
    {
        if (easel is not null)
            easels.Drop(visit.Id, easel);
        visits.Forget(visit.Id);
    }

    // A change may have reached the chat and not the store, so what the messages of an unfinished visit show is not known. They would be
    // believed to be true where the visit has come back to what the store remembers.
    private async Task<IReadOnlyList<StoredPosting>> StandingAsync(VisitId id, bool anew, CancellationToken ct)
    {
        var stored = await (anew ? store.PostingsAnewAsync(id, ct) : store.PostingsAsync(id, ct));
        return unfinished.TryRemove(id, out _) ? [.. stored.Select(posting => posting with { Fingerprint = "" })] : stored;
    }

    private async Task<Visit?> TickAsync(VisitId id, CancellationToken ct)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var visit = await PresentAsync(id, ct);
            if (visit is null || sites.Find(visit.Site) is not { } site || Clock.NextLook(visit, site, now) is not { } due || due > now)
                return visit;
            var handled = await visits.HandleAsync(id, new Tick(now), Origin.Clock, ct);
            if (handled.Decision is not Decision.Happened)
                return handled.Visit;
        }
    }

    // What is painted should be true, whoever made it so.
    private async Task<Visit?> PresentAsync(VisitId id, CancellationToken ct)
    {
        var visit = await visits.LoadAsync(id, ct);
        if (!sharing.IsShared || visit is not { IsOpen: true })
            return visit;
        await sharing.RefreshAsync(visit.Site, ct);
        return await visits.LoadAsync(id, ct);
    }

    // Pings first; then what else should stand; last what shrinks to a line.
    private async Task<List<Task>> BeginAsync(Visit visit, Site site, Easel easel, DateTimeOffset now, CancellationToken ct)
    {
        var calls = new List<Task>();
        var hold = new Lazy<Task>(() => sharing.IsShared ? store.HoldAsync(visit.Id, visit.Version, sharing.ClaimAt(now), ct) : Task.CompletedTask);
        var isTakenOver = sharing.HasTakenOver(visit.Id);

        // Before any call begins: those make some, for as long as the store takes.
        var forgotten = easel.Unsaved;
        var desired = Postings.Desired(visit, site, now);
        var wanted = new List<(Posting Posting, IChannel Channel, string Key)>();
        foreach (var posting in desired.OrderByDescending(posting => posting.Rings))
        {
            var where = chats.Of(posting, easel, site);

            // A person who is not linked, or whom no chat reaches, is somebody to tell the care team about.
            if (where.Count == 0 && posting.Place is Place.Person { Who: var who })
                await unreachable.LostAsync(who, visit.Site, ct);
            wanted.AddRange(where.Select(channel => (posting, channel, posting.KeyIn(channel.Name))));
        }

        // Before any call begins, too: one that fails at once puts the other chat on the list of what is to be tried.
        var keys = wanted.Select(one => one.Key).ToHashSet();
        easel.Want(keys);
        foreach (var mistaken in easel.Mistaken)
            Begin(visit.Id, easel, mistaken.Key, calls, _ => brush.EmptyAsync(mistaken, easel, ct));
        foreach (var (posting, channel, key) in wanted)
        {
            Begin(visit.Id, easel, key, calls, standing => standing is not null && !MustPost(standing, posting, site)
                ? Repaint(visit, site, easel, standing, () => posting.Model.In(channel.Name, site.Plan), HeldAsync, now, ct)
                : Post(channel, visit, site, easel, posting, isTakenOver, HeldAsync, now, ct));
        }

        foreach (var standing in easel.Standing.Where(standing => !keys.Contains(standing.Key)))
        {
            if (Posting.ReadKey(standing.Key) is not var (slot, place, _, chat))
                continue;
            Begin(visit.Id, easel, standing.Key, calls, held => Repaint(
                visit, site, easel, held!, () => Postings.LastForm(visit, site, slot, place, desired, now).In(chat, site.Plan), HeldAsync, now, ct));
        }

        foreach (var unsaved in forgotten)
            Begin(visit.Id, easel, unsaved.Key, calls, held => brush.SaveAsync(held!, easel, ct));
        return calls;

        // Whoever dies while a chat is being told leaves behind that it was about to.
        async Task HeldAsync(Func<Task> call)
        {
            await hold.Value;
            await call();
        }
    }

    // A message is held while it is looked at, so that a call which ends meanwhile is not written over by what stood before it; one that is
    // held by a call is passed over, and looked at once more when that has ended.
    private void Begin(VisitId id, Easel easel, string key, List<Task> calls, Func<StoredPosting?, Task?> call)
    {
        if (!easel.Begin(key))
            return;
        Task? begun = null;
        try
        {
            begun = call(easel.Find(key));
        }
        finally
        {
            if (begun is null)
                easel.End(key);
        }

        if (begun is not null)
            calls.Add(EndingAsync(id, easel, key, begun));
    }

    // What was passed over is looked at at once, not only when the slowest place has answered.
    private async Task EndingAsync(VisitId id, Easel easel, string key, Task call)
    {
        try
        {
            await call;
        }
        finally
        {
            if (easel.End(key))
                bell.Ring(id);
        }
    }

    // Two instances that post at once ring twice. So whose step it is rings for it; another one only when that one seems to be gone, and
    // after it has said so in the store, since that one may only be slow. Null if it is to wait.
    private Task? Post(IChannel channel, Visit visit, Site site, Easel easel, Posting posting, bool isTakenOver, Func<Func<Task>, Task> held, DateTimeOffset now, CancellationToken ct)
    {
        var key = posting.KeyIn(channel.Name);
        if (posting.Rings && sharing.IsShared)
        {
            if (easel.PromiseOf(key) is { RetryAt: { } promised } promise)
            {
                var from = sharing.IsOwn(promise) ? promised : promised + Sharing.Lease;
                if (from > now)
                {
                    easel.Leave(key, from);
                    return null;
                }
            }
            else if (!sharing.Rings(visit.Id, posting.Version))
            {
                return isTakenOver || easel.MayPostInstead(key, now, now + Sharing.Lease) ? PromiseAsync(visit, key, easel, ct) : null;
            }
        }

        return easel.MayPost(key, now) ? held(() => brush.PostAsync(channel, visit, site, easel, posting, ct)) : null;
    }

    private async Task PromiseAsync(Visit visit, string key, Easel easel, CancellationToken ct)
    {
        var promise = sharing.PromiseOf(visit, key);
        easel.Leave(key, promise.RetryAt!.Value);
        if (await store.TryAddPostingAsync(promise, ct) is null)
            await Task.Delay(Sharing.Notice, clock, ct);

        // Whose promise it is, and whether anybody has posted meanwhile, is asked of the store.
        bell.Ring(visit.Id);
    }

    // A message that is gone is posted again; so is one to somebody who could not be reached and now can.
    private static bool MustPost(StoredPosting standing, Posting posting, Site site) =>
        standing.Message.Length == 0
        && (!standing.Dead || (posting.Place is Place.Person { Who: var who } && !site.Unreachable.Contains(who)));

    // Null if it shows what it should, or may not be changed now.
    private Task? Repaint(Visit visit, Site site, Easel easel, StoredPosting standing, Func<CardModel> paint, Func<Func<Task>, Task> held, DateTimeOffset now, CancellationToken ct)
    {
        if (standing.Dead || standing.Message.Length == 0 || standing.RetryAt > now)
            return null;
        var shown = paint();
        if (standing.Fingerprint != CardJson.Fingerprint(shown))
            return held(() => brush.RepaintAsync(visit, site, easel, standing, shown, ct));

        // What was put off is true again by itself, and must not call for another look for ever.
        if (standing.RetryAt is not null)
            easel.Put(standing with { Attempts = 0, RetryAt = null }, easel.IsSaved(standing.Key));
        return null;
    }

    private async Task<DateTimeOffset?> FinishAsync(Visit visit, Site site, Easel easel, List<Task> calls, CancellationToken ct)
    {
        try
        {
            await Task.WhenAll(calls);

            // Another look began calls too: whichever ends last goes on. Until then the work row stays due.
            if (easel.IsAtRest && !easel.HasPassedOver)
                return await RestAsync(visit, site, easel, ct);
            return (calls.Count > 0 && await IsLateAsync(visit, ct)) || easel.IsAtRest ? AtOnce : null;
        }
        catch when (sharing.IsShared)
        {
            // Another instance may have painted meanwhile, before this one or after, and saved it after this one did. The end would have told.
            unfinished[visit.Id] = true;
            throw;
        }
    }

    // It has painted what was true before. That may stand above what another instance has painted since, and nobody would know once a later look
    // ends well: the store is asked as if this one were the last, and doubts what stands where another was there.
    private async Task<bool> IsLateAsync(Visit painted, CancellationToken ct) =>
        sharing.IsShared
        && await visits.LoadAsync(painted.Id, ct) is { } present && present.Version > painted.Version
        && !await store.MoveWorkAsync(painted.Id, painted.Version, null, ct);

    private async Task<DateTimeOffset?> RestAsync(Visit visit, Site site, Easel easel, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = visit.IsOpen ? Clock.NextLook(visit, site, now) : null;
        var retry = easel.NextTry;
        if (!visit.IsOpen)
        {
            var isLost = easel.Standing.Any(posting => posting.Dead);
            var drop = visit.State.Since + (retry is null && !isLost ? KeepPostings : KeepUnreached);
            if (drop <= now && (retry is null || visit.State.Since + KeepUnreached <= now))
            {
                await store.DropPostingsAsync(visit.Id, ct);
                Dropped(visit, easel);
                return null;
            }

            due = drop;
        }

        due = Earlier(due, retry);

        // Only if the version painted is still the visit's: else the visit is due now.
        if (!await store.MoveWorkAsync(visit.Id, visit.Version, due, ct))
        {
            // Another look was quicker, by a clock that was set back since.
            if (await IsDroppedAsync(visit, ct))
            {
                Dropped(visit, easel);
                return null;
            }

            // Another instance has gone on from it, or painted it too: what is remembered here, of it and of its site, would be painted again.
            if (sharing.IsShared)
            {
                sharing.IsOld(visit.Site);
                await visits.ReloadAsync(visit.Id, ct);
            }

            return AtOnce;
        }

        if (retry is null && visit.Last is { } last && easel.IsNews(visit.Version))
            telemetry.Painted(visit.State.GetType().Name, now - last.At);

        // Another instance may end the visit, and nobody here would hear of it.
        if (sharing.IsShared && easel.PutAway())
            easels.Drop(visit.Id, easel);
        return due;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}

using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Makes what stands in chat true for one visit: posts what is missing, repaints what differs, lets the rest be.</summary>
/// <remarks>
/// Looking is quick and one look a visit at a time; the calls it begins go on by themselves, so that no place waits for another.
/// A crash between a post and saving its id can post one card twice; nothing else is repeated.
/// </remarks>
internal sealed class Painter(IVisitStore store, Visits visits, Sites sites, Chats chats, Unreachable unreachable, Brush brush, TimeProvider clock)
{
    /// <summary>Postings of a visit that has ended are forgotten this long after.</summary>
    public static readonly TimeSpan KeepPostings = TimeSpan.FromMinutes(2);

    /// <summary>In a place that cannot be reached, they are forgotten this long after.</summary>
    public static readonly TimeSpan KeepUnreached = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<VisitId, Easel> easels = new();
    private HashSet<VisitId> unfinished = [];

    /// <summary>At the start, before the first look: finds the visits that were being painted when the bot last ended.</summary>
    public async Task WakeAsync(CancellationToken ct) =>
        unfinished = (await store.DueAsync(clock.GetUtcNow(), int.MaxValue, ct)).Select(work => work.Visit).ToHashSet();

    /// <summary>Looks at one visit and begins the calls that it needs.</summary>
    /// <returns>The calls and what follows them: it gives when to look again, null if there is nothing left to do, ever.</returns>
    public async Task<Task<DateTimeOffset?>> LookAsync(VisitId id, CancellationToken ct)
    {
        if (await TickAsync(id, ct) is not { } visit || sites.Find(visit.Site) is not { } site)
            return Task.FromResult<DateTimeOffset?>(null);
        if (!easels.TryGetValue(id, out var easel))
            easel = easels.GetOrAdd(id, new Easel(await StandingAsync(id, ct)));
        easel.BeginLook();
        var calls = await BeginAsync(visit, site, easel, clock.GetUtcNow(), ct);
        return FinishAsync(visit, site, easel, calls, ct);
    }

    // A change may have reached the chat and not the store, so what the messages of an unfinished visit show is not known. They would be
    // believed to be true where the visit has come back to what the store remembers.
    private async Task<IEnumerable<StoredPosting>> StandingAsync(VisitId id, CancellationToken ct)
    {
        var stored = await store.PostingsAsync(id, ct);
        return unfinished.Contains(id) ? stored.Select(posting => posting with { Fingerprint = "" }) : stored;
    }

    private async Task<Visit?> TickAsync(VisitId id, CancellationToken ct)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var visit = await visits.LoadAsync(id, ct);
            if (visit is null || sites.Find(visit.Site) is not { } site || Clock.NextLook(visit, site, now) is not { } due || due > now)
                return visit;
            var handled = await visits.HandleAsync(id, new Tick(now), Origin.Clock, ct);
            if (handled.Decision is not Decision.Happened)
                return handled.Visit;
        }
    }

    // Pings first; then what else should stand; last what shrinks to a line.
    private async Task<List<Task>> BeginAsync(Visit visit, Site site, Easel easel, DateTimeOffset now, CancellationToken ct)
    {
        var keys = new HashSet<string>();
        var calls = new List<Task>();
        foreach (var posting in Postings.Desired(visit, site, now).OrderByDescending(posting => posting.Rings))
        {
            var where = chats.Of(posting, easel, site);

            // A person who is not linked, or whom no chat reaches, is somebody to tell the care team about.
            if (where.Count == 0 && posting.Place is Place.Person { Who: var who })
                await unreachable.LostAsync(who, visit.Site, ct);
            foreach (var channel in where)
            {
                var key = posting.KeyIn(channel.Name);
                keys.Add(key);
                if (easel.Find(key) is { } standing && !MustPost(standing, posting, site))
                {
                    if (Differs(standing, posting.Model.In(channel.Name, site.Plan), now) && easel.Begin(key))
                        calls.Add(EndingAsync(easel, key, brush.RepaintAsync(visit, site, easel, standing, posting.Model, ct)));
                }
                else if (easel.MayPost(key, now) && easel.Begin(key))
                {
                    calls.Add(EndingAsync(easel, key, brush.PostAsync(channel, visit, site, easel, posting, ct)));
                }
            }
        }

        easel.ForgetAllBut(keys);
        foreach (var standing in easel.Standing.Where(standing => !keys.Contains(standing.Key)))
        {
            if (Posting.ReadKey(standing.Key) is not var (slot, place, chat))
                continue;
            var last = Postings.LastForm(visit, site, slot, place, now);
            if (Differs(standing, last.In(chat, site.Plan), now) && easel.Begin(standing.Key))
                calls.Add(EndingAsync(easel, standing.Key, brush.RepaintAsync(visit, site, easel, standing, last, ct)));
        }

        foreach (var unsaved in easel.Unsaved)
        {
            if (easel.Begin(unsaved.Key))
                calls.Add(EndingAsync(easel, unsaved.Key, brush.SaveAsync(unsaved, easel, ct)));
        }

        return calls;
    }

    private static async Task EndingAsync(Easel easel, string key, Task call)
    {
        try
        {
            await call;
        }
        finally
        {
            easel.End(key);
        }
    }

    // A message that is gone is posted again; so is one to somebody who could not be reached and now can.
    private static bool MustPost(StoredPosting standing, Posting posting, Site site) =>
        standing.Message.Length == 0
        && (!standing.Dead || (posting.Place is Place.Person { Who: var who } && !site.Unreachable.Contains(who)));

    private static bool Differs(StoredPosting standing, CardModel model, DateTimeOffset now) =>
        !standing.Dead && standing.Message.Length > 0 && (standing.RetryAt is null || standing.RetryAt <= now) && standing.Fingerprint != CardJson.Fingerprint(model);

    private async Task<DateTimeOffset?> FinishAsync(Visit visit, Site site, Easel easel, List<Task> calls, CancellationToken ct)
    {
        await Task.WhenAll(calls);

        // Another look began calls too: whichever ends last goes on. Until then the work row stays due.
        if (!easel.IsAtRest)
            return null;
        return easel.HasPassedOver ? clock.GetUtcNow() : await RestAsync(visit, site, easel, ct);
    }

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
                easels.TryRemove(visit.Id, out _);
                return null;
            }

            due = drop;
        }

        if (retry is { } again && (due is null || again < due))
            due = again;

        // Only if the version painted is still the visit's: else the visit is due now.
        return await store.MoveWorkAsync(visit.Id, visit.Version, due, ct) ? due : now;
    }
}

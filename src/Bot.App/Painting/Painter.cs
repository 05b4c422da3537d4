using Bot.Clinic;

namespace Bot.App;

/// <summary>Makes what stands in chat true for one visit: posts what is missing, repaints what differs, lets the rest be.</summary>
/// <remarks>One painter a visit at a time. A crash between a post and saving its id can post one card twice; nothing else is repeated.</remarks>
internal sealed partial class Painter(
    IVisitStore store, Visits visits, Sites sites, Faces faces, Chats chats, Unreachable unreachable, TimeProvider clock, ILogger<Painter> log)
{
    /// <summary>Postings of a visit that has ended are forgotten this long after.</summary>
    public static readonly TimeSpan KeepPostings = TimeSpan.FromMinutes(2);

    /// <summary>In a place that cannot be reached, they are forgotten this long after.</summary>
    public static readonly TimeSpan KeepUnreached = TimeSpan.FromHours(24);

    /// <summary>Paints one visit; returns when to look again, or null if there is nothing left to do, ever.</summary>
    public async Task<DateTimeOffset?> PaintAsync(VisitId id, Dictionary<VisitId, Easel> easels, CancellationToken ct)
    {
        if (await TickAsync(id, ct) is not { } visit || sites.Find(visit.Site) is not { } site)
            return null;
        Easel? easel;
        lock (easels)
            easels.TryGetValue(id, out easel);
        if (easel is null)
        {
            easel = new Easel(await store.PostingsAsync(id, ct));
            lock (easels)
                easels[id] = easel;
        }

        var now = clock.GetUtcNow();
        await PaintAsync(visit, site, easel, now, ct);
        return await RestAsync(visit, site, easel, easels, ct);
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

    private async Task PaintAsync(Visit visit, Site site, Easel easel, DateTimeOffset now, CancellationToken ct)
    {
        var desired = Postings.Desired(visit, site, now);
        var keys = new HashSet<string>();
        var work = new List<Func<Task>>();

        // Pings first; then what else should stand; last what shrinks to a line.
        foreach (var posting in desired.OrderByDescending(posting => posting.Rings))
        {
            var where = chats.Of(posting, easel, site);

            // A person who is not linked, or whom no chat reaches, is somebody to tell the care team about.
            if (where.Count == 0 && posting.Place is Place.Person { Who: var unknown })
                await unreachable.LostAsync(unknown, visit.Site, ct);
            foreach (var channel in where)
            {
                var key = posting.KeyIn(channel.Name);
                keys.Add(key);
                if (easel.Find(key) is { } standing && !MustPost(standing, posting, site))
                {
                    if (Differs(standing, posting.Model.In(channel.Name, site.Plan), now))
                        work.Add(() => RepaintAsync(visit, site, easel, standing, posting.Model, now, ct));
                }
                else if (!easel.Waiting.TryGetValue(key, out var waiting) || waiting.At <= now)
                {
                    work.Add(() => PostAsync(channel, visit, site, easel, posting, now, ct));
                }
            }
        }

        lock (easel)
        {
            foreach (var gone in easel.Waiting.Keys.Where(key => !keys.Contains(key)).ToList())
                easel.Waiting.Remove(gone);
        }

        foreach (var standing in easel.Standing.Values.Where(standing => !keys.Contains(standing.Key)).ToList())
        {
            if (Posting.ReadKey(standing.Key) is not var (slot, place, chat))
                continue;
            var last = Postings.LastForm(visit, site, slot, place, now);
            if (Differs(standing, last.In(chat, site.Plan), now))
                work.Add(() => RepaintAsync(visit, site, easel, standing, last, now, ct));
        }

        await Task.WhenAll(work.Select(call => call()));
    }

    // A message that is gone is posted again; so is one to somebody who could not be reached and now can.
    private static bool MustPost(StoredPosting standing, Posting posting, Site site) =>
        standing.Message.Length == 0
        && (!standing.Dead || (posting.Place is Place.Person { Who: var who } && !site.Unreachable.Contains(who)));

    private static bool Differs(StoredPosting standing, CardModel model, DateTimeOffset now) =>
        !standing.Dead && standing.Message.Length > 0 && (standing.RetryAt is null || standing.RetryAt <= now) && standing.Fingerprint != CardJson.Fingerprint(model);

    private async Task PostAsync(
        IChannel channel, Visit visit, Site site, Easel easel, Posting posting, DateTimeOffset now, CancellationToken ct)
    {
        var key = posting.KeyIn(channel.Name);
        var model = posting.Model.In(channel.Name, site.Plan);
        var face = FaceOf(model, posting.Push, posting.Rings, posting.Mentions, posting.Place, visit, site);
        try
        {
            var message = await channel.PostAsync(posting.Place, face, ct);
            var saved = new StoredPosting(visit.Id, key, message, visit.Version, CardJson.Fingerprint(model), 0, null, Dead: false);
            if (easel.Find(key) is not null)
            {
                await store.SavePostingAsync(saved, ct);
            }
            else if (await store.TryAddPostingAsync(saved, ct) is { } first)
            {
                await channel.DeleteAsync(posting.Place, message, ct);
                saved = first;
            }

            lock (easel)
            {
                easel.Standing[key] = saved;
                easel.Waiting.Remove(key);
            }

            Posted(log, visit.Id, posting.Slot, visit.Version);
        }
        catch (ChannelException e)
        {
            await FailedAsync(channel, visit, easel, posting, e, now, ct);
        }
    }

    private async Task FailedAsync(
        IChannel channel, Visit visit, Easel easel, Posting posting, ChannelException e, DateTimeOffset now, CancellationToken ct)
    {
        var key = posting.KeyIn(channel.Name);
        CallFailed(log, visit.Id, posting.Slot, e.Trouble, e.Message);
        if (e.Trouble is ChannelTrouble.Later or ChannelTrouble.Unsure)
        {
            lock (easel)
            {
                var attempts = easel.Waiting.GetValueOrDefault(key).Attempts + 1;
                easel.Waiting[key] = (attempts, e.RetryAt ?? now + Backoff.After(attempts));
            }

            return;
        }

        var dead = new StoredPosting(visit.Id, key, "", visit.Version, "", 0, null, Dead: true);
        await store.TryAddPostingAsync(dead, ct);
        lock (easel)
        {
            easel.Standing[key] = dead;
            easel.Waiting.Remove(key);
        }

        if (posting.Place is not Place.Person { Who: var who } || e.Trouble != ChannelTrouble.Unreachable)
            return;
        if (chats.Instead(channel, posting, easel) is not { } other)
        {
            await unreachable.LostAsync(who, visit.Site, ct);
            return;
        }

        // They have the other chat too: tried at once.
        lock (easel)
            easel.Waiting[posting.KeyIn(other.Name)] = (0, now);
    }

    private async Task RepaintAsync(
        Visit visit, Site site, Easel easel, StoredPosting standing, CardModel model, DateTimeOffset now, CancellationToken ct)
    {
        if (Posting.ReadKey(standing.Key) is not var (slot, place, chat) || chats.Find(chat) is not { } channel)
            return;
        var shown = model.In(chat, site.Plan);
        StoredPosting after;
        try
        {
            await channel.RepaintAsync(place, standing.Message, FaceOf(shown, Pushes.Quiet, rings: false, [], place, visit, site), ct);
            after = standing with { Version = visit.Version, Fingerprint = CardJson.Fingerprint(shown), Attempts = 0, RetryAt = null };
        }
        catch (ChannelException e)
        {
            CallFailed(log, visit.Id, slot, e.Trouble, e.Message);
            var attempts = standing.Attempts + 1;
            after = e.Trouble switch
            {
                ChannelTrouble.Later or ChannelTrouble.Unsure =>
                    standing with { Attempts = attempts, RetryAt = e.RetryAt ?? now + Backoff.After(attempts) },
                ChannelTrouble.MessageGone when Postings.Desired(visit, site, now).Any(posting => posting.KeyIn(chat) == standing.Key) =>
                    standing with { Message = "", Fingerprint = "", RetryAt = now },
                _ => standing with { Dead = true },
            };
            if (e.Trouble == ChannelTrouble.Unreachable && place is Place.Person { Who: var who })
                await unreachable.LostAsync(who, visit.Site, ct);
        }

        await store.SavePostingAsync(after, ct);
        lock (easel)
            easel.Standing[standing.Key] = after;
    }

    private async Task<DateTimeOffset?> RestAsync(Visit visit, Site site, Easel easel, Dictionary<VisitId, Easel> easels, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var next = visit.IsOpen ? Clock.NextLook(visit, site, now) : null;
        DateTimeOffset? retry;
        bool dead;
        lock (easel)
        {
            retry = easel.NextTry;
            dead = easel.Standing.Values.Any(posting => posting.Dead);
        }

        if (!visit.IsOpen)
        {
            var drop = visit.State.Since + (retry is null && !dead ? KeepPostings : KeepUnreached);
            if (drop <= now && (retry is null || visit.State.Since + KeepUnreached <= now))
            {
                await store.DropPostingsAsync(visit.Id, ct);
                lock (easels)
                    easels.Remove(visit.Id);
                return null;
            }

            next = drop;
        }

        var due = retry is { } again && (next is null || again < next) ? again : next;

        // Only if the version painted is still the visit's: else the visit is due now.
        return await store.MoveWorkAsync(visit.Id, visit.Version, due, ct) ? due : now;
    }

    private Face FaceOf(CardModel model, string push, bool rings, IReadOnlyList<StaffId> mentions, Place place, Visit visit, Site site) =>
        faces.Of(model, push, rings, mentions, visit, site.Plan, place is Place.Person { Who: var who } && sites.Of(who).Count > 1);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Visit {Visit}: posted {Slot} at version {Version}.")]
    private static partial void Posted(ILogger log, VisitId visit, string slot, int version);

    [LoggerMessage(Level = LogLevel.Information, Message = "Visit {Visit}: {Slot} not shown, {Trouble}: {Reason}.")]
    private static partial void CallFailed(ILogger log, VisitId visit, string slot, ChannelTrouble trouble, string reason);
}

using Bot.Clinic;

namespace Bot.App;

/// <summary>Posts or repaints one message, and remembers at once what became of it.</summary>
internal sealed partial class Brush(
    IVisitStore store, Sites sites, Faces faces, Chats chats, Unreachable unreachable, Telemetry telemetry, TimeProvider clock, ILogger<Brush> log)
{
    public async Task PostAsync(IChannel channel, Visit visit, Site site, Easel easel, Posting posting, CancellationToken ct)
    {
        var key = posting.KeyIn(channel.Name);
        var model = posting.Model.In(channel.Name, site.Plan);
        var face = FaceOf(model, posting.Push, posting.Rings, posting.Mentions, posting.Place, visit, site);
        try
        {
            var message = await channel.PostAsync(posting.Place, face, ct);
            var saved = new StoredPosting(visit.Id, key, message, visit.Version, CardJson.Fingerprint(model), 0, null, Dead: false);
            if (await SaveNewAsync(saved, easel, ct) is { } ours)
            {
                // The one that was there first shows what was true then, and nobody may look again.
                if (easel.Find(key) is { } first && first.Fingerprint != saved.Fingerprint)
                    await RepaintAsync(visit, site, easel, first, model, ct);
                await channel.DeleteAsync(posting.Place, ours, ct);
            }

            Posted(log, visit.Id, posting.Slot, visit.Version);
        }
        catch (ChannelException e)
        {
            await FailedAsync(channel, visit, easel, posting, e, ct);
        }
    }

    public async Task RepaintAsync(Visit visit, Site site, Easel easel, StoredPosting standing, CardModel shown, CancellationToken ct)
    {
        if (Posting.ReadKey(standing.Key) is not var (slot, place, _, chat) || chats.Find(chat) is not { } channel)
            return;
        StoredPosting after;
        try
        {
            await channel.RepaintAsync(place, standing.Message, FaceOf(shown, Pushes.Quiet, rings: false, [], place, visit, site), ct);
            after = standing with { Version = visit.Version, Fingerprint = CardJson.Fingerprint(shown), Attempts = 0, RetryAt = null };
        }
        catch (ChannelException e)
        {
            var now = clock.GetUtcNow();
            if (!e.IsNews && e.RetryAt is { } free)
            {
                // Nothing changed, and after a restart it is tried at once: nothing to save.
                easel.Put(standing with { RetryAt = free }, easel.IsSaved(standing.Key));
                return;
            }

            Failed(channel, visit, slot, e);
            var attempts = standing.Attempts + 1;
            after = e.Trouble switch
            {
                // The change may stand all the same, so what the message shows is not known.
                ChannelTrouble.Later or ChannelTrouble.Unsure =>
                    standing with { Fingerprint = "", Attempts = attempts, RetryAt = e.RetryAt ?? now + Backoff.After(attempts) },
                ChannelTrouble.MessageGone when Postings.Desired(visit, site, now).Any(posting => posting.KeyIn(chat) == standing.Key) =>
                    standing with { Message = "", Fingerprint = "", RetryAt = now },
                _ => standing with { Dead = true },
            };
            if (e.Trouble == ChannelTrouble.Unreachable && place is Place.Person { Who: var who })
                await unreachable.LostAsync(who, visit.Site, ct);
        }

        var isKept = easel.IsSaved(standing.Key);
        easel.Put(after, isSaved: false);
        if (isKept)
            await store.SavePostingAsync(after, ct);
        else
            await SaveAsync(after, easel, ct);
        easel.Put(after, isSaved: true);
    }

    /// <summary>Saves what the store could not take before: an id that is forgotten would be a message that nobody keeps true.</summary>
    public async Task SaveAsync(StoredPosting standing, Easel easel, CancellationToken ct)
    {
        if (await store.TryAddPostingAsync(standing, ct) is not null)
            await store.SavePostingAsync(standing, ct);
        easel.Put(standing, isSaved: true);
    }

    /// <summary>Its message is another posting's: it has none yet.</summary>
    public Task EmptyAsync(StoredPosting mistaken, Easel easel, CancellationToken ct)
    {
        var empty = mistaken with { Message = "", Fingerprint = "", Attempts = 0, RetryAt = null };
        easel.Put(empty, isSaved: false);
        return SaveAsync(empty, easel, ct);
    }

    // Returns the message to delete: our own, where another was there first.
    private async Task<string?> SaveNewAsync(StoredPosting posted, Easel easel, CancellationToken ct)
    {
        var known = easel.Find(posted.Key);

        // One that was lost came to light meanwhile.
        if (known is { Message.Length: > 0 } && known.Message != posted.Message)
            return posted.Message;

        // It stands in chat, whatever the disk says: posting it again would ring again.
        easel.Put(posted, isSaved: false);
        if (known is null && await store.TryAddPostingAsync(posted, ct) is { } first)
        {
            // It may be our own, where a tap on it was quicker than its id.
            easel.Put(first, isSaved: true);
            return first.Message == posted.Message ? null : posted.Message;
        }

        if (known is not null)
            await store.SavePostingAsync(posted, ct);
        easel.Put(posted, isSaved: true);
        return null;
    }

    private async Task FailedAsync(IChannel channel, Visit visit, Easel easel, Posting posting, ChannelException e, CancellationToken ct)
    {
        var key = posting.KeyIn(channel.Name);
        if (e.IsNews)
            Failed(channel, visit, posting.Slot, e);
        if (e.Trouble is ChannelTrouble.Later or ChannelTrouble.Unsure)
        {
            easel.PutOff(key, attempts => e.RetryAt ?? clock.GetUtcNow() + Backoff.After(attempts));
            return;
        }

        var dead = new StoredPosting(visit.Id, key, "", visit.Version, "", 0, null, Dead: true);
        easel.Put(dead, isSaved: false);
        await SaveAsync(dead, easel, ct);
        if (posting.Place is not Place.Person { Who: var who } || e.Trouble != ChannelTrouble.Unreachable)
            return;

        // They may have the other chat too: tried at once.
        if (chats.Instead(channel, posting, easel) is { } other)
            easel.PutOff(posting.KeyIn(other.Name), _ => clock.GetUtcNow());
        else
            await unreachable.LostAsync(who, visit.Site, ct);
    }

    private void Failed(IChannel channel, Visit visit, string slot, ChannelException e)
    {
        CallFailed(log, visit.Id, slot, e.Trouble, e.Message);
        if (e.Trouble is ChannelTrouble.Later or ChannelTrouble.Unsure)
            telemetry.Retries(channel.Name);
    }

    private Face FaceOf(CardModel model, string push, bool rings, IReadOnlyList<StaffId> mentions, Place place, Visit visit, Site site) =>
        faces.Of(model, push, rings, mentions, visit, site.Plan, place is Place.Person { Who: var who } && sites.Of(who).Count > 1);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Visit {Visit}: posted {Slot} at version {Version}.")]
    private static partial void Posted(ILogger log, VisitId visit, string slot, int version);

    [LoggerMessage(Level = LogLevel.Information, Message = "Visit {Visit}: {Slot} not shown, {Trouble}: {Reason}.")]
    private static partial void CallFailed(ILogger log, VisitId visit, string slot, ChannelTrouble trouble, string reason);
}

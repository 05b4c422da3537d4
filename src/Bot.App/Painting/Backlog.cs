using Bot.Clinic;

namespace Bot.App;

/// <summary>
/// Tells which visits need no look yet: where a chat is behind, a visit may change many times before it is its turn.
/// </summary>
internal sealed class Backlog(Sharing sharing, Chats chats, Easels easels, TimeProvider clock)
{
    /// <summary>
    /// When the first of the visit's messages may be changed again, or its clock strikes: all of them stand and their chats have asked to wait,
    /// so that a look could do nothing before. Null if it could.
    /// </summary>
    public DateTimeOffset? WaitsUntil(Visit visit, Site site)
    {
        // What several instances share may have moved on elsewhere: it is looked at.
        if (sharing.IsShared || !visit.IsOpen || easels.Find(visit.Id) is not { } easel)
            return null;
        var now = clock.GetUtcNow();

        // As nearly always: no chat is behind.
        if (easel.NextTry is not { } next || next <= now || Clock.NextLook(visit, site, now) is not { } due || due <= now)
            return null;
        var keys = new HashSet<string>();
        foreach (var posting in Postings.Desired(visit, site, now))
        {
            var where = chats.Of(posting, easel, site);
            foreach (var chat in where)
            {
                var key = posting.KeyIn(chat.Name);
                if (!easel.Waits(key, now))
                    return null;
                keys.Add(key);
            }

            if (where.Count == 0)
                return null;
        }

        // One that is not wanted any more has its last form to take.
        if (!easel.Wanted.SetEquals(keys))
            return null;
        return next < due ? next : due;
    }
}

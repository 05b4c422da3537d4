using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>
/// Tells which visits need no look yet: where a chat is behind, a visit may change many times before it is its turn.
/// </summary>
internal sealed class Backlog(Sharing sharing, Sites sites, Chats chats, Easels easels, TimeProvider clock)
{
    /// <summary>So long is a visit that waits passed by without being asked again, as long as nothing calls for a new message.</summary>
    private static readonly TimeSpan ShortWhile = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<VisitId, Passed> passed = new();

    /// <summary>True if a ring of that visit may be passed by: it waits, or did a moment ago.</summary>
    /// <param name="until">When it must be due, if its work may be due later; else null.</param>
    public bool MayPassBy(Visit visit, out DateTimeOffset? until)
    {
        until = null;
        if (StillWaits(visit))
            return true;
        var latest = passed.GetValueOrDefault(visit.Id);
        if (PutOff(visit) is not { } waits)
            return false;
        if (latest is null || waits < latest.Until)
            until = waits;
        return true;
    }

    /// <summary>True if it was passed by a moment ago, so that it need not ring: it is asked again soon.</summary>
    public bool StillWaits(Visit visit)
    {
        if (!passed.TryGetValue(visit.Id, out var latest) || !Covers(latest, visit))
            return false;
        latest.Ring();

        // Whoever asks again has perhaps just taken it away.
        return passed.TryGetValue(visit.Id, out var still) && still == latest;
    }

    /// <summary>Passes it by from now on, if it waits: then it must be due at that time. Null if it is to be looked at.</summary>
    public DateTimeOffset? PutOff(Visit visit)
    {
        if (WaitsUntil(visit) is not { } waits)
        {
            passed.TryRemove(visit.Id, out _);
            return null;
        }

        var next = new Passed(visit.State.GetType(), NewestMessage(visit), waits, clock.GetTimestamp());
        var before = passed.GetValueOrDefault(visit.Id);
        passed[visit.Id] = next;

        // What rang meanwhile has told the one before, of a step that was perhaps not seen here.
        if (before is { HasRung: true })
            next.Ring();
        return waits;
    }

    /// <summary>Its work could not be moved: it is not known when it is due.</summary>
    public void Forget(VisitId id) => passed.TryRemove(id, out _);

    /// <summary>When a visit must be due after a step, if it is passed by or was until now; null if it must be looked at.</summary>
    /// <remarks>Where it need not be passed by any more, the step's own ring finds that out, and a start looks at all visits.</remarks>
    public DateTimeOffset? DueOf(Visit visit, Site site)
    {
        if (!passed.TryGetValue(visit.Id, out var latest) || !IsAbout(latest, visit))
            return null;
        var strikes = Clock.NextLook(visit, site, clock.GetUtcNow());
        return strikes < latest.Until ? strikes : latest.Until;
    }

    /// <summary>Visits that have rung while they were passed by, and that are to be asked again now.</summary>
    public IReadOnlyList<VisitId> AskAgain()
    {
        var again = new List<VisitId>();
        foreach (var (id, latest) in passed)
        {
            if (IsYoung(latest))
                continue;
            if (latest.HasRung || (passed.TryRemove(new(id, latest)) && latest.HasRung))
                again.Add(id);
            latest.WasAsked();
        }

        return again;
    }

    /// <summary>
    /// When the first of the visit's messages may be changed again, or its clock strikes: all of them stand and their chats have asked to wait,
    /// so that a look could do nothing before. Null if it could.
    /// </summary>
    public DateTimeOffset? WaitsUntil(Visit visit)
    {
        // What several instances share may have moved on elsewhere: it is looked at.
        if (sharing.IsShared || !visit.IsOpen || easels.Find(visit.Id) is not { } easel || sites.Find(visit.Site) is not { } site)
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

    private bool Covers(Passed latest, Visit visit) => IsYoung(latest) && IsAbout(latest, visit);

    private bool IsAbout(Passed latest, Visit visit) =>
        latest.Until > clock.GetUtcNow() && latest.State == visit.State.GetType() && latest.Message == NewestMessage(visit);

    private bool IsYoung(Passed latest) => clock.GetElapsedTime(latest.At) < ShortWhile;

    // The version at which a new message was last called for.
    private static int NewestMessage(Visit visit)
    {
        var newest = visit.Handoff?.Version ?? 0;
        for (var i = 0; i < visit.Calls.Count; i++)
            newest = Math.Max(newest, visit.Calls[i].Version);
        for (var i = 0; i < visit.Notices.Count; i++)
            newest = Math.Max(newest, visit.Notices[i].Version);
        if (visit.Handoff is ToTheRoom { Asked: var asked })
        {
            for (var i = 0; i < asked.Count; i++)
                newest = Math.Max(newest, asked[i].Version);
        }

        return newest;
    }

    private sealed class Passed(Type state, int message, DateTimeOffset until, long at)
    {
        private int rings;

        public Type State => state;

        public int Message => message;

        public DateTimeOffset Until => until;

        public long At => at;

        public bool HasRung => Volatile.Read(ref rings) != 0;

        /// <summary>Seen by everybody before whoever rang looks whether this one still counts.</summary>
        public void Ring() => Interlocked.Exchange(ref rings, 1);

        public void WasAsked() => Volatile.Write(ref rings, 0);
    }
}

using System.Collections.Immutable;

namespace Bot.Clinic;

/// <summary>Where a session stands.</summary>
public enum SessionState
{
    Ahead,

    /// <summary>From its beginning on, until somebody has said who was there.</summary>
    Begun,

    /// <summary>Somebody has said who was there; it may be corrected.</summary>
    Noted,

    CalledOff,
}

/// <summary>All that is known of the training: sessions, what people said of them, who was there, who has completed it. Immutable.</summary>
public sealed record TrainingBook
{
    public static readonly TrainingBook Empty = new();

    private TrainingBook()
    {
    }

    public ImmutableDictionary<SessionId, Session> Sessions { get; private init; } = ImmutableDictionary<SessionId, Session>.Empty;

    public ImmutableDictionary<SessionId, CalledOff> Off { get; private init; } = ImmutableDictionary<SessionId, CalledOff>.Empty;

    public ImmutableDictionary<(SessionId Session, StaffId Who), SessionReply> Replies { get; private init; } = ImmutableDictionary<(SessionId, StaffId), SessionReply>.Empty;

    /// <summary>The latest word on each session.</summary>
    public ImmutableDictionary<SessionId, Attendance> There { get; private init; } = ImmutableDictionary<SessionId, Attendance>.Empty;

    /// <summary>Somebody who works at two sites trains once.</summary>
    public ImmutableDictionary<StaffId, Completion> Completed { get; private init; } = ImmutableDictionary<StaffId, Completion>.Empty;

    public TrainingBook With(Session session) => this with { Sessions = Sessions.SetItem(session.Id, session) };

    public TrainingBook With(SessionId session, CalledOff off) => this with { Off = Off.SetItem(session, off) };

    public TrainingBook With(SessionId session, StaffId who, SessionReply reply) => this with { Replies = Replies.SetItem((session, who), reply) };

    public TrainingBook With(Attendance there) =>
        There.TryGetValue(there.Session, out var known) && known.Version > there.Version ? this : this with { There = There.SetItem(there.Session, there) };

    /// <param name="completed">Null: they have not, after all.</param>
    public TrainingBook With(StaffId who, Completion? completed) =>
        this with { Completed = completed is null ? Completed.Remove(who) : Completed.SetItem(who, completed) };

    public Session? Find(SessionId id) => Sessions.GetValueOrDefault(id);

    /// <summary>The site's sessions in the order of their beginning.</summary>
    public IEnumerable<Session> Of(SiteId site) => Sessions.Values.Where(one => one.Site == site).OrderBy(one => one.Starts).ThenBy(one => one.Id.Value, StringComparer.Ordinal);

    public SessionState StateOf(Session session, DateTimeOffset now) =>
        Off.ContainsKey(session.Id) ? SessionState.CalledOff
        : There.ContainsKey(session.Id) ? SessionState.Noted
        : session.Starts <= now ? SessionState.Begun
        : SessionState.Ahead;

    /// <summary>True or false as they said; null if they have not.</summary>
    public bool? Comes(Session session, StaffId who) => Replies.TryGetValue((session.Id, who), out var reply) ? reply.Comes : null;

    /// <summary>Which word on its attendance the session has; 0 if none.</summary>
    public int VersionOf(SessionId session) => There.TryGetValue(session, out var there) ? there.Version : 0;

    public bool HasCompleted(StaffId who) => Completed.ContainsKey(who);

    /// <summary>Who works at the site now and has not completed the training, in the order of the staff list. Whoever left is not missing.</summary>
    public IReadOnlyList<Staff> Missing(SitePlan site) => [.. site.Staff.Where(one => !HasCompleted(one.Id))];

    /// <summary>False where nobody has begun to train: then there is nothing to report.</summary>
    public bool IsInUseAt(SitePlan site) => Sessions.Values.Any(one => one.Site == site.Id) || site.Staff.Any(one => HasCompleted(one.Id));

    /// <summary>
    /// What the attendance makes of somebody: the earliest session that they were at. Where none of those remembered has them, what an
    /// older one made of them stays.
    /// </summary>
    public Completion? CompletionOf(StaffId who)
    {
        var first = There.Values
            .Where(there => there.There.Contains(who) && Sessions.ContainsKey(there.Session))
            .Select(there => Sessions[there.Session])
            .MinBy(session => session.Starts);
        var known = Completed.GetValueOrDefault(who);
        if (known is not null && !Sessions.ContainsKey(known.Session) && (first is null || known.On <= first.Starts))
            return known;
        return first is null ? null : new Completion(first.Starts, first.Id);
    }

    /// <summary>Whose completion is not what the attendance makes of it: what is to be kept of them, or null for nothing.</summary>
    public IEnumerable<(StaffId Who, Completion? Is)> Unsettled() => There.Values.SelectMany(there => there.There).Concat(Completed.Keys).Distinct()
        .Select(who => (who, CompletionOf(who)))
        .Where(one => one.Item2 != Completed.GetValueOrDefault(one.who));
}

namespace Bot.Clinic;

/// <summary>One training session. Ten letters and digits, drawn at random.</summary>
public readonly record struct SessionId(string Value)
{
    /// <summary>An id from outside is not believed: null for what does not look like one of ours.</summary>
    public static SessionId? Read(string text) => text.Length is > 0 and <= 16 && text.All(char.IsAsciiLetterOrDigit) ? new SessionId(text) : null;

    public override string ToString() => Value;
}

/// <summary>A meeting in which people train, as a lead has set it. It is never changed: what happens to it is said beside it.</summary>
/// <param name="Minutes"><see cref="Shortest"/> to <see cref="Longest"/>.</param>
/// <param name="Presenter">Whoever leads through it: a lead or anybody else.</param>
/// <param name="Invited">At least one, at most <see cref="MostPeople"/>.</param>
/// <param name="Plays">The role plays; may be empty.</param>
public sealed record Session(
    SessionId Id, SiteId Site, DateTimeOffset Starts, int Minutes, StaffId Presenter, IReadOnlyList<StaffId> Invited, IReadOnlyList<ScenarioId> Plays,
    StaffId SetBy, DateTimeOffset SetAt)
{
    /// <summary>Below that there is no time for all four parts, in minutes.</summary>
    public const int Shortest = 15;

    /// <summary>Longer ones are several sessions, in minutes.</summary>
    public const int Longest = 180;

    /// <summary>A chat's list holds no more.</summary>
    public const int MostPeople = PracticeFile.MaxChoices;

    /// <summary>Exclusive.</summary>
    public DateTimeOffset Ends => Starts.AddMinutes(Minutes);

    /// <summary>The id alone.</summary>
    public override string ToString() => Id.Value;
}

/// <summary>What somebody who is invited has said.</summary>
public sealed record SessionReply(bool Comes, DateTimeOffset At);

/// <summary>A lead has cancelled a session.</summary>
public sealed record CalledOff(StaffId By, DateTimeOffset At);

/// <summary>Who was at a session, as its presenter or a lead has said it last.</summary>
/// <param name="Version">1 at first, one more with each correction: of two who save the same version one is told that the other was first.</param>
/// <param name="There">In the order of the staff list; people who have left since stay in it.</param>
public sealed record Attendance(SessionId Session, int Version, IReadOnlyList<StaffId> There, StaffId By, DateTimeOffset At);

/// <summary>Somebody has completed the training. It is kept for each person, for as long as the bot is used, however long the session is remembered.</summary>
/// <param name="On">When the session was.</param>
public sealed record Completion(DateTimeOffset On, SessionId Session);

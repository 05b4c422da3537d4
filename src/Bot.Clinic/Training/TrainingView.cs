namespace Bot.Clinic;

/// <summary>The training on cards: a lead's plan, one session, and what somebody reads who is invited.</summary>
public static class TrainingView
{
    // What a phone shows without scrolling for long; the others are found once these are over.
    private const int MostSessions = 8;
    private const int MostMissing = 20;
    private const int MostNames = 12;
    private const int MostOthers = 4;

    /// <summary>So long a session whose attendance is noted stays in the plan, to be corrected.</summary>
    private static readonly TimeSpan StaysFor = TimeSpan.FromDays(30);

    /// <summary>For the lead alone.</summary>
    /// <param name="next">The id that the next session gets.</param>
    public static TrainingModel Plan(TrainingBook book, SitePlan site, SessionId next, string notice, DateTimeOffset now)
    {
        var missing = book.Missing(site).Select(one => one.Short).ToList();

        // What waits for an answer first, then what comes, then what was.
        var sessions = book.Of(site.Id)
            .Where(one => book.StateOf(one, now) is not SessionState.CalledOff && one.Ends + StaysFor > now)
            .OrderBy(one => book.StateOf(one, now) switch { SessionState.Begun => 0, SessionState.Ahead => 1, _ => 2 })
            .ToList();
        return new TrainingModel(
            next.Value, $"{TrainingWords.NewSession}:{site.Id}", site.Name, Texts.Clock(now, site.Zone), notice, $"{TrainingWords.Share(book, site)} have completed the training",
            [.. Texts.Few(missing, MostMissing)],
            [.. sessions.Take(MostSessions).Select(one => new PlannedSession(one.Id.Value, TrainingWords.Start(one, site), Detail(one, book, site, now), "Open", TrainingWords.Open))],
            Math.Max(0, sessions.Count - MostSessions));
    }

    /// <summary>For the presenter and the leads.</summary>
    /// <param name="asks">True: whether it shall really be cancelled.</param>
    public static SessionModel Session(
        Session session, TrainingBook book, SitePlan site, IReadOnlyList<Scenario> plays, Staff reader, string notice, DateTimeOffset now, bool asks = false)
    {
        var state = book.StateOf(session, now);
        var isLead = reader.Role == Role.Lead;
        List<Button> plan = isLead ? [new Button("All sessions", $"{TrainingWords.Plan}:{site.Id}")] : [];
        List<Button> also = state switch
        {
            SessionState.Ahead when asks => [new Button("Yes, cancel it", $"{TrainingWords.Cancel}:yes"), new Button("Keep it", TrainingWords.Open)],
            SessionState.Noted => [new Button("Correct…", TrainingWords.Attendance), .. plan],
            _ => plan,
        };
        return new SessionModel(
            session.Id.Value,
            state switch { SessionState.CalledOff => "Training, cancelled", SessionState.Noted => "Training, done", _ => "Training session" },
            TrainingWords.When(session, site),
            $"Presented by {NameOf(session.Presenter, site)}",
            notice,
            state is SessionState.CalledOff or SessionState.Noted ? [] : [.. RunSheet.Of(session, site, plays).Select(part => new SheetLine($"{part.Minutes} min", part.Title, part.How))],
            state is SessionState.CalledOff or SessionState.Noted ? "" : site.TrainingVideo,
            [.. People(session, book, site, state)],
            state == SessionState.Begun ? [new Button("Who was there…", TrainingWords.Attendance)] : [],
            also,
            state == SessionState.Ahead && isLead && !asks ? [new Button("Cancel session…", TrainingWords.Cancel)] : []);
    }

    /// <summary>For somebody who is invited.</summary>
    /// <param name="line">Why they read it; empty for how it stands.</param>
    public static InviteModel Invite(Session session, TrainingBook book, SitePlan site, StaffId who, string line, string notice, DateTimeOffset now)
    {
        var comes = book.Comes(session, who);
        var state = book.StateOf(session, now);
        var (yes, no) = (new Button("I'll be there", TrainingWords.Comes), new Button("Can't come", TrainingWords.CantCome));
        var others = book.Of(session.Site)
            .Where(one => one.Id != session.Id && one.Invited.Contains(who) && book.StateOf(one, now) == SessionState.Ahead)
            .Select(one => TrainingWords.Start(one, site)).ToList();
        return new InviteModel(
            session.Id.Value,
            line.Length > 0 ? line : Line(state, comes),
            TrainingWords.When(session, site),
            $"{site.Name}, presented by {NameOf(session.Presenter, site)}",
            notice,
            [.. Texts.Few(others, MostOthers)],
            state == SessionState.Ahead && comes is null ? [yes] : [],
            state != SessionState.Ahead ? [] : comes switch { null => [no], true => [no], false => [yes] });
    }

    /// <summary>What a note says above the session.</summary>
    public static string LineOf(TrainingNote what) => what switch
    {
        TrainingNote.NoAnswer => "The training is on the next working day. Please say whether you come",
        TrainingNote.Soon => "The training begins in a few minutes",
        TrainingNote.CalledOff => Line(SessionState.CalledOff, null),
        _ => Line(SessionState.Ahead, null),
    };

    private static string Line(SessionState state, bool? comes) => (state, comes) switch
    {
        (SessionState.CalledOff, _) => "The training is cancelled",
        (SessionState.Begun or SessionState.Noted, _) => "The training has begun",
        (_, true) => "You come to the training",
        (_, false) => "You can't come to the training",
        _ => "You are invited to the warm handoff training",
    };

    private static string Detail(Session session, TrainingBook book, SitePlan site, DateTimeOffset now) => book.StateOf(session, now) switch
    {
        SessionState.Begun => "Who was there?",
        SessionState.Noted => $"{TrainingWords.People(book.There[session.Id].There.Count)} there",
        _ => Replies(session, book, site),
    };

    // Whoever has left the clinic is no longer waited for.
    private static string Replies(Session session, TrainingBook book, SitePlan site)
    {
        var said = session.Invited.Where(one => site.Find(one) is not null).Select(one => book.Comes(session, one)).ToList();
        return $"{said.Count(one => one == true)} come, {said.Count(one => one == false)} can't, {said.Count(one => one is null)} not said";
    }

    private static IEnumerable<SessionPeople> People(Session session, TrainingBook book, SitePlan site, SessionState state)
    {
        if (state == SessionState.Noted)
            return Of(("Were there", book.There[session.Id].There));
        return Of(
            ("Come", [.. session.Invited.Where(one => book.Comes(session, one) == true)]),
            ("Can't come", [.. session.Invited.Where(one => book.Comes(session, one) == false)]),
            ("Not said", [.. session.Invited.Where(one => book.Comes(session, one) is null)]));

        IEnumerable<SessionPeople> Of(params (string Label, IReadOnlyList<StaffId> Who)[] groups) => groups
            .Where(group => group.Who.Count > 0)
            .Select(group => new SessionPeople(group.Label, Texts.And(Texts.Few([.. group.Who.Select(one => NameOf(one, site))], MostNames))));
    }

    private static string NameOf(StaffId who, SitePlan site) => site.Find(who)?.Short ?? "Former staff";
}

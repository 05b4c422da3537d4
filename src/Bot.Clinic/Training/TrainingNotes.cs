namespace Bot.Clinic;

/// <summary>What somebody is told of a session, each once.</summary>
public enum TrainingNote
{
    /// <summary>You are invited. Rings.</summary>
    Invited,

    /// <summary>You present it, set by somebody else.</summary>
    Presents,

    /// <summary>The working day before, to whoever has not answered.</summary>
    NoAnswer,

    /// <summary>A quarter of an hour before, to whoever has not said that they can't come. Rings.</summary>
    Soon,

    /// <summary>A quarter of an hour before, to the presenter. Rings.</summary>
    RunSheet,

    /// <summary>After the end: who was there?</summary>
    RollCall,

    /// <summary>It is cancelled. Rings.</summary>
    CalledOff,
}

/// <summary>One note that is due now.</summary>
public sealed record DueNote(Session Session, TrainingNote What, StaffId To)
{
    /// <summary>Under which it is remembered that it was sent: the same for every instance.</summary>
    public string Key => $"{Session.Id}|{What}|{To}";
}

/// <summary>Who is to be told what of the training, and when. Pure.</summary>
public static class TrainingNotes
{
    /// <summary>So long before the beginning people set out, and the presenter has the run sheet.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(15);

    /// <summary>Whoever was down for longer than that asks no more who was there; a lead still can say it.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromDays(7);

    /// <summary>A site that is open day and night does not ask at midnight.</summary>
    private static readonly TimeOnly Earliest = new(6, 0);

    /// <summary>False for what waits until somebody looks.</summary>
    public static bool Rings(TrainingNote what) => what is TrainingNote.Invited or TrainingNote.Soon or TrainingNote.RunSheet or TrainingNote.CalledOff;

    /// <summary>All notes that may be sent now, those that were sent included. Nobody is among them who no longer works here or uses no chat.</summary>
    public static IEnumerable<DueNote> DueAt(TrainingBook book, SitePlan site, DateTimeOffset now) => book.Of(site.Id)
        .SelectMany(session => Of(session, book, site, now))
        .Where(note => site.Find(note.To) is { UsesChat: true });

    private static IEnumerable<DueNote> Of(Session session, TrainingBook book, SitePlan site, DateTimeOffset now)
    {
        var invited = session.Invited.Where(one => one != session.Presenter).ToList();
        switch (book.StateOf(session, now))
        {
            case SessionState.CalledOff when now < session.Starts:
                return invited.Where(one => book.Comes(session, one) != false).Append(session.Presenter).Where(one => one != book.Off[session.Id].By)
                    .Select(one => new DueNote(session, TrainingNote.CalledOff, one));
            case SessionState.Ahead:
                return Ahead(session, book, site, invited, now);
            case SessionState.Begun when now >= session.Ends && now < session.Ends + Afterwards:
                return Presenters(session, site).Select(one => new DueNote(session, TrainingNote.RollCall, one));
            case SessionState.Begun when now < session.Ends:
                return Presenters(session, site).Select(one => new DueNote(session, TrainingNote.RunSheet, one));
            default:
                return [];
        }
    }

    private static IEnumerable<DueNote> Ahead(Session session, TrainingBook book, SitePlan site, List<StaffId> invited, DateTimeOffset now)
    {
        var isSoon = now >= session.Starts - Before;
        foreach (var one in invited)
        {
            // Whoever is invited a quarter of an hour before is told both at once: that it is soon says it all.
            if (isSoon && book.Comes(session, one) != false)
                yield return new(session, TrainingNote.Soon, one);
            else if (!isSoon)
                yield return new(session, TrainingNote.Invited, one);
            if (!isSoon && book.Comes(session, one) is null && IsTheDayBefore(session, site, now))
                yield return new(session, TrainingNote.NoAnswer, one);
        }

        foreach (var one in Presenters(session, site))
        {
            if (isSoon)
                yield return new(session, TrainingNote.RunSheet, one);
            else if (one != session.SetBy)
                yield return new(session, TrainingNote.Presents, one);
        }
    }

    // A presenter who has left is replaced by the leads: somebody must know who was there.
    private static IEnumerable<StaffId> Presenters(Session session, SitePlan site) =>
        site.Find(session.Presenter) is { UsesChat: true } ? [session.Presenter] : site.Staff.Where(one => one.Role == Role.Lead).Select(one => one.Id);

    // From opening to closing of the last day before it on which the site is open. Whoever was invited that day has just been asked.
    private static bool IsTheDayBefore(Session session, SitePlan site, DateTimeOffset now)
    {
        var today = Report.DayOf(now, site.Zone);
        var day = site.Opening.LastOpenDayBefore(Report.DayOf(session.Starts, site.Zone));
        if (today != day || Report.DayOf(session.SetAt, site.Zone) >= day)
            return false;
        var time = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, site.Zone).DateTime);
        return time >= Earliest && (!site.Opening.Days.TryGetValue(today.DayOfWeek, out var hours) || (time >= hours.Opens && time < hours.Closes));
    }
}

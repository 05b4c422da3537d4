namespace Bot.Clinic;

/// <summary>Who was at a session, from what somebody has picked.</summary>
public static class RollCall
{
    /// <summary>Who may be picked: everybody who works at the site, those who were invited first.</summary>
    public static IReadOnlyList<Staff> Eligible(Session session, TrainingBook book, SitePlan site) =>
    [
        .. site.Staff
            .OrderByDescending(one => session.Invited.Contains(one.Id) || one.Id == session.Presenter || IsThere(session, book, one.Id))
            .ThenBy(one => book.HasCompleted(one.Id))
            .Take(Session.MostPeople),
    ];

    /// <summary>Who is picked beforehand: as was said last, else whoever says they come, and the presenter.</summary>
    public static IReadOnlyList<StaffId> Preselected(Session session, TrainingBook book, SitePlan site) =>
    [
        .. Eligible(session, book, site).Select(one => one.Id)
            .Where(one => book.There.TryGetValue(session.Id, out var there) ? there.There.Contains(one) : one == session.Presenter || book.Comes(session, one) == true),
    ];

    /// <summary>The next word on a session's attendance; null, and a sentence that says why, if it is none.</summary>
    /// <param name="left">How many of those picked do not work here: nothing is noted of them.</param>
    public static Attendance? Read(
        Session session, TrainingBook book, IReadOnlyDictionary<string, string> inputs, SitePlan site, StaffId by, DateTimeOffset now, out int left, out string fault)
    {
        var picked = SessionDraft.List(inputs, "who").Select(one => new StaffId(one)).ToHashSet();
        left = picked.Count(one => site.Find(one) is null);
        fault = "";
        var before = book.There.GetValueOrDefault(session.Id);
        var there = site.Staff.Select(one => one.Id).Where(picked.Contains).ToList();
        if (there.Count == 0 && before is null)
        {
            fault = left > 0 ? "Whom you picked no longer works here. Pick who was there." : "Pick who was there.";
            return null;
        }

        // Whoever was there and has left since, or whom no list has room for, was there all the same.
        var shown = Eligible(session, book, site).Select(one => one.Id).ToHashSet();
        var kept = (before?.There ?? []).Where(one => !shown.Contains(one) && !there.Contains(one));
        return new Attendance(session.Id, (before?.Version ?? 0) + 1, [.. there, .. kept], by, now);
    }

    private static bool IsThere(Session session, TrainingBook book, StaffId who) => book.There.TryGetValue(session.Id, out var there) && there.There.Contains(who);
}

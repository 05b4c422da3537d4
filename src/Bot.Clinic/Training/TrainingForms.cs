namespace Bot.Clinic;

/// <summary>The training's two forms, with what is preselected.</summary>
public static class TrainingForms
{
    private const string UsualTime = "12:30";
    private const int UsualMinutes = 30;

    // More role plays than that are no session.
    private const int MostPlays = 20;

    /// <summary>Lengths that the form offers, in minutes; its templates have the same.</summary>
    private static readonly int[] Lengths = [15, 20, 30, 45, 60, 90];

    /// <param name="inputs">What somebody has filled in already: it stays as far as it can. Empty for a new form.</param>
    public static SessionFormModel Session(
        SessionId id, IReadOnlyDictionary<string, string> inputs, TrainingBook book, SitePlan site, IReadOnlyList<Scenario> plays, StaffId by, string notice, DateTimeOffset now)
    {
        // Who is missing comes first, and is picked.
        var people = site.Staff.OrderBy(one => book.HasCompleted(one.Id)).Take(Clinic.Session.MostPeople).ToList();
        List<Choice> choices = [.. people.Select(one => new Choice(Titled(one, book.HasCompleted(one.Id) ? " · trained" : ""), one.Id.Value))];
        var isNew = !inputs.ContainsKey("who");
        var who = isNew ? [.. people.Where(one => !book.HasCompleted(one.Id)).Select(one => one.Id.Value)] : SessionDraft.List(inputs, "who");
        List<Choice> picked = [.. choices.Where(one => who.Contains(one.Value))];
        List<Choice> scenarios = [.. plays.Take(MostPlays).Select(play => new Choice(TrainingWords.Plain(play.Shared.Title), play.Id.Value))];
        var played = SessionDraft.List(inputs, "plays");
        List<Choice> chosen = [.. scenarios.Where(one => played.Contains(one.Value))];
        var presenter = new[] { SessionDraft.Of(inputs, "presenter"), by.Value }.Select(one => choices.Find(choice => choice.Value == one)).FirstOrDefault(one => one is not null) ?? choices[0];
        var minutes = SessionDraft.Of(inputs, "minutes");
        return new SessionFormModel(
            id.Value, $"{TrainingWords.Set}:{site.Id}", $"{TrainingWords.Plan}:{site.Id}", notice,
            SessionDraft.ReadDay(SessionDraft.Of(inputs, "day")) is { } day ? SessionDraft.Text(day) : SessionDraft.Text(NextOpenDay(site, now)),
            SessionDraft.ReadTime(SessionDraft.Of(inputs, "time")) is { } ? inputs["time"] : UsualTime,
            Lengths.Any(length => $"{length}" == minutes) ? minutes : $"{UsualMinutes}",
            presenter.Value, presenter.Title,
            Joined(picked), Joined(chosen),
            choices, picked, scenarios, chosen);
    }

    /// <param name="picked">Who is picked beforehand.</param>
    public static AttendanceFormModel Attendance(Session session, TrainingBook book, SitePlan site, IReadOnlyCollection<StaffId> picked, string notice)
    {
        List<Choice> people = [.. RollCall.Eligible(session, book, site).Select(one => new Choice(Titled(one, ""), one.Id.Value))];
        List<Choice> there = [.. people.Where(one => picked.Contains(new StaffId(one.Value)))];
        return new AttendanceFormModel(
            session.Id.Value, $"{TrainingWords.Attended}:{book.VersionOf(session.Id)}", notice, TrainingWords.When(session, site), Joined(there), people, there);
    }

    private static string Titled(Staff one, string more) => TrainingWords.Plain(one.Short) + more;

    private static string Joined(IEnumerable<Choice> choices) => string.Join(',', choices.Select(one => one.Value));

    private static DateOnly NextOpenDay(SitePlan site, DateTimeOffset now)
    {
        var tomorrow = Report.DayOf(now, site.Zone).AddDays(1);
        return Enumerable.Range(0, 7).Select(tomorrow.AddDays).FirstOrDefault(day => site.Opening.Days.ContainsKey(day.DayOfWeek), tomorrow);
    }
}

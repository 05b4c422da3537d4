using Bot.Clinic;
using Bot.Tests.PracticeFiles;

namespace Bot.Tests.Training;

public sealed class WhoHasTrained
{
    private static readonly SitePlan Site = SamplePractice.Site(SamplePractice.Json);
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 17, 0, 0, TimeSpan.Zero);
    private static readonly StaffId Maria = new("maria.lopez");
    private static readonly StaffId Jordan = new("jordan.kim");
    private static readonly StaffId Priya = new("priya.shah");
    private static readonly StaffId Gone = new("casey.poe");
    private static readonly Session First = new(new SessionId("first"), Site.Id, Noon, 30, Priya, [Maria, Jordan], [], Priya, Noon.AddDays(-7));
    private static readonly Session Second = First with { Id = new SessionId("second"), Starts = Noon.AddDays(7) };

    [Fact]
    public void It_is_the_earliest_session_that_they_were_at()
    {
        var book = Settled(TrainingBook.Empty.With(First).With(Second).With(There(Second, Maria)).With(There(First, Maria, Jordan)));
        Assert.Equal(new Completion(First.Starts, First.Id), book.Completed[Maria]);
        Assert.Equal("2 of 10", TrainingWords.Share(book, Site));
        Assert.DoesNotContain(book.Missing(Site), one => one.Id == Maria);
    }

    [Fact]
    public void A_correction_takes_it_back_or_leaves_the_later_one()
    {
        var book = Settled(TrainingBook.Empty.With(First).With(Second).With(There(First, Maria, Jordan)).With(There(Second, Maria)));
        var corrected = Settled(book.With(There(First) with { Version = 2 }));
        Assert.Equal(Second.Id, corrected.Completed[Maria].Session);
        Assert.False(corrected.HasCompleted(Jordan));
    }

    [Fact]
    public void It_outlives_the_session()
    {
        var rows = Rows(Settled(TrainingBook.Empty.With(First).With(There(First, Maria))));
        var later = Settled(TrainingJson.Read(rows.Where(row => row.Kind == TrainingJson.CompletedKind)).With(Second).With(There(Second, Maria, Jordan)));
        Assert.Equal(First.Id, later.Completed[Maria].Session);
        Assert.Equal(Second.Id, later.Completed[Jordan].Session);
    }

    [Fact]
    public void Whoever_has_left_is_neither_missing_nor_counted()
    {
        var book = Settled(TrainingBook.Empty.With(First).With(There(First, Maria, Gone)));
        Assert.Equal("1 of 10", TrainingWords.Share(book, Site));
        Assert.Equal(9, book.Missing(Site).Count);
        Assert.Equal("Maria Lopez and Former staff", Assert.Single(TrainingView.Session(First, book, Site, [], Site.Find(Priya)!, "", Noon.AddHours(1)).People).Names);
    }

    [Fact]
    public void Attendance_of_somebody_who_has_left_is_not_noted_and_said()
    {
        var book = TrainingBook.Empty.With(First);
        var there = Read(book, "maria.lopez,casey.poe", out var left, out _)!;
        Assert.Equal([Maria], there.There);
        Assert.Equal(1, left);
        Assert.Null(Read(book, "casey.poe", out _, out var fault));
        Assert.Equal("Whom you picked no longer works here. Pick who was there.", fault);
        Assert.Null(Read(book, "", out _, out fault));
        Assert.Equal("Pick who was there.", fault);
    }

    [Fact]
    public void A_correction_leaves_those_who_have_left_as_they_were()
    {
        var book = TrainingBook.Empty.With(First).With(There(First, Maria, Gone));
        var there = Read(book, "jordan.kim", out _, out _)!;
        Assert.Equal([Jordan, Gone], there.There);
        Assert.Equal(2, there.Version);
    }

    [Fact]
    public void Everybody_may_be_picked_and_those_who_come_are_beforehand()
    {
        var book = TrainingBook.Empty.With(First).With(First.Id, Maria, new SessionReply(true, Noon)).With(First.Id, Jordan, new SessionReply(false, Noon));
        var form = TrainingForms.Attendance(First, book, Site, RollCall.Preselected(First, book, Site), "");
        Assert.Equal("maria.lopez,priya.shah", form.Who);
        Assert.Equal(Site.Staff.Count, form.People.Count);
        Assert.Equal(["Maria Lopez", "Jordan Kim", "Priya Shah"], form.People.Take(3).Select(one => one.Title));
    }

    [Fact]
    public void A_name_that_came_from_a_chat_is_no_markup_in_a_box()
    {
        var site = Site with { Staff = [.. Site.Staff, Site.Staff[0] with { Id = new StaffId("new1"), Name = "*[x](y)*", Short = "*[Ca_sey](http://x)*" }, Site.Staff[0] with { Id = new StaffId("new2"), Short = "**" }] };
        var form = TrainingForms.Attendance(First, TrainingBook.Empty.With(First), site, [], "");
        Assert.Equal(["Casey(http://x)", "Somebody"], form.People.TakeLast(2).Select(one => one.Title));
    }

    [Fact]
    public void All_of_it_survives_as_rows_and_what_is_none_is_passed_over()
    {
        var book = Settled(TrainingBook.Empty.With(First).With(Second).With(First.Id, Jordan, new SessionReply(false, Noon)).With(There(First, Maria)).With(Second.Id, new CalledOff(Priya, Noon)));
        var read = TrainingJson.Read(Rows(book).Append(new Kept(TrainingJson.Kind, "session|bad", "[]"u8.ToArray())).Append(new Kept(TrainingJson.Kind, "who|knows", "{}"u8.ToArray())));
        Assert.Equal(Rows(book).Select(Text).Order(StringComparer.Ordinal), Rows(read).Select(Text).Order(StringComparer.Ordinal));
    }

    private static Attendance There(Session session, params StaffId[] who) => new(session.Id, 1, who, Priya, Noon.AddMinutes(30));

    private static Attendance? Read(TrainingBook book, string who, out int left, out string fault) =>
        RollCall.Read(First, book, new Dictionary<string, string> { ["who"] = who }, Site, Priya, Noon.AddHours(1), out left, out fault);

    private static TrainingBook Settled(TrainingBook book) => book.Unsettled().ToList().Aggregate(book, (known, one) => known.With(one.Who, one.Is));

    private static IEnumerable<Kept> Rows(TrainingBook book) =>
    [
        .. book.Sessions.Values.Select(TrainingJson.Of),
        .. book.Off.Select(one => TrainingJson.Of(one.Key, one.Value)),
        .. book.Replies.Select(one => TrainingJson.Of(one.Key.Session, one.Key.Who, one.Value)),
        .. book.There.Values.Select(TrainingJson.Of),
        .. book.Completed.Select(one => TrainingJson.Of(one.Key, one.Value)),
    ];

    private static string Text(Kept row) => $"{row.Kind} {row.Key} {System.Text.Encoding.UTF8.GetString(row.Body.Span)}";
}

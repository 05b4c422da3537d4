using Bot.App;
using Bot.Clinic;
using static Bot.Tests.Visits.MainStreet;

namespace Bot.Tests.Reporting;

public sealed class TheNumbersOfAReport
{
    private static readonly DateOnly Tuesday = new(2026, 3, 3);

    [Fact]
    public void Warm_is_a_share_of_the_visits_that_were_marked_ready_and_have_ended()
    {
        var numbers = Of([.. Many(6, Warm), .. Many(4, Cold), Warm with { Ready = null }, Warm with { Outcome = Outcome.Mistake }, Warm with { Ended = null }]);
        Assert.Equal((10, 6, 1), (numbers.Eligible, numbers.Warm, numbers.StillOpen));
    }

    [Fact]
    public void Where_nobody_said_what_the_patients_part_was_it_counts_neither_way()
    {
        var numbers = Of([.. Many(6, Warm), .. Many(3, Warm with { Asked = 0, Unsaid = 1 })]);
        Assert.Equal((9, new Share(6, 6), new Share(0, 6)), (numbers.Warm, numbers.Asked, numbers.Added));
    }

    [Fact]
    public void Half_and_nine_in_ten_are_times_that_somebody_has_waited()
    {
        var spread = Spread.Of([9, 1, 2, 3, 4, 5, 6, 7, 8, 10]);
        Assert.Equal((5.0, 9.0), (spread.Half!.Value, spread.NineInTen!.Value));
        Assert.Null(Spread.Of([1, 2, 3, 4]).Half);
    }

    [Fact]
    public void One_that_alone_would_be_hidden_takes_the_next_smallest_with_it()
    {
        var numbers = Of([.. Many(9, Asked(Lee)), .. Many(6, Asked(Patel)), .. Many(2, Asked(Kim))]);
        Assert.Equal([("Dr. Kim", null), ("Dr. Lee", 9), ("Dr. Patel", (int?)null)], numbers.Receivers.Select(one => (one.Name, one.Eligible)));
    }

    [Fact]
    public void Two_that_are_few_hide_each_other()
    {
        var numbers = Of([.. Many(9, Asked(Lee)), .. Many(4, Asked(Patel)), .. Many(2, Asked(Kim))]);
        Assert.Equal([null, 9, (int?)null], numbers.Receivers.Select(one => one.Eligible));
    }

    [Fact]
    public void Weeks_begin_on_Monday_and_one_with_few_visits_has_no_point()
    {
        var numbers = Report.Of([.. Many(5, Warm), .. Many(4, Warm with { Opened = Ten.AddDays(7) })], Plan, Tuesday, Tuesday.AddDays(9));
        Assert.Equal([(new DateOnly(2026, 3, 2), 100), (new DateOnly(2026, 3, 9), (int?)null)], numbers.Weeks.Select(week => (week.Monday, week.Warm.Percent)));
    }

    [Fact]
    public void A_day_begins_at_midnight_of_the_site_also_when_the_clocks_change()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        Assert.Equal(TimeSpan.FromHours(25), Report.StartOf(new DateOnly(2026, 11, 2), zone) - Report.StartOf(new DateOnly(2026, 11, 1), zone));
        Assert.Equal(new DateOnly(2026, 11, 1), Report.DayOf(Report.StartOf(new DateOnly(2026, 11, 1), zone), zone));
    }

    [Fact]
    public void Page_and_file_say_the_same()
    {
        var numbers = Of([.. Many(6, Warm), .. Many(4, Cold)]);
        var page = ReportPage.Of(Plan, numbers, "today", "k");
        Assert.Contains("6 of 10 visits", page, StringComparison.Ordinal);
        Assert.Contains("visits with a warm handoff,Main Street,6,10\r\n", ReportCsv.Of(Plan, numbers), StringComparison.Ordinal);
        Assert.Contains("Provider busy", page, StringComparison.Ordinal);
        Assert.Contains("cold handoffs by reason,Provider busy,not shown,\r\n", ReportCsv.Of(Plan, numbers), StringComparison.Ordinal);
    }

    [Fact]
    public void How_many_have_trained_stands_in_both_where_anybody_has_begun()
    {
        var numbers = Of(Many(4, Asked(Lee)));
        Assert.Contains("9 of 14 people have completed the training", ReportPage.Of(Plan, numbers, "today", "k", trained: new Share(9, 14)), StringComparison.Ordinal);
        Assert.DoesNotContain("training", ReportPage.Of(Plan, numbers, "today", "k"), StringComparison.Ordinal);
        Assert.Contains("\"people who have completed the training, as at now\",Main Street,9,14\r\n", ReportCsv.Of(Plan, numbers, trained: new Share(9, 14)), StringComparison.Ordinal);
        Assert.DoesNotContain("training", ReportCsv.Of(Plan, numbers), StringComparison.Ordinal);
    }

    [Fact]
    public void With_too_few_visits_it_says_only_that()
    {
        var numbers = Of(Many(4, Asked(Lee)));
        Assert.Contains("Not enough visits yet", ReportPage.Of(Plan, numbers, "today", "k"), StringComparison.Ordinal);
        Assert.DoesNotContain("Dr. Lee", ReportPage.Of(Plan, numbers, "today", "k") + ReportCsv.Of(Plan, numbers), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_begins_like_a_formula_is_no_formula_in_a_spreadsheet()
    {
        var staff = Plan.Staff.Select(one => one.Id == Lee ? one with { Name = "=cmd|' /C calc'!A0,\"x\"" } : one).ToList();
        var csv = ReportCsv.Of(Plan, Report.Of(Many(9, Asked(Lee)), Plan with { Staff = staff }, Tuesday, Tuesday));
        Assert.Contains("\"'=cmd|' /C calc'!A0,\"\"x\"\"\"", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_would_be_markup_is_text_on_the_page()
    {
        var staff = Plan.Staff.Select(one => one.Id == Lee ? one with { Name = "<b onload=x>&" } : one).ToList();
        var page = ReportPage.Of(Plan, Report.Of(Many(9, Asked(Lee)), Plan with { Staff = staff }, Tuesday, Tuesday), "today", "k");
        Assert.Contains("&lt;b onload=x&gt;&amp;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_be_chance_is_no_finding()
    {
        Assert.Equal("", RunChart.Finding([50, 52, 49, 51, 50, 52], "%"));
        Assert.Equal("From 45% to 76%", RunChart.Finding([45, 46, 52, 53, 56, 62, 76], "%"));
    }

    [Fact]
    public void Worth_a_look_is_what_was_overdue_cold_not_closed_or_left_unseen()
    {
        var looks = WorthALook.Of(
        [
            Warm with { Overdue = [new OverdueStep(ClockStep.NoAnswer, Ten.AddMinutes(6)), new OverdueStep(ClockStep.Lead, Ten.AddMinutes(10))] },
            Cold,
            Warm with { Outcome = Outcome.NotClosed, Ended = Ten.AddHours(8) },
            Warm with { Outcome = Outcome.LeftEarly, Together = null, Ended = Ten.AddMinutes(30) },
        ]);
        Assert.Equal(
            ["cold: provider busy", "nobody had answered, the lead was told", "left without having been seen", "nobody closed the visit"],
            looks.Select(look => look.What));
    }

    private static VisitSummary Warm => new(
        Four, Ten, Ten, Ten.AddMinutes(2), Ten.AddMinutes(6), Ten.AddMinutes(40), Outcome.Completed, null, true, true, 1, 0, 1, 0, 1, 2, 0, [], [], []);

    private static VisitSummary Cold => Warm with { Warm = 0, Asked = 0, Together = null, Cold = [new ColdHandoff(ColdReason.Busy, Ten.AddMinutes(8), null)] };

    private static VisitSummary Asked(StaffId who) => Warm with { FirstAsked = who };

    private static IEnumerable<VisitSummary> Many(int count, VisitSummary visit) => Enumerable.Repeat(visit, count);

    private static ReportNumbers Of(IEnumerable<VisitSummary> visits) => Report.Of(visits, Plan, Tuesday, Tuesday);
}

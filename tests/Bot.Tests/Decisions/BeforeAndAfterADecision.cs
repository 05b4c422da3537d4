using Bot.App;
using Bot.Clinic;
using static Bot.Tests.Decisions.Plans;
using static Bot.Tests.Visits.MainStreet;
using static Bot.Tests.Visits.Situation;

namespace Bot.Tests.Decisions;

/// <summary>What is counted, and of what, once a plan says where warm handoffs are offered.</summary>
public sealed class BeforeAndAfterADecision
{
    private static readonly DateOnly Begun = new(2026, 3, 2);
    private static readonly VisitCommand Ready4 = new MarkReady(Four, ReadyNotes.None, null, Maria, At(0));

    private static readonly VisitSummary Warm = new(
        Four, Ten, Ten, Ten.AddMinutes(2), Ten.AddMinutes(6), Ten.AddMinutes(40), Outcome.Completed, null, true, true, 1, 0, 1, 0, 1, 2, 0, [], [], []);

    private static readonly VisitSummary Cold = Warm with { Warm = 0, Asked = 0, Together = null, Cold = [new ColdHandoff(ColdReason.Busy, Ten.AddMinutes(8), null)] };

    private static readonly VisitSummary Outside = Warm with { Warm = 0, Asked = 0, Accepted = null, Together = null, Offered = false };

    [Fact]
    public void A_visit_outside_the_plan_is_in_no_rate_unless_somebody_was_asked_or_came()
    {
        Assert.False(Of(Ready4, new FinishVisit([], Maria, At(20))).IsEligible);
        Assert.True(Of(Ready4, new Request(new Whom.Someone(Lee), Maria, At(1))).IsEligible);
        Assert.True(Of(Ready4, new Here(Lee, Maria, At(1))).IsEligible);
        Assert.True(Of(new MarkReady(Four, ReadyNotes.None, new Whom.Someone(Lee), Maria, At(0))).IsEligible);
    }

    [Fact]
    public void Asking_that_was_taken_back_was_no_asking() =>
        Assert.False(Of(Ready4, new Request(new Whom.Someone(Lee), Maria, At(1)), new Undo(Maria, At(1.5))).IsEligible);

    [Fact]
    public void Rates_are_of_what_is_in_the_plan_and_say_so()
    {
        var numbers = Report.Of([.. Many(6, Warm), .. Many(4, Cold), .. Many(30, Outside)], Plan, Begun, Begun.AddDays(1));
        Assert.Equal((10, 6, 30), (numbers.Eligible, numbers.Warm, numbers.Unoffered));
        Assert.Equal("60% 6 of 10 visits in the plan or asked for", Line(ReportView.Of(Now, numbers, numbers, [], Ten), "Warm handoffs"));
        Assert.Contains("\"visits marked ready, not in the plan and not asked for\",\"Main Street\",\"30\"", Quoted(ReportCsv.Of(Plan, numbers)), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_missed_where_nobody_need_be_asked()
    {
        var late = Outside with { Overdue = [new OverdueStep(ClockStep.Ready, Ten.AddHours(1))] };
        Assert.Empty(WorthALook.Of([late]));
        Assert.Single(WorthALook.Of([late with { Offered = true }]));
    }

    // By hand: before, 9 of 50. Since, 12 of 15 in the plan; of all 15 + 45 that were ready, 12 of 60, which is 20%.
    [Fact]
    public void Before_and_after_have_a_count_a_population_and_the_same_of_all_visits()
    {
        var lines = Compared([.. Many(9, Warm), .. Many(41, Cold)], [.. Many(12, Warm), .. Many(3, Cold), .. Many(45, Outside)]);
        Assert.Equal(
            [
                "Warm before 2 Mar 18% 9 of 50 visits that were marked ready",
                "Warm since 9 Mar 80% 12 of 15 visits in the plan or asked for",
                "Of all visits since 9 Mar 20% 12 of 60 that were marked ready; 9 of 50 before 2 Mar",
                "Together before 2 Mar 6.0 min half of 9 visits; 9 in 10 within 6.0 min",
                "Together since 9 Mar 6.0 min half of 12 visits; 9 in 10 within 6.0 min",
            ],
            lines);
    }

    [Fact]
    public void Few_are_not_compared()
    {
        Assert.Equal(["Before and after – too few to compare: 4 visits before 2 Mar, 10 since 9 Mar"], Compared([.. Many(4, Warm)], [.. Many(10, Warm)]));
        var csv = ReportCsv.Of(Plan, Numbers(Many(4, Warm)), new BeforeAndAfter(Begun, Begun.AddDays(7), Numbers(Many(4, Warm)), Numbers(Many(10, Warm))));
        Assert.Contains("\"before 2026-03-02: visits with a warm handoff, of visits that were marked ready\",\"Main Street\",\"fewer than 5\",\"fewer than 5\"", Quoted(csv), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_and_the_file_compare_too_and_name_nobody()
    {
        var compared = new BeforeAndAfter(Begun, Begun.AddDays(7), Numbers([.. Many(9, Warm with { FirstAsked = Lee }), .. Many(41, Cold)]), Numbers([.. Many(12, Warm), .. Many(3, Cold), .. Many(45, Outside)]));
        var page = ReportPage.Of(Plan, Numbers([]), "quarter", "k", compared);
        Assert.Contains("<tr><th scope=\"row\">Warm, like for like</th><td>18% (9 of 50)</td><td>20% (12 of 60)</td><td>all visits that were marked ready</td></tr>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Dr. Lee", page, StringComparison.Ordinal);
        Assert.Contains("\"since 2026-03-09: visits with a warm handoff, of all that were marked ready\",\"Main Street\",\"12\",\"60\"", Quoted(ReportCsv.Of(Plan, Numbers([]), compared)), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_is_decided_page_file_and_card_are_as_they_were()
    {
        var numbers = Numbers([.. Many(6, Warm), .. Many(4, Cold)]);
        Assert.DoesNotContain("plan", ReportPage.Of(Plan, numbers, "week", "k") + ReportCsv.Of(Plan, numbers), StringComparison.Ordinal);
        Assert.DoesNotContain(ReportView.Of(Now, numbers, numbers, [], Ten).Lines, line => line.Label.Contains("before", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Before_is_before_the_first_decision_and_since_is_since_the_present_one()
    {
        var decided = DecisionsSoFar.None.With(MariaWithLee with { From = Begun }).With(Everything with { From = Begun.AddDays(14) });
        Assert.Equal(((Begun.AddDays(-84), Begun.AddDays(-1)), (Begun, Begun.AddDays(13))), BeforeAndAfter.DaysOf(decided, Begun.AddDays(13)));
        Assert.Equal(((Begun.AddDays(-84), Begun.AddDays(-1)), (Begun.AddDays(14), Begun.AddDays(20))), BeforeAndAfter.DaysOf(decided, Begun.AddDays(20)));
        Assert.Equal(84, BeforeAndAfter.DaysOf(decided, Begun.AddDays(200))!.Value.Since is var (from, to) ? to.DayNumber - from.DayNumber + 1 : 0);
        Assert.Null(BeforeAndAfter.DaysOf(decided, Begun.AddDays(-1)));
    }

    [Fact]
    public void What_was_to_begin_later_is_replaced_and_what_has_begun_is_remembered()
    {
        var first = MariaWithLee with { From = Begun };
        var next = Everything with { From = Begun.AddDays(7) };
        var decided = DecisionsSoFar.None.With(first).With(NewPatients with { From = Begun.AddDays(8) }).With(next);
        Assert.Equal([first, next], decided.All);
        Assert.Equal((null, first, next), (decided.On(Begun.AddDays(-1)), decided.On(Begun.AddDays(6)), decided.On(Begun.AddDays(7))));
    }

    [Fact]
    public void Decisions_come_back_from_disk_as_they_were()
    {
        var all = DecisionsSoFar.None.With(MariaWithLee).With(Plans.During(Moment.BeforeLunch, Moment.LastOfTheDay) with { From = Begun.AddDays(1), Patients = ["courtesy"] })
            .With(Everything with { From = Begun.AddDays(2), Wait = Wait.Return });
        Assert.Equal(all.Write(), DecisionsSoFar.Read(all.Write())!.Write());
        Assert.Equivalent(all.All[1], DecisionsSoFar.Read(all.Write())!.All[1], strict: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"all\":null}")]
    [InlineData("{\"all\":[{}]}")]
    [InlineData("{\"all\":[null]}")]
    [InlineData("{\"all\":[{\"routes\":[7],\"wait\":\"stay\"}]}")]
    public void What_is_no_decision_on_disk_is_none(string body) => Assert.Null(DecisionsSoFar.Read(System.Text.Encoding.UTF8.GetBytes(body)));

    private static List<string> Compared(IEnumerable<VisitSummary> before, IEnumerable<VisitSummary> since)
    {
        var numbers = Numbers(since);
        var compared = new BeforeAndAfter(Begun, Begun.AddDays(7), Numbers(before), numbers);
        var without = ReportView.Of(Now, numbers, numbers, [], Ten).Lines.Count;
        return [.. ReportView.Of(Now, numbers, numbers, [], Ten, compared).Lines.Skip(without).Select(line => $"{line.Label} {line.Value} {line.Detail}")];
    }

    private static string Line(ReportModel model, string label) => model.Lines.Single(line => line.Label == label) is var line ? $"{line.Value} {line.Detail}" : "";

    private static ReportNumbers Numbers(IEnumerable<VisitSummary> visits) => Report.Of(visits, Plan, Begun, Begun.AddDays(1));

    private static IEnumerable<VisitSummary> Many(int count, VisitSummary visit) => Enumerable.Repeat(visit, count);

    // One form, whichever fields needed quotes.
    private static string Quoted(string csv) => string.Join('\n', csv.Split("\r\n").Select(line =>
        string.Join(',', System.Text.RegularExpressions.Regex.Matches(line, "(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))").Select(field => $"\"{field.Groups[1].Value}{field.Groups[2].Value}\""))));

    private static VisitSummary Of(params VisitCommand[] steps)
    {
        Visit? visit = null;
        var events = new List<VisitEvent>();
        foreach (var step in steps)
        {
            var happened = Assert.IsType<Decision.Happened>(Rules.Decide(visit, Decided(NewPatients), step));
            events.AddRange(happened.Events);
            visit = After(visit, happened);
        }

        return Summing.Of(TheVisit, Plan.Id, Four, events);
    }
}

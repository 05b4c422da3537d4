using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;
using Bot.Tests.PracticeFiles;
using static Bot.Tests.Visits.MainStreet;

namespace Bot.Tests.Reporting;

public sealed class TheMorningDigest : IAsyncDisposable
{
    private const string Lead = "person:priya.shah";

    private static readonly Speaker AnMa = PaperClinic.By("teams", 1);

    // Monday to Friday, 7:30 to 18:00. The clock of the test starts on a Tuesday at 10:00.
    private static readonly string Weekdays = SamplePractice.Json
        .Replace("00:00-23:59", "07:30-18:00", StringComparison.Ordinal)
        .Replace("\"sat\": \"07:30-18:00\",", "", StringComparison.Ordinal)
        .Replace("\"fri\": \"07:30-18:00\",", "\"fri\": \"07:30-18:00\"", StringComparison.Ordinal)
        .Replace("\"sun\": \"07:30-18:00\"", "", StringComparison.Ordinal);

    private readonly PaperClinic clinic = new(Weekdays);

    [Fact]
    public async Task At_opening_the_lead_reads_the_day_before_in_five_lines_and_nothing_buzzes()
    {
        await LeaveEarlyAsync(5);
        await LookAtAsync(25, "7:29");
        Assert.Empty(clinic.Teams.In(Lead));
        await LookAtAsync(25, "7:30");

        var digest = Assert.Single(clinic.Teams.In(Lead));
        Assert.Equal(("report", "", "Yesterday"), (digest.Card, digest.Rang, digest.Model["period"]!.GetValue<string>()));
        Assert.Equal(
            [
                "Warm handoffs 0% 0 of 5 visits that were marked ready",
                "Ready to together – fewer than 5 visits",
                "Interruptions – messages that buzz, for each of 0 handoffs",
                "Closing questions – 0 of 0 visits that were done",
                "Worth a look 5 Room 4 at 10:05 (left without having been seen), room 4 at 10:10 (left without having been seen) and 3 more",
            ],
            LinesOf(digest));
        Assert.DoesNotContain(clinic.Teams.Messages.Concat(clinic.Slack.Messages), message => message.Card == "report" && message != digest);
    }

    [Fact]
    public async Task It_comes_once_after_a_restart_and_beside_another_instance_too()
    {
        await LeaveEarlyAsync(1);
        await using var other = new PaperClinic(Weekdays, store: clinic.Store, beside: clinic);
        await LookAtAsync(25, "7:30");
        await LookAtAsync(25, "8:00");
        other.Clock.Advance(clinic.Clock.GetUtcNow() - other.Clock.GetUtcNow());
        await other.Get<Huddles>().LookAsync(default);
        Assert.Single(clinic.Teams.In(Lead));
    }

    [Fact]
    public async Task With_few_visits_it_says_only_that_and_what_is_worth_a_look()
    {
        await LeaveEarlyAsync(1);
        await LookAtAsync(25, "7:30");
        Assert.Equal(
            ["Visits 1 Not enough visits for numbers yet", "Worth a look 1 Room 4 at 10:05 (left without having been seen)"],
            LinesOf(Assert.Single(clinic.Teams.In(Lead))));
    }

    [Fact]
    public async Task Nothing_comes_where_there_is_nothing_to_say_or_the_site_is_closed()
    {
        await LookAtAsync(25, "7:30");
        Assert.Empty(clinic.Teams.In(Lead));

        clinic.Clock.Advance(At(27, "12:00") - clinic.Clock.GetUtcNow());
        await LeaveEarlyAsync(1);
        await LookAtAsync(28, "7:30");
        Assert.Empty(clinic.Teams.In(Lead));

        // On Monday it is about Friday.
        await LookAtAsync(30, "7:30");
        Assert.Equal("27 Nov to 29 Nov", Assert.Single(clinic.Teams.In(Lead)).Model["period"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_chat_that_asks_for_time_gets_it_later_and_once()
    {
        await LeaveEarlyAsync(1);
        clinic.Teams.RefusePosts = () => new ChannelException(ChannelTrouble.Later, "busy");
        await LookAtAsync(25, "7:30");
        clinic.Teams.RefusePosts = null;
        await LookAtAsync(25, "7:31");
        await LookAtAsync(25, "7:32");
        Assert.Single(clinic.Teams.In(Lead));
    }

    [Fact]
    public async Task A_lead_who_is_off_reads_it_when_they_are_on()
    {
        await LeaveEarlyAsync(1);
        clinic.Clock.Advance(At(25, "7:00") - clinic.Clock.GetUtcNow());
        await clinic.SaysAsync(PaperClinic.By("teams", 10), "off");
        await LookAtAsync(25, "7:30");
        Assert.Empty(clinic.Teams.In(Lead));
        await clinic.SaysAsync(PaperClinic.By("teams", 10), "on");
        await LookAtAsync(25, "9:00");
        Assert.Single(clinic.Teams.In(Lead));
    }

    [Theory]
    [InlineData(Digest.Daily, "2026-11-25 08:00", "2026-11-24 2026-11-24")]
    [InlineData(Digest.Daily, "2026-11-23 08:00", "2026-11-20 2026-11-22")]
    [InlineData(Digest.Daily, "2026-11-21 08:00", "")]
    [InlineData(Digest.Daily, "2026-11-25 07:59", "")]
    [InlineData(Digest.Daily, "2026-11-25 11:59", "2026-11-24 2026-11-24")]
    [InlineData(Digest.Daily, "2026-11-25 12:00", "")]
    [InlineData(Digest.Weekly, "2026-11-23 08:00", "2026-11-16 2026-11-22")]
    [InlineData(Digest.Weekly, "2026-11-24 08:00", "")]
    [InlineData(Digest.Off, "2026-11-25 08:00", "")]
    public void The_practice_file_says_on_which_mornings(Digest digest, string now, string days) => Assert.Equal(days, Due(digest, 8, now));

    [Fact]
    public void A_site_that_is_open_day_and_night_has_its_morning_at_six()
    {
        Assert.Equal("", Due(Digest.Daily, 0, "2026-11-25 05:59"));
        Assert.Equal("2026-11-24 2026-11-24", Due(Digest.Daily, 0, "2026-11-25 06:00"));
    }

    [Fact]
    public void Of_a_week_what_is_worth_a_look_is_counted_and_no_more()
    {
        var numbers = Report.Of([], Plan, new(2026, 11, 16), new(2026, 11, 22));
        var model = ReportView.Digest(Now, numbers, [new Worth("4", Ten, "cold: patient declined")], Ten)!;
        Assert.Equal(("16 Nov to 22 Nov", new ReportLine("Worth a look", "1", "late, cold or left open")), (model.Period, model.Lines[^1]));
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    private static string Due(Digest digest, int opens, string now)
    {
        var hours = Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .ToDictionary(day => day, _ => new Hours(new TimeOnly(opens, 0), new TimeOnly(17, 0)));
        var site = Plan with { Opening = new OpeningTimes(hours), Manners = Plan.Manners with { Digest = digest } };
        return Huddle.DueAt(site, DateTimeOffset.Parse(now + "Z", System.Globalization.CultureInfo.InvariantCulture)) is { } due ? $"{due.From:O} {due.To:O}" : "";
    }

    // At the sample site, five hours behind in November.
    private static DateTimeOffset At(int day, string clock) =>
        new(new DateOnly(2026, 11, day).ToDateTime(TimeOnly.Parse(clock, System.Globalization.CultureInfo.InvariantCulture)), TimeSpan.FromHours(-5));

    private async Task LookAtAsync(int day, string clock)
    {
        clinic.Clock.Advance(At(day, clock) - clinic.Clock.GetUtcNow());
        await clinic.Get<Huddles>().LookAsync(default);
    }

    private async Task LeaveEarlyAsync(int visits)
    {
        for (var visit = 0; visit < visits; visit++)
        {
            await clinic.SaysAsync(AnMa, "ready 4");
            clinic.Clock.Advance(TimeSpan.FromMinutes(5));
            await clinic.SaysAsync(AnMa, "left 4");
        }
    }

    private static IEnumerable<string> LinesOf(PaperMessage digest) =>
        digest.Model["lines"]!.AsArray().Select(line => $"{line!["label"]} {line["value"]} {line["detail"]}");
}

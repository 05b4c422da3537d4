using System.Globalization;
using Bot.Clinic;

namespace Bot.Tests.PracticeFiles;

public sealed class ClosingTimes
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    // In New York the clocks go from 02:00 to 03:00 on 8 March 2026, and from 02:00 back to 01:00 on 1 November 2026, both Sundays.
    [Theory]
    [InlineData("20:00", "2026-03-07T21:00-05:00", "2026-03-08T20:00-04:00")] // across the change, local time holds
    [InlineData("02:30", "2026-03-07T21:00-05:00", "2026-03-08T03:30-04:00")] // a closing that the clocks skip comes an hour later
    [InlineData("02:30", "2026-03-08T03:30-04:00", "2026-03-09T02:30-04:00")]
    [InlineData("20:00", "2026-10-31T21:00-04:00", "2026-11-01T20:00-05:00")]
    [InlineData("01:30", "2026-10-31T21:00-04:00", "2026-11-01T01:30-05:00")] // one that comes twice counts the second time
    [InlineData("01:30", "2026-11-01T01:30-04:00", "2026-11-01T01:30-05:00")]
    [InlineData("01:30", "2026-11-01T01:30-05:00", "2026-11-02T01:30-05:00")] // exclusive
    [InlineData("20:00", "2026-06-01T19:59-04:00", "2026-06-01T20:00-04:00")]
    [InlineData("20:00", "2026-06-01T20:00-04:00", "2026-06-02T20:00-04:00")]
    [InlineData("20:00", "2026-06-02T01:00+00:00", "2026-06-02T20:00-04:00")] // asked in another zone: 21:00 on 1 June there
    public void The_next_closing_follows_the_clock_on_the_wall(string closes, string at, string expected)
    {
        var hours = new Hours(new TimeOnly(0, 0), TimeOnly.Parse(closes, CultureInfo.InvariantCulture));
        var opening = new OpeningTimes(Enum.GetValues<DayOfWeek>().ToDictionary(day => day, _ => hours));
        var next = opening.NextClosing(Moment(at), NewYork);
        Assert.Equal(Moment(expected), next);
        Assert.Equal(Moment(expected).Offset, next.Offset);
    }

    [Fact]
    public void A_closed_day_is_passed_over()
    {
        var opening = new OpeningTimes(new Dictionary<DayOfWeek, Hours> { [DayOfWeek.Monday] = new(new(8, 0), new(17, 0)) });
        Assert.Equal(Moment("2026-06-08T17:00-04:00"), opening.NextClosing(Moment("2026-06-01T17:00-04:00"), NewYork));
    }

    [Fact]
    public void A_site_that_never_closes_gives_a_day() =>
        Assert.Equal(
            Moment("2026-06-02T17:00-04:00"),
            new OpeningTimes(new Dictionary<DayOfWeek, Hours>()).NextClosing(Moment("2026-06-01T17:00-04:00"), NewYork));

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

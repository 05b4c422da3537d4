using System.Globalization;
using Bot.Clinic;
using Bot.Tests.PracticeFiles;

namespace Bot.Tests.Training;

/// <summary>Who is told what of a session, and when: pure, so each moment can be asked for.</summary>
public sealed class WhatIsDueOfTheTraining
{
    // Closed at the weekend, and from half past five to eight.
    private static readonly SitePlan Site = SamplePractice.Site(SamplePractice.Json) with
    {
        Opening = new OpeningTimes(Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .ToDictionary(day => day, _ => new Hours(new TimeOnly(8, 0), new TimeOnly(17, 30)))),
    };

    private static readonly StaffId Maria = new("maria.lopez");
    private static readonly StaffId Jordan = new("jordan.kim");
    private static readonly StaffId Priya = new("priya.shah");
    private static readonly StaffId Lee = new("sam.lee");
    private static readonly StaffId Gone = new("casey.poe");

    // On Monday 30 November from 12:30 to 13:00, set the Tuesday before.
    private static readonly Session Monday = new(
        new SessionId("monday"), Site.Id, At("2026-11-30 12:30"), 30, Priya, [Maria, Jordan, Gone], [], Priya, At("2026-11-24 10:00"));

    [Theory]
    [InlineData("2026-11-24 10:00", "Invited jordan.kim, Invited maria.lopez")]
    [InlineData("2026-11-27 07:59", "Invited jordan.kim, Invited maria.lopez")]
    [InlineData("2026-11-27 08:00", "Invited jordan.kim, Invited maria.lopez, NoAnswer jordan.kim, NoAnswer maria.lopez")]
    [InlineData("2026-11-27 17:30", "Invited jordan.kim, Invited maria.lopez")]
    [InlineData("2026-11-29 12:00", "Invited jordan.kim, Invited maria.lopez")]
    [InlineData("2026-11-30 12:14", "Invited jordan.kim, Invited maria.lopez")]
    [InlineData("2026-11-30 12:15", "RunSheet priya.shah, Soon jordan.kim, Soon maria.lopez")]
    [InlineData("2026-11-30 12:30", "RunSheet priya.shah")]
    [InlineData("2026-11-30 12:59", "RunSheet priya.shah")]
    [InlineData("2026-11-30 13:00", "RollCall priya.shah")]
    [InlineData("2026-12-07 12:59", "RollCall priya.shah")]
    [InlineData("2026-12-07 13:00", "")]
    public void Each_at_its_time_and_nobody_who_has_left(string now, string due) => Assert.Equal(due, Due(Empty, now));

    [Fact]
    public void Whoever_has_answered_is_not_asked_again_and_whoever_can_not_come_is_left_alone()
    {
        var book = Empty.With(Monday.Id, Maria, new SessionReply(true, At("2026-11-25 10:00"))).With(Monday.Id, Jordan, new SessionReply(false, At("2026-11-25 10:00")));
        Assert.Equal("Invited jordan.kim, Invited maria.lopez", Due(book, "2026-11-27 08:00"));
        Assert.Equal("RunSheet priya.shah, Soon maria.lopez", Due(book, "2026-11-30 12:15"));
    }

    [Fact]
    public void Whoever_is_invited_the_day_before_has_just_been_asked()
    {
        var book = TrainingBook.Empty.With(Monday with { SetAt = At("2026-11-27 09:00") });
        Assert.Equal("Invited jordan.kim, Invited maria.lopez", Due(book, "2026-11-27 10:00"));
    }

    [Fact]
    public void Once_it_is_cancelled_those_who_would_have_come_hear_of_it_and_nothing_else()
    {
        var book = Empty.With(Monday.Id, Jordan, new SessionReply(false, At("2026-11-25 10:00"))).With(Monday.Id, new CalledOff(Priya, At("2026-11-26 10:00")));
        Assert.Equal("CalledOff maria.lopez", Due(book, "2026-11-27 08:00"));
        Assert.Equal("", Due(book, "2026-11-30 13:00"));
    }

    [Fact]
    public void Once_it_is_noted_who_was_there_nobody_is_asked()
    {
        var book = Empty.With(new Attendance(Monday.Id, 1, [Maria], Priya, At("2026-11-30 12:50")));
        Assert.Equal("", Due(book, "2026-11-30 13:00"));
    }

    [Fact]
    public void A_presenter_set_by_somebody_else_is_told_so()
    {
        Assert.Equal("Invited jordan.kim, Invited maria.lopez, Presents sam.lee", Due(TrainingBook.Empty.With(Monday with { Presenter = Lee }), "2026-11-24 10:00"));
    }

    [Fact]
    public void For_a_presenter_who_has_left_the_leads_step_in() =>
        Assert.Equal("RollCall priya.shah", Due(TrainingBook.Empty.With(Monday with { Presenter = Gone, SetBy = Lee }), "2026-11-30 13:00"));

    [Fact]
    public void A_site_that_is_open_day_and_night_asks_at_six()
    {
        var site = Site with { Opening = new OpeningTimes(Enum.GetValues<DayOfWeek>().ToDictionary(day => day, _ => new Hours(new TimeOnly(0, 0), new TimeOnly(23, 59)))) };
        Assert.DoesNotContain("NoAnswer", Due(Empty, "2026-11-29 05:59", site), StringComparison.Ordinal);
        Assert.Contains("NoAnswer maria.lopez", Due(Empty, "2026-11-29 06:00", site), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_uses_no_chat_gets_nothing()
    {
        var site = Site with { Staff = [.. Site.Staff.Select(one => one.Id == Maria ? one with { UsesChat = false } : one)] };
        Assert.Equal("Invited jordan.kim", Due(Empty, "2026-11-24 10:00", site));
    }

    private static TrainingBook Empty => TrainingBook.Empty.With(Monday);

    private static string Due(TrainingBook book, string now, SitePlan? site = null) =>
        string.Join(", ", TrainingNotes.DueAt(book, site ?? Site, At(now)).Select(note => $"{note.What} {note.To}").Order(StringComparer.Ordinal));

    // At the sample site, five hours behind in November.
    private static DateTimeOffset At(string local) => new(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(-5));
}

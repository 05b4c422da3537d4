using System.Globalization;
using Bot.Clinic;
using Bot.Tests.PracticeFiles;

namespace Bot.Tests.Training;

/// <summary>What a lead fills in becomes a session, or one kind sentence.</summary>
public sealed class FillingInASession
{
    private static readonly SitePlan Site = SamplePractice.Site(SamplePractice.Json);

    // Ten in the morning there, on a Tuesday.
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 15, 0, 0, TimeSpan.Zero);
    private static readonly StaffId Priya = new("priya.shah");

    private static readonly IReadOnlyList<Scenario> Plays =
        [new(new ScenarioId("knee"), new SharedPart("Knee", 5, Role.Ma, Role.Provider, [], []), new FacilitatorsPart([], [], []))];

    [Fact]
    public void It_holds_what_was_picked_in_the_sites_own_time()
    {
        var session = Read("2026-12-01", "12:30", "30", "sam.lee", "maria.lopez, jordan.kim,maria.lopez", "knee", out var fault)!;
        Assert.Equal("", fault);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 17, 30, 0, TimeSpan.Zero), session.Starts);
        Assert.Equal((30, new StaffId("sam.lee"), Priya, Now), (session.Minutes, session.Presenter, session.SetBy, session.SetAt));
        Assert.Equal([new StaffId("maria.lopez"), new StaffId("jordan.kim")], session.Invited);
        Assert.Equal([new ScenarioId("knee")], session.Plays);
    }

    [Theory]
    [InlineData("", "12:30", "30", "sam.lee", "maria.lopez", "", "Pick a day.")]
    [InlineData("2026-02-30", "12:30", "30", "sam.lee", "maria.lopez", "", "Pick a day.")]
    [InlineData("1 December", "12:30", "30", "sam.lee", "maria.lopez", "", "Pick a day.")]
    [InlineData("2026-12-01", "", "30", "sam.lee", "maria.lopez", "", "Pick a time.")]
    [InlineData("2026-12-01", "25:00", "30", "sam.lee", "maria.lopez", "", "Pick a time.")]
    [InlineData("2026-11-24", "10:00", "30", "sam.lee", "maria.lopez", "", "That time has passed. Pick a later one.")]
    [InlineData("2026-11-23", "12:30", "30", "sam.lee", "maria.lopez", "", "That time has passed. Pick a later one.")]
    [InlineData("0001-01-01", "00:00", "30", "sam.lee", "maria.lopez", "", "That time has passed. Pick a later one.")]
    [InlineData("2027-11-26", "12:30", "30", "sam.lee", "maria.lopez", "", "That is more than a year away. Pick an earlier day.")]
    [InlineData("9999-12-31", "23:59", "30", "sam.lee", "maria.lopez", "", "That is more than a year away. Pick an earlier day.")]
    [InlineData("2027-03-14", "02:30", "30", "sam.lee", "maria.lopez", "", "The clocks go forward then: there is no such time on that day. Pick another.")]
    [InlineData("2026-12-01", "12:30", "14", "sam.lee", "maria.lopez", "", "A session takes at least 15 minutes.")]
    [InlineData("2026-12-01", "12:30", "-30", "sam.lee", "maria.lopez", "", "A session takes at least 15 minutes.")]
    [InlineData("2026-12-01", "12:30", "", "sam.lee", "maria.lopez", "", "A session takes at least 15 minutes.")]
    [InlineData("2026-12-01", "12:30", "181", "sam.lee", "maria.lopez", "", "A session takes at most 180 minutes. Set several instead.")]
    [InlineData("2026-12-01", "12:30", "30", "nobody", "maria.lopez", "", "Whoever presents must work here. Pick somebody else.")]
    [InlineData("2026-12-01", "12:30", "30", "sam.lee", "", "", "Pick who trains.")]
    [InlineData("2026-12-01", "12:30", "30", "sam.lee", "maria.lopez,casey.poe", "", "Somebody you picked no longer works here. Please pick again.")]
    [InlineData("2026-12-01", "12:30", "30", "sam.lee", "maria.lopez", "hip", "A role play you picked is no longer there. Please pick again.")]
    public void What_can_not_be_is_answered_with_one_sentence(string day, string time, string minutes, string presenter, string who, string plays, string sentence)
    {
        Assert.Null(Read(day, time, minutes, presenter, who, plays, out var fault));
        Assert.Equal(sentence, fault);
    }

    [Fact]
    public void A_day_before_there_were_days_is_no_fault_of_the_bot_in_the_east_either()
    {
        var inputs = new Dictionary<string, string> { ["day"] = "0001-01-01", ["time"] = "00:00", ["minutes"] = "30", ["presenter"] = "sam.lee", ["who"] = "maria.lopez" };
        Assert.Null(SessionDraft.Read(new SessionId("s1"), inputs, Site with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Australia/Sydney") }, Plays, Priya, Now, out var fault));
        Assert.Equal("That time has passed. Pick a later one.", fault);
    }

    [Fact]
    public void More_people_than_a_list_holds_are_several_sessions()
    {
        Assert.Null(Read("2026-12-01", "12:30", "30", "sam.lee", string.Join(',', Enumerable.Range(0, 101)), "", out var fault));
        Assert.Equal("At most 100 people fit into one session. Set several instead.", fault);
    }

    [Theory]
    [InlineData("15")]
    [InlineData("180")]
    public void The_shortest_and_the_longest_are_sessions(string minutes) =>
        Assert.NotNull(Read("2026-12-01", "12:30", minutes, "sam.lee", "maria.lopez", "", out _));

    [Theory]
    [InlineData("2027-03-15", "08:00", "2027-03-15T12:00Z")]
    [InlineData("2027-03-12", "08:00", "2027-03-12T13:00Z")]
    [InlineData("2027-11-07", "01:30", "2027-11-07T05:30Z")]
    public void The_clocks_going_forward_and_back_are_the_sites_own(string day, string time, string starts) =>
        Assert.Equal(DateTimeOffset.Parse(starts, CultureInfo.InvariantCulture), Read(day, time, "30", "sam.lee", "maria.lopez", "", out _)!.Starts);

    private static Session? Read(string day, string time, string minutes, string presenter, string who, string plays, out string fault) => SessionDraft.Read(
        new SessionId("s1"),
        new Dictionary<string, string> { ["day"] = day, ["time"] = time, ["minutes"] = minutes, ["presenter"] = presenter, ["who"] = who, ["plays"] = plays },
        Site, Plays, Priya, Now, out fault);
}

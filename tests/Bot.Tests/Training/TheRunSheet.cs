using Bot.Clinic;
using Bot.Tests.PracticeFiles;

namespace Bot.Tests.Training;

public sealed class TheRunSheet
{
    private static readonly SitePlan Site = SamplePractice.Site(SamplePractice.Json);
    private static readonly Session Half = new(
        new SessionId("s1"), Site.Id, new DateTimeOffset(2026, 12, 1, 17, 30, 0, TimeSpan.Zero), 30, new StaffId("priya.shah"), [new StaffId("maria.lopez")],
        [new ScenarioId("knee"), new ScenarioId("gone")], new StaffId("priya.shah"), default);

    [Fact]
    public void Its_four_parts_add_up_to_the_sessions_length_and_the_video_stays_short()
    {
        for (var minutes = Session.Shortest; minutes <= Session.Longest; minutes++)
        {
            var parts = RunSheet.Of(Half with { Minutes = minutes }, Site, []);
            Assert.Equal(["Slides", "Video", "Role plays", "Debrief"], parts.Select(part => part.Title));
            Assert.Equal(minutes, parts.Sum(part => part.Minutes));
            Assert.All(parts, part => Assert.InRange(part.Minutes, 3, minutes));
            Assert.InRange(parts[1].Minutes, 3, 5);
        }
    }

    [Fact]
    public void It_names_the_role_plays_that_are_there_and_what_to_type()
    {
        Scenario knee = new(new ScenarioId("knee"), new SharedPart("A first visit with knee pain", 5, Role.Ma, Role.Provider, [], []), new FacilitatorsPart([], [], []));
        Assert.Equal("A first visit with knee pain: practice knee", RunSheet.Of(Half, Site, [knee])[2].How);
        Assert.Equal("Choose one there: type practice", RunSheet.Of(Half, Site, [])[2].How);
    }

    [Fact]
    public void The_practice_file_says_where_the_video_is()
    {
        Assert.Contains("No link is set here", RunSheet.Of(Half, Site, [])[1].How, StringComparison.Ordinal);
        var site = SamplePractice.Site(With("https://example.org/video?id=7"));
        Assert.Equal(("https://example.org/video?id=7", "To the group, from the link below"), (site.TrainingVideo, RunSheet.Of(Half, site, [])[1].How));
    }

    [Theory]
    [InlineData("http://example.org/video")]
    [InlineData("example.org")]
    [InlineData("https://")]
    [InlineData("https://me:secret@example.org/")]
    [InlineData("https://example.org/a video")]
    [InlineData("javascript:alert(1)")]
    public void An_address_that_is_none_is_a_fault_with_its_place(string address)
    {
        var fault = Assert.Single(PracticeFile.Read(With(address)).Faults);
        Assert.Equal("$.sites[0].trainingVideo", fault.Path);
        Assert.EndsWith("is no web address; copy it whole from the browser, such as \"https://example.org/video\", at most 254 letters.", fault.What, StringComparison.Ordinal);
    }

    private static string With(string video) => SamplePractice.With("\"emergencyNumber\": \"5555\",", $"\"emergencyNumber\": \"5555\", \"trainingVideo\": \"{video}\",");
}

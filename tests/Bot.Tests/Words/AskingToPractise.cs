using Bot.Clinic;
using Bot.Tests.PracticeFiles;
using Bot.Tests.Training;

namespace Bot.Tests.Words;

public sealed class AskingToPractise
{
    private static readonly SitePlan Site = SamplePractice.Read(SamplePractice.Json).Sites[0];

    [Theory]
    [InlineData("practice", "", false)]
    [InlineData("Practise, please", "", false)]
    [InlineData("pract", "", false)]
    [InlineData("practice stop", "", true)]
    [InlineData("practice end", "", true)]
    [InlineData("practice the knee", "knee", false)]
    [InlineData("practice ready 4 lee", "ready 4 lee", false)]
    public void Is_read_with_whatever_stands_beside_it(string line, string named, bool stops)
    {
        var said = Assert.IsType<Spoken.Practises>(Grammar.Read(line, Site, direct: false));
        Assert.Equal((named, stops), (string.Join(' ', said.Named), said.Stops));
    }

    [Theory]
    [InlineData("practice 911 help", false)]
    [InlineData("911 practice", true)]
    public void Never_hides_a_call_for_help_at_the_beginning(string line, bool isAlarm) =>
        Assert.Equal(isAlarm, Grammar.Read(line, Site, direct: false) is Spoken.Emergency);

    [Theory]
    [InlineData("ma-to-provider", "ma-to-provider")]
    [InlineData("knee", "ma-to-provider")]
    [InlineData("first visit kn", "ma-to-provider")]
    [InlineData("provider behav", "provider-to-behavioral-health")]
    [InlineData("bag of medicines", "provider-to-pharmacist")]
    [InlineData("bag medicines", "provider-to-pharmacist")]
    [InlineData("medicines bag", "")]
    [InlineData("", "")]
    public void Finds_a_role_play_by_the_beginnings_of_its_words_in_their_order(string words, string found)
    {
        var meant = ScenarioNames.Meant([.. words.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Where(word => word is not "to")], RolePlays.All);
        Assert.Equal(found, string.Join(' ', meant.Select(one => one.Id)));
    }
}

using System.Text;
using System.Text.Json;
using Bot.App;
using Bot.Clinic;
using static Bot.Tests.Training.RolePlays;

namespace Bot.Tests.Training;

public sealed class FaultsInARolePlay
{
    private const string Title = "\"title\": \"A first visit with knee pain\"";
    private const string Tick = "\"Everyday words\"";

    private static readonly string[] AllSections = ["title", "minutes", "giver", "receiver", "situation", "players", "patient", "steps", "debrief"];

    // What stands in the role play, what is written instead, where the fault is told, a piece of its sentence, and whether editors see it too.
    public static TheoryData<string, string, string, string, bool> Slips => new()
    {
        { "\"minutes\": 5", "\"minutse\": 5", "$.minutse", "did you mean \"minutes\"?", true },
        { "\"minutes\": 5", "\"minutes\": \"5\"", "$.minutes", "without quotes", true },
        { "\"minutes\": 5", "\"minutes\": 2", "$.minutes", "from 3 to 30", true },
        { "\"minutes\": 5", "\"minutes\": 31", "$.minutes", "from 3 to 30", true },
        { "\"giver\": \"ma\"", "\"giver\": \"mma\"", "$.giver", "did you mean \"ma\"?", true },
        { "\"giver\": \"ma\"", "\"giver\": \"patient\"", "$.giver", "is no role", true },
        { "\"giver\": \"ma\"", "\"giver\": \"nurse\"", "$.giver", "Nobody plays \"nurse\"", false },
        { "\"giver\": \"ma\"", "\"giver\": \"provider\"", "$.receiver", "a handoff needs two", false },
        { "\"part\": \"ma\"", "\"part\": \"mother\"", "$.players[0].part", "is no part", true },
        { "\"part\": \"ma\"", "\"part\": \"provider\"", "$.players[1].part", "already at $.players[0].part", false },
        { "\"part\": \"patient\"", "\"part\": \"observer\"", "$.players", "Nobody plays the patient", false },
        { "\"part\": \"ma\", \"task\"", "\"part\": \"ma\", \"taks\"", "$.players[0].task", "add \"task\"", true },
        { Title, "\"title\": \"\"", "$.title", "empty", true },
        { Title, "\"title\": \"*Knee*\"", "$.title", "markup", true },
        { Title, "\"title\": \" Knee\"", "$.title", "begins or ends with a space", true },
        { Title, "\"title\": \"A first visit with knee pain, and much else\"", "$.title", "at most 40", true },
        { "\"Short: under a minute\"", "\"Short: under a minute, or two, or three, and never any longer than that\"", "$.debrief[0].well[2]", "at most 60", true },
        { Tick, "7", "$.debrief[0].well[1]", "write it in quotes: \"7\"", true },
        { Tick, "\"a\", \"b\", \"c\", \"d\", \"e\"", "$.debrief[0].well", "The list has 7 entries", true },
        { "\"Leave a pause\"]", "\"Leave a pause\"], \"worse\": []", "$.debrief[1].worse", "There is no key", true },
        { "The provider is coming to the room now.", "Mrs. Miller waits.", "$.situation[2]", "names somebody", false },
        { "You are friendly and a little tense.", "You are Dr Jones.", "$.players[2].task", "names somebody", false },
        { "The provider is coming to the room now.", "The provider\\nis coming.", "$.situation[2]", "line break", true },
    };

    public static TheoryData<string> Sections => new(AllSections);

    [Theory]
    [MemberData(nameof(Slips))]
    public void Each_is_told_with_its_place_and_the_fix(string was, string now, string path, string sentence, bool inEditors)
    {
        var reading = Read(With(was, now));
        Assert.Null(reading.Scenario);
        Assert.True(reading.Faults.Any(fault => fault.Path == path && fault.What.Contains(sentence, StringComparison.Ordinal)), $"{string.Join('\n', reading.Faults)} {inEditors}");
        Assert.All(reading.Faults, fault => Assert.True(fault.What[^1] is '.' or '?', fault.What));
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_missing_section_is_told_with_what_to_add(string section)
    {
        var fault = Assert.Single(Read(Without(section)).Faults);
        Assert.Equal($"$.{section}", fault.Path);
        Assert.StartsWith($"This is missing; add \"{section}\": ", fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void All_are_told_at_once() => Assert.Equal(
        AllSections.Select(section => $"$.{section}").Order(StringComparer.Ordinal),
        Read("{}").Faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Knee Pain")]
    [InlineData("knee_pain")]
    [InlineData("")]
    public void A_name_that_nobody_could_type_is_one(string name) =>
        Assert.Contains("small letters", Assert.Single(ScenarioFile.Read(name, Encoding.UTF8.GetBytes(Json)).Faults).What, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "Not JSON at line 1")]
    [InlineData("[]", "write an object")]
    [InlineData("{\"title\": \"\\ud800\"}", "UTF-8")]
    public void What_is_no_role_play_at_all_is_told_alone(string json, string sentence) =>
        Assert.Contains(sentence, Assert.Single(Read(json).Faults).What, StringComparison.Ordinal);

    // Editors underline by the schema; the bot is the stricter of the two, and neither refuses what ships.
    [Fact]
    public async Task Editors_see_those_that_a_schema_can_say()
    {
        var refused = Slips.Where(row => (bool)row[4]).Select(row => With((string)row[0], (string)row[1])).Concat(AllSections.Select(Without)).ToList();
        var taken = Files.Select(File.ReadAllText).ToList();
        var folder = Directory.CreateTempSubdirectory("schema").FullName;
        try
        {
            var texts = Path.Combine(folder, "texts.json");
            await File.WriteAllTextAsync(texts, JsonSerializer.Serialize(refused.Concat(taken)));
            var run = await Node.RunAsync("scenario-schema.mjs", Path.Combine(Folder, "scenario.schema.json"), texts);
            Assert.Equal("", run.Errors);
            var answers = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.All(refused.Zip(answers), pair => Assert.True(pair.Second != "yes", pair.First));
            Assert.All(answers.Skip(refused.Count), answer => Assert.Equal("yes", answer));
            Assert.Equal(refused.Count + taken.Count, answers.Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Stop_the_start_and_check_says_them_all()
    {
        var cards = Directory.CreateTempSubdirectory("cards").FullName;
        try
        {
            foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "cards")))
                File.Copy(file, Path.Combine(cards, Path.GetFileName(file)));
            var practice = Directory.CreateDirectory(Path.Combine(cards, "practice")).FullName;
            File.WriteAllText(Path.Combine(practice, "ours.json"), Without("debrief"));
            File.WriteAllText(Path.Combine(practice, "theirs.json"), With("\"minutes\": 5", "\"minutes\": 500"));
            File.Copy(Path.Combine(Folder, "scenario.schema.json"), Path.Combine(practice, "scenario.schema.json"));

            using var said = new StringWriter();
            Assert.Equal(1, Check.Run([$"--Cards:Folder={cards}"], said));
            Assert.Equal(
                [
                    "practice/ours.json $.debrief: This is missing; add \"debrief\": a list of questions to the group.",
                    "practice/theirs.json $.minutes: 500 is out of range; write whole minutes from 3 to 30.",
                ],
                said.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
            Assert.Throws<StartFaultsException>(() => HandoffHost.Build([$"--Cards:Folder={cards}"]));
        }
        finally
        {
            Directory.Delete(cards, recursive: true);
        }
    }

    [Fact]
    public void Check_counts_those_that_ship()
    {
        using var said = new StringWriter();
        Assert.Equal(0, Check.Run([], said));
        Assert.Contains($"Role plays: {Files.Count}.", said.ToString(), StringComparison.Ordinal);
    }

    private static ScenarioReading Read(string json) => ScenarioFile.Read("ours", Encoding.UTF8.GetBytes(json));
}

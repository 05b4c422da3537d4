using System.Text;
using Bot.Clinic;
using static Bot.Tests.PracticeFiles.SamplePractice;

namespace Bot.Tests.PracticeFiles;

public sealed class FaultsInThePracticeFile
{
    private const string Site0 = "$.sites[0]";
    private const string Lee = "\"name\": \"Dr. Sam Lee\"";
    private const string LeesName = Site0 + ".staff[2].name";
    private const string Monday = "\"mon\": \"00:00-23:59\"";
    private const string Zone = "\"timeZone\": \"America/New_York\"";

    // What stands in the sample, what is written instead, where the fault is told and a piece of its sentence.
    [Theory]
    [InlineData("\"wait\": \"stay\"", "\"wiat\": \"stay\"", Site0 + ".wiat", "did you mean \"wait\"?")]
    [InlineData("\"name\": \"Example Clinic\"", "\"name\": \"Example Clinic\", \"colour\": 1", "$.colour", "known are name, sites")]
    [InlineData("\"wait\": \"stay\"", "\"wait\": \"stay\", \"it's odd\": 1", Site0 + "['it\\'s odd']", "There is no key")]
    [InlineData("\"reminder\": 3", "\"remind\": 3", Site0 + ".patience.remind", "did you mean \"reminder\"?")]
    [InlineData("\"wait\": \"stay\"", "\"wait\": \"stay\", \"wait\": \"return\"", Site0 + ".wait", "here twice")]
    [InlineData("\"id\": \"jordan.kim\"", "\"id\": \"maria.lopez\"", Site0 + ".staff[1].id", "already at $.sites[0].staff[0].id")]
    [InlineData("[\"1\", \"2\",", "[\"1\", \"1\",", Site0 + ".rooms[1]", "already at $.sites[0].rooms[0]")]
    [InlineData("[\"1\", \"2\",", "[\"1a\", \"1A\",", Site0 + ".rooms[1]", "already at")]
    [InlineData("jordan.kim@example.org", "Maria.Lopez@example.org", Site0 + ".staff[1].email", "belongs to \"maria.lopez\"")]
    [InlineData("000000000002", "000000000001", Site0 + ".staff[1].teams", "belongs to \"maria.lopez\"")]
    [InlineData("\"U02\"", "\"U01\"", Site0 + ".staff[1].slack", "belongs to \"maria.lopez\"")]
    [InlineData("\"id\": \"lab\",\n", "\"id\": \"billing\",\n", Site0 + ".desks[3].id", "already at $.sites[0].desks[2].id")]
    [InlineData("\"id\": \"referral\"", "\"id\": \"scheduling\"", Site0 + ".desks[1].asks[0].id", "already at $.sites[0].desks[0].asks[1].id")]
    [InlineData("\"id\": \"procedure\"", "\"id\": \"follow-up\"", Site0 + ".visitTypes[2].id", "already at")]
    [InlineData("\"cover\": \"asha.patel\"", "\"cover\": \"asha.patle\"", Site0 + ".staff[2].cover", "did you mean \"asha.patel\"?")]
    [InlineData("\"cover\": \"asha.patel\"", "\"cover\": \"sam.lee\"", Site0 + ".staff[2].cover", "Nobody covers for themselves")]
    [InlineData("\"slack\": \"U04\"", "\"slack\": \"U04\", \"cover\": \"sam.lee\"", Site0 + ".staff[2].cover", "sam.lee → asha.patel → sam.lee")]
    [InlineData(Zone, "\"timeZone\": \"America/Boston\"", Site0 + ".timeZone", "\"America/Boston\" is no time zone")]
    [InlineData(Zone, "\"timeZone\": \"../../etc/passwd\"", Site0 + ".timeZone", "is no time zone")]
    [InlineData(Zone + ",", "", Site0 + ".timeZone", "add \"timeZone\": such as \"America/New_York\"")]
    [InlineData(Monday, "\"mon\": \"6 to 20\"", Site0 + ".opening.mon", "such as \"07:30-18:00\"")]
    [InlineData(Monday, "\"mon\": \"06:00-24:00\"", Site0 + ".opening.mon", "is no opening time")]
    [InlineData(Monday, "\"mon\": \"20:00-06:00\"", Site0 + ".opening.mon", "closes before it opens")]
    [InlineData(Monday, "\"mon\": \"20:00-20:00\"", Site0 + ".opening.mon", "closes before it opens")]
    [InlineData(Monday, "\"monday\": \"00:00-23:59\"", Site0 + ".opening.monday", "did you mean \"mon\"?")]
    [InlineData("\"role\": \"pharmacist\"", "\"role\": \"farmacist\"", Site0 + ".staff[5].role", "did you mean \"pharmacist\"?")]
    [InlineData("\"behavioral-health\", \"social-worker\"]", "\"social-work\"]", Site0 + ".discreet[0]", "did you mean \"social-worker\"?")]
    [InlineData("[\"blake.ruiz\"]", "[\"blake.riuz\"]", Site0 + ".desks[2].members[0]", "did you mean \"blake.ruiz\"?")]
    [InlineData("[\"blake.ruiz\"]", "[\"blake.ruiz\", \"blake.ruiz\"]", Site0 + ".desks[2].members[1]", "already at")]
    [InlineData(Lee, "\"name\": \"Dr. *Sam* Lee\"", LeesName, "holds *, which Teams or Slack read as markup")]
    [InlineData(Lee, "\"name\": \"Dr. Sam_Lee\"", LeesName, "holds _,")]
    [InlineData(Lee, "\"name\": \"Dr. [Sam] Lee\"", LeesName, "holds [ ],")]
    [InlineData(Lee, "\"name\": \"<b>Lee\"", LeesName, "holds < >,")]
    [InlineData(Lee, "\"name\": \"Dr. `Lee\"", LeesName, "holds `,")]
    [InlineData(Lee, "\"name\": \"Dr. ~Lee~\"", LeesName, "holds ~,")]
    [InlineData(Lee, "\"name\": \"Dr. &lt;Lee\"", LeesName, "holds &lt;,")]
    [InlineData(Lee, "\"name\": \"Dr.\\nLee\"", LeesName, "line break")]
    [InlineData(Lee, "\"name\": \"Dr. \\u202eLee\"", LeesName, "can't be seen")]
    [InlineData(Lee, "\"name\": \" Dr. Lee\"", LeesName, "begins or ends with a space")]
    [InlineData(Lee, "\"name\": \"Dr. Sam Lee of the very long names of Main Street\"", LeesName, "at most 40")]
    [InlineData(Lee, "\"name\": \"\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466\"", LeesName, "44 letters, an emoji counting as several")]
    [InlineData(Lee, "\"name\": \"\"", LeesName, "empty")]
    [InlineData(Lee, Lee + ", \"short\": \"*Lee*\"", Site0 + ".staff[2].short", "markup")]
    [InlineData("\"title\": \"Referral\"", "\"title\": \"Re_fer_ral\"", Site0 + ".desks[1].asks[0].title", "markup")]
    [InlineData("\"say\": \"referral\"", "\"say\": \"<referral>\"", Site0 + ".desks[1].asks[0].say", "markup")]
    [InlineData("\"label\": \"Billing\"", "\"label\": \"`Billing`\"", Site0 + ".desks[2].label", "markup")]
    [InlineData("\"title\": \"Procedure\"", "\"title\": \"[Procedure]\"", Site0 + ".visitTypes[2].title", "markup")]
    [InlineData("\"name\": \"Main Street\"", "\"name\": \"Main~Street\"", Site0 + ".name", "markup")]
    [InlineData("\"name\": \"Example Clinic\"", "\"name\": \"*\"", "$.name", "markup")]
    [InlineData("[\"1\", \"2\",", "[\"1\", \"123456789\",", Site0 + ".rooms[1]", "at most 8")]
    [InlineData("[\"1\", \"2\",", "[\"1\", \"2/3\",", Site0 + ".rooms[1]", "is no room")]
    [InlineData("[\"1\", \"2\",", "[\"1\", 2,", Site0 + ".rooms[1]", "write it in quotes: \"2\"")]
    [InlineData("\"id\": \"terry.novak\"", "\"id\": \"Terry Novak\"", Site0 + ".staff[5].id", "small letters a-z")]
    [InlineData("\"id\": \"terry.novak\"", "\"id\": \"clock\"", Site0 + ".staff[5].id", "the bot's own id")]
    [InlineData("\"id\": \"main-street\"", "\"id\": \"main_street\"", Site0 + ".id", "small letters a-z")]
    [InlineData("\"id\": \"main-street\"", "\"id\": \"12345678901234567890123456789012345678901\"", Site0 + ".id", "at most 40")]
    [InlineData("terry.novak@example.org", "terry.novak", Site0 + ".staff[5].email", "no e-mail address")]
    [InlineData("00000000-0000-0000-0000-000000000006", "29:abc", Site0 + ".staff[5].teams", "no Teams id")]
    [InlineData("\"U06\"", "\"@terry\"", Site0 + ".staff[5].slack", "no Slack id")]
    [InlineData("\"U06\"", "\"U06\", \"reach\": \"phone\"", Site0 + ".staff[5].reach", "known are chat, none")]
    [InlineData("\"emergencyNumber\": \"5555\",", "", Site0 + ".emergencyNumber", "add \"emergencyNumber\"")]
    [InlineData("\"emergencyNumber\": \"5555\"", "\"emergencyNumber\": 5555", Site0 + ".emergencyNumber", "write it in quotes: \"5555\"")]
    [InlineData("\"emergencyNumber\": \"5555\"", "\"emergencyNumber\": \"shout\"", Site0 + ".emergencyNumber", "holds no digit")]
    [InlineData("\"reminder\": 3", "\"reminder\": -1", Site0 + ".patience.reminder", "from 0 (off) to 240")]
    [InlineData("\"reminder\": 3", "\"reminder\": 241", Site0 + ".patience.reminder", "from 0 (off) to 240")]
    [InlineData("\"reminder\": 3", "\"reminder\": 2.5", Site0 + ".patience.reminder", "whole minutes")]
    [InlineData("\"reminder\": 3", "\"reminder\": \"3\"", Site0 + ".patience.reminder", "without quotes")]
    [InlineData("\"cover\": \"offer\"", "\"cover\": \"always\"", Site0 + ".cover", "known are offer, auto")]
    [InlineData("\"bedside\": \"glance\"", "\"bedside\": \"boxes\"", Site0 + ".bedside", "known are glance, ticks")]
    [InlineData("\"digest\": \"daily\"", "\"digest\": \"dayly\"", Site0 + ".digest", "did you mean \"daily\"?")]
    [InlineData("\"push\": \"room\"", "\"push\": \"rooms\"", Site0 + ".push", "did you mean \"room\"?")]
    [InlineData("\"wait\": \"stay\"", "\"wait\": true", Site0 + ".wait", "write a text in quotes")]
    [InlineData("\"slack\": true", "\"slack\": \"yes\"", Site0 + ".details.slack", "true or false, without quotes")]
    [InlineData("\"slack\": true", "\"zulip\": true", Site0 + ".details.zulip", "known are teams, slack")]
    [InlineData("\"scheduling\": \"19:", "\"schedule\": \"19:", Site0 + ".channels.teams.desks.schedule", "did you mean \"scheduling\"?")]
    [InlineData("19:desk-lab@", "19:desk lab@", Site0 + ".channels.teams.desks.lab", "no channel id")]
    [InlineData("19:desk-lab@", "19:care-team@", Site0 + ".channels.teams.desks.lab", "the care team's channel")]
    [InlineData("[\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\"]", "[]", Site0 + ".rooms", "at least one room")]
    [InlineData("[\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\"]", "\"1-8\"", Site0 + ".rooms", "write a list in [ ]")]
    [InlineData("\"members\": [\"lou.meyer\"]", "\"members\": [null]", Site0 + ".desks[3].members[0]", "This is null")]
    [InlineData("\"usual\": true },\n            { \"id\": \"scheduling\"", "\"usual\": 1 },\n            { \"id\": \"scheduling\"", Site0 + ".desks[0].asks[0].usual", "This is a number")]
    public void Each_is_told_with_its_place_and_the_fix(string was, string now, string path, string sentence)
    {
        var reading = PracticeFile.Read(With(was, now));
        Assert.Null(reading.Practice);
        Assert.Contains(reading.Faults, fault => fault.Path == path && fault.What.Contains(sentence, StringComparison.Ordinal));
        Assert.All(reading.Faults, fault => Assert.True(fault.What[^1] is '.' or '?', fault.What));
    }

    // What the sample has of each, and what it may have.
    [Theory]
    [InlineData("\"rooms\": [\"1\"", "\"R#\",", 8, 100, Site0 + ".rooms", "The list has 101 entries")]
    [InlineData("\"visitTypes\": [", "{ \"id\": \"t#\", \"title\": \"T\" },", 3, 100, Site0 + ".visitTypes", "The list has 101 entries")]
    [InlineData("\"desks\": [", "{ \"id\": \"d#\", \"label\": \"D\" },", 4, 20, Site0 + ".desks", "The list has 21 entries")]
    [InlineData("\"asks\": [{ \"id\": \"lab\"", "{ \"id\": \"a#\", \"title\": \"A\" },", 1, 20, Site0 + ".desks[#].asks", "The list has 21 entries")]
    [InlineData("\"staff\": [", "{ \"id\": \"p#\", \"name\": \"P\", \"role\": \"provider\" },", 2, 95, Site0 + ".staff", "There are 96 providers")]
    public void More_than_a_chat_can_list_is_one(string list, string entry, int has, int most, string path, string sentence)
    {
        PracticeReading WithSoMany(int entries) => PracticeFile.Read(With(list, list.Insert(
            list.IndexOf('[', StringComparison.Ordinal) + 1,
            string.Concat(Enumerable.Range(0, entries - has).Select(i => entry.Replace("#", $"{i}", StringComparison.Ordinal))))));

        Assert.Empty(WithSoMany(most).Faults);
        var fault = Assert.Single(WithSoMany(most + 1).Faults);
        Assert.Equal(path.Replace("#", "3", StringComparison.Ordinal), fault.Path);
        Assert.Contains(sentence, fault.What, StringComparison.Ordinal);
        Assert.Contains($"hold {most}", fault.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("// nothing", 1, 11)]
    [InlineData("{\n  \"name\": oops\n}", 2, 11)]
    [InlineData("{\n  \"name\": \"a\"\n  \"sites\": []\n}", 3, 3)]
    [InlineData("{} {}", 1, 4)]
    public void What_is_not_JSON_is_told_with_line_and_position(string json, int line, int position)
    {
        var fault = Assert.Single(PracticeFile.Read(json).Faults);
        Assert.Equal("$", fault.Path);
        Assert.StartsWith($"Not JSON at line {line}, position {position}: ", fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_is_not_JSON_for_us() =>
        Assert.StartsWith("Not JSON", Assert.Single(PracticeFile.Read(new string('[', 100_000)).Faults).What, StringComparison.Ordinal);

    [Fact]
    public void Half_a_surrogate_pair_is_told_with_line_and_position() =>
        Assert.Equal(
            "The text at line 2, position 9 has letters that are not UTF-8: save the file as UTF-8.",
            Assert.Single(PracticeFile.Read("{\n\"name\": \"\\ud800\"}").Faults).What);

    [Fact]
    public void Another_encoding_is_told() =>
        Assert.Contains(
            "UTF-8",
            Assert.Single(PracticeFile.Read(Encoding.Latin1.GetBytes("{ \"name\": \"Zoë\" }")).Faults).What,
            StringComparison.Ordinal);

    [Fact]
    public void A_file_too_large_is_not_read()
    {
        Assert.Empty(PracticeFile.Read(Json + new string(' ', PracticeFile.MaxBytes - Encoding.UTF8.GetByteCount(Json))).Faults);
        var fault = Assert.Single(PracticeFile.Read(new string(' ', PracticeFile.MaxBytes + 1)).Faults);
        Assert.Contains("at most 256 KB", fault.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "$", "write an object")]
    [InlineData("{ \"name\": \"N\", \"sites\": [] }", "$.sites", "at least one site")]
    [InlineData("{ \"name\": \"N\", \"sites\": [7] }", "$.sites[0]", "This is a number")]
    public void A_practice_without_sites_is_none(string json, string path, string sentence)
    {
        var fault = Assert.Single(PracticeFile.Read(json).Faults);
        Assert.Equal(path, fault.Path);
        Assert.Contains(sentence, fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_site_is_told_everything_that_it_needs() =>
        Assert.Equal(
            ["$.sites[0].emergencyNumber", "$.sites[0].id", "$.sites[0].name", "$.sites[0].opening", "$.sites[0].rooms", "$.sites[0].staff", "$.sites[0].timeZone"],
            PracticeFile.Read("{ \"name\": \"N\", \"sites\": [{}] }").Faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void All_are_told_at_once()
    {
        var json = Json
            .Replace("\"role\": \"pharmacist\"", "\"role\": \"chemist\"", StringComparison.Ordinal)
            .Replace("\"5555\"", "\"\"", StringComparison.Ordinal)
            .Replace("\"wait\"", "\"wiat\"", StringComparison.Ordinal)
            .Replace("[\"lou.meyer\"]", "[\"nobody\"]", StringComparison.Ordinal)
            .Replace(Monday, "\"mon\": \"late\"", StringComparison.Ordinal);
        Assert.Equal(
            ["$.sites[0].desks[3].members[0]", "$.sites[0].emergencyNumber", "$.sites[0].opening.mon", "$.sites[0].staff[5].role", "$.sites[0].wiat"],
            PracticeFile.Read(json).Faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_circle_of_three_is_one_fault_and_who_leads_into_it_has_none()
    {
        var json = Json
            .Replace("\"slack\": \"U01\"", "\"slack\": \"U01\", \"cover\": \"sam.lee\"", StringComparison.Ordinal)
            .Replace("\"slack\": \"U04\"", "\"slack\": \"U04\", \"cover\": \"robin.clarke\"", StringComparison.Ordinal)
            .Replace("\"slack\": \"U05\"", "\"slack\": \"U05\", \"cover\": \"sam.lee\"", StringComparison.Ordinal);
        var fault = Assert.Single(PracticeFile.Read(json).Faults);
        Assert.Equal("$.sites[0].staff[2].cover", fault.Path);
        Assert.Contains("sam.lee → asha.patel → robin.clarke → sam.lee", fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sites_share_neither_id_nor_channel_and_a_person_keeps_their_addresses()
    {
        var start = Json.IndexOf("    {\n      \"id\"", StringComparison.Ordinal);
        var end = Json.LastIndexOf("    }", StringComparison.Ordinal) + 5;
        var second = Json[start..end].Replace("\"U03\"", "\"U33\"", StringComparison.Ordinal);
        var faults = PracticeFile.Read(Json[..end] + ",\n" + second + Json[end..]).Faults;

        Assert.Equal(
            [
                "$.sites[1].channels.teams.careTeam",
                "$.sites[1].channels.teams.desks.billing",
                "$.sites[1].channels.teams.desks.lab",
                "$.sites[1].channels.teams.desks.referrals",
                "$.sites[1].channels.teams.desks.scheduling",
                "$.sites[1].id",
                "$.sites[1].staff[2]",
            ],
            faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
    }
}

using System.Net;
using System.Text.RegularExpressions;
using Bot.Clinic;
using Bot.Tests.PracticeFiles;

namespace Bot.Tests.Training;

public sealed partial class PrintingPapers : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("papers").FullName;
    private readonly StringWriter said = new();

    [Fact]
    public void A_role_play_has_a_sheet_for_everybody_and_one_for_the_facilitator()
    {
        var play = RolePlays.All.Single(one => one.Id.Value == "provider-to-pharmacist");
        var sheets = Page("scenario", "provider-to-pharmacist").Split("<article ");
        Assert.Equal(3, sheets.Length);
        Assert.All(play.Shared.Situation.Concat(play.Shared.Players.Select(player => player.Task)), text => Assert.Contains(WebUtility.HtmlEncode(text), sheets[1], StringComparison.Ordinal));
        var hidden = play.Facilitators.Patient.Concat(play.Facilitators.Steps)
            .Concat(play.Facilitators.Debrief.SelectMany(prompt => prompt.Well.Concat(prompt.Better).Append(prompt.Ask)));
        Assert.All(hidden, text =>
        {
            Assert.DoesNotContain(WebUtility.HtmlEncode(text), sheets[1], StringComparison.Ordinal);
            Assert.Contains(WebUtility.HtmlEncode(text), sheets[2], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_is_shared_leaves_the_facilitators_sheet_out()
    {
        var page = Page("scenario", "provider-to-pharmacist", "shared");
        Assert.Equal(2, page.Split("<article ").Length);
        Assert.All(RolePlays.All.Single(one => one.Id.Value == "provider-to-pharmacist").Facilitators.Patient,
            text => Assert.DoesNotContain(WebUtility.HtmlEncode(text), page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_checklist_has_the_practices_people_desks_and_number()
    {
        var page = Text(Page("checklist"));
        Assert.Contains("Main Street", page, StringComparison.Ordinal);
        Assert.Contains("pharmacist (Terry Novak); behavioral health (Robin Clarke)", page, StringComparison.Ordinal);
        Assert.Contains("Scheduling Dana Fox Next visit in 2 weeks, Scheduling, other", page, StringComparison.Ordinal);
        Assert.Contains("dial 5555", page, StringComparison.Ordinal);
        Assert.Contains("Stay with the patient", page, StringComparison.Ordinal);
        Assert.All(ClosingQuestions.English, question => Assert.Contains(question, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_people_step_out_the_checklist_says_so_and_colleagues_who_are_not_there_are_left_out()
    {
        var site = SamplePractice.Site(SamplePractice.With("\"wait\": \"stay\"", "\"wait\": \"return\""));
        Assert.StartsWith("You may step out", Checklist.Of(site).Parts[0].Lead, StringComparison.Ordinal);
        Assert.Equal(6, Checklist.Of(site).Parts.Count);
        Assert.Equal(5, Checklist.Of(site with { Staff = [.. site.Staff.Where(person => person.Role is Role.Ma or Role.Provider)] }).Parts.Count);
    }

    [Theory]
    [InlineData("en", "Call us: 555-0100", "Scheduling Referrals Billing Lab")]
    [InlineData("es", "Llámenos: 555-0100", "Scheduling (citas) Referrals (referencias a especialistas) Billing (facturación) Lab (laboratorio)")]
    public void The_handout_has_the_practices_desks_and_number_in_the_readers_language(string language, string number, string desks)
    {
        var page = Page("handout", language);
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains(number, Text(page), StringComparison.Ordinal);
        Assert.Contains(desks, Text(page), StringComparison.Ordinal);
        var questions = language == "en" ? ClosingQuestions.English : ClosingQuestions.Spanish;
        Assert.All(questions, question => Assert.Contains(question, Text(page), StringComparison.Ordinal));
    }

    [Fact]
    public void A_number_that_the_practice_has_not_said_is_written_in_by_hand_and_discreet_desks_are_not_on_paper_for_patients()
    {
        var site = SamplePractice.Site(SamplePractice.Json
            .Replace("\"patientNumber\": \"555-0100\",", "", StringComparison.Ordinal)
            .Replace("\"label\": \"Lab\",", "\"label\": \"Lab\", \"discreet\": true,", StringComparison.Ordinal));
        var handout = Handout.Of(site, "en")!;
        Assert.Contains("Call us: ____", handout.Later.Lines[0], StringComparison.Ordinal);
        Assert.Equal(["Scheduling", "Referrals", "Billing"], handout.Walks.Lines);
        Assert.Null(Handout.Of(site, "fr"));
    }

    [Fact]
    public void The_same_in_both_languages_is_said_in_as_many_lines()
    {
        var site = SamplePractice.Site(SamplePractice.Json);
        static IEnumerable<int> Lines(Handout handout) =>
            new[] { handout.Happens, handout.YouCan, handout.Asks, handout.Walks, handout.UpToYou, handout.Later }.Select(part => part.Lines.Count);
        Assert.Equal(Lines(Handout.Of(site, "en")!), Lines(Handout.Of(site, "es")!));
    }

    // What people ask at the door of a room is what papers tell patients that they will be asked.
    [Theory]
    [InlineData("closing.teams.json")]
    [InlineData("closing.slack.json")]
    public void The_closing_questions_are_those_of_the_cards(string card)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cards", card));
        Assert.All(ClosingQuestions.English, question => Assert.Contains(question, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("There is no role play knee. There are: ", "scenario", "knee", "out.html")]
    [InlineData("There is no site elsewhere. There are: main-street.", "checklist", "out.html", "at", "elsewhere")]
    [InlineData("Usage: ", "handout", "out.html", "fr")]
    [InlineData("Usage: ", "scenario", "ma-to-provider", "out.html", "everybody")]
    [InlineData("Usage: ", "checklist")]
    [InlineData("Usage: ")]
    [InlineData("Could not find a part of the path", "checklist", "no/such/folder/out.html")]
    [InlineData("Practice:File: there is no file", "checklist", "out.html", "--Practice:File=/no/such.json")]
    public void What_cannot_be_printed_is_told_in_a_sentence(string sentence, params string[] words)
    {
        string[] args = [.. words.Select(word => word.EndsWith("out.html", StringComparison.Ordinal) ? Path.Combine(folder, word) : word)];
        Assert.NotEqual(0, App.Training.Run(args, said));
        Assert.StartsWith(sentence, said.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void With_several_sites_one_is_named()
    {
        var file = Path.Combine(folder, "practice.json");
        var sites = SamplePractice.Json;
        var from = sites.IndexOf("    {\n      \"id\": \"main-street\"", StringComparison.Ordinal);
        var to = sites.LastIndexOf("    }\n  ]", StringComparison.Ordinal) + "    }".Length;
        var river = sites[from..to].Replace("main-street", "river", StringComparison.Ordinal).Replace("Main Street", "River", StringComparison.Ordinal)
            .Replace("19:", "20:", StringComparison.Ordinal);
        File.WriteAllText(file, sites[..to] + "," + river + sites[to..]);

        Assert.Equal(1, App.Training.Run(["checklist", Path.Combine(folder, "out.html"), $"--Practice:File={file}"], said));
        Assert.StartsWith("For which site? Add one of: at main-street, at river.", said.ToString(), StringComparison.Ordinal);
        Assert.Contains("Staff checklist · River", Text(Page("checklist", "at", "river", $"--Practice:File={file}")), StringComparison.Ordinal);
    }

    // A label may hold whatever a person types; on paper it is letters.
    [Fact]
    public void Labels_are_letters_whatever_they_look_like()
    {
        var file = Path.Combine(folder, "practice.json");
        File.WriteAllText(file, SamplePractice.With("\"label\": \"Lab\"", "\"label\": \"\\\" onload=alert(1) & {x}\""));
        var page = Page("handout", $"--Practice:File={file}");
        Assert.Contains("&quot; onload=alert(1) &amp; {x}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\" onload", page, StringComparison.Ordinal);
    }

    private string Page(string kind, params string[] more)
    {
        var file = Path.Combine(folder, $"{kind}.html");
        string[] words = kind == "scenario" ? [kind, more[0], file, .. more[1..]] : [kind, file, .. more];
        Assert.True(App.Training.Run(words, said) == 0, said.ToString());
        var page = File.ReadAllText(file);
        File.Delete(file);
        return page;
    }

    private static string Text(string page) => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(page[page.IndexOf("<body>", StringComparison.Ordinal)..], " ")), " ");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        said.Dispose();
    }
}

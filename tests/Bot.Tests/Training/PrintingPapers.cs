using System.Net;

namespace Bot.Tests.Training;

public sealed class PrintingPapers : IDisposable
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

    [Theory]
    [InlineData("There is no role play knee. There are: ", "scenario", "knee", "out.html")]
    [InlineData("Usage: ", "scenario", "ma-to-provider", "out.html", "everybody")]
    [InlineData("Usage: ")]
    [InlineData("Could not find a part of the path", "scenario", "ma-to-provider", "no/such/folder/out.html")]
    [InlineData("Practice:File: there is no file", "scenario", "ma-to-provider", "out.html", "--Practice:File=/no/such.json")]
    public void What_cannot_be_printed_is_told_in_a_sentence(string sentence, params string[] words)
    {
        string[] args = [.. words.Select(word => word.EndsWith("out.html", StringComparison.Ordinal) ? Path.Combine(folder, word) : word)];
        Assert.NotEqual(0, App.Training.Run(args, said));
        Assert.StartsWith(sentence, said.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    private string Page(string kind, params string[] more)
    {
        var file = Path.Combine(folder, $"{kind}.html");
        string[] words = [kind, more[0], file, .. more[1..]];
        Assert.True(App.Training.Run(words, said) == 0, said.ToString());
        var page = File.ReadAllText(file);
        File.Delete(file);
        return page;
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        said.Dispose();
    }
}

using System.Text;
using System.Text.RegularExpressions;
using Bot.Clinic;
using Bot.Tests.Painting;
using Bot.Tests.PracticeFiles;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Drawing = DocumentFormat.OpenXml.Drawing;

namespace Bot.Tests.Training;

public sealed partial class MakingSlides : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("slides").FullName;
    private readonly StringWriter said = new();

    private string Target => Path.Combine(folder, "deck.pptx");

    [Fact]
    public async Task They_are_a_file_that_PowerPoint_takes()
    {
        await MakeAsync();
        using var deck = PresentationDocument.Open(Target, isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(deck).Select(fault => $"{fault.Part?.Uri} {fault.Path?.XPath}: {fault.Description}"));
        Assert.Equal("Warm handoffs: Main Street", deck.PackageProperties.Title);
    }

    [Fact]
    public async Task They_have_the_practices_rooms_desks_people_and_roles()
    {
        await MakeAsync();
        using var deck = PresentationDocument.Open(Target, isEditable: false);
        var text = string.Join('\n', deck.PresentationPart!.SlideParts.Select(TextOf));
        string[] ours =
        [
            "Example Clinic, Main Street", "Rooms 1, 2, 3, 4, 5, 6, 7 and 8", "MA (Maria Lopez, Jordan Kim)", "Provider (Dr. Lee, Dr. Patel)",
            "Pharmacist (Terry Novak); behavioral health (Robin Clarke)", "Scheduling", "Referrals", "Billing", "Lab", "Lou Meyer", "Next visit in 2 weeks",
            "ready 1 lee", "dial 5555", "We stay.", .. ClosingQuestions.English, .. RolePlays.All.Select(play => play.Shared.Title),
        ];
        Assert.All(ours, words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_has_a_title_few_words_and_notes()
    {
        await MakeAsync();
        using var deck = PresentationDocument.Open(Target, isEditable: false);
        var slides = deck.PresentationPart!.SlideParts.ToList();
        Assert.Equal(Slides().Count, slides.Count);
        Assert.All(slides, slide =>
        {
            var title = Assert.Single(slide.Slide!.Descendants<DocumentFormat.OpenXml.Presentation.PlaceholderShape>(), shape =>
                shape.Type?.Value == DocumentFormat.OpenXml.Presentation.PlaceholderValues.Title || shape.Type?.Value == DocumentFormat.OpenXml.Presentation.PlaceholderValues.CenteredTitle);
            Assert.NotNull(title);
            Assert.InRange(TextOf(slide).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length, 3, 75);
            Assert.InRange(string.Concat(slide.NotesSlidePart!.NotesSlide!.Descendants<Drawing.Text>().Select(run => run.Text)).Length, 40, 600);
        });
    }

    [Fact]
    public void The_way_of_waiting_is_the_sites()
    {
        static string Here(SitePlan site) => Slides(site).Select(slide => slide.Body).OfType<SlideBody.Facts>().SelectMany(facts => facts.Rows).Single(row => row.Name == "Here").Means;
        Assert.StartsWith("We stay", Here(Site()), StringComparison.Ordinal);
        Assert.StartsWith("We step out", Here(SamplePractice.Site(SamplePractice.With("\"wait\": \"stay\"", "\"wait\": \"return\""))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_practice_does_not_have_has_no_slide()
    {
        var bare = Site() with { Desks = [], Staff = [.. Site().Staff.Where(person => person.Role == Role.Ma)], Rooms = [new RoomId("A")] };
        var titles = Deck.Of(new Practice("Main Street", [bare]), bare, []).Select(slide => slide.Title).ToList();
        Assert.DoesNotContain("Where patients change hands here", titles);
        Assert.DoesNotContain("Walk there together", titles);
        Assert.DoesNotContain("Now we try it", titles);
        Assert.Equal(["Room A"], [TransitionMap.Rooms(bare)]);
    }

    [Fact]
    public void A_map_has_all_six_columns_of_each_transition()
    {
        var map = TransitionMap.Of(Site());
        Assert.Equal(["The provider comes", "A colleague joins", "The walk to a desk"], map.Select(row => row.Name));
        Assert.All(map, row => Assert.DoesNotContain("", row.Givers.Concat(row.Receivers).Select(party => party.Called).Concat([row.What, row.When, row.How, row.Where])));
        Assert.Equal(["Scheduling", "Referrals", "Billing", "Lab"], map[2].Receivers.Select(party => party.Called));
    }

    // The bot has the file open, and goes on.
    [Fact]
    public async Task What_was_decided_in_chat_is_on_them_also_while_the_bot_runs()
    {
        await using var clinic = new PaperClinic();
        await MakeAsync($"--Store:Path={clinic.File.Path}");
        Assert.DoesNotContain("What we have decided", Titles());

        var decided = new SiteDecisions(
            [Route.ProviderComes, Route.WalkToADesk], Wait.Return, ["new-patient"], new PhaseIn.OnePair(new StaffId("maria.lopez"), new StaffId("sam.lee")),
            new DateOnly(2026, 11, 30), new StaffId("priya.shah"), clinic.Clock.GetUtcNow());
        await clinic.Get<App.Decided>().SaveAsync(Site().Id, decided, default);
        await MakeAsync($"--Store:Path={clinic.File.Path}");
        using var deck = PresentationDocument.Open(Target, isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(deck));
        var slides = deck.PresentationPart!.SlideParts.Select(TextOf).ToList();
        string[] ours = ["What we have decided", "New patients", "Maria Lopez with Dr. Lee", "Step out, and be called back", "All three closing questions", "30 November 2026", "We step out and come back"];
        Assert.All(ours, words => Assert.Contains(slides, slide => slide.Contains(words, StringComparison.Ordinal)));
        Assert.All(slides, slide => Assert.InRange(slide.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length, 3, 75));
        Assert.DoesNotContain("A colleague joins", Titles());
        Assert.Contains("The walk to a desk", Titles());
        Assert.Contains("Later\nA colleague joins", slides.Single(slide => slide.StartsWith("What we have decided", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_and_the_practice_file_alone_is_on_them()
    {
        await using var clinic = new PaperClinic();
        await clinic.Store.KeepAsync(new Kept(App.Decided.Kind, Site().Id.Value, "[]"u8.ToArray()), default);
        await MakeAsync($"--Store:Path={clinic.File.Path}");
        Assert.StartsWith("What was decided in chat can't be read; the slides show the practice file alone.", said.ToString(), StringComparison.Ordinal);

        var none = Path.Combine(folder, "none.db");
        File.WriteAllText(none, "no database");
        await MakeAsync($"--Store:Path={none}");
        Assert.Contains("The slides show the practice file alone.\nWrote ", said.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("What we have decided", Titles());
    }

    [Fact]
    public async Task The_colours_are_those_of_the_pages()
    {
        await MakeAsync();
        using var deck = PresentationDocument.Open(Target, isEditable: false);
        var colours = deck.PresentationPart!.ThemePart!.Theme!.ThemeElements!.ColorScheme!;
        Assert.Equal("0B6662", colours.Accent1Color!.RgbColorModelHex!.Val!.Value);
        Assert.Equal("F6F5F1", colours.Light2Color!.RgbColorModelHex!.Val!.Value);
        Assert.Equal("1C2126", colours.Dark1Color!.RgbColorModelHex!.Val!.Value);
    }

    // A label may hold whatever a person types; a slide shows its letters, and the file stays one.
    [Fact]
    public async Task Labels_are_letters_whatever_they_look_like()
    {
        var practice = Path.Combine(folder, "practice.json");
        File.WriteAllText(practice, SamplePractice.With("\"label\": \"Lab\"", "\"label\": \"A & \\\"B\\\" \\uffff \\ud83d\\ude80 {x}\""));
        await MakeAsync($"--Practice:File={practice}");
        using var deck = PresentationDocument.Open(Target, isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(deck));
        Assert.Contains(deck.PresentationPart!.SlideParts, slide => TextOf(slide).Contains("A & \"B\"  \U0001F680 {x}", StringComparison.Ordinal));
    }

    [WithLibreOfficeFact]
    public async Task LibreOffice_opens_them_and_shows_every_word_of_slides_and_notes()
    {
        await MakeAsync();
        var slides = Slides();
        var pages = (await LibreOffice.PagesOfAsync(folder, "deck.pptx")).Select(Letters).ToList();
        Assert.Equal(2 * slides.Count, pages.Count);
        Assert.All(slides.Index(), row =>
        {
            Assert.All(Words(row.Item.Body).Append(row.Item.Title), words => Assert.Contains(Letters(words), pages[row.Index], StringComparison.Ordinal));
            Assert.All(row.Item.Notes, words => Assert.Contains(Letters(words), pages[slides.Count + row.Index], StringComparison.Ordinal));
        });
    }

    private List<string> Titles()
    {
        using var deck = PresentationDocument.Open(Target, isEditable: false);
        return [.. deck.PresentationPart!.SlideParts.Select(slide => TextOf(slide).Split('\n')[0])];
    }

    private static SitePlan Site() => SamplePractice.Site(SamplePractice.Json);

    private static IReadOnlyList<Slide> Slides(SitePlan? site = null) => Deck.Of(SamplePractice.Read(SamplePractice.Json), site ?? Site(), RolePlays.All);

    private static IEnumerable<string> Words(SlideBody body) => body switch
    {
        SlideBody.Cover cover => [cover.For],
        SlideBody.Points points => points.Lines,
        SlideBody.Saying saying => [saying.Words, saying.Then],
        SlideBody.Facts facts => facts.Rows.SelectMany(row => new[] { row.Name, row.Means }),
        SlideBody.Grid grid => grid.Columns.Concat(grid.Rows.SelectMany(row => row)),
        _ => throw new ArgumentOutOfRangeException(nameof(body)),
    };

    private static string TextOf(SlidePart slide) =>
        string.Join('\n', slide.Slide!.Descendants<Drawing.Paragraph>().Select(paragraph => string.Concat(paragraph.Descendants<Drawing.Text>().Select(run => run.Text))));

    // Where a line breaks, and whether a font joins f and i, is the reader's business.
    private static string Letters(string text) => Spaces().Replace(text.Normalize(NormalizationForm.FormKC), "");

    private async Task MakeAsync(params string[] more) => Assert.True(await App.Training.RunAsync(["slides", Target, .. more], said, default) == 0, said.ToString());

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        said.Dispose();
    }
}

using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bot.Tests.Browser;

public sealed partial class LookingAtPapers
{
    public static TheoryData<string, int> Papers => new()
    {
        { "scenario ma-to-provider OUT", 2 },
        { "scenario provider-to-behavioral-health OUT", 2 },
        { "scenario provider-to-pharmacist OUT", 2 },
        { "scenario ma-to-scheduling OUT", 2 },
        { "scenario interpreter-first OUT", 2 },
        { "scenario patient-corrects OUT", 2 },
        { "scenario patient-declines OUT shared", 1 },
        { "checklist OUT", 1 },
        { "handout OUT", 1 },
        { "handout OUT es", 1 },
    };

    [InABrowserTheory]
    [MemberData(nameof(Papers))]
    public async Task Each_holds_on_its_sheets_asks_nobody_and_can_be_read_by_everyone(string command, int sheets)
    {
        var folder = Directory.CreateTempSubdirectory("papers").FullName;
        try
        {
            var file = Path.Combine(folder, "out.html");
            using var said = new StringWriter();
            Assert.Equal(0, App.Training.Run([.. command.Split(' ').Select(word => word == "OUT" ? file : word)], said));
            using var playwright = await Microsoft.Playwright.Playwright.CreateAsync();
            await using var chromium = await Chromium.LaunchAsync(playwright);

            // Axe is put in past the page's own rules, which allow no script at all.
            await using var context = await chromium.NewContextAsync(new() { BypassCSP = true });
            var page = await context.NewPageAsync();
            var faults = new List<string>();
            page.Console += (_, line) => faults.Add(line.Text);
            page.Request += (_, request) => faults.AddRange(request.Url.StartsWith("file:", StringComparison.Ordinal) ? [] : [request.Url]);
            await page.GotoAsync(new Uri(file).ToString());
            Assert.Equal(sheets, SheetsOf(await page.PdfAsync(new() { Format = "Letter", PreferCSSPageSize = false })));
            Assert.Equal(sheets, SheetsOf(await page.PdfAsync(new() { Format = "A4" })));
            await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(Node.Folder, "node_modules", "axe-core", "axe.min.js")));
            var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`)");
            Assert.Empty(found.EnumerateArray().Select(one => one.GetString()!));
            Assert.Empty(faults);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int SheetsOf(byte[] pdf) => Leaf().Count(Encoding.Latin1.GetString(pdf));

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex Leaf();
}

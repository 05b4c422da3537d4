using Bot.Tests.Pages;
using Microsoft.Playwright;

namespace Bot.Tests.Browser;

public sealed class LookingAtBoardAndReport
{
    [InABrowserTheory]
    [InlineData("board link staff", false)]
    [InlineData("board link", true)]
    [InlineData("report link", false)]
    public async Task It_can_be_read_by_everyone_and_asks_nobody_else(string line, bool dark)
    {
        await using var pages = await PagesOnTheWire.StartAsync();
        await pages.SaysAsync(1, "ready 4 lee");
        await pages.SaysAsync(2, "ready 5");
        await pages.SaysAsync(4, "busy 20");
        using var playwright = await Microsoft.Playwright.Playwright.CreateAsync();
        await using var chromium = await Chromium.LaunchAsync(playwright);
        var page = await chromium.NewPageAsync(new() { ViewportSize = new() { Width = 1920, Height = 1080 }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        var faults = new List<string>();
        page.Console += (_, said) => faults.Add(said.Text);
        page.PageError += (_, error) => faults.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(pages.Http.BaseAddress!.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                faults.Add(request.Url);
        };
        await page.GotoAsync(new Uri(pages.Http.BaseAddress!, await pages.LinkAsync(line)).ToString());
        Assert.Empty(await Axe.RunAsync(page));
        Assert.Empty(faults);
    }
}

using Microsoft.Playwright;

namespace Bot.Tests.Browser;

/// <summary>The playground's page in Chromium, watched: whatever the console, the policy or another host hears is a fault.</summary>
internal sealed class ThePlayground : IAsyncDisposable
{
    // A loaded machine may be slow; nothing here is waited for by time.
    private const int Patience = 60_000;

    private readonly RealBot bot;
    private readonly IPlaywright playwright;
    private readonly List<string> faults = [];

    private ThePlayground(RealBot bot, IPlaywright playwright, IPage page) => (this.bot, this.playwright, Page) = (bot, playwright, page);

    public IPage Page { get; }

    public RealBot Bot => bot;

    /// <summary>What the page did that it must not do: console lines, errors, breaches of the policy, calls to another host.</summary>
    public IReadOnlyList<string> Faults => faults;

    public static async Task<ThePlayground> OpenAsync(int width = 1440, int height = 900, bool dark = false, Func<IPage, Task>? before = null, string? practice = null)
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var bot = await RealBot.StartAsync(practice);
        var playwright = await Microsoft.Playwright.Playwright.CreateAsync();
        var chromium = await Chromium.LaunchAsync(playwright);
        var window = await chromium.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await window.NewPageAsync();
        var playground = new ThePlayground(bot, playwright, page);
        await playground.WatchAsync(page);
        if (before is not null)
            await before(page);
        await page.GotoAsync(bot.Address.ToString());
        await page.GetByTestId("hello").First.WaitForAsync();
        return playground;
    }

    /// <summary>Another page of the bot's in a window beside it, watched as well.</summary>
    public async Task<IPage> OpensAsync(string link)
    {
        var page = await Page.Context.NewPageAsync();
        await WatchAsync(page);
        await page.GotoAsync(link);
        return page;
    }

    public Phone Phone(int number) => new(Page.GetByTestId($"phone-{number}"));

    /// <summary>Faults by the names on their switches.</summary>
    public async Task SwitchOnAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await Page.GetByText(name).ClickAsync();
            await Assertions.Expect(Page.GetByRole(AriaRole.Switch, new() { Name = name })).ToBeCheckedAsync();
        }
    }

    /// <summary>What axe-core has against the page as it is now, one line each.</summary>
    public Task<IReadOnlyList<string>> AxeAsync() => Axe.RunAsync(Page);

    public async ValueTask DisposeAsync()
    {
        await Page.Context.Browser!.CloseAsync();
        playwright.Dispose();
        await bot.DisposeAsync();
    }

    private async Task WatchAsync(IPage page)
    {
        page.SetDefaultTimeout(Patience);
        page.Console += (_, line) => faults.Add($"console: {line.Text}");
        page.PageError += (_, error) => faults.Add($"error: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(bot.Address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                faults.Add($"elsewhere: {request.Url}");
        };
        await page.AddInitScriptAsync("addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`))");
    }
}

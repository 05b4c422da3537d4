using Bot.Tests.Pages;
using Bot.Tests.PracticeFiles;
using Microsoft.Playwright;

namespace Bot.Tests.Browser;

/// <summary>Nobody stands by a screen to reload it.</summary>
public sealed class AScreenOnTheWall
{
    private const int Silence = 20_000;
    private const string Red = "rgb(168, 32, 26)";

    // Letters of less than 1.6 hundredths of the width are too small for a wall; text must not leave its row, nor one part run into the next.
    private const string WhatCannotBeRead =
        """
        () => {
          const smallest = innerWidth / 100 * 1.59, faults = [];
          const box = one => one.getBoundingClientRect();
          for (const one of document.querySelectorAll("body *")) {
            const own = [...one.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data.trim()).join("");
            if (!own || one.closest(".vh, svg, script") || box(one).width === 0) continue;
            const size = parseFloat(getComputedStyle(one).fontSize), part = one.closest(".row, .tile, li");
            if (size < smallest) faults.push(`${size} px: ${own}`);
            if (box(one).bottom > innerHeight || box(one).right > innerWidth) faults.push(`off the wall: ${own}`);
            if (part && (box(one).bottom > box(part).bottom + 1 || box(one).right > box(part).right + 1)) faults.push(`cut off: ${own}`);
          }
          for (const row of document.querySelectorAll(".row"))
            if ([...row.querySelectorAll(".word, .flag")].some(one => box(one).right > box(row.querySelector(".who")).left)) faults.push(`over each other: ${row.innerText}`);
          if ([...document.querySelectorAll(".waits *")].some(one => box(one).bottom > box(document.querySelector(".attended")).top)) faults.push("rows run into tiles");
          return faults;
        }
        """;

    [InABrowserFact]
    public async Task Comes_back_by_itself_after_a_restart_of_the_bot()
    {
        await using var pages = await PagesOnTheWire.StartAsync();
        await using var wall = await Wall.OpenAsync(pages, "board link staff");
        await pages.SaysAsync(1, "ready 4 lee");
        await wall.SeesAsync("Waiting for Dr. Lee");

        await pages.StopAsync();
        await pages.StartAgainAsync();
        await pages.SaysAsync(3, "ok");
        await wall.SeesAsync("Dr. Lee at 10:03");
        Assert.True(await wall.IsSamePageAsync());
    }

    [InABrowserTheory]
    [InlineData("board link staff", true)]
    [InlineData("board link", false)]
    public async Task Says_that_it_is_not_live_and_asks_again_where_a_connection_broke_without_a_word(string line, bool mayBeRed)
    {
        await using var pages = await PagesOnTheWire.StartAsync();
        await using var wall = await Wall.OpenAsync(pages, line);
        await pages.SaysAsync(1, "ready 4 lee");
        await wall.SeesAsync("Waiting");

        await wall.Page.RouteAsync("**/events?*", route => route.AbortAsync());
        await wall.Page.RunAndWaitForRequestAsync(() => wall.Page.Clock.FastForwardAsync(Silence), AsksAnew);
        await wall.SeesAsync("Not live since 10:00, trying again");
        Assert.Equal(mayBeRed, await wall.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.link')).backgroundColor") == Red);
        Assert.Empty(await Axe.RunAsync(wall.Page));

        // Still silent, and asked again and again: then somebody mends the network.
        await wall.Page.UnrouteAllAsync();
        await wall.Page.Clock.FastForwardAsync(Silence);
        await wall.SeesAsync("Live, last change 10:00");
        Assert.True(await wall.IsSamePageAsync());
    }

    [InABrowserTheory]
    [InlineData("board link staff")]
    [InlineData("board link")]
    public async Task Is_read_from_four_metres_and_cuts_nothing_off_however_full_the_clinic_is(string line)
    {
        await using var pages = await PagesOnTheWire.StartAsync(Crowded());
        for (var room = 1; room <= 10; room++)
            await pages.SaysAsync(1, $"ready {room}");
        for (var room = 11; room <= 20; room++)
            await pages.SaysAsync(2, $"rooming {room} jordan");
        for (var who = 3; who <= 10; who++)
            await pages.SaysAsync(who, "on");
        await pages.SaysAsync(7, "desk hold 20");
        await pages.SaysAsync(1, "request 1 lee");
        pages.Clock.Advance(TimeSpan.FromMinutes(1));
        await pages.SaysAsync(3, "ok");
        await using var wall = await Wall.OpenAsync(pages, line);

        await wall.SeesAsync("and 2 more. Open: 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, and 4 more");
        Assert.Equal(8, await wall.Page.Locator(".row").CountAsync());
        Assert.Equal(8, await wall.Page.Locator(".tile").CountAsync());
        foreach (var (width, height) in ((int, int)[])[(1920, 1080), (3840, 2160), (1366, 768)])
        {
            await wall.Page.SetViewportSizeAsync(width, height);
            Assert.Empty(await wall.Page.EvaluateAsync<string[]>(WhatCannotBeRead));
        }
    }

    [InABrowserFact]
    public async Task Asks_at_once_when_it_wakes_from_sleep()
    {
        await using var pages = await PagesOnTheWire.StartAsync();
        await using var wall = await Wall.OpenAsync(pages, "board link staff");
        await wall.SeesAsync("Nobody is waiting");
        await wall.Page.RunAndWaitForRequestAsync(
            () => wall.Page.EvaluateAsync("() => { heard -= 10000; document.dispatchEvent(new Event('visibilitychange')); }"), AsksAnew);
    }

    [InABrowserFact]
    public async Task Shows_nothing_any_more_once_its_link_is_revoked()
    {
        await using var pages = await PagesOnTheWire.StartAsync();
        await using var wall = await Wall.OpenAsync(pages, "board link staff");
        await wall.SeesAsync("Nobody is waiting");
        await pages.SaysAsync(10, "board revoke");
        await pages.SaysAsync(1, "ready 4 lee");
        await Assertions.Expect(wall.Page.Locator("#board")).ToHaveCountAsync(0);
        Assert.DoesNotContain("Main Street", await wall.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private static bool AsksAnew(IRequest request) => request.Url.Contains("/events?", StringComparison.Ordinal);

    // Thirty-six rooms, and names of forty letters.
    private static string Crowded() => SamplePractice.Json
        .Replace("""["1", "2", "3", "4", "5", "6", "7", "8"]""", $"[{string.Join(", ", Enumerable.Range(1, 36).Select(room => $"\"{room}\""))}]", StringComparison.Ordinal)
        .Replace("\"Terry Novak\"", "\"Bartholomew Featherstonehaugh-Cholmondeley\""[..41] + "\"", StringComparison.Ordinal)
        .Replace("\"Maria Lopez\"", "\"Wilhelmina Montgomery-Wolfeschlegelstein\"", StringComparison.Ordinal)
        .Replace("\"Scheduling\"", "\"Internal medicine and surgery scheduling\"", StringComparison.Ordinal);

    /// <summary>A window that somebody opened once with the link that a lead got.</summary>
    private sealed class Wall(IPlaywright playwright, IPage page) : IAsyncDisposable
    {
        private const int Patience = 60_000;

        public IPage Page => page;

        public static async Task<Wall> OpenAsync(PagesOnTheWire pages, string line)
        {
            var playwright = await Microsoft.Playwright.Playwright.CreateAsync();
            var chromium = await Chromium.LaunchAsync(playwright);
            var page = await chromium.NewPageAsync(new() { ViewportSize = new() { Width = 1920, Height = 1080 } });
            await page.Clock.InstallAsync();
            await page.GotoAsync(new Uri(pages.Http.BaseAddress!, await pages.LinkAsync(line)).ToString());
            await page.EvaluateAsync("document.body.dataset.opened = 'once'");
            return new Wall(playwright, page);
        }

        public Task SeesAsync(string text) => Assertions.Expect(page.GetByText(text).First).ToBeVisibleAsync(new() { Timeout = Patience });

        public async Task<bool> IsSamePageAsync() => await page.Locator("body").GetAttributeAsync("data-opened") == "once";

        public async ValueTask DisposeAsync()
        {
            await page.Context.Browser!.CloseAsync();
            playwright.Dispose();
        }
    }
}

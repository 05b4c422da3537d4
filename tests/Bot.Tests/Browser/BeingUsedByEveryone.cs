using Microsoft.Playwright;

namespace Bot.Tests.Browser;

/// <summary>Small screens, dark rooms, no mouse, a screen reader, no npm.</summary>
[Collection("Browser")]
public sealed class BeingUsedByEveryone
{
    [InABrowserTheory]
    [InlineData(1440, 900, false)]
    [InlineData(1440, 900, true)]
    [InlineData(390, 844, false)]
    [InlineData(390, 844, true)]
    public async Task Axe_has_nothing_against_it(int width, int height, bool dark)
    {
        await using var playground = await ThePlayground.OpenAsync(width, height, dark);
        var (ma, provider) = (playground.Phone(1), playground.Phone(2));
        Assert.Empty(await playground.AxeAsync());

        await ma.TypesAsync("ready 4 lee");
        await provider.SeesAsync("Ready for you");
        await ma.TapsAsync("Couldn't meet");
        await ma.SeesAsync("Why? It is recorded as cold.");
        await ma.TapsAsync("More options");
        await ma.SeesAsync("Cancel request");
        Assert.Empty(await playground.AxeAsync());

        await provider.TapsAsync("On my way");
        await provider.TapsAsync("I'm here");
        await ma.TapsAsync("Nothing to add");
        await provider.TicksAsync("Lab");
        await ma.OpensTheReadyFormAsync();
        await Assertions.Expect(playground.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Assertions.Expect(playground.Page.GetByRole(AriaRole.Button, new() { Name = "Patient is ready" })).ToBeVisibleAsync();
        Assert.Empty(await playground.AxeAsync());
        await playground.Page.Keyboard.PressAsync("Escape");

        await provider.TapsAsync("Visit done");
        await ma.SeesAsync("Close the visit");
        await ma.TypesAsync("board");
        await ma.TypesAsync("help");
        await ma.SeesAsync("You can type");
        Assert.Empty(await playground.AxeAsync());
        Assert.Empty(playground.Faults);
    }

    [InABrowserFact]
    public async Task The_keyboard_alone_goes_from_ready_to_handed_off()
    {
        await using var playground = await ThePlayground.OpenAsync();
        var keys = playground.Page.Keyboard;
        var (ma, provider) = (playground.Phone(1), playground.Phone(2));

        await keys.PressAsync("Alt+1");
        await keys.TypeAsync("ready 4 lee");
        await keys.PressAsync("Enter");
        await provider.SeesAsync("Ready for you");

        await keys.PressAsync("Alt+2");
        await ReachAsync(playground, "Shift+Tab", provider.Button("5 min"));
        await keys.PressAsync("Enter");
        await provider.SeesAsync("You are on the way");
        await ReachAsync(playground, "Shift+Tab", provider.Button("I'm here"));
        await keys.PressAsync("Space");
        await provider.SeesAsync("You are here");

        await keys.PressAsync("Alt+1");
        await ReachAsync(playground, "Shift+Tab", ma.Button("More options"));
        await keys.PressAsync("Enter");
        await Assertions.Expect(ma.Button("Patient was not asked")).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Assertions.Expect(ma.Button("More options")).ToBeFocusedAsync();
        await ReachAsync(playground, "Shift+Tab", ma.Button("Patient added something"));
        await keys.PressAsync("Enter");
        await ma.SeesAsync("With Dr. Lee");

        // The button is gone with its card; the next thing to do has the focus.
        await Assertions.Expect(ma.Button("Visit done")).ToBeFocusedAsync();
        Assert.Empty(playground.Faults);
    }

    [InABrowserFact]
    public async Task Without_the_package_that_draws_cards_it_says_what_is_missing_and_typing_works()
    {
        // What the server answers where npm brought nothing.
        await using var playground = await ThePlayground.OpenAsync(
            before: page => page.RouteAsync("**/adaptivecards.min.js", route => route.FulfillAsync(new() { Status = 404 })));
        await Assertions.Expect(playground.Page.GetByTestId("missing")).ToContainTextAsync("the package adaptivecards is missing. Install Node, then build again.");
        await playground.Phone(1).TypesAsync("ready 4 lee");
        await playground.Phone(2).BuzzesAsync("Room 4 is ready for you");
        await playground.Phone(2).SeesAsync("A card, not drawn");
        await playground.Phone(2).TypesAsync("ok");
        await playground.Phone(2).SeesAsync("Room 4: you are on the way, expected at", exact: false);
        Assert.All(playground.Faults, fault => Assert.Contains("404", fault, StringComparison.Ordinal));
    }

    // Tab by tab, as somebody without a mouse would.
    private static async Task ReachAsync(ThePlayground playground, string key, ILocator goal)
    {
        await goal.WaitForAsync();
        for (var presses = 0; presses < 60; presses++)
        {
            if (await goal.EvaluateAsync<bool>("button => button === document.activeElement"))
                return;
            await playground.Page.Keyboard.PressAsync(key);
        }

        Assert.Fail($"{key} does not lead to {goal}.");
    }
}

using Microsoft.Playwright;

namespace Bot.Tests.Browser;

[Collection("Browser")]
public sealed class OnASmallScreen
{
    private static readonly LocatorAssertionsToBeInViewportOptions Whole = new() { Ratio = 1 };

    [InABrowserFact]
    public async Task The_end_of_a_card_stays_in_view_and_what_unfolds_comes_into_it()
    {
        await using var playground = await ThePlayground.OpenAsync(1200, 640);
        var ma = playground.Phone(1);
        await ma.TypesAsync("ready 4 lee");
        await Assertions.Expect(ma.Button("More options")).ToBeInViewportAsync(Whole);

        // A reload paints all at once: hints and places take their room when the conversation has been drawn.
        await playground.Page.ReloadAsync();
        await Assertions.Expect(ma.Button("More options")).ToBeInViewportAsync(Whole);

        await ma.TapsAsync("Couldn't meet");
        await Assertions.Expect(ma.Button("Other reason")).ToBeInViewportAsync(Whole);
    }
}

using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using static Bot.Tests.Browser.Morning.ReportByHand;

namespace Bot.Tests.Browser.Morning;

/// <summary>What a lead sees of a morning, on the wall, on paper and in a spreadsheet, is what happened.</summary>
[Collection("Browser")]
public sealed class PlayingAMorning
{
    [InABrowserFact]
    public async Task Board_report_and_file_agree_with_the_events_to_the_last_number()
    {
        await using var playground = await ThePlayground.OpenAsync(practice: MorningAtMainStreet.Practice);
        var morning = new MorningAtMainStreet(playground);

        await morning.UntilItIsBusyAsync();
        var staff = await OpenAsync(playground, await morning.LinkAsync("board link staff", "The board with names"));
        var hall = await OpenAsync(playground, await morning.LinkAsync("board link", "The board for a hall"));
        await BoardsAgreeAsync(playground, morning, staff, hall);

        // Nobody touches the boards any more: they follow by themselves.
        await morning.ToTheEndAsync();
        foreach (var board in (IPage[])[staff, hall])
        {
            await Assertions.Expect(board.GetByText("Nobody is waiting")).ToBeVisibleAsync();
            await Assertions.Expect(board.Locator("#clock")).ToHaveTextAsync("10:05");
        }

        Assert.Equal(["4|With|Dr. Patel since 10:01"], (await TilesAsync(staff)).Where(tile => !tile.EndsWith("|Open|", StringComparison.Ordinal)));
        Assert.DoesNotContain("Dr. Lee", await TagsAsync(staff), StringComparison.Ordinal);
        await ReportsAgreeAsync(playground, morning);
        Assert.Empty(playground.Faults);
    }

    private static async Task BoardsAgreeAsync(ThePlayground playground, MorningAtMainStreet morning, IPage staff, IPage hall)
    {
        var open = (await VisitByHand.AllAsync(playground.Bot.StorePath, morning.Rooms)).Where(visit => visit.Ended is null).ToList();
        var waiting = open.Where(visit => visit.State is "waiting" or "coming" or "ready").OrderBy(visit => visit.Ready).ToList();
        Assert.Equal(["5", "6", "7"], waiting.Select(visit => visit.Room));
        string Minutes(VisitByHand visit) => $"{(int)(morning.Now - visit.Ready!.Value).TotalMinutes} min";
        string[] main = ["Nobody on the way|asked 8:41, again 8:44", "Dr. Patel at 8:53|with Sasha Grant, asked 8:42", "Nobody asked yet|with Maria Lopez, ready 8:46"];

        Assert.Equal(
            waiting.OrderByDescending(visit => visit.IsOverdue).Select((visit, i) => $"{visit.Room}|{Word(visit)}{(visit.IsOverdue ? " Overdue" : "")}|{main[i]}|{Minutes(visit)}"),
            await RowsAsync(staff));
        Assert.Equal(waiting.Select(visit => $"{visit.Room}|{Word(visit)}|Care team|{Minutes(visit)}"), await RowsAsync(hall));
        Assert.Equal(["8|With|Terry Novak since 8:46", "1|Open|", "2|Open|", "3|Open|", "4|Open|"], await TilesAsync(staff));
        Assert.Equal(["8|With|Care team", "1|Open|", "2|Open|", "3|Open|", "4|Open|"], await TilesAsync(hall));

        var tags = await TagsAsync(staff);
        Assert.StartsWith("Scheduling Free Referrals Free Billing Busy 9:06 Lab Hold 8:52 Dr. Lee Free Dr. Patel To room 6 Terry Novak Room 8 Maria Lopez Rooms 7, 8 Sasha Grant Room 6 Jordan Kim Room 5", tags, StringComparison.Ordinal);
        Assert.Equal("", await TagsAsync(hall));

        // The card that `board` is answered with lists the same rooms, those that wait first.
        var card = await morning.CardAsync("maria.lopez", "board", "as at 8:48");
        Assert.All(waiting, visit => Assert.Contains(Minutes(visit), card, StringComparison.Ordinal));
        await CanBeReadByEveryoneAsync(staff, hall);
    }

    private static async Task ReportsAgreeAsync(ThePlayground playground, MorningAtMainStreet morning)
    {
        var visits = await VisitByHand.AllAsync(playground.Bot.StorePath, morning.Rooms);
        var hand = new ReportByHand(visits, morning.Pushes);
        Assert.Equal((12, 11, 1), (visits.Count, hand.Eligible, hand.StillOpen));
        Assert.Equal((1, 1, 1), (hand.Undos, hand.Reasons.Count, hand.Modified));

        var page = await OpenAsync(playground, await morning.LinkAsync("report link", "The report"));
        Assert.Equal(InShort(hand), await TextsAsync(page, ".lead li"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Today" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Today" })).ToHaveAttributeAsync("aria-current", "page");
        Assert.Equal(InShort(hand), await TextsAsync(page, ".lead li"));
        Assert.Equal([$"{morning.Day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}, {hand.Eligible} eligible visits, {hand.StillOpen} still open and not counted"], await TextsAsync(page, ".range"));
        Assert.Equal(Tables(hand, morning.Day.ToString("d MMM", CultureInfo.InvariantCulture)), await TextsAsync(page, "table tbody tr"));

        var file = await page.APIRequest.GetAsync(new Uri(new Uri(page.Url), await page.GetByText("Download CSV").GetAttributeAsync("href")).ToString());
        Assert.Equal(hand.Csv(morning.Day), await file.TextAsync());

        var card = await morning.CardAsync("priya.shah", "report", "Main Street");
        Assert.All(
            (string[])
            [
                "Room 5", "8:47", "no answer to a request in time", "Room 7", "8:57", "cold: provider busy",
                Percent(hand.Warm, hand.Eligible), $"{hand.Warm} of {hand.Eligible} visits", $"{Within(hand.Accepted, 5)} min", $"half of {hand.Accepted.Count} visits; 9 in 10 within {Within(hand.Accepted, 9)} min",
                $"{Within(hand.Together, 5)} min", Percent(hand.Added.Count, hand.Added.Of), $"{hand.Added.Count} of {hand.Added.Of} warm handoffs",
                PerHandoff(hand), $"for each of {hand.Handoffs} handoffs", Percent(hand.Questions.Count, hand.Questions.Of), $"{hand.Questions.Count} of {hand.Questions.Of} visits that were done",
            ],
            said => Assert.Contains(said, card, StringComparison.Ordinal));
        await CanBeReadByEveryoneAsync(page);
    }

    private static List<string> InShort(ReportByHand hand) =>
    [
        $"Warm handoffs {Percent(hand.Warm, hand.Eligible)} {hand.Warm} of {hand.Eligible} visits",
        $"Half accepted within {Within(hand.Accepted, 5)} min 9 in 10 within {Within(hand.Accepted, 9)} min",
        $"Half together within {Within(hand.Together, 5)} min 9 in 10 within {Within(hand.Together, 9)} min",
        $"Patient added or corrected {Percent(hand.Added.Count, hand.Added.Of)} {hand.Added.Count} of {hand.Added.Of} handoffs",
    ];

    private static List<string> Tables(ReportByHand hand, string week) =>
    [
        $"{week} {hand.Warm} {hand.Eligible} {Percent(hand.Warm, hand.Eligible)}",
        $"{week} {Within(hand.Accepted, 5)} {Within(hand.Accepted, 9)} {hand.Accepted.Count}",
        $"{week} {Within(hand.Together, 5)} {Within(hand.Together, 9)} {hand.Together.Count}",
        "Provider busy not shown",
        .. hand.Desks.Select(desk => desk.Waits.Count < 5 ? $"{desk.Desk} not shown" : $"{desk.Desk} {Within(desk.Waits, 5)} {Within(desk.Waits, 9)} {desk.Waits.Count}"),
        $"Asked what they would add {hand.Asked.Count} {hand.Asked.Of}",
        $"Added or corrected {hand.Added.Count} {hand.Added.Of}",
        $"Asked all three {hand.Questions.Count} {hand.Questions.Of}",
        $"{week} {hand.Buzzes} {hand.Handoffs} {PerHandoff(hand)}",
        .. hand.ByReceiver.Select(one => $"{one.Name} {one.Warm} {one.Of} {Percent(one.Warm, one.Of)}"),
    ];

    private static string PerHandoff(ReportByHand hand) => ReportByHand.Minutes((double)hand.Buzzes / hand.Handoffs);

    private static string Word(VisitByHand visit) => char.ToUpperInvariant(visit.State[0]) + visit.State[1..];

    // Light and dark, on a wall and on a phone.
    private static async Task CanBeReadByEveryoneAsync(params IPage[] pages)
    {
        foreach (var page in pages)
        {
            foreach (var (scheme, width) in ((ColorScheme, int)[])[(ColorScheme.Light, 1920), (ColorScheme.Dark, 1920), (ColorScheme.Dark, 390), (ColorScheme.Light, 390)])
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.SetViewportSizeAsync(width, 1080);
                Assert.Empty(await Axe.RunAsync(page));
                Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            }
        }
    }

    private static async Task<IPage> OpenAsync(ThePlayground playground, string link)
    {
        var page = await playground.OpensAsync(link);
        await page.SetViewportSizeAsync(1920, 1080);
        return page;
    }

    private static Task<List<string>> RowsAsync(IPage board) => EachAsync(
        board, ".row", "row => [...row.children].map(part => [...part.querySelectorAll('.word, .flag, .main, .sub')].map(one => one.innerText).join(part.className === 'who' ? '|' : ' ') || part.innerText).join('|')");

    private static Task<List<string>> TilesAsync(IPage board) => EachAsync(
        board, ".tile", "tile => [tile.querySelector('.room').innerText, tile.querySelector('.word').innerText, tile.querySelector('.sub')?.innerText ?? ''].join('|')");

    private static async Task<string> TagsAsync(IPage board) => string.Join(' ', await TextsAsync(board, ".list li"));

    private static Task<List<string>> TextsAsync(IPage page, string selector) => EachAsync(page, selector, "one => [...one.querySelectorAll('th, td, span:not(span span), b')].map(part => part.textContent).join(' ') || one.textContent");

    private static async Task<List<string>> EachAsync(IPage page, string selector, string reads)
    {
        var found = await page.EvaluateAsync<JsonElement>($"selector => [...document.querySelectorAll(selector)].map({reads}).map(text => text.replace(/\\s+/g, ' ').trim().replace(/^Room /, ''))", selector);
        return [.. found.EnumerateArray().Select(one => one.GetString()!)];
    }
}

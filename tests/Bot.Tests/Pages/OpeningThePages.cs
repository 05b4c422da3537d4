using System.Net;
using Bot.App;
using Bot.Clinic;

namespace Bot.Tests.Pages;

public sealed class OpeningThePages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_link_that_a_lead_got_in_chat_opens_the_board()
    {
        await using var pages = await PagesOnTheWire.StartAsync();
        await pages.SaysAsync(1, "ready 4 lee");
        var staff = await pages.Http.GetStringAsync(await pages.LinkAsync("board link staff"));
        Assert.Contains("Waiting for Dr. Lee", staff, StringComparison.Ordinal);
        var hall = await pages.Http.GetStringAsync(await pages.LinkAsync("board link"));
        Assert.DoesNotContain("Lee", hall, StringComparison.Ordinal);
        Assert.Contains("Room </span>4", hall, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_good_link_there_is_nothing_and_no_hint_why()
    {
        await using var pages = await PagesOnTheWire.StartAsync();
        var (board, report) = (await pages.LinkAsync("board link"), await pages.LinkAsync("report link"));
        var key = board[(board.IndexOf('=', StringComparison.Ordinal) + 1)..];
        await pages.SaysAsync(10, "board revoke");
        var ended = await pages.LinkAsync("board link");
        pages.Clock.Advance(PageLinks.LastsFor(PageKind.Hall));
        var answers = new List<string>();
        foreach (var address in (string[])
            [board, ended, report, "/board/main-street", "/board/main-street?key=", $"/board/main-street?key={key}x", $"/board/harbor?key={key}", $"/board/main-street/events?key={key}",
                $"/report/main-street?key={key}", $"/report/main-street?format=csv&key={key}", "/board/%3Cscript%3E?key=a.b.c", "/report/main-street"])
        {
            using var answer = await pages.Http.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            answers.Add($"{await answer.Content.ReadAsStringAsync()} {string.Join(' ', answer.Headers.Where(one => one.Key != "Date").Select(one => $"{one.Key}:{string.Join(',', one.Value)}"))}");
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task A_browser_may_load_nothing_from_elsewhere_and_tells_nobody_the_link()
    {
        await using var pages = await PagesOnTheWire.StartAsync();
        foreach (var address in (string[])[await pages.LinkAsync("board link"), await pages.LinkAsync("report link")])
        {
            using var answer = await pages.Http.GetAsync(address);
            var rules = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", rules, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", rules, StringComparison.Ordinal);
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            var page = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("style=\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
            foreach (var style in (string[])["/pages/tokens.css", "/pages/board.css", "/pages/report.css", "/pages/board.js"])
                Assert.Equal(HttpStatusCode.OK, (await pages.Http.GetAsync(style)).StatusCode);
        }
    }

    [Fact]
    public async Task What_happens_is_on_the_wall_at_once_and_a_revoked_link_ends_its_stream()
    {
        await using var pages = await PagesOnTheWire.StartAsync();
        using var patience = new CancellationTokenSource(Patience);
        var address = (await pages.LinkAsync("board link staff")).Replace("?", "/events?", StringComparison.Ordinal);
        await using var stream = await pages.Http.GetStreamAsync(address, patience.Token);
        using var lines = new StreamReader(stream);
        await ShowsAsync(lines, "Nobody is waiting", patience.Token);

        await pages.SaysAsync(1, "ready 4 lee");
        await ShowsAsync(lines, "Waiting for Dr. Lee", patience.Token);
        await pages.SaysAsync(3, "busy 20");
        await ShowsAsync(lines, "Busy to 10:20", patience.Token);

        await pages.SaysAsync(10, "board revoke");
        await pages.SaysAsync(3, "ok");
        while (await lines.ReadLineAsync(patience.Token) is not null)
        {
            // The rest of what was under way.
        }
    }

    [Fact]
    public async Task The_report_is_a_page_and_a_file_and_says_when_there_is_too_little()
    {
        await using var pages = await PagesOnTheWire.StartAsync();
        var address = await pages.LinkAsync("report link");
        Assert.Contains("Not enough visits yet", await pages.Http.GetStringAsync(address), StringComparison.Ordinal);
        using var file = await pages.Http.GetAsync(address + "&format=csv&period=today");
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("measure,of,value,over\r\n", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_says_how_many_have_trained_and_not_who()
    {
        await using var pages = await PagesOnTheWire.StartAsync();
        var address = await pages.LinkAsync("report link");
        Assert.DoesNotContain("training", await pages.Http.GetStringAsync(address), StringComparison.Ordinal);
        var (priya, now) = (new StaffId("priya.shah"), pages.Clock.GetUtcNow());
        await pages.Training.TrySetAsync(new Session(new SessionId("s1"), new SiteId("main-street"), now, 30, priya, [new StaffId("maria.lopez")], [], priya, now), default);
        await pages.Training.TryNoteAsync(new Attendance(new SessionId("s1"), 1, [new StaffId("maria.lopez")], priya, now), default);
        var page = await pages.Http.GetStringAsync(address);
        Assert.Contains("1 of 10 people have completed the training", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Lopez", page, StringComparison.Ordinal);
    }

    // Who said something is on from then, which may be on the wall a moment before what was said.
    private static async Task ShowsAsync(StreamReader lines, string words, CancellationToken ct)
    {
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal) && line.Contains(words, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"The stream ended before it showed: {words}");
    }
}

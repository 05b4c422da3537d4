using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Tests.Playground;

public sealed partial class ThePage
{
    [Fact]
    public async Task It_comes_with_a_strict_policy_and_asks_nobody_else()
    {
        await using var teams = await SmallTeams.StartAsync();
        using var answer = await teams.Page.GetAsync("/");
        var html = await answer.Content.ReadAsStringAsync();

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotMatch(InlineCode(), html);
        Assert.DoesNotContain("//", html.Replace("http://www.w3.org/2000/svg", ""));
        foreach (Match file in Files().Matches(html))
        {
            using var part = await teams.Page.GetAsync(file.Groups[1].Value);
            Assert.True(part.IsSuccessStatusCode || file.Value.Contains("adaptivecards"), file.Value);
        }
    }

    [Fact]
    public async Task Both_dark_themes_hold_the_same_values()
    {
        await using var teams = await SmallTeams.StartAsync();
        var css = await teams.Page.GetStringAsync("/playground/page/tokens.css");
        var blocks = DarkBlock().Matches(css).Select(m => Spaces().Replace(m.Groups[1].Value, " ")).ToList();
        Assert.Equal(2, blocks.Count);
        Assert.Equal(blocks[0], blocks[1]);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        await using var teams = await SmallTeams.StartAsync();
        using var answer = await teams.Page.PostAsJsonAsync("/playground/say", new { text = new string('x', 300_000) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Host", "elsewhere.example")]
    public async Task Another_site_in_the_same_browser_cannot_press_its_buttons(string header, string value)
    {
        await using var teams = await SmallTeams.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/playground/start-over") { Content = JsonContent.Create(new { }) };
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await teams.Page.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_no_json_and_refused()
    {
        await using var teams = await SmallTeams.StartAsync();
        using var answer = await teams.Page.PostAsync("/playground/start-over", new StringContent("{}", Encoding.UTF8, "text/plain"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task Starting_over_forgets_visits_and_messages_and_tells_the_bot_anew()
    {
        var asked = 0;
        await using var teams = await (await SmallTeams.StartAsync(_ => Task.FromResult(asked++))).SignedInAsync();
        await teams.SentAsync(SmallTeams.CareTeam, SmallTeams.Card("card", push: "push"));
        teams.Setup.News.Publish("v1", "Ready", 2, teams.Setup.Clock.GetUtcNow());
        for (var i = 0; i < 5; i++)
            await teams.Bot.HearsAsync(h => h["type"] == "installationUpdate");

        using var answer = await teams.Page.PostAsJsonAsync("/playground/start-over", new { });

        var state = await teams.StateAsync();
        Assert.Equal(1, asked);
        Assert.Empty(state.GetProperty("messages").EnumerateArray());
        Assert.Empty(state.GetProperty("pushes").EnumerateObject());
        Assert.Empty(state.GetProperty("news").EnumerateArray());
        await teams.Bot.HearsAsync(h => h["type"] == "installationUpdate");
    }

    [Fact]
    public async Task What_just_happened_is_newest_first_and_no_more_than_fifty()
    {
        await using var teams = await SmallTeams.StartAsync();
        for (var version = 1; version <= 60; version++)
            teams.Setup.News.Publish("v1", "Waiting", version, teams.Setup.Clock.GetUtcNow());
        var versions = (await teams.StateAsync()).GetProperty("news").EnumerateArray().Select(n => n.GetProperty("version").GetInt64());
        Assert.Equal(Enumerable.Range(11, 50).Select(v => (long)v).Reverse(), versions);
    }

    [Fact]
    public async Task Its_stream_begins_with_everything_and_goes_on_with_each_change()
    {
        await using var teams = await (await SmallTeams.StartAsync()).SignedInAsync();
        using var stream = new StreamReader(await teams.Page.GetStreamAsync("/playground/feed"));
        Assert.Equal("event: all", await stream.ReadLineAsync());

        await teams.SentAsync(SmallTeams.CareTeam, SmallTeams.Card("live"));

        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        string? line;
        do
            line = await stream.ReadLineAsync(late.Token);
        while (line is not null && !line.Contains("live"));
        Assert.StartsWith("data: ", line, StringComparison.Ordinal);
    }

    [GeneratedRegex("<script(?![^>]* src=)|<style| style=| on[a-z]+=")]
    private static partial Regex InlineCode();

    [GeneratedRegex("(?:src|href)=\"(playground/[^\"]+)\"")]
    private static partial Regex Files();

    [GeneratedRegex("color-scheme: dark;([^}]*)}")]
    private static partial Regex DarkBlock();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}

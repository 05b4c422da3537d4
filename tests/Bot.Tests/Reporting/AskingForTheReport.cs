using System.Text.Json.Nodes;
using Bot.App;
using Bot.Clinic;
using Bot.Tests.Painting;

namespace Bot.Tests.Reporting;

public sealed class AskingForTheReport : IAsyncDisposable
{
    private static readonly Speaker Maria = PaperClinic.By("teams", 1);
    private static readonly Speaker Lee = PaperClinic.By("teams", 3);
    private static readonly Speaker Lou = PaperClinic.By("teams", 9);
    private static readonly Speaker Priya = PaperClinic.By("slack", 10);

    private readonly PaperClinic clinic = new();

    [Fact]
    public async Task It_is_for_the_lead_in_their_own_chat()
    {
        Assert.Equal("That is for the lead.", (await clinic.SaysAsync(Lee, "report")).Sentence);
        var inChannel = await clinic.Get<Listener>().SaysAsync(new Line(Priya, new Conversation("C1", Direct: false), "report", ""), default);
        Assert.Equal("Please type this in your own chat with me: others read along here.", inChannel.Sentence);
        Assert.Equal("report", (await clinic.SaysAsync(Priya, "report")).Card!.Card);
    }

    [Fact]
    public async Task It_opens_with_what_is_worth_a_look_and_counts_what_has_ended()
    {
        for (var visit = 0; visit < 5; visit++)
            await VisitAsync(warm: visit < 4);
        await clinic.SaysAsync(Maria, "ready 7 lee");

        var report = JsonNode.Parse((await clinic.SaysAsync(Priya, "report")).Card!.Model.Span)!;
        Assert.Equal("cold: patient declined", Assert.Single(report["worth"]!.AsArray())!["what"]!.GetValue<string>());
        Assert.Equal("80% 4 of 5 visits that were marked ready", Line(report, "Warm handoffs"));
        Assert.Equal("– fewer than 5 visits", Line(report, "Ready to accepted"));
        Assert.Equal("1 in none of these numbers", Line(report, "Still open"));
    }

    [Fact]
    public async Task The_numbers_are_those_of_the_events()
    {
        for (var visit = 0; visit < 6; visit++)
            await VisitAsync(warm: visit < 4);
        var site = clinic.Get<Sites>().Practice.Sites[0];
        var today = Report.DayOf(clinic.Clock.GetUtcNow(), site.Zone);
        var kept = await clinic.Get<Bot.App.Reports>().SummariesAsync(site, today, today, default);

        var events = new Dictionary<VisitId, List<VisitEvent>>();
        await foreach (var e in clinic.Store.AllEventsAsync(DateTimeOffset.MinValue, default))
            (events.TryGetValue(e.Visit, out var of) ? of : events[e.Visit] = []).Add(VisitJson.ReadEvent(e.Body.Span, e.By, e.At));
        var summed = events.Select(one => Summing.Of(one.Key, site.Id, new RoomId("4"), one.Value)).OrderBy(one => one.Opened);
        Assert.Equal(summed.Select(SummaryJson.Write), kept.Select(SummaryJson.Write));
    }

    [Fact]
    public async Task An_undo_of_the_end_takes_the_visit_out_again()
    {
        await clinic.SaysAsync(Maria, "ready 4");
        await clinic.SaysAsync(Maria, "left 4");
        Assert.NotNull(Assert.Single(await SummariesAsync()).Ended);
        await clinic.SaysAsync(Maria, "undo");
        Assert.Null(Assert.Single(await SummariesAsync()).Ended);
    }

    [Fact]
    public async Task Links_are_made_and_revoked_in_chat()
    {
        Assert.Equal("That is for the lead.", (await clinic.SaysAsync(Maria, "board link")).Sentence);
        Assert.Equal("I don't know my own address yet. Please have Pages:Url set, then ask again.", (await clinic.SaysAsync(Priya, "board link")).Sentence);
        Assert.Equal("All links to the board have ended. For a new one: board link", (await clinic.SaysAsync(Priya, "board revoke")).Sentence);
    }

    public ValueTask DisposeAsync() => clinic.DisposeAsync();

    private async Task<IReadOnlyList<VisitSummary>> SummariesAsync()
    {
        var site = clinic.Get<Sites>().Practice.Sites[0];
        var today = Report.DayOf(clinic.Clock.GetUtcNow(), site.Zone);
        return await clinic.Get<Bot.App.Reports>().SummariesAsync(site, today, today, default);
    }

    private async Task VisitAsync(bool warm)
    {
        await clinic.SaysAsync(Maria, "ready 4 lee");
        clinic.Clock.Advance(TimeSpan.FromMinutes(2));
        if (warm)
        {
            await clinic.SaysAsync(Lee, "ok");
            await clinic.SaysAsync(Lee, "here 4");
            await clinic.TapsAsync(Maria, clinic.Teams, "person:maria.lopez", "handed-off:added");
            await clinic.SaysAsync(Lee, "done 4 lab");
            await clinic.SaysAsync(Maria, "walk 4 lab");
            await clinic.SaysAsync(Lou, "here 4");
        }
        else
        {
            await clinic.TapsAsync(Maria, clinic.Teams, "person:maria.lopez", "couldnt-meet:declined");
            await clinic.SaysAsync(Maria, "left 4");
        }

        clinic.Clock.Advance(TimeSpan.FromMinutes(3));
    }

    private static string Line(JsonNode report, string label)
    {
        var line = report["lines"]!.AsArray().Single(line => line!["label"]!.GetValue<string>() == label)!;
        return $"{line["value"]} {line["detail"]}";
    }
}

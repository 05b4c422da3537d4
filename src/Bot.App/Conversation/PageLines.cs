using Bot.Clinic;

namespace Bot.App;

/// <summary>What a lead asks for: the report, and links to the pages. The numbers are for the lead alone.</summary>
internal sealed class PageLines(Reports reports, TrainingPlans training, PageLinks links, Faces faces, Settings settings, TimeProvider clock)
{
    private const string ForTheLead = "That is for the lead.";
    public const string InYourOwnChat = "Please type this in your own chat with me: others read along here.";

    public async Task<Answer> ReportAsync(Staff person, Site site, Spoken.Report said, Line line, CancellationToken ct)
    {
        if (Refusal(person, line.In) is { } no)
            return Answer.Says(no);
        var now = clock.GetUtcNow();
        var (from, to) = Reports.DaysOf(said.Over == Spoken.Span.Week ? "week" : "today", now, site.Plan.Zone);
        var (before, _) = Reports.DaysOf("quarter", now, site.Plan.Zone);
        var visits = await reports.SummariesAsync(site.Plan, before, to, ct);
        var these = visits.Where(visit => Report.DayOf(visit.Opened, site.Plan.Zone) >= from).ToList();
        var model = ReportView.Of(
            site, Report.Of(these, site.Plan, from, to), Report.Of(visits, site.Plan, before, to),
            said.Over == Spoken.Span.Today ? WorthALook.Of(these) : [], now,
            said.Over == Spoken.Span.Week ? await reports.ComparedAsync(site.Plan, to, ct) : null);
        if (TrainingWords.Line(training.Book, site.Plan) is { } trained)
            model = model with { Lines = [.. model.Lines, trained] };
        return new Answer(faces.Of(model, "board", site.Plan), "");
    }

    public Answer Link(Staff person, Site site, Spoken.Link said, Line line)
    {
        if (Refusal(person, line.In) is { } no)
            return Answer.Says(no);
        if (settings.Pages is not { } address)
            return Answer.Says("I don't know my own address yet. Please have Pages:Url set, then ask again.");
        var (kind, path, what) = said.To switch
        {
            Spoken.Page.Hall => (PageKind.Hall, "board", "The board for a hall, where patients may read it"),
            Spoken.Page.Staff => (PageKind.Staff, "board", "The board with names, for staff only"),
            _ => (PageKind.Report, "report", "The report"),
        };
        var url = new Uri(address, $"{path}/{Uri.EscapeDataString(site.Plan.Id.Value)}?key={links.KeyFor(kind, site.Plan.Id)}");
        var until = TimeZoneInfo.ConvertTime(clock.GetUtcNow() + PageLinks.LastsFor(kind), site.Plan.Zone);
        return Answer.Says($"{what}: {url}\n\nWhoever has this link sees it, until {until.ToString("d MMMM yyyy, H:mm", System.Globalization.CultureInfo.InvariantCulture)}. To end it before: {path} revoke");
    }

    public async Task<Answer> RevokeAsync(Staff person, Site site, Spoken.Revokes said, CancellationToken ct)
    {
        if (person.Role != Role.Lead)
            return Answer.Says(ForTheLead);
        foreach (var kind in said.Boards ? [PageKind.Hall, PageKind.Staff] : new[] { PageKind.Report })
            await links.RevokeAsync(kind, site.Plan.Id, ct);
        return Answer.Says(said.Boards ? "All links to the board have ended. For a new one: board link" : "All links to the report have ended. For a new one: report link");
    }

    /// <summary>Why this person is not told that here; null if they are.</summary>
    public static string? Refusal(Staff person, Clinic.Conversation where) =>
        person.Role != Role.Lead ? ForTheLead : where.Direct ? null : InYourOwnChat;
}

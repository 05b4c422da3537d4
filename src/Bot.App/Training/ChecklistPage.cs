using Bot.Clinic;

namespace Bot.App;

/// <summary>The staff's checklist on one sheet.</summary>
internal static class ChecklistPage
{
    public static string Of(Checklist checklist) => Paper.Whole("Warm handoff checklist", "en", Paper.Sheet("",
        Paper.Top("The warm handoff", $"Staff checklist · {checklist.Site}"),
        $"<div class=\"two\">{string.Concat(checklist.Parts.Select(Part))}</div>",
        Html.When(checklist.Desks.Count > 0, Desks(checklist.Desks)),
        $"<p class=\"foot\">Ticks only: write nothing about a patient on this page. The bot is not an alarm. In an emergency call out, or dial {Html.Text(checklist.Emergency)}.</p>"));

    private static string Part(PaperPart part) => Paper.Section(
        part.Heading, Html.When(part.Lead.Length > 0, $"<p class=\"lead\">{Html.Text(part.Lead)}</p>") + Paper.List("ticks", part.Lines));

    private static string Desks(IEnumerable<DeskLine> desks) => Paper.Section("Where we walk", string.Concat(
        "<table><thead><tr><th scope=\"col\">Desk</th><th scope=\"col\">Who is there</th><th scope=\"col\">For what</th></tr></thead><tbody>",
        string.Concat(desks.Select(desk => $"<tr><th scope=\"row\">{Html.Text(desk.Desk)}</th><td>{Html.Text(desk.Who)}</td><td>{Html.Text(desk.Asks)}</td></tr>")),
        "</tbody></table>"));
}

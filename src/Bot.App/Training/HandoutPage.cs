using Bot.Clinic;

namespace Bot.App;

/// <summary>The patient's handout on one sheet.</summary>
internal static class HandoutPage
{
    public static string Of(Handout handout, string site) => Paper.Whole(handout.Title, handout.Language, Paper.Sheet("large",
        Paper.Top(handout.Title, site),
        $"<p class=\"intro\">{Html.Text(handout.Intro)}</p>",
        "<div class=\"two\">",
        Part(handout.Happens, "steps"),
        Part(handout.YouCan, "plain"),
        Part(handout.Asks, "steps", "box"),
        Html.When(handout.Walks.Lines.Count > 0, Part(handout.Walks, "plain", "box")),
        Part(handout.UpToYou, "plain"),
        Paper.Section(handout.Later.Heading, $"<div class=\"call\">{Paper.Paragraphs(handout.Later.Lines)}</div>"),
        "</div>"));

    private static string Part(PaperPart part, string kind, string style = "") => Paper.Section(
        part.Heading, Html.When(part.Lead.Length > 0, $"<p>{Html.Text(part.Lead)}</p>") + Paper.List(kind, part.Lines), style);
}

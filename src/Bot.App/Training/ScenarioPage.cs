using Bot.Clinic;

namespace Bot.App;

/// <summary>A role play on paper: one sheet for everybody, and one for the facilitator, who keeps it to themselves.</summary>
internal static class ScenarioPage
{
    public static string Of(Scenario scenario, bool withFacilitators)
    {
        var shared = scenario.Shared;
        return withFacilitators
            ? Paper.Whole(shared.Title, "en", ForEverybody(shared), ForTheFacilitator(shared, scenario.Facilitators))
            : Paper.Whole(shared.Title, "en", ForEverybody(shared));
    }

    private static string ForEverybody(SharedPart shared) => Paper.Sheet("large",
        Paper.Top(shared.Title, $"Role play · {shared.Minutes} minutes · {Way(shared)}"),
        Paper.Section("The situation", $"<div class=\"stack intro\">{Paper.Paragraphs(shared.Situation)}</div>"),
        Paper.Section("Who plays", $"<dl class=\"parts\">{string.Concat(shared.Players.Select(Player))}</dl>"),
        "<p class=\"foot\">Everybody else watches: what did the patient hear, and what was their part in it? This is practice. The patient is invented and has no name.</p>");

    private static string ForTheFacilitator(SharedPart shared, FacilitatorsPart part) => Paper.Sheet("",
        Paper.Top(shared.Title, "", level: 2),
        "<p class=\"secret\">For the facilitator only. You play the patient.</p>",
        Paper.Section("What you know about yourself", Paper.List("plain", part.Patient)),
        Paper.Section("What to look for", Paper.List("ticks", part.Steps)),
        Paper.Section("Afterwards, ask the group one at a time", string.Concat(part.Debrief.Select(Prompt))));

    // "MA to provider, in the room".
    private static string Way(SharedPart shared) =>
        $"{shared.Giver.Words()} to {shared.Receiver.Words()}, {(shared.IsWalk ? "a walk to the desk" : "in the room")}";

    private static string Player(Player player) => $"<div><dt>{Html.Text(player.Part.Words)}</dt><dd>{Html.Text(player.Task)}</dd></div>";

    private static string Prompt(Prompt prompt, int i) => string.Concat(
        $"<div class=\"stack\"><h3>{i + 1}. {Html.Text(prompt.Ask)}</h3><div class=\"two\">",
        $"<div><p class=\"lead\">Went well</p>{Paper.List("ticks", prompt.Well)}</div>",
        $"<div><p class=\"lead\">Could be better</p>{Paper.List("ticks", prompt.Better)}</div></div></div>");
}

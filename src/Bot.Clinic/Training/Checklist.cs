namespace Bot.Clinic;

/// <summary>The staff's one page beside the phone: what to say and do, to be ticked in practice and audits. It has no room for values or names of patients.</summary>
/// <param name="Parts">In the order of the visit; their lines have boxes.</param>
/// <param name="Desks">Where patients are walked.</param>
/// <param name="Emergency">What to dial.</param>
public sealed record Checklist(string Site, IReadOnlyList<PaperPart> Parts, IReadOnlyList<DeskLine> Desks, string Emergency)
{
    public static Checklist Of(SitePlan site)
    {
        var colleagues = TransitionMap.Colleagues(site);
        List<PaperPart> parts =
        [
            new("Before", Waiting(site),
            [
                "Interpreter on the line, if one is needed",
                "Asked the patient: all right if we sum up together?",
                "Vital signs and medicines are in the record",
                "Said in chat that the room is ready",
            ]),
            new("In the room, to the provider", "Look at the patient. In front of them, say:",
            [
                "who everybody is",
                "why the patient came",
                "what they want from today, and what worries them",
                "vital signs and weight, and any marked change",
                "medicines: refills, side effects",
                "new results, and visits elsewhere",
            ]),
            new("The patient’s part", "",
            [
                "Asked: what would you add or change?",
                "Waited for the answer",
                "Said who puts it right in the record",
            ]),
            new("Closing, with the door shut", "Ask, one at a time:", ClosingQuestions.English),
            new("The walk", "",
            [
                "The desk is free, or has said when",
                "Walked there together",
                "Introduced by name, and said aloud what is to be done",
            ]),
        ];
        if (colleagues.Count > 0)
        {
            parts.Insert(3, new("Bringing a colleague in", $"Here: {string.Join("; ", colleagues)}.",
            [
                "Asked the patient first",
                "Name and role, why they can help, what they are good at",
                "The plan so far, and the patient’s own view of it",
            ]));
        }

        return new Checklist(site.Name, parts, DeskLine.Of(site), site.EmergencyNumber);
    }

    private static string Waiting(SitePlan site) => site.Manners.Returns
        ? "You may step out: the bot calls you back when the provider comes."
        : "Stay with the patient until the provider comes. If you must go, tap I’m stepping out.";
}

/// <summary>A desk with the people who staff it and what may be asked of it.</summary>
public sealed record DeskLine(string Desk, string Who, string Asks)
{
    // What a page or a slide can hold.
    private const int Most = 4;

    public static IReadOnlyList<DeskLine> Of(SitePlan site) =>
    [
        .. site.Desks.Select(desk => new DeskLine(
            desk.Label,
            string.Join(", ", Texts.Few([.. desk.Members.Select(id => site.Find(id)).OfType<Staff>().Select(person => person.Short)], Most)),
            string.Join(", ", Texts.Few([.. desk.Asks.Select(stop => stop.Title)], Most)))),
    ];
}

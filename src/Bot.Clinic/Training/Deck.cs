namespace Bot.Clinic;

/// <summary>The slides with which a practice trains its people: the method in few words, and its own rooms, desks, people and manners in it.</summary>
public static class Deck
{
    // What a slide holds that is read from the last row.
    private const int MostRows = 7;

    /// <param name="decided">What the site has decided; null where it has not, or nobody knows.</param>
    public static IReadOnlyList<Slide> Of(Practice practice, SitePlan site, IReadOnlyList<Scenario> scenarios, SiteDecisions? decided = null) =>
        Made(practice, site.With(decided), scenarios, decided);

    private static IReadOnlyList<Slide> Made(Practice practice, SitePlan site, IReadOnlyList<Scenario> scenarios, SiteDecisions? decided) =>
    [
        new("Warm handoffs", new SlideBody.Cover(practice.Name == site.Name ? site.Name : $"{practice.Name}, {site.Name}"),
        [
            "Welcome everybody, and say who you are. The slides take ten minutes; the rest of the time is for trying it out.",
            "These slides were made from the practice file. Change, drop or add what you like: those with our own rooms, desks and people matter most.",
        ]),
        new("What a warm handoff is", new SlideBody.Points(
        [
            "Two of us pass the patient on, in person",
            "The patient listens, and adds or corrects",
            "Then one of us leaves, and the other goes on",
        ]),
        [
            "Ask first: when did a patient last tell you the same story twice? Take two answers.",
            "A note on the door, a line in the record or a word in the hallway tells a colleague, but the patient can't hear it and can't put it right.",
        ]),
        new("Why in front of the patient?", new SlideBody.Saying(
            "Only the patient was there the whole time.", "So only the patient can tell when we have it wrong."),
        [
            "Tell a story from here, without any detail that points to a person: something that a patient put right because they heard it.",
            "Promise what is true: fewer slips between us, and patients who know the plan. It has not been shown that more of them keep their appointments.",
        ]),
        new("Warm, modified, cold", new SlideBody.Facts(
        [
            ("Warm", "In person, in front of the patient"),
            ("Modified", "In person, but not in front of the patient"),
            ("Cold", "Not in person, and we say why"),
        ]),
        ["All three are recorded. A cold handoff with its reason helps us to mend what stands in the way. Nobody is ranked by it."]),
        .. Decided(site, decided),
        .. Map(site, decided),
        new("In the room", new SlideBody.Points(
        [
            "Who everybody is",
            "Why the patient came, what they want, what worries them",
            "Vital signs and weight, and any marked change",
            "Medicines: refills, side effects",
            "New results, and visits elsewhere",
        ]),
        [
            "Under a minute, in everyday words, with your eyes on the patient. The screen can wait.",
            "The list is on your card when the provider is there. It is there to glance at, not to read out.",
        ]),
        new("The patient’s part", new SlideBody.Saying("What would you add or change?", "Then wait. Count to five."),
        [
            "This is the safety check, and the part that is most easily left out in a hurry.",
            "One tap ends the meeting: Patient added something, or Nothing to add. What was added is not written in chat; it belongs in the record.",
        ]),
        new("While you wait", new SlideBody.Facts(
        [
            ("Stay", "Keep the patient company until the provider comes"),
            ("Return", "Step out; the bot calls you back when the provider accepts"),
            ("Here", site.Manners.Returns ? "We step out and come back" : "We stay. If you must go, tap I’m stepping out"),
        ]),
        ["Ask the group when each way is the better one. Say that a patient who is uneasy should not be left alone with the wait."]),
        new("Before they go, ask", new SlideBody.Points(ClosingQuestions.English, Numbered: true),
        [
            "With the door shut, one at a time, and wait for each answer.",
            "If an answer is not safe, get the provider before anybody walks anywhere.",
        ]),
        .. Walk(site),
        new("When it can’t be warm", new SlideBody.Points(
        [
            "Interpreter first, then the handoff",
            "Who is uneasy is asked before, and alone",
            "No is a good answer",
            "Could not meet? Tap it and say why",
        ]),
        ["Patients whom it makes uneasy to be spoken about are asked beforehand, without others listening. A no is thanked for, and nobody asks why."]),
        .. Chat(site),
        .. Practising(scenarios),
        new("To take along", new SlideBody.Points(
        [
            "Ask first",
            "Speak to the patient",
            "Ask what they would add, and wait",
            "Walk along, don’t send",
        ]),
        ["Hand out the checklist. Say when you meet again, and whom to ask in the meantime."]),
    ];

    private static IEnumerable<Slide> Decided(SitePlan site, SiteDecisions? decided)
    {
        if (decided is null)
            yield break;
        yield return new Slide("What we have decided", new SlideBody.Facts(DecisionWords.Of(decided, site)),
        [
            "Say why, and who decided it. Ask what could stand in the way, and write it down.",
            "Outside of it hand off as before, and ask whenever you like: whoever asks is counted in. The report compares before and after, and names nobody.",
        ]);
    }

    private static IEnumerable<Slide> Map(SitePlan site, SiteDecisions? decided)
    {
        IReadOnlyList<Transition> map = [.. TransitionMap.Of(site).Where(row => decided?.Routes.Contains(row.Route) != false)];
        if (map.Count == 0)
            yield break;

        yield return new Slide(
            "Where patients change hands here",
            new SlideBody.Grid(
                ["", "From", "To", "Where"],
                [.. map.Select(row => (IReadOnlyList<string>)[row.Name, Called(row.Givers), Called(row.Receivers), row.Where])]),
            [decided is null
                ? "This is what the practice file knows. Ask what is missing, and where we should start. The next slides take one row each."
                : "This is where we begin; the rest follows later. Ask what is missing. The next slides take one row each."]);
        foreach (var row in map)
        {
            yield return new Slide(
                row.Name,
                new SlideBody.Facts(
                [
                    ("Who gives", List(row.Givers)),
                    ("Who receives", List(row.Receivers)),
                    ("What", row.What),
                    ("When", row.When),
                    ("How", row.How),
                    ("Where", row.Where),
                ]),
                ["Go through it line by line with somebody who does it every day. What is different on a bad day? Change the slide until it is true."]);
        }
    }

    private static IEnumerable<Slide> Walk(SitePlan site)
    {
        var desks = DeskLine.Of(site);
        if (desks.Count == 0)
            yield break;
        yield return new Slide(
            "Walk there together",
            new SlideBody.Grid(["Desk", "Who is there", "For what"], [.. desks.Take(MostRows).Select(desk => (IReadOnlyList<string>)[desk.Desk, desk.Who, desk.Asks])]),
            [
                "The bot tells the desk, and tells you when it is free. Introduce the two by name, say aloud what is to be done, and keep your voice low.",
                .. desks.Count > MostRows ? [$"There are {desks.Count - MostRows} desks more, which are not on the slide."] : Array.Empty<string>(),
            ]);
    }

    private static IEnumerable<Slide> Chat(SitePlan site)
    {
        var room = site.Rooms[0];
        var rows = new List<(string, string)>();
        if (site.Staff.FirstOrDefault(person => person.Role == Role.Provider) is { } provider)
            rows.Add(($"ready {room} {Typed(provider)}", $"Room {room} is ready, ask {provider.Short}"));
        rows.Add(($"ready {room}", $"Room {room} is ready"));
        if (site.Desks.Count > 0)
            rows.Add(($"walk {room} {site.Desks[0].Id}", $"Walk the patient to {Texts.The(site.Desks[0].Label)}"));
        rows.Add(("undo", "Take back your latest step"));
        rows.Add(("help", "What you can type"));
        rows.Add(("Not an alarm", $"Call out, or dial {site.EmergencyNumber}"));
        yield return new Slide("In chat, one line or one tap", new SlideBody.Facts(rows),
        [
            "Show it on your own phone, or in the playground. Most people never type: the cards have the next step as a button.",
            "There are no names of patients in chat, and nothing clinical: the room and the clock say which visit.",
        ]);
    }

    private static IEnumerable<Slide> Practising(IReadOnlyList<Scenario> scenarios)
    {
        if (scenarios.Count == 0)
            yield break;
        yield return new Slide(
            "Now we try it",
            new SlideBody.Grid(
                ["Role play", "From", "To", "Minutes"],
                [.. scenarios.Take(MostRows).Select(one => (IReadOnlyList<string>)
                    [one.Shared.Title, DayWords.Capital(one.Shared.Giver.Words()), DayWords.Capital(one.Shared.Receiver.Words()), $"{one.Shared.Minutes}"])]),
            [
                "Pick one that fits those in the room. You play the patient; the others take the parts or watch.",
                $"Print it beforehand, with a sheet for you alone: training scenario {scenarios[0].Id} OUT.html",
            ]);
    }

    private static string List(IEnumerable<Party> parties) => DayWords.Capital(string.Join("; ", parties));

    private static string Called(IEnumerable<Party> parties) => DayWords.Capital(string.Join(", ", parties.Select(party => party.Called)));

    // "lee" for "Dr. Lee": what people type.
    private static string Typed(Staff person) => person.Short.Split(' ')[^1].ToLowerInvariant();
}

using System.Text.RegularExpressions;

namespace Bot.Clinic;

/// <summary>What a role play's file says, or everything that is wrong in it.</summary>
/// <param name="Scenario">Null if there is any fault.</param>
public sealed record ScenarioReading(Scenario? Scenario, IReadOnlyList<PracticeFault> Faults);

/// <summary>Reads a role play: one JSON file, of which no section may be missing. Never throws, whatever the bytes.</summary>
/// <remarks>`scenario.schema.json` says the same for editors; a test holds the two together.</remarks>
public static partial class ScenarioFile
{
    // What a phone shows without scrolling for long, and a chat takes in a list of boxes. In UTF-16 units.
    private const int MaxSentence = 240;
    private const int MaxTick = 60;
    private const int MaxTicks = 6;

    /// <param name="name">The file's name without ".json".</param>
    public static ScenarioReading Read(string name, ReadOnlySpan<byte> utf8)
    {
        var faults = new List<PracticeFault>();
        if (!NameForm().IsMatch(name))
            faults.Add(new PracticeFault("$", $"The file's name is the role play's; use small letters a-z, digits and hyphens, at most {PracticeFile.MaxLetters}, such as \"ma-to-provider\"."));
        var scenario = PracticeFileJson.Root(utf8, "a role play", faults) is { } root ? ReadScenario(new ScenarioId(name), root) : null;
        return new ScenarioReading(faults.Count == 0 ? scenario : null, faults);
    }

    private static Scenario? ReadScenario(ScenarioId id, PracticeFileValue root)
    {
        if (root.Object("$schema", "title", "minutes", "giver", "receiver", "situation", "players", "patient", "steps", "debrief") is not { } at)
            return null;

        var title = at.Required("title", "what people pick it by, such as \"A first visit with knee pain\"")?.Label() ?? "";
        var minutes = at.Required("minutes", "how long it takes with its debrief, such as 5")?.Minutes(3, 30) ?? 0;
        var giver = at.Required("giver", "who passes the patient on, such as \"ma\"");
        var receiver = at.Required("receiver", "who receives the patient, such as \"provider\"");
        var players = Players(at.Required("players", "a list of who plays what"));
        var shared = new SharedPart(
            title,
            minutes,
            Plays(giver, players),
            Plays(receiver, players),
            Sentences(at.Required("situation", "a list of sentences that everybody is shown"), "sentence", 6),
            players);
        if (giver is not null && receiver is not null && shared.Giver == shared.Receiver)
            receiver.Fault("Giver and receiver are the same; a handoff needs two.");

        return new Scenario(id, shared, new FacilitatorsPart(
            Sentences(at.Required("patient", "a list of what the facilitator alone knows about the patient"), "sentence", 6),
            Sentences(at.Required("steps", "a list of what a good handoff shows here"), "step", 10),
            Debrief(at.Required("debrief", "a list of questions to the group"))));
    }

    private static List<Player> Players(PracticeFileValue? list)
    {
        var unique = new PracticeFileUnique("part");
        var players = new List<Player>();
        foreach (var value in list?.List(8, "") ?? [])
        {
            if (value.Object("part", "task") is not { } at)
                continue;
            var part = at.Required("part", "such as \"ma\"")?.OneOf("part", [.. Part.Known]) ?? "";
            unique.Add(part, at.Optional("part"));
            players.Add(new Player(new Part(part), Sentence(at.Required("task", "what this player is to do"))));
        }

        if (list is not null && players.All(player => player.Part != Part.Patient))
            list.Fault("Nobody plays the patient, without whom there is no handoff; add { \"part\": \"patient\", \"task\": … }.");
        return players;
    }

    // Somebody must play them; a faulty list of players is told by itself.
    private static Role Plays(PracticeFileValue? at, List<Player> players)
    {
        if (at is null || PracticeFileStaff.ReadRole(at) is not { } role)
            return Role.Lead;
        if (players.Count > 0 && players.All(player => player.Part.Role != role))
            at.Fault($"Nobody plays {PracticeFileText.Quoted(role.Id())}; add that part to \"players\".");
        return role;
    }

    private static List<Prompt> Debrief(PracticeFileValue? list)
    {
        var prompts = new List<Prompt>();
        foreach (var value in list?.NotEmpty("question", 5, "") ?? [])
        {
            if (value.Object("ask", "well", "better") is not { } at)
                continue;
            prompts.Add(new Prompt(
                Sentence(at.Required("ask", "the question to the group")),
                Sentences(at.Required("well", "a list of ticks for what went well"), "tick", MaxTicks, MaxTick),
                Sentences(at.Required("better", "a list of ticks for what to improve"), "tick", MaxTicks, MaxTick)));
        }

        return prompts;
    }

    private static List<string> Sentences(PracticeFileValue? list, string noun, int most, int letters = MaxSentence) =>
        [.. (list?.NotEmpty(noun, most, "") ?? []).Select(at => Sentence(at, letters))];

    private static string Sentence(PracticeFileValue? at, int letters = MaxSentence)
    {
        var text = at?.Line(letters) ?? "";

        // A role play made of a real morning is how a real name gets in.
        if (Somebody().Match(text) is { Success: true } name)
            at!.Fault($"{PracticeFileText.Quoted(name.Value)} names somebody; nobody in a role play has a name: write \"the patient\", or a role.");
        return text;
    }

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\b(Mr|Mrs|Ms|Mx|Miss|Dr)\.? \p{Lu}\w*")]
    private static partial Regex Somebody();
}

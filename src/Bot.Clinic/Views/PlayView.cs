namespace Bot.Clinic;

/// <summary>One message that should stand for a role play.</summary>
/// <param name="Slot">What it is for: "parts", "facilitator" or "debrief".</param>
/// <param name="Place">The conversation of the role play is its stage's care team.</param>
public sealed record PlayPosting(string Slot, Place Place, CardModel Model)
{
    /// <summary>slot/place.</summary>
    public string Key => $"{Slot}/{Place}";
}

/// <summary>What a role play's own cards show, and where they stand. Pure; a worker makes it so.</summary>
public static class PlayView
{
    public const string Parts = "parts";
    public const string Facilitator = "facilitator";
    public const string Debrief = "debrief";

    /// <summary>More is no choice for a phone.</summary>
    private const int MostScenarios = 12;

    /// <summary>What should stand now. What stands and is not among it takes its <see cref="LastForm"/>.</summary>
    public static IReadOnlyList<PlayPosting> Desired(Play play, PlayWorld world)
    {
        var here = new Place.CareTeam(play.Stage);
        if (play.State is Choosing)
            return [new(Parts, here, Scenarios(play, world))];
        if (play.IsOver || world.Find(play.Scenario) is not { } scenario)
            return [];
        var parts = PartsOf(play, scenario.Shared, world);
        var facilitator = new PlayPosting(Facilitator, new Place.Person(play.Facilitator), FacilitatorsOf(play, scenario));
        return play.State is Debriefing debriefing && scenario.Facilitators.Debrief.Count > debriefing.Prompt
            ? [facilitator, new(Debrief, here, DebriefOf(play, debriefing, scenario.Shared.Title, scenario.Facilitators.Debrief, world))]
            : [facilitator, new(Parts, here, parts)];
    }

    /// <summary>One line for a message that has had its time.</summary>
    /// <param name="slot">Of that message.</param>
    public static PractisedModel LastForm(Play play, string slot, PlayWorld world, DateTimeOffset now)
    {
        var title = world.Find(play.Scenario)?.Shared.Title ?? "Role play";
        var line = play.State switch
        {
            Over { Why: PlayEnd.Finished, Well: var well, Better: var better } when slot == Debrief => $"{title}: done. {Ticked(well, "went well")}, {Ticked(better, "to improve")}.",
            Over { Why: PlayEnd.Finished } => $"{title}: done",
            Over { Why: PlayEnd.LeftAlone } => $"{title}: ended, nobody went on",
            Over => $"{title}: ended",
            Debriefing when slot == Parts => $"{title}: played, now the debrief",
            _ when slot == Facilitator => $"{title}: {NameOf(play.Facilitator, world)} leads it now",
            _ => title,
        };
        return new PractisedModel(line, Texts.Clock((play.State as Over)?.At ?? now, world.Site.Zone));
    }

    private static string Ticked(int count, string what) => count == 1 ? $"1 thing {what}" : $"{count} things {what}";

    private static ScenariosModel Scenarios(Play play, PlayWorld world) => new(
        play.Id.Value,
        NameOf(play.Facilitator, world),
        "",
        [
            .. world.Scenarios.Take(MostScenarios).Select(one => new ScenarioChoice(
                one.Shared.Title, $"{DayWords.Capital(one.Shared.Giver.Words())} to {one.Shared.Receiver.Words()}", one.Shared.Minutes, $"play:{one.Id}")),
        ],
        Math.Max(0, world.Scenarios.Count - MostScenarios));

    private static PartsModel PartsOf(Play play, SharedPart shared, PlayWorld world)
    {
        var mayJoin = play.State is Gathering;
        var players = shared.Players.Where(player => player.Part != Part.Patient).Select(player => new PlayerLine(
            DayWords.Capital(player.Part.Words),
            player.Task,
            play.WhoPlays(player.Part) is { } who ? NameOf(who, world) : mayJoin ? "nobody yet" : "nobody",
            mayJoin && play.WhoPlays(player.Part) is null ? [new Button($"I'll play {The(player.Part)}", $"part:{player.Part}")] : [])).ToList();
        List<Button> buttons = mayJoin && play.Parts.Count > 0 ? [new Button("Give my part back", $"part:{PlayVerbs.NoPart}")] : [];
        if (world.HasNoFacilitator(play))
            buttons.Add(new Button("I'll lead it", "facilitate"));
        return new PartsModel(
            play.Id.Value, shared.Title, shared.Minutes, NameOf(play.Facilitator, world), NowOf(play, shared, world), "", shared.Situation, players,
            [.. players.SelectMany(player => player.Buttons)], buttons);
    }

    private static string NowOf(Play play, SharedPart shared, PlayWorld world)
    {
        var leads = NameOf(play.Facilitator, world);
        if (play.IsUnheard)
            return $"{leads} can't be reached by message. {leads}, please write to me in your own chat, or let somebody else lead it.";
        if (world.HasNoFacilitator(play))
            return $"{leads} is not here any more. Somebody else may lead it.";
        if (play.State is Playing)
            return "You are on: your own cards show the next step.";
        var free = new[] { shared.Giver, shared.Receiver }.Where(role => play.WhoPlays(role) is null).Select(role => role.Words()).ToList();
        return free.Count == 0 ? $"{leads} begins when all have read this." : $"Still to be taken: {Texts.And(free)}.";
    }

    private static FacilitatorModel FacilitatorsOf(Play play, Scenario scenario)
    {
        var stop = new Button("Stop the role play", "end-practice");
        var (now, next) = play.State switch
        {
            Gathering when play.WhoPlays(scenario.Shared.Giver) is null || play.WhoPlays(scenario.Shared.Receiver) is null =>
                ("You play the patient. Begin when the parts are taken.", new Button("Begin", "begin")),
            Gathering => ("You play the patient. The parts are taken.", new Button("Begin", "begin")),
            Playing => ("You play the patient. When it is played, ask how it was.", new Button("To the debrief", $"debrief:{PlayVerbs.Start}")),
            _ => ("Ask the group, and tick in the channel as the answers come.", null),
        };
        return new FacilitatorModel(
            play.Id.Value, scenario.Shared.Title, now, "", scenario.Facilitators.Patient, scenario.Facilitators.Steps, next is null ? [] : [next], [stop]);
    }

    private static DebriefModel DebriefOf(Play play, Debriefing at, string title, IReadOnlyList<Prompt> prompts, PlayWorld world)
    {
        var prompt = prompts[at.Prompt];
        return new DebriefModel(
            play.Id.Value,
            title,
            $"Question {at.Prompt + 1} of {prompts.Count}",
            $"{at.Prompt}",
            prompt.Ask,
            NameOf(play.Facilitator, world),
            Choices(prompt.Well),
            Choices(prompt.Better),
            at.Prompt == 0 ? [] : [.. at.Ticks.Where(tick => tick.Prompt == at.Prompt - 1).Select(tick => Words(tick, prompts)).OfType<string>()],
            [new Button(at.Prompt + 1 < prompts.Count ? "Next question" : "Finish", $"debrief:{at.Prompt}")],
            world.HasNoFacilitator(play) ? [new Button("I'll lead it", "facilitate")] : []);
    }

    private static List<Choice> Choices(IReadOnlyList<string> ticks) => [.. ticks.Select((tick, i) => new Choice(tick, $"{i}"))];

    // The file may have been edited meanwhile.
    private static string? Words(DebriefTick tick, IReadOnlyList<Prompt> prompts)
    {
        var ticks = tick.Well ? prompts[tick.Prompt].Well : prompts[tick.Prompt].Better;
        return tick.Number < ticks.Count ? $"{(tick.Well ? "Went well" : "To improve")}: {ticks[tick.Number]}" : null;
    }

    // "The MA", but "behavioral health": some roles are people in a clinic's mouth, and some are not.
    private static string The(Part part) => part.Role is Role.BehavioralHealth or Role.SocialWorker ? part.Words : $"the {part.Words}";

    private static string NameOf(StaffId who, PlayWorld world) => world.Site.Find(who)?.Short ?? "Former staff";
}

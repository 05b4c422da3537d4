using static Bot.Clinic.PlayDecision;

namespace Bot.Clinic;

/// <summary>What became of a command to a role play.</summary>
public abstract record PlayDecision
{
    private PlayDecision()
    {
    }

    /// <param name="After">The role play as it is then, its version not yet counted.</param>
    public sealed record Happened(Play After) : PlayDecision;

    /// <summary>It is so already; nothing to do.</summary>
    public sealed record AlreadySo : PlayDecision;

    /// <param name="Who">Whoever is in the way; null if nobody.</param>
    public sealed record Refused(PlayRefusal Why, StaffId? Who = null) : PlayDecision;
}

/// <summary>Why a role play did not do what was asked. Each has a sentence.</summary>
public enum PlayRefusal
{
    IsOver,
    OnlyTheFacilitator,
    NoSuchScenario,
    IsChosen,
    NothingIsChosen,
    NoSuchPart,
    PartIsTaken,
    YouHaveNoPart,
    YouPlayThePatient,
    YouPlayElsewhere,
    HasBegun,
    HasNotBegun,
    PartsAreFree,
    TheFacilitatorIsThere,
    YouWouldKnowTooMuch,
    NotYours,
}

/// <summary>What a role play must know of the world around it.</summary>
/// <param name="Site">The real site: who may play.</param>
/// <param name="Scenarios">All that can be played in chat.</param>
/// <param name="FacilitatorIsAway">Off, or not reached by any message. Whoever has left the practice file is away anyway.</param>
/// <param name="Elsewhere">Who is in another role play.</param>
public sealed record PlayWorld(SitePlan Site, IReadOnlyList<Scenario> Scenarios, bool FacilitatorIsAway, IReadOnlySet<StaffId> Elsewhere)
{
    public Scenario? Find(ScenarioId? id) => Scenarios.FirstOrDefault(one => one.Id == id);

    public bool HasNoFacilitator(Play play) => FacilitatorIsAway || play.IsUnheard || Site.Find(play.Facilitator) is null;
}

/// <summary>The rules of a role play. Pure; time arrives with the command.</summary>
public static class PlayRules
{
    /// <summary>A role play that nobody touches ends by itself: it is forgotten, and its cards would stand there tomorrow.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(60);

    /// <summary>A tap on a practice card is noted no more often than that.</summary>
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(5);

    public static PlayDecision Decide(Play play, PlayWorld world, PlayCommand command)
    {
        if (play.IsOver)
            return No(PlayRefusal.IsOver);
        var decision = command switch
        {
            PlayCommand.Choose c => DecideChoose(play, world, c),
            PlayCommand.TakePart c => DecideTakePart(play, world, c),
            PlayCommand.GiveBack c => DecideGiveBack(play, c),
            PlayCommand.Begin c => DecideBegin(play, world, c),
            PlayCommand.Debrief c => DecideDebrief(play, c),
            PlayCommand.Next c => DecideNext(play, world, c),
            PlayCommand.Stop c => DecideStop(play, world, c),
            PlayCommand.Facilitate c => DecideFacilitate(play, world, c),
            PlayCommand.GoOn c => c.At - play.Touched < Noted ? new AlreadySo() : So(play),
            PlayCommand.SetTheScene c => play.State is Playing && play.Visit is null ? So(play with { Visit = c.Visit }) : new AlreadySo(),
            PlayCommand.Hear c => play.IsUnheard == !c.IsHeard ? new AlreadySo() : So(play with { IsUnheard = !c.IsHeard }),
            PlayCommand.Look c => DecideLook(play, world, c),
            _ => throw new ArgumentException($"No rule answers {command.GetType().Name}.", nameof(command)),
        };

        // What the clock sees is nobody's doing.
        return decision is Happened happened && command.By != StaffId.Clock ? So(happened.After with { Touched = command.At }) : decision;
    }

    private static PlayDecision DecideChoose(Play play, PlayWorld world, PlayCommand.Choose c)
    {
        if (c.By != play.Facilitator)
            return No(PlayRefusal.OnlyTheFacilitator, play.Facilitator);
        if (play.State is not Choosing)
            return play.Scenario == c.Scenario ? new AlreadySo() : No(PlayRefusal.IsChosen);
        return world.Find(c.Scenario) is null ? No(PlayRefusal.NoSuchScenario) : So(play with { Scenario = c.Scenario, State = new Gathering() });
    }

    private static PlayDecision DecideTakePart(Play play, PlayWorld world, PlayCommand.TakePart c)
    {
        if (play.PartOf(c.By) == c.Part)
            return new AlreadySo();
        if (play.State is Choosing)
            return No(PlayRefusal.NothingIsChosen);
        if (play.State is not Gathering)
            return No(PlayRefusal.HasBegun);
        if (c.By == play.Facilitator)
            return No(PlayRefusal.YouPlayThePatient);
        if (c.Part == Part.Patient || world.Find(play.Scenario)?.Shared.Players.Any(player => player.Part == c.Part) != true)
            return No(PlayRefusal.NoSuchPart);
        if (play.WhoPlays(c.Part) is { } first)
            return No(PlayRefusal.PartIsTaken, first);
        return world.Elsewhere.Contains(c.By)
            ? No(PlayRefusal.YouPlayElsewhere)
            : So(play with { Parts = [.. Without(play, c.By).Parts, new Taken(c.Part, c.By)] });
    }

    private static PlayDecision DecideGiveBack(Play play, PlayCommand.GiveBack c)
    {
        if (play.PartOf(c.By) is null)
            return No(PlayRefusal.YouHaveNoPart);
        return play.State is Gathering ? So(Without(play, c.By)) : No(PlayRefusal.HasBegun);
    }

    private static PlayDecision DecideBegin(Play play, PlayWorld world, PlayCommand.Begin c)
    {
        if (c.By != play.Facilitator)
            return No(PlayRefusal.OnlyTheFacilitator, play.Facilitator);
        if (play.State is Choosing)
            return No(PlayRefusal.NothingIsChosen);
        if (play.State is not Gathering)
            return play.State is Playing ? new AlreadySo() : No(PlayRefusal.HasBegun);
        return world.Find(play.Scenario) is { Shared: var shared } && play.WhoPlays(shared.Giver) is not null && play.WhoPlays(shared.Receiver) is not null
            ? So(play with { State = new Playing() })
            : No(PlayRefusal.PartsAreFree);
    }

    private static PlayDecision DecideDebrief(Play play, PlayCommand.Debrief c)
    {
        if (c.By != play.Facilitator)
            return No(PlayRefusal.OnlyTheFacilitator, play.Facilitator);
        return play.State switch
        {
            Debriefing => new AlreadySo(),
            Playing => So(play with { State = new Debriefing(0, []) }),
            _ => No(PlayRefusal.HasNotBegun),
        };
    }

    private static PlayDecision DecideNext(Play play, PlayWorld world, PlayCommand.Next c)
    {
        if (c.By != play.Facilitator)
            return No(PlayRefusal.OnlyTheFacilitator, play.Facilitator);
        if (play.State is not Debriefing debriefing)
            return No(PlayRefusal.HasNotBegun);
        if (c.Prompt != debriefing.Prompt || world.Find(play.Scenario) is not { Facilitators.Debrief: var prompts } || c.Prompt >= prompts.Count)
            return new AlreadySo();
        List<DebriefTick> ticks = [.. debriefing.Ticks, .. TicksOf(c, prompts[c.Prompt])];
        return c.Prompt + 1 < prompts.Count
            ? So(play with { State = new Debriefing(c.Prompt + 1, ticks) })
            : So(play with { State = new Over(PlayEnd.Finished, c.At, ticks.Count(tick => tick.Well), ticks.Count(tick => !tick.Well)) });
    }

    private static IEnumerable<DebriefTick> TicksOf(PlayCommand.Next c, Prompt prompt) =>
        c.Well.Distinct().Where(number => number < prompt.Well.Count).Select(number => new DebriefTick(c.Prompt, true, number))
            .Concat(c.Better.Distinct().Where(number => number < prompt.Better.Count).Select(number => new DebriefTick(c.Prompt, false, number)));

    private static PlayDecision DecideStop(Play play, PlayWorld world, PlayCommand.Stop c) =>
        c.By == play.Facilitator || world.Site.Find(c.By)?.Role == Role.Lead || (play.Has(c.By) && world.HasNoFacilitator(play))
            ? So(play with { State = Ended(PlayEnd.Stopped, c.At) })
            : No(PlayRefusal.NotYours, play.Facilitator);

    private static PlayDecision DecideFacilitate(Play play, PlayWorld world, PlayCommand.Facilitate c)
    {
        if (c.By == play.Facilitator)
            return new AlreadySo();
        if (!world.HasNoFacilitator(play))
            return No(PlayRefusal.TheFacilitatorIsThere, play.Facilitator);
        if (world.Elsewhere.Contains(c.By))
            return No(PlayRefusal.YouPlayElsewhere);

        // The facilitator reads what the patient hides; whoever shall draw it out must not.
        if (play.State is Playing && world.Find(play.Scenario) is { Shared: var shared } && play.PartOf(c.By)?.Role is { } role && (role == shared.Giver || role == shared.Receiver))
            return No(PlayRefusal.YouWouldKnowTooMuch);
        return So(Without(play, c.By) with { Facilitator = c.By, IsUnheard = false });
    }

    private static PlayDecision DecideLook(Play play, PlayWorld world, PlayCommand.Look c)
    {
        if (c.At - play.Touched >= Patience)
            return So(play with { State = Ended(PlayEnd.LeftAlone, c.At) });
        if (play.Scenario is not null && world.Find(play.Scenario) is null)
            return So(play with { State = Ended(PlayEnd.Gone, c.At) });

        // Whoever has left the practice file plays nobody any more; without giver or receiver there is nothing left to play.
        var here = play with { Parts = [.. play.Parts.Where(one => world.Site.Find(one.Who) is not null)] };
        var isCutShort = play.State is Playing && world.Find(play.Scenario) is { Shared: var shared }
            && (here.WhoPlays(shared.Giver) is null || here.WhoPlays(shared.Receiver) is null);
        if (play.State is Playing && (isCutShort || c.HasLeft))
            return So(here with { State = new Debriefing(0, []) });
        return here.Parts.Count == play.Parts.Count ? new AlreadySo() : So(here);
    }

    private static Over Ended(PlayEnd why, DateTimeOffset at) => new(why, at, 0, 0);

    private static Play Without(Play play, StaffId who) => play with { Parts = [.. play.Parts.Where(one => one.Who != who)] };

    private static Happened So(Play after) => new(after);

    private static Refused No(PlayRefusal why, StaffId? who = null) => new(why, who);
}

using Bot.Clinic;

namespace Bot.App;

/// <summary>Sees to all that a role play needs and nobody taps for: sets the scene, ends the practice visit, notices who is gone, clears away.</summary>
/// <remarks>Each look makes true what is not, so that whatever a crash left undone is done at the next.</remarks>
internal sealed class StageHand(Plays plays, PlayList list, PlayCards cards, Sandbox sandbox, TimeProvider clock)
{
    /// <summary>So long do the cards of one that is over answer to taps; then all of it is forgotten.</summary>
    public static readonly TimeSpan ClearsAway = TimeSpan.FromMinutes(2);

    /// <summary>A conversation that takes no change is waited for so long.</summary>
    private static readonly TimeSpan GivesUp = TimeSpan.FromHours(1);

    private static readonly TimeSpan LooksAgain = TimeSpan.FromSeconds(30);
    private static readonly Origin Stage = new("practice", "");

    /// <summary>Looks at all of them.</summary>
    /// <returns>When to look again at the latest; null if none goes on.</returns>
    public async Task<DateTimeOffset?> LookAsync(CancellationToken ct)
    {
        if (!sandbox.IsOpen || list.All.Count == 0)
            return null;

        // Whoever has left the practice file has left the stage.
        plays.ShowStages();
        var next = clock.GetUtcNow() + LooksAgain;
        foreach (var play in list.All)
        {
            if (await LookAsync(play.Id, ct) is { } due && due < next)
                next = due;
        }

        return next;
    }

    /// <summary>Looks at one, until nothing is left to do now.</summary>
    /// <returns>When there will be; null if it is cleared away.</returns>
    public async Task<DateTimeOffset?> LookAsync(PlayId id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (list.Find(id) is not { } play)
            return null;
        if (!play.IsOver)
            play = (await plays.HandleAsync(id, new PlayCommand.Look(await HasLeftAsync(play, ct), now), ct))?.Play ?? play;
        if (play is { State: Playing, Visit: null })
            play = await SetTheSceneAsync(play, now, ct);
        if (play.State is Debriefing or Over)
            await EndVisitAsync(play, now, ct);
        var painted = await PaintAsync(play, ct);
        if (painted.IsHeard is { } heard && heard == play.IsUnheard && await plays.HandleAsync(id, new PlayCommand.Hear(heard, now), ct) is (PlayDecision.Happened, var told))
            painted = await PaintAsync(play = told, ct);
        if (play.State is not Over over)
            return Earlier(play.Touched + PlayRules.Patience, painted.Again);
        if (now < over.At + (painted.Again is null ? ClearsAway : GivesUp))
            return Earlier(over.At + ClearsAway, painted.Again);
        await ClearAwayAsync(play, ct);
        return null;
    }

    /// <summary>Forgets all of one that is over, so that the next can begin there.</summary>
    public async Task ClearAwayAsync(Play play, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await EndVisitAsync(play, now, ct);
        await cards.ForgetAsync(play, ct);
        var store = sandbox.Get<IVisitStore>();
        foreach (var who in sandbox.Get<Today>().Of(play.Stage).People.Keys)
            await store.ForgetAsync(Today.PersonKind, $"{play.Stage}|{who}", ct);

        // A moment later than its last step: what left before that is removed.
        if (play.Visit is { } visit)
            await store.RemoveAsync(new LeftVisit(play.Stage, visit), now + TimeSpan.FromSeconds(1), ct);
        await plays.ForgetAsync(play, ct);
    }

    public async Task<PlayPainting> PaintAsync(Play play, CancellationToken ct) =>
        plays.WorldOf(play) is { } world ? await cards.PaintAsync(play, world, ct) : new PlayPainting(null, false, null);

    private async Task<bool> HasLeftAsync(Play play, CancellationToken ct) =>
        play is { State: Playing, Visit: { } visit } && await sandbox.Get<Visits>().LoadAsync(visit, ct) is not { IsOpen: true };

    // Step by step as the players themselves would; what happened before a crash is refused or so already.
    private async Task<Play> SetTheSceneAsync(Play play, DateTimeOffset now, CancellationToken ct)
    {
        if (plays.WorldOf(play)?.Find(play.Scenario) is not { } scenario || sandbox.Get<Sites>().Find(play.Stage) is not { } stage)
            return play;
        var visits = sandbox.Get<Visits>();
        VisitId? visit = null;
        foreach (var step in PlayStage.Before(play, scenario.Shared, stage.Plan, now))
            visit = (await visits.HandleAsync(play.Stage, PlayStage.Room, step, Stage, ct)).Visit?.Id ?? visit;
        return visit is { } opened && await plays.HandleAsync(play.Id, new PlayCommand.SetTheScene(opened, now), ct) is var (_, after) ? after : play;
    }

    private async Task EndVisitAsync(Play play, DateTimeOffset now, CancellationToken ct)
    {
        if (play.Visit is not { } visit || await sandbox.Get<Visits>().LoadAsync(visit, ct) is not { IsOpen: true }
            || sandbox.Get<Sites>().Find(play.Stage)?.Plan.Staff.FirstOrDefault(person => person.Role.RunsVisits()) is not { } somebody)
        {
            return;
        }

        await sandbox.Get<Visits>().HandleAsync(visit, new Leave(Mistake: false, somebody.Id, now), Stage, ct);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;
}

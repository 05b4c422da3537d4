using Bot.Clinic;
using Bot.Storage;

namespace Bot.App;

/// <summary>The one place a role play changes: decide, keep, and show its stage to the sandbox.</summary>
/// <remarks>
/// Each step is a row of its own under the conversation and the step's number, and a row is inserted once: of two who step at once, through
/// whichever instances, one is told so and decides again. Nothing of it is kept after it is over.
/// </remarks>
internal sealed partial class Plays(Settings settings, Sandbox sandbox, PlayList list, Sites sites, TimeProvider clock, ILogger<Plays> log) : IDisposable
{
    public const string Kind = "play";
    private const int Attempts = 5;

    private readonly SemaphoreSlim turn = new(1);

    /// <summary>The role plays that the cards can show.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; } = [.. settings.Scenarios.Where(one => PlayStage.CanBePlayed(one.Shared))];

    /// <summary>False if they can't be opened now; the log says why.</summary>
    public async Task<bool> OpenAsync(CancellationToken ct)
    {
        try
        {
            await sandbox.OpenAsync(() => LoadAsync(ct), ct);
            return true;
        }
        catch (Exception e) when (e is StoreStartException or StoreUnavailableException)
        {
            NotOpened(log, e.Message);
            return false;
        }
    }

    /// <summary>Another instance has changed one.</summary>
    public Task HearAsync(CancellationToken ct) => sandbox.IsOpen ? LoadAsync(ct) : Task.CompletedTask;

    /// <summary>What a role play must know; null if its site is no longer there.</summary>
    public PlayWorld? WorldOf(Play play) => sites.Find(play.Site) is { } site
        ? new PlayWorld(
            site.Plan,
            Scenarios,
            site.IsOff(play.Facilitator, clock.GetUtcNow()),
            list.All.Where(other => other.Id != play.Id && !other.IsOver).SelectMany(other => other.Parts.Select(one => one.Who).Append(other.Facilitator)).ToHashSet())
        : null;

    /// <summary>A new one; null if another is on in that conversation.</summary>
    public async Task<Play?> StartAsync(SiteId site, string chat, string conversation, Scenario? scenario, StaffId by, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            var stage = PlayList.StageOf(chat, conversation);
            if (list.On(stage) is not null)
                return null;
            var play = new Play(
                new PlayId(VisitIds.Draw()), 1, stage, site, chat, conversation, scenario?.Id, by, [], scenario is null ? new Choosing() : new Gathering(), null, clock.GetUtcNow());
            if (await TryKeepAsync(play, ct))
                return play;
            await ReadAsync(ct);
            return null;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>A command to one; null if there is none of that id.</summary>
    public async Task<(PlayDecision Decision, Play Play)?> HandleAsync(PlayId id, PlayCommand command, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            var isCopy = settings.Tables is not null;
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                if (list.Find(id) is not { } play)
                {
                    if (!isCopy)
                        return null;
                    isCopy = false;
                    await ReadAsync(ct);
                    continue;
                }

                var decision = WorldOf(play) is { } world ? PlayRules.Decide(play, world, command) : Gone(play, command.At);
                if (decision is PlayDecision.Happened happened)
                {
                    var after = happened.After with { Version = play.Version + 1 };
                    if (await TryKeepAsync(after, ct))
                        return (decision, after);
                }
                else if (!isCopy || command is PlayCommand.GoOn || command.By == StaffId.Clock)
                {
                    return (decision, play);
                }

                // Nobody is refused by a copy, and somebody else's step may have landed first.
                isCopy = false;
                await ReadAsync(ct);
            }
        }
        finally
        {
            turn.Release();
        }

        throw new StoreUnavailableException($"Role play {id} changed {Attempts} times while handling {command.GetType().Name}.");
    }

    /// <summary>Forgets all its steps, the latest last: until that is gone the others are not read without it.</summary>
    public async Task ForgetAsync(Play play, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            for (var version = 1; version <= play.Version; version++)
                await Store.ForgetAsync(Kind, KeyOf(play, version), ct);
            list.Drop(play);
            ShowStages();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The sandbox's sites are the stages, with whoever plays there now.</summary>
    public void ShowStages() => sandbox.Get<Sites>().Replace(new Practice("Practice", [.. list.All.Select(StageOf).OfType<SitePlan>()]));

    public void Dispose() => turn.Dispose();

    private IVisitStore Store => sandbox.Get<IVisitStore>();

    private SitePlan? StageOf(Play play) =>
        sites.Practice.Find(play.Site) is { } real && settings.Scenarios.FirstOrDefault(one => one.Id == play.Scenario) is { } scenario
            ? PlayStage.Of(play, scenario.Shared, real)
            : null;

    private static PlayDecision Gone(Play play, DateTimeOffset at) =>
        play.IsOver ? new PlayDecision.Refused(PlayRefusal.IsOver) : new PlayDecision.Happened(play with { State = new Over(PlayEnd.Gone, at, 0, 0) });

    private async Task<bool> TryKeepAsync(Play play, CancellationToken ct)
    {
        if (!await Store.TryKeepAsync(new Kept(Kind, KeyOf(play, play.Version), PlayJson.Write(play)), ct))
            return false;
        list.Put(play);
        ShowStages();
        return true;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            await ReadAsync(ct);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var latest = (await Store.KeptAsync(Kind, ct))
            .Select(kept => PlayJson.Read(kept.Body.Span))
            .OfType<Play>()
            .GroupBy(play => play.Stage)
            .Select(steps => steps.MaxBy(play => play.Version)!)
            .ToList();
        foreach (var gone in list.All.Where(play => latest.TrueForAll(one => one.Id != play.Id)))
            list.Drop(gone);
        foreach (var play in latest)
            list.Put(play);
        ShowStages();
    }

    private static string KeyOf(Play play, int version) => $"{play.Stage}|{version:D5}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Role plays can't be opened: {Reason}")]
    private static partial void NotOpened(ILogger log, string reason);
}

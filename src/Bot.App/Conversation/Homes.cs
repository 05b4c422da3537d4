using System.Collections.Concurrent;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Keeps people's own live boards true: whoever opened theirs once sees it change when something of theirs does.</summary>
/// <remarks>A board that could not be shown is tried again, and is true whenever its owner opens it.</remarks>
internal sealed partial class Homes(
    Sites sites, Sharing sharing, Faces faces, IVisitStore store, Happenings happenings, IServiceProvider services, TimeProvider clock, ILogger<Homes> log) : BackgroundService
{
    private const string Kind = "home";
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    // Who has a board, and the fingerprint of what it shows; empty if that is not known.
    private readonly ConcurrentDictionary<StaffId, string> shown = new();
    private readonly Nudge changed = new();

    /// <summary>The board of somebody who looks at it now.</summary>
    public async Task<Face?> OpenAsync(StaffId who, string notice, CancellationToken ct)
    {
        if (Board(who, notice) is not { } board)
            return null;
        var isNew = shown.TryAdd(who, "");

        // With a notice on it, it is shown once more without at the next change.
        await ShowsAsync(who, notice.Length > 0 ? "" : CardJson.Fingerprint(board.Model), isNew, ct);
        return board.Face;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        happenings.Add(_ => changed.Give());
        happenings.AddDay(_ => changed.Give());
        await base.StartAsync(cancellationToken);
        changed.Give();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Only a chat that has such boards keeps this busy.
        if (services.GetService<HomeTab>() is not { } tab)
            return;
        try
        {
            while (true)
            {
                await changed.WaitAsync(stoppingToken);
                if (await ShowAllAsync(tab, stoppingToken))
                    continue;
                await Task.Delay(BetweenTries, clock, stoppingToken);
                changed.Give();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    // False if some should be tried again.
    private async Task<bool> ShowAllAsync(HomeTab tab, CancellationToken ct)
    {
        try
        {
            if (sharing.IsShared)
                await ReadAsync(ct);
            var all = await Task.WhenAll(shown.Keys.Select(who => ShowAsync(tab, who, ct)));
            return all.All(isTrue => isTrue);
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    // What a board shows is known only here, unless other instances show boards too: then all of them go by what is kept.
    private async Task ReadAsync(CancellationToken ct)
    {
        foreach (var kept in await store.KeptAsync(Kind, ct))
        {
            var who = new StaffId(kept.Key);
            if (sharing.IsShared)
                shown[who] = kept.AsText().Trim('{', '}');
            else
                shown.TryAdd(who, "");
        }
    }

    private async Task ShowsAsync(StaffId who, string print, bool isNew, CancellationToken ct)
    {
        shown[who] = print;
        if (sharing.IsShared)
            await store.KeepAsync(Kept.OfText(Kind, who.Value, print), ct);
        else if (isNew)
            await store.KeepAsync(new Kept(Kind, who.Value, "{}"u8.ToArray()), ct);
    }

    // False if it should be tried again.
    private async Task<bool> ShowAsync(HomeTab tab, StaffId who, CancellationToken ct)
    {
        if (Board(who, "") is not { } board)
            return true;
        var print = CardJson.Fingerprint(board.Model);
        if (shown[who] == print)
            return true;
        try
        {
            await tab.ShowAsync(who, board.Face, ct);
            await ShowsAsync(who, print, isNew: false, ct);
            return true;
        }
        catch (ChannelException e)
        {
            if (e.IsNews)
                NotShown(log, e.Trouble, e.Message);
            return e.Trouble is not (ChannelTrouble.Later or ChannelTrouble.Unsure);
        }
    }

    private (CardModel Model, Face Face)? Board(StaffId who, string notice)
    {
        if (sites.NowOf(who) is not { Count: > 0 } own || own[0].Find(who) is not { } person)
            return null;
        var model = HomeView.Of(person, own, notice, clock.GetUtcNow());
        return (model, faces.Of(model, "board", own[0].Plan));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A person's own board was not shown, {Trouble}: {Reason}.")]
    private static partial void NotShown(ILogger log, ChannelTrouble trouble, string reason);
}

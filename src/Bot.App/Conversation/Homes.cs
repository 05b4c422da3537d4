using System.Collections.Concurrent;
using System.Threading.Channels;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Keeps people's own live boards true: whoever opened theirs once sees it change when something of theirs does.</summary>
/// <remarks>Nothing is lost if a call fails: the board is shown anew at the next change, and whenever its owner opens it.</remarks>
internal sealed partial class Homes(
    Sites sites, Faces faces, IVisitStore store, Happenings happenings, IServiceProvider services, TimeProvider clock, ILogger<Homes> log) : BackgroundService
{
    private const string Kind = "home";

    // Who has a board, and the fingerprint of what it shows; empty if that is not known.
    private readonly ConcurrentDictionary<StaffId, string> shown = new();
    private readonly Channel<bool> rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>The board of somebody who looks at it now.</summary>
    public async Task<Face?> OpenAsync(StaffId who, string notice, CancellationToken ct)
    {
        if (Board(who, notice) is not { } board)
            return null;
        if (shown.TryAdd(who, ""))
            await store.KeepAsync(new Kept(Kind, who.Value, "{}"u8.ToArray()), ct);

        // With a notice on it, it is shown once more without at the next change.
        shown[who] = notice.Length > 0 ? "" : CardJson.Fingerprint(board.Model);
        return board.Face;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var kept in await store.KeptAsync(Kind, cancellationToken))
            shown.TryAdd(new StaffId(kept.Key), "");
        happenings.Add(_ => rings.Writer.TryWrite(true));
        await base.StartAsync(cancellationToken);
        rings.Writer.TryWrite(true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Only a chat that has such boards keeps this busy.
        if (services.GetService<HomeTab>() is not { } tab)
            return;
        try
        {
            await foreach (var _ in rings.Reader.ReadAllAsync(stoppingToken))
                await Task.WhenAll(shown.Keys.Select(who => ShowAsync(tab, who, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task ShowAsync(HomeTab tab, StaffId who, CancellationToken ct)
    {
        if (Board(who, "") is not { } board)
            return;
        var print = CardJson.Fingerprint(board.Model);
        if (shown[who] == print)
            return;
        try
        {
            await tab.ShowAsync(who, board.Face, ct);
            shown[who] = print;
        }
        catch (ChannelException e)
        {
            NotShown(log, e.Trouble, e.Message);
        }
    }

    private (CardModel Model, Face Face)? Board(StaffId who, string notice)
    {
        if (sites.Of(who).Select(plan => sites.Find(plan.Id)).OfType<Site>().ToList() is not { Count: > 0 } own || own[0].Find(who) is not { } person)
            return null;
        var model = HomeView.Of(person, own, notice, clock.GetUtcNow());
        return (model, faces.Of(model, "board", own[0].Plan));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A person's own board was not shown, {Trouble}: {Reason}.")]
    private static partial void NotShown(ILogger log, ChannelTrouble trouble, string reason);
}

using System.Text;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Reads again what other instances have changed of the small things: links, places, conversations, who can't be reached.</summary>
internal sealed partial class News(IVisitStore store, Sharing sharing, IEnumerable<Reread> readers, TimeProvider clock, ILogger<News> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, string> heard = [];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // All is read at the start in any case, and after this.
        if (sharing.IsShared)
        {
            foreach (var (kind, what) in await ChangedAsync(cancellationToken))
                heard[kind] = what;
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!sharing.IsShared)
            return;
        try
        {
            while (true)
            {
                await Task.Delay(Every, clock, stoppingToken);
                await HearAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>Looks once. What could not be read is read the next time.</summary>
    public async Task HearAsync(CancellationToken ct)
    {
        try
        {
            foreach (var (kind, what) in await ChangedAsync(ct))
            {
                foreach (var reader in readers.Where(reader => reader.Kind == kind))
                    await reader.ReadAsync(ct);
                heard[kind] = what;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // It is heard the next time.
            NotHeard(log, e.Message);
        }
    }

    private async Task<IReadOnlyList<(string Kind, string What)>> ChangedAsync(CancellationToken ct) =>
    [
        .. (await store.KeptAsync(Kept.News, ct))
            .Select(news => (Kind: news.Key, What: Encoding.UTF8.GetString(news.Body.Span)))
            .Where(news => heard.GetValueOrDefault(news.Kind) != news.What),
    ];

    [LoggerMessage(Level = LogLevel.Warning, Message = "What other instances changed can't be read: {Reason}")]
    private static partial void NotHeard(ILogger log, string reason);
}

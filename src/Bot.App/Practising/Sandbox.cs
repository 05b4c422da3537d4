using System.Diagnostics.Metrics;
using Bot.Clinic;
using Bot.Storage;

namespace Bot.App;

/// <summary>
/// The bot once more, for role plays: visits, rooms, cards and clock as they are, on a store of their own. It shares with the bot the chats,
/// who is who in them, and the time; so nothing that is played can reach a real room, board, page or number.
/// </summary>
/// <remarks>It costs nothing until somebody practises: it is opened then, or after a start that finds its store.</remarks>
internal sealed class Sandbox(
    Settings settings, PlayList plays, People people, IReadOnlyList<IChannel> channels, IServiceProvider services, TimeProvider clock, ILoggerFactory logs) : IHostedService, IAsyncDisposable
{
    private readonly SemaphoreSlim opening = new(1);
    private ServiceProvider? graph;
    private volatile bool isAwake;
    private bool runs;

    public bool IsOpen => isAwake;

    /// <summary>True if there may be something in its store.</summary>
    public bool IsThere => settings.Tables is not null || File.Exists(Path);

    // Beside the real file: data/handoff.practice.db.
    private string Path => System.IO.Path.ChangeExtension(settings.StorePath, ".practice" + System.IO.Path.GetExtension(settings.StorePath));

    public T Get<T>()
        where T : notnull => (graph ?? throw new InvalidOperationException("The sandbox is not open.")).GetRequiredService<T>();

    /// <summary>Opens its store; throws <see cref="StoreStartException"/> or <see cref="StoreUnavailableException"/> if that can't be.</summary>
    /// <param name="awake">What is to be known before the visits of the store are looked at.</param>
    public async Task OpenAsync(Func<Task> awake, CancellationToken ct)
    {
        if (IsOpen)
            return;
        await opening.WaitAsync(ct);
        try
        {
            if (IsOpen)
                return;
            var built = graph = Build();
            try
            {
                await AwakenAsync(built, awake, ct);
            }
            catch
            {
                graph = null;
                await built.DisposeAsync();
                throw;
            }
        }
        finally
        {
            opening.Release();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        runs = true;
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (graph is not { } built)
            return;
        foreach (var worker in WorkersOf(built).Reverse())
            await worker.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (graph is { } built)
            await built.DisposeAsync();
        opening.Dispose();
    }

    // What was saved is read before anybody is painted, as with the bot itself.
    private async Task AwakenAsync(ServiceProvider built, Func<Task> awake, CancellationToken ct)
    {
        foreach (var opens in built.GetServices<IHostedService>())
            await opens.StartAsync(ct);
        var store = built.GetRequiredService<IVisitStore>();
        await built.GetRequiredService<Unreachable>().LoadAsync(ct);
        await built.GetRequiredService<Today>().LoadAsync(ct);
        await built.GetRequiredService<OpenVisits>().LoadAsync(store, ct);
        await awake();
        await built.GetRequiredService<Painter>().WakeAsync(ct);
        built.GetRequiredService<Happenings>().Add(_ => plays.Changed.Give());
        isAwake = true;
        foreach (var visit in built.GetRequiredService<OpenVisits>().All)
            built.GetRequiredService<Bell>().Ring(visit.Id);
        if (!runs)
            return;
        foreach (var worker in WorkersOf(built))
            await worker.StartAsync(ct);
    }

    private static IEnumerable<IHostedService> WorkersOf(ServiceProvider built) => [built.GetRequiredService<News>(), built.GetRequiredService<PaintingWorker>()];

    private ServiceProvider Build()
    {
        var parts = new ServiceCollection();
        parts.AddSingleton(logs).AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        parts.AddSingleton(clock).AddSingleton(settings.Pushes).AddSingleton(people);
        if (settings.Tables is { } tables)
            parts.AddTablesStore(tables.Beside("practice"));
        else
            parts.AddSqliteStore(Path);

        // It begins with no site: each role play is one of its own.
        parts.AddSingleton(new Practice("Practice", []));
        parts.AddSingleton(new VisitIds(VisitIds.OfPractice));
        parts.AddSingleton<IMeterFactory, NotCounted>();
        parts.AddSingleton<IReadOnlyList<IChannel>>([.. channels.Select(chat => new PracticeChat(chat, plays))]);
        parts.AddVisits(isShared: settings.Tables is not null);
        parts.AddSingleton<News>();
        parts.AddSingleton(sp => new Reread(Unreachable.Kind, sp.GetRequiredService<Unreachable>().LoadAsync));
        parts.AddSingleton(new Reread(Plays.Kind, ct => services.GetRequiredService<Plays>().HearAsync(ct)));
        return parts.BuildServiceProvider();
    }

    /// <summary>What operators see are the real clicks and cards: those of role plays go by another name, which nobody listens to.</summary>
    private sealed class NotCounted : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new($"{options.Name}.Practice");

        public void Dispose()
        {
            // Each meter is disposed of by whoever asked for it.
        }
    }
}

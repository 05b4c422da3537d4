using Bot.App;
using Bot.Cards;
using Bot.Clinic;
using Bot.Tests.PracticeFiles;
using Bot.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bot.Tests.Pages;

/// <summary>The bot's own parts with the pages over real HTTP, on a clock turned by hand. No chat is connected.</summary>
internal sealed class PagesOnTheWire : IAsyncDisposable
{
    public static readonly SiteId Main = new("main-street");

    private readonly SqliteFile file = new();
    private readonly string practice;
    private WebApplication app;

    private PagesOnTheWire(string practice) => (this.practice, app) = (practice, Build(practice, "http://127.0.0.1:0"));

    // A Tuesday, ten in the morning at the sample site.
    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 15, 0, 0, TimeSpan.Zero));

    public HttpClient Http { get; } = new();

    public TrainingPlans Training => app.Services.GetRequiredService<TrainingPlans>();

    public PageLinks Links => app.Services.GetRequiredService<PageLinks>();

    /// <param name="practice">The practice file; by default the sample.</param>
    public static async Task<PagesOnTheWire> StartAsync(string? practice = null)
    {
        var pages = new PagesOnTheWire(practice ?? SamplePractice.Json);
        await pages.app.StartAsync();
        pages.Http.BaseAddress = new Uri(pages.app.Urls.First());
        return pages;
    }

    /// <summary>The bot is not there.</summary>
    public async Task StopAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    /// <summary>A new life at the same address, with what was saved.</summary>
    public async Task StartAgainAsync()
    {
        app = Build(practice, Http.BaseAddress!.ToString());
        await app.StartAsync();
    }

    public async Task<string> SaysAsync(int who, string line) => (await app.Services.GetRequiredService<Listener>().SaysAsync(
        new Line(new Speaker("teams", $"00000000-0000-0000-0000-0000000000{who:00}", ""), new Conversation("dm", Direct: true), line, ""), default)).Sentence;

    /// <summary>The address that the bot gave in chat, here.</summary>
    public async Task<string> LinkAsync(string line)
    {
        var said = await SaysAsync(10, line);
        var url = said[said.IndexOf("http", StringComparison.Ordinal)..].Split('\n')[0];
        return new Uri(url).PathAndQuery;
    }

    private WebApplication Build(string practice, string address)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "cards");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.WebHost.UseKestrelCore().UseUrls(address);
        builder.Services.AddRoutingCore().AddLogging();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<IVisitStore>(file.Store);
        builder.Services.AddHandoff(new Settings
        {
            Practice = SamplePractice.Read(practice),
            PracticePath = Path.Combine(AppContext.BaseDirectory, "practice.json"),
            Cards = CardDeck.Load(folder, "teams", Verbs.Known),
            SlackCards = null,
            Pushes = PushTexts.Load(folder),
            StorePath = file.Path,
            Tables = null,
            Teams = null,
            Slack = null,
            Clock = Clock,
            Playground = null,
            Pages = new Uri("http://127.0.0.1"),
        });

        // What was saved is read; nothing else runs by itself, so that the clock can be turned far.
        foreach (var worker in builder.Services.Where(one => IsWorker(one)).ToList())
            builder.Services.Remove(worker);
        var built = builder.Build();
        built.MapPages();
        return built;
    }

    private static bool IsWorker(ServiceDescriptor one) =>
        one.ServiceType == typeof(IHostedService) && one.ImplementationType != typeof(Awakening)
        && (one.ImplementationType ?? one.ImplementationFactory?.Method.DeclaringType)?.Assembly == typeof(Awakening).Assembly;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await file.DisposeAsync();
    }
}

using System.Buffers;
using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Clinic;
using Bot.Teams;
using Bot.Teams.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;

namespace Bot.Tests.Teams;

/// <summary>The real endpoint and channel on Kestrel, before a <see cref="SmallTeams"/>; the clinic behind it only listens.</summary>
internal sealed class TeamsBot : IAsyncDisposable
{
    public const string AnnaId = "a1e0c7d4-0b3f-4c68-9d52-6f7a8b9c0d11";
    public const string BenId = "b2f1d8e5-1c40-4d79-8e63-708b9cad1e22";
    public const string CareTeamChannel = "19:5d2a7c9e1f3b4a6c8d0e2f4a6b8c0d1e@thread.tacv2";
    public const string AnnasChat = "a:1SamplePersonalChatZ8yX6wV4uT2sR0qP9oN7mL5kJ3iH1gF-dE2cB4a";
    public static readonly StaffId Anna = new("anna.sample");
    public static readonly StaffId Nobody = new("nobody");
    public static readonly Place.Person AnnasPlace = new(Anna);
    public const string GroupChat = "19:7c2a7c9e1f3b4a6c8d0e2f4a6b8c0d1e@thread.v2";

    /// <summary>A place that is a group chat, which has no threads.</summary>
    public static readonly Place.CareTeam Huddle = new(new SiteId("huddle"));

    public static readonly Place.CareTeam CareTeam = new(new SiteId("main-street"));

    private WebApplication app = null!;

    private TeamsBot(SmallTeams teams) => Teams = teams;

    public SmallTeams Teams { get; }

    public ManualClock Clock { get; } = new();

    public HttpClient Client { get; } = new();

    public ConcurrentQueue<Line> Lines { get; } = new();

    public ConcurrentQueue<Tap> Taps { get; } = new();

    public ConcurrentQueue<(Speaker By, Conversation In)> Forms { get; } = new();

    public ConcurrentQueue<(Speaker By, Conversation In)> Met { get; } = new();

    public ConcurrentDictionary<string, Kept> Kept { get; } = new();

    public ConcurrentQueue<string> Log { get; } = new();

    public int Writes;

    public Func<Line, CancellationToken, Task<Answer>> OnLine { get; set; } = (_, _) => Task.FromResult(Answer.Nothing);

    public Func<Tap, CancellationToken, Task<Answer>> OnTap { get; set; } = (_, _) => Task.FromResult(Answer.Says("Done."));

    public Func<Task<Answer>> OnForm { get; set; } = () => Task.FromResult(new Answer(FormFace(""), ""));

    public Func<Task<Answer>> OnMet { get; set; } = () => Task.FromResult(Answer.Nothing);

    public Func<Task> OnKeep { get; set; } = () => Task.CompletedTask;

    public Func<string, bool> IsLinked { get; set; } = _ => true;

    public string Url => app.Urls.Single();

    public int Heard => Lines.Count + Taps.Count + Forms.Count + Met.Count;

    public TeamsChannel Channel => app.Services.GetRequiredService<TeamsChannel>();

    public T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static Face RoomFace(string push = "Room 4 is ready for you", bool rings = false, params StaffId[] mentions) =>
        new("room", """{"room":"4"}"""u8.ToArray(), push, rings, mentions);

    public static Face FormFace(string notice) => new("ready-form", Encoding.UTF8.GetBytes($$"""{"notice":"{{notice}}"}"""), "Patient ready", false, []);

    public static async Task<TeamsBot> StartAsync(Action<TeamsOptions>? change = null, Action<TeamsBot>? before = null)
    {
        var bot = new TeamsBot(await SmallTeams.StartAsync());
        before?.Invoke(bot);
        var options = new TeamsOptions
        {
            AppId = SmallTeams.AppId,
            TenantId = SmallTeams.Tenant,
            ClientSecret = "a-secret",
            OpenIdMetadataUrl = bot.Teams.Url + "/openid",
            Issuer = SmallTeams.Issuer,
            TokenUrl = bot.Teams.Url + "/token",
            ServiceUrls = { bot.Teams.Url },
            AnswerRetry = TimeSpan.FromMilliseconds(1),
        };
        change?.Invoke(options);
        await bot.RunAsync(options);
        return bot;
    }

    /// <summary>Posts a body with a token, by default a good one; null sends none.</summary>
    public async Task<HttpResponseMessage> PostAsync(string body, string? token = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, app.Urls.Single() + "/api/messages")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Length > 0 ? token : Teams.Token());
        return await Client.SendAsync(request);
    }

    public async Task<HttpResponseMessage> PostWithHeaderAsync(string body, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, app.Urls.Single() + "/api/messages") { Content = new StringContent(body) };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await Client.SendAsync(request);
    }

    /// <summary>Posts a wire sample as if this small Teams had sent it.</summary>
    public Task<HttpResponseMessage> SendAsync(string sample, Action<JsonNode>? change = null) => PostAsync(Activity(sample, change));

    public string Activity(string sample, Action<JsonNode>? change = null)
    {
        var activity = Wire.Sample(sample);
        activity["serviceUrl"] = Teams.ServiceUrl;
        change?.Invoke(activity);
        return activity.ToJsonString();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Client.Dispose();
        await Teams.DisposeAsync();
    }

    private async Task RunAsync(TeamsOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(new Listening(Log));
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton(Store());
        builder.Services.AddSingleton(new AddressBook(
            who => who == Anna ? AnnaId : null,
            place => place == CareTeam ? CareTeamChannel : place == Huddle ? GroupChat : null)
        {
            IsLinked = id => IsLinked(id),
        });
        builder.Services.AddSingleton(new Listener(
            (line, ct) =>
            {
                Lines.Enqueue(line);
                return OnLine(line, ct);
            },
            (tap, ct) =>
            {
                Taps.Enqueue(tap);
                return OnTap(tap, ct);
            },
            (by, conversation, _) =>
            {
                Forms.Enqueue((by, conversation));
                return OnForm();
            },
            (by, conversation, _) =>
            {
                Met.Enqueue((by, conversation));
                return OnMet();
            })
        {
            StopsFormAsync = (_, _) => throw new InvalidOperationException("Cards of Teams hold their stops."),
            HomeAsync = (_, _, _) => throw new InvalidOperationException("Teams has no home."),
        });
        builder.Services.AddSingleton<BindCard>((card, model, output) =>
        {
            output.Write(Encoding.UTF8.GetBytes($$"""{"type":"AdaptiveCard","card":"{{card}}","model":{{Encoding.UTF8.GetString(model.Span)}}}"""));
            if (card == "broken")
                throw new InvalidOperationException("A template broke.");
        });
        builder.Services.AddTeams(options);
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapTeams();
        await app.StartAsync();
    }

    private IVisitStore Store()
    {
        var store = new Mock<IVisitStore>(MockBehavior.Strict);
        store.Setup(one => one.KeptAsync(Conversations.Kind, It.IsAny<CancellationToken>())).ReturnsAsync(() => [.. Kept.Values]);
        store.Setup(one => one.KeepAsync(It.IsAny<Kept>(), It.IsAny<CancellationToken>())).Returns(async (Kept kept, CancellationToken _) =>
        {
            await OnKeep();
            Interlocked.Increment(ref Writes);
            Kept[kept.Key] = kept;
        });
        store.Setup(one => one.ForgetAsync(Conversations.Kind, It.IsAny<string>(), It.IsAny<CancellationToken>())).Returns((string _, string key, CancellationToken _) =>
        {
            Kept.TryRemove(key, out var _);
            return Task.CompletedTask;
        });
        return store.Object;
    }

    private sealed class Listening(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Bot.", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}

using System.Collections.Concurrent;
using Bot.Clinic;
using Bot.Slack;
using Bot.Slack.Outbound;
using Bot.Tests.Slack.Small;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace Bot.Tests.Slack;

/// <summary>The real endpoint, sockets and channel, before a <see cref="SmallSlack"/>; the clinic behind them only listens.</summary>
internal sealed class SlackBot : IAsyncDisposable
{
    public const string Maria = "U0MARIA001";
    public const string Lee = "U0LEE00001";
    public const string CareTeam = "C0CARETEAM";
    public static readonly StaffId MariaStaff = new("maria.lopez");
    public static readonly StaffId LeeStaff = new("sam.lee");
    public static readonly StaffId Unlinked = new("asha.patel");
    public static readonly StaffId Nobody = new("nobody");
    public static readonly Place.Person MariasPlace = new(MariaStaff);
    public static readonly Place.CareTeam CareTeamPlace = new(new SiteId("main-street"));

    private WebApplication app = null!;

    private SlackBot(SmallSlack slack) => Slack = slack;

    public SmallSlack Slack { get; }

    /// <summary>The settable clock: the bot's rate limits and the small Slack run by it.</summary>
    public required ManualClock Clock { get; init; }

    public ConcurrentQueue<Line> Lines { get; } = new();

    public ConcurrentQueue<Tap> Taps { get; } = new();

    public ConcurrentQueue<Tap> StopsForms { get; } = new();

    public ConcurrentQueue<(Speaker By, Conversation In)> Forms { get; } = new();

    public ConcurrentQueue<(Speaker By, Conversation In)> Met { get; } = new();

    public ConcurrentQueue<(Speaker By, string Sentence)> Homes { get; } = new();

    public ConcurrentQueue<Speaker> Linked { get; } = new();

    public ConcurrentDictionary<string, Kept> Kept { get; } = new();

    public ConcurrentQueue<string> Log { get; } = new();

    public Func<Line, CancellationToken, Task<Answer>> OnLine { get; set; } = (_, _) => Task.FromResult(Answer.Says("Heard."));

    public Func<Tap, CancellationToken, Task<Answer>> OnTap { get; set; } = (_, _) => Task.FromResult(Answer.Nothing);

    public Func<Tap, Task<Answer>> OnStopsForm { get; set; } = _ => Task.FromResult(new Answer(SlackCards.Face("stops-form", "Room 4"), ""));

    public Func<Task<Answer>> OnForm { get; set; } = () => Task.FromResult(new Answer(SlackCards.Face("ready-form", "Ready?"), ""));

    public Func<string, Task<Answer>> OnHome { get; set; } =
        sentence => Task.FromResult(new Answer(SlackCards.Noted("home", "Your rooms", sentence, "accept", "visit-done", "ready-form"), ""));

    public Func<Task<Answer>> OnMet { get; set; } = () => Task.FromResult(Answer.Nothing);

    public Func<Task> OnKeep { get; set; } = () => Task.CompletedTask;

    public Func<string, bool> IsLinked { get; set; } = _ => true;

    /// <summary>The care team's channel; another one where another Slack gives out the ids.</summary>
    public string CareTeamChannel { get; set; } = CareTeam;

    public string Url => app.Urls.Single();

    /// <summary>How often the clinic was asked anything.</summary>
    public int Heard => Lines.Count + Taps.Count + StopsForms.Count + Forms.Count + Met.Count + Homes.Count;

    public SlackChannel Channel => app.Services.GetRequiredService<SlackChannel>();

    public HomeTab HomeTab => app.Services.GetRequiredService<HomeTab>();

    public SmallPerson MariasHands => Slack.Person(Maria);

    public T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <param name="sockets">Through Socket Mode instead of HTTP.</param>
    public static async Task<SlackBot> StartAsync(Action<SlackOptions>? change = null, Action<SlackBot>? before = null, bool sockets = false)
    {
        var clock = new ManualClock();
        var bot = new SlackBot(await SmallSlack.StartAsync(clock)) { Clock = clock };
        bot.Slack.AddPerson(Maria, "Maria Lopez", "maria.lopez@example.org");
        bot.Slack.AddPerson(Lee, "Sam Lee", "sam.lee@example.org");
        bot.Slack.AddPerson("U0PATEL001", "Asha Patel", "Asha.Patel@example.org");
        bot.Slack.AddChannel(CareTeam, "care-team", Maria, Lee);
        before?.Invoke(bot);
        var options = new SlackOptions
        {
            SigningSecret = sockets ? "" : SmallSlack.SigningSecret,
            BotToken = SmallSlack.BotToken,
            AppToken = sockets ? SmallSlack.AppToken : "",
            ApiUrl = bot.Slack.ApiUrl,
            AnswerRetry = TimeSpan.FromMilliseconds(1),
            SocketRetry = TimeSpan.FromMilliseconds(5),
            SocketSlowRetry = TimeSpan.FromMilliseconds(20),

            // A busy machine is slow; only a test that wants to see it says when slow begins.
            AnswerWithin = TimeSpan.FromSeconds(30),
        };
        change?.Invoke(options);
        await bot.RunAsync(options);
        if (sockets)
            await bot.Slack.UntilAsync(() => bot.Slack.Sockets.Open == options.SocketConnections, "all sockets are open");
        else
            bot.Slack.Postman.BotUrl = bot.Url;
        return bot;
    }

    /// <summary>A message of the bot's in a channel, to tap on.</summary>
    public async Task<SmallMessage> PostedAsync(Face face, Place? place = null)
    {
        var id = MessageId.Parse(await Channel.PostAsync(place ?? CareTeamPlace, face, default))!.Value;
        return Slack.World.Read(world => world.Message(id.Channel, id.Ts)!);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Slack.DisposeAsync();
    }

    private async Task RunAsync(SlackOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(new Listening(this));
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton(Store());
        builder.Services.AddKeyedSingleton("slack", Book());
        builder.Services.AddSingleton(Listener());
        builder.Services.AddSingleton<BindBlocks>(SlackCards.Bind);
        builder.Services.AddSlack(options);
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapSlack();
        await app.StartAsync();
    }

    private AddressBook Book() => new(
        who => who == MariaStaff ? Maria : who == LeeStaff ? Lee : null,
        place => place == CareTeamPlace ? CareTeamChannel : null)
    {
        IsLinked = id => IsLinked(id),
        EmailOf = who => who == Unlinked ? "asha.patel@example.org" : who == Nobody ? "nobody@example.org" : null,
        LinkAsync = (speaker, _) =>
        {
            Linked.Enqueue(speaker);
            return Task.CompletedTask;
        },
    };

    private Listener Listener() => new(
        (line, ct) => Note(Lines, line, () => OnLine(line, ct)),
        (tap, ct) => Note(Taps, tap, () => OnTap(tap, ct)),
        (by, conversation, _) => Note(Forms, (by, conversation), () => OnForm()),
        (by, conversation, _) => Note(Met, (by, conversation), () => OnMet()))
    {
        StopsFormAsync = (tap, _) => Note(StopsForms, tap, () => OnStopsForm(tap)),
        HomeAsync = (by, sentence, _) => Note(Homes, (by, sentence), () => OnHome(sentence)),
    };

    private Task<Answer> Note<T>(ConcurrentQueue<T> heard, T one, Func<Task<Answer>> answer)
    {
        heard.Enqueue(one);
        Slack.World.Wake();
        return answer();
    }

    private IVisitStore Store()
    {
        var store = new Mock<IVisitStore>(MockBehavior.Strict);
        store.Setup(one => one.KeptAsync(DirectChats.Kind, It.IsAny<CancellationToken>())).ReturnsAsync(() => [.. Kept.Values]);
        store.Setup(one => one.KeepAsync(It.IsAny<Kept>(), It.IsAny<CancellationToken>())).Returns(async (Kept kept, CancellationToken _) =>
        {
            await OnKeep();
            Kept[kept.Key] = kept;
        });
        return store.Object;
    }

    private sealed class Listening(SlackBot bot) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("Bot.", StringComparison.Ordinal) ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            bot.Log.Enqueue($"{logLevel}: {formatter(state, exception)}{exception}");
            bot.Slack.World.Wake();
        }

        public void Dispose()
        {
        }
    }
}

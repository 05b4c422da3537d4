using Bot.App;
using Bot.Cards;
using Bot.Clinic;
using Bot.Slack;
using Bot.Storage;
using Bot.Tests.PracticeFiles;
using Bot.Tests.Storage;
using Bot.Tests.Training;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Painting;

/// <summary>The bot's own parts on a real store, with two chats on paper and a clock turned by hand. Nothing runs by itself.</summary>
internal sealed class PaperClinic : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly List<Task> painting = [];

    /// <param name="slack">A Slack on the wire instead of the one on paper.</param>
    /// <param name="shares">The tables that a store of the test's own is on, where other instances are on them too.</param>
    /// <param name="beside">Another instance, in the same chats.</param>
    /// <param name="storePath">Where the settings say that the store is: beside it lies what role plays keep.</param>
    public PaperClinic(
        string? practice = null, SlackOptions? slack = null, IVisitStore? store = null, TablesOptions? shares = null, PaperClinic? beside = null,
        string? storePath = null)
    {
        Teams = beside?.Teams ?? new PaperChat("teams");
        Slack = beside?.Slack ?? new PaperChat("slack");
        Store = store ?? File.Store;
        var clinic = SamplePractice.Read(practice ?? SamplePractice.Json);
        var folder = Path.Combine(AppContext.BaseDirectory, "cards");
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton(Store);
        collection.AddSingleton<IChannel>(Teams);
        if (slack is null)
            collection.AddSingleton<IChannel>(Slack);
        else
            collection.AddSlack(slack);
        collection.AddHandoff(new Settings
        {
            Practice = clinic,
            PracticePath = "",
            Cards = CardDeck.Load(folder, "teams", Verbs.Known),
            SlackCards = slack is null ? null : CardDeck.Load(folder, "slack", Verbs.Known),
            Pushes = PushTexts.Load(folder),
            Scenarios = RolePlays.All,
            StorePath = storePath ?? File.Path,
            Tables = shares,
            Teams = null,
            Slack = null,
            Clock = Clock,
            Playground = null,
        });
        services = collection.BuildServiceProvider();
        foreach (var chat in (PaperChat[])[Teams, Slack])
        {
            chat.KnownPlaces.UnionWith(clinic.Sites.SelectMany(site => site.Staff).Select(one => $"person:{one.Id}"));
            chat.KnownPlaces.Add("care-team:main-street");
            chat.KnownPlaces.UnionWith(clinic.Sites[0].Desks.Select(desk => $"desk:main-street:{desk.Id}"));
        }
    }

    // A Tuesday, ten in the morning at the sample site.
    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 15, 0, 0, TimeSpan.Zero));

    public PaperChat Teams { get; }

    public PaperChat Slack { get; }

    public SqliteFile File { get; } = new(Held.Follow);

    /// <summary>That file, unless the test brings another store.</summary>
    public IVisitStore Store { get; }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public static Speaker By(string chat, int number) => chat == "slack"
        ? new Speaker("slack", $"U{number:00}", "")
        : new Speaker("teams", $"00000000-0000-0000-0000-0000000000{number:00}", "");

    /// <summary>A line typed in somebody's own chat with the bot; all cards are true afterwards.</summary>
    public async Task<Answer> SaysAsync(Speaker by, string text, string click = "")
    {
        var answer = await HearsAsync(by, text, click);
        await PaintAsync();
        return answer;
    }

    /// <summary>The same, before anybody looks at what it changes.</summary>
    public Task<Answer> HearsAsync(Speaker by, string text, string click = "") =>
        Get<Listener>().SaysAsync(new Line(by, new Conversation("dm", Direct: true), text, click), default);

    /// <summary>The same, without waiting for places that are slow.</summary>
    /// <returns>What goes on by itself, and when each visit is to be looked at again.</returns>
    public async Task<Task<DateTimeOffset?[]>> SaysInPassingAsync(Speaker by, string text)
    {
        await HearsAsync(by, text);
        return Task.WhenAll(await LookAsync());
    }

    /// <summary>A tap on the latest message of a place, and the same.</summary>
    public async Task<Task<DateTimeOffset?[]>> TapsInPassingAsync(Speaker by, PaperChat chat, string place, string verb)
    {
        await Get<Listener>().TapsAsync(TapOn(chat, place, by, verb, ""), default);
        return Task.WhenAll(await LookAsync());
    }

    /// <summary>Looks on, past places that are slow, until it is so; a minute at most.</summary>
    public async Task PassesUntilAsync(Func<bool> so)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!so())
        {
            enough.Token.ThrowIfCancellationRequested();
            await LookAsync();
            await Task.Yield();
        }
    }

    private async Task<List<Task<DateTimeOffset?>>> LookAsync()
    {
        var begun = new List<Task<DateTimeOffset?>>();
        foreach (var visit in await DueAsync())
            begun.Add(await Get<Painter>().LookAsync(visit, default));
        painting.AddRange(begun);
        return begun;
    }

    /// <summary>What was slow has ended, and what it left undone is done.</summary>
    public async Task EndedAsync()
    {
        await Task.WhenAll(painting);
        await PaintAsync();
    }

    /// <summary>A tap on the latest message of a place; all cards are true afterwards.</summary>
    public async Task<Answer> TapsAsync(Speaker by, PaperChat chat, string place, string verb, string click = "")
    {
        var answer = await Get<Listener>().TapsAsync(TapOn(chat, place, by, verb, click), default);
        await PaintAsync();
        return answer;
    }

    /// <summary>Paints every visit that rang or is due, until none is.</summary>
    public async Task PaintAsync()
    {
        var painter = Get<Painter>();
        for (var round = 0; await DueAsync() is { Count: > 0 } due; round++)
        {
            Assert.True(round < 20, "A visit stays due for ever.");
            foreach (var visit in due)
                await await painter.LookAsync(visit, default);
        }
    }

    private static Tap TapOn(PaperChat chat, string place, Speaker by, string verb, string click)
    {
        var message = chat.In(place)[^1];
        return new Tap(by, new Conversation("dm", place.StartsWith("person:", StringComparison.Ordinal)), verb,
            message.Model["visit"]!.GetValue<string>(), new Dictionary<string, string>(), message.Id, click);
    }

    private async Task<HashSet<VisitId>> DueAsync()
    {
        var due = (await Store.DueAsync(Clock.GetUtcNow(), 100, default)).Select(work => work.Visit).ToHashSet();
        while (Get<Bell>().TryAnswer(out var rang))
            due.Add(rang);
        return due;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await File.DisposeAsync();
    }
}

using System.Net;
using Bot.Cards;
using Bot.Clinic;
using Bot.Slack;
using Bot.Storage;
using Bot.Teams;

namespace Bot.App;

/// <summary>Everything the host is told, read and checked before anything starts. A class and no record: its text form must not print secrets.</summary>
internal sealed class Settings
{
    public required Practice Practice { get; init; }

    public required string PracticePath { get; init; }

    public required CardDeck Cards { get; init; }

    /// <summary>The same cards for Slack; null where no Slack is configured.</summary>
    public required CardDeck? SlackCards { get; init; }

    public required PushTexts Pushes { get; init; }

    /// <summary>The role plays that lie beside the cards.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; init; } = [];

    /// <summary>The SQLite file, where <see cref="Tables"/> is null.</summary>
    public required string StorePath { get; init; }

    /// <summary>The tables that several instances share; null on one machine.</summary>
    public required TablesOptions? Tables { get; init; }

    /// <summary>Years after a visit has left, until all of it is removed.</summary>
    public int KeepYears { get; init; } = StoreSettings.DefaultKeepYears;

    /// <summary>Null where only Slack is configured.</summary>
    public required TeamsOptions? Teams { get; init; }

    /// <summary>Null where only Teams, or the playground, is.</summary>
    public required SlackOptions? Slack { get; init; }

    /// <summary>The visits' clock; tokens and time-outs keep real time.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The small Teams for one machine; null where a real one is configured.</summary>
    public required PlaygroundHost? Playground { get; init; }

    /// <summary>Where people's browsers reach the bot, for links to board and report; null where that is not said.</summary>
    public Uri? Pages { get; init; }

    /// <summary>Reads all settings; throws <see cref="StartFaultsException"/> with every fault found.</summary>
    public static Settings Read(IConfiguration configuration)
    {
        var faults = new List<string>();
        var practicePath = Beside(configuration["Practice:File"] ?? "practice.json");
        var practice = ReadPractice(practicePath, faults);
        var folder = Beside(configuration["Cards:Folder"] ?? "cards");
        var cards = Try(() => CardDeck.Load(folder, "teams", Verbs.Known), faults);
        var pushes = Try(() => PushTexts.Load(folder), faults);
        var scenarios = ScenarioFolder.Read(folder, faults);
        var tables = StoreSettings.TablesOf(configuration, faults);
        var keepYears = StoreSettings.KeepYearsOf(configuration, faults);

        var pages = ReadPages(configuration, faults);
        var slack = ReadSlack(configuration, faults);
        var slackCards = slack is null ? null : Try(() => CardDeck.Load(folder, "slack", Verbs.Known), faults);
        var teams = configuration.GetSection("Teams").Get<TeamsOptions>() ?? new TeamsOptions();
        PlaygroundHost? playground = null;
        if (teams.AppId.Length > 0 || teams.TenantId.Length > 0)
        {
            faults.AddRange(teams.Faults());
        }
        else if (WantsPlayground(configuration, slack is not null, faults))
        {
            if (OnlyLoopback(configuration) is not { } address)
                faults.Add("Teams:AppId is missing, and the bot listens on more than this machine: connect Teams or Slack, or set Urls to http://localhost:3978 for the playground.");
            else if (practice is not null)
                playground = new PlaygroundHost(practice, address, teams);
        }
        else
        {
            teams = null;
        }

        if (faults.Count > 0)
            throw new StartFaultsException(faults);
        return new Settings
        {
            Practice = practice!,
            PracticePath = practicePath,
            Cards = cards!,
            SlackCards = slackCards,
            Pushes = pushes!,
            Scenarios = scenarios,
            StorePath = StoreSettings.PathOf(configuration),
            Tables = tables,
            KeepYears = keepYears,
            Teams = teams,
            Slack = slack,
            Clock = playground?.Setup.Clock ?? TimeProvider.System,
            Playground = playground,
            Pages = pages ?? OnlyLoopback(configuration),
        };
    }

    private static Practice? ReadPractice(string path, List<string> faults)
    {
        if (!File.Exists(path))
        {
            faults.Add($"Practice:File: there is no file {path}.");
            return null;
        }

        var reading = PracticeFile.Read(File.ReadAllBytes(path));
        faults.AddRange(reading.Faults.Select(fault => $"{Path.GetFileName(path)} {fault}"));
        return reading.Practice;
    }

    /// <summary>As a start would read them: beside the program, from the environment, from the command line.</summary>
    public static IConfiguration Gather(string[] args) => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .AddCommandLine([.. args.Where(IsSetting)])
        .Build();

    /// <summary>What a command was told beside settings.</summary>
    public static string[] WordsOf(string[] args) => [.. args.Where(arg => !IsSetting(arg))];

    private static bool IsSetting(string arg) => arg.StartsWith("--", StringComparison.Ordinal);

    /// <summary>The SQLite file that a start with these arguments would use.</summary>
    public static string StorePathOf(string[] args) => StoreSettings.PathOf(Gather(args));

    // Any of its secrets means that Slack is wanted; what is missing beside it is then a fault.
    private static SlackOptions? ReadSlack(IConfiguration configuration, List<string> faults)
    {
        var slack = configuration.GetSection("Slack").Get<SlackOptions>() ?? new SlackOptions();
        if (slack.SigningSecret.Length == 0 && slack.BotToken.Length == 0 && slack.AppToken.Length == 0)
            return null;
        faults.AddRange(slack.Faults());
        return slack;
    }

    // A clinic with Slack alone may listen on loopback only, behind its firewall; nobody there is to be asked in a playground.
    private static bool WantsPlayground(IConfiguration configuration, bool hasSlack, List<string> faults)
    {
        if (configuration["Playground"] is not { Length: > 0 } said)
            return !hasSlack;
        if (bool.TryParse(said, out var wanted) && (wanted || hasSlack))
            return wanted;
        faults.Add(bool.TryParse(said, out _)
            ? "Playground is false, and neither Teams nor Slack is configured: connect one of them, or remove Playground."
            : "Playground is neither true nor false: set it to true to have the playground beside Slack, or remove it.");
        return false;
    }

    // A link is a key: it goes over the network encrypted or not at all.
    private static Uri? ReadPages(IConfiguration configuration, List<string> faults)
    {
        if (configuration["Pages:Url"] is not { Length: > 0 } said)
            return null;
        if (Uri.TryCreate(said, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
            return uri;
        faults.Add("Pages:Url is no address that starts with https://: set it to where browsers reach the bot, such as https://handoff.example.org.");
        return null;
    }

    private static T? Try<T>(Func<T> read, List<string> faults)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is CardFaultsException or CardTemplateException or IOException)
        {
            faults.Add(e.Message);
            return null;
        }
    }

    private static string Beside(string path) => Path.IsPathRooted(path) ? path : Path.Combine(AppContext.BaseDirectory, path);

    // The address that the bot listens on if all of them are loopback; else null.
    private static Uri? OnlyLoopback(IConfiguration configuration)
    {
        var urls = (configuration["Urls"] ?? configuration["ASPNETCORE_URLS"] ?? "http://localhost:3978").Split(';', StringSplitOptions.RemoveEmptyEntries);
        var addresses = urls.Select(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri : null).ToList();
        return addresses.All(uri => uri is not null && (uri.IsLoopback || IPAddress.TryParse(uri.Host, out var ip) && IPAddress.IsLoopback(ip)))
            ? addresses[0]
            : null;
    }
}

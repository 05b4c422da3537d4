using System.Collections.Concurrent;
using Bot.App;
using Bot.Clinic;
using Bot.Playground;
using Bot.Playground.Connector;
using Bot.Playground.SignIn;
using Bot.Playground.Wire;
using Bot.Playground.World;
using Bot.Storage;
using Bot.Teams;
using Bot.Tests.Playground;
using Bot.Tests.PracticeFiles;
using Bot.Tests.Slack.Small;
using Bot.Tests.Storage;
using Bot.Tests.Storage.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Chats = Bot.Playground.World.Chats;

namespace Bot.Tests.Whole;

/// <summary>The bot program as it is shipped, in a process of its own or in several, and in this process the small Teams that it talks to.</summary>
internal sealed class WholeBot : IAsyncDisposable
{
    private readonly Folder folder = new();
    private readonly WebApplication teams;
    private readonly Dictionary<string, Phone> phones;
    private readonly Crossroads? crossroads;

    private WholeBot(
        string practice, IReadOnlyList<string> settings, TablesOptions? tables = null, int instances = 1, bool isUnsteady = false, BotProgram? program = null)
    {
        program ??= BotProgram.Shipped;
        Practice = SamplePractice.Read(practice);
        File.WriteAllText(folder.File("practice.json"), practice);
        Disk = new OnDisk(folder.File("bot.db"));
        Saved = tables is null ? Disk : new OnTables(tables, Practice);
        IEnumerable<string> store = tables is null ? [$"--Store:Path={folder.File("bot.db")}"] : ["--Store:Kind=AzureTables", .. Azurite.SettingsOf(tables)];
        Instances = [.. Enumerable.Range(0, instances).Select(number => new Instance(
            program.Dll, () => [.. program.ArgumentsOf(number), .. OwnSettings(), .. store, .. settings], Log))];
        crossroads = isUnsteady ? new Crossroads(Instances) : null;
        IsUnsteady = isUnsteady;

        // The host's own way to describe the practice to a small Teams; where the two listen is known only below.
        Setup = new PlaygroundHost(Practice, new Uri("http://127.0.0.1:1"), new TeamsOptions()).Setup;
        Setup.BotUrl = new Uri("http://127.0.0.1:1");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddLogging().AddPlayground(Setup).AddHostedService<KnowsItsPort>();
        teams = builder.Build();
        teams.Use(Overheard.ListenAsync);
        teams.Use(Strangers.TellKeysAsync);
        teams.MapPlayground();
        phones = Setup.People.ToDictionary(person => person.StaffId, person => new Phone(this, person));
        Chats.Buzzed += (person, push) => phones[person.StaffId].Buzz(push);
    }

    public Practice Practice { get; }

    public PlaygroundSetup Setup { get; }

    /// <summary>What it has saved, wherever that is.</summary>
    public ISaved Saved { get; }

    /// <summary>The file in which it does so, unless it keeps visits in tables.</summary>
    public OnDisk Disk { get; }

    /// <summary>The processes, mostly one.</summary>
    public IReadOnlyList<Instance> Instances { get; }

    /// <summary>That address.</summary>
    public Crossroads Crossroads => crossroads!;

    public Overheard Overheard { get; } = new();

    /// <summary>Who else signs, or tries to.</summary>
    public Strangers Strangers { get; } = new();

    /// <summary>Everything the bot has printed, in all its lives.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public Chats Chats => Of<Chats>();

    public Faults Faults => Of<Faults>();

    public Tenant Tenant => Of<Tenant>();

    public Activities Activities => Of<Activities>();

    public MessageIds MessageIds => Of<MessageIds>();

    public BotLine Line => Of<BotLine>();

    public Invokes Invokes => Of<Invokes>();

    public SigningKey Key => Of<SigningKey>();

    public Phone Maria => phones["maria.lopez"];

    public Phone Lee => phones["sam.lee"];

    public Phone Dana => phones["dana.fox"];

    public Phone Lou => phones["lou.meyer"];

    public IEnumerable<Phone> Phones => phones.Values;

    public Phone PhoneOf(string staffId) => phones[staffId];

    /// <param name="practice">The practice file; by default the sample.</param>
    /// <param name="settings">Further settings, as on the command line.</param>
    public static Task<WholeBot> StartAsync(string? practice = null, params string[] settings) =>
        StartAsync(new WholeBot(practice ?? SamplePractice.Json, settings));

    /// <summary>One instance on a file or several on the same tables, behind an address that stays when they go.</summary>
    public static Task<WholeBot> ShareAsync(TablesOptions? tables, int instances, string? practice = null, params string[] settings) =>
        StartAsync(new WholeBot(practice ?? SamplePractice.Json, settings, tables, instances, isUnsteady: true));

    /// <summary>The same, of another program than the shipped one.</summary>
    public static Task<WholeBot> ShareAsync(BotProgram program, TablesOptions? tables, int instances, string practice, params string[] settings) =>
        StartAsync(new WholeBot(practice, settings, tables, instances, isUnsteady: true, program));

    private static async Task<WholeBot> StartAsync(WholeBot bot)
    {
        try
        {
            bot.Of<Postman>().BetweenTries = TimeSpan.FromMilliseconds(20);
            await bot.teams.StartAsync();
            await (bot.crossroads?.StartAsync() ?? Task.CompletedTask);
            await bot.WakeAsync();
            var (refused, before) = (0, 0);
            await Eventually.FindsAsync(
                () =>
                {
                    if (bot.Saved.Conversations() == bot.Tenant.Places.Count)
                        return "all";

                    // Where the machine is loaded the bot may give up reading the keys once, and refuse what Teams says only once.
                    var refusals = bot.Log.Count(line => line.Contains("was refused: UnknownKey", StringComparison.Ordinal));
                    if (refusals > refused && refusals == before)
                    {
                        refused = refusals;
                        bot.Of<Postman>().TellInstalled();
                    }
                    before = refusals;
                    return null;
                },
                () => $"The bot was not told of all {bot.Tenant.Places.Count} places where it is installed:\n{string.Join('\n', bot.Log.TakeLast(200))}");
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the process, or all of them, and waits until it listens.</summary>
    public async Task WakeAsync()
    {
        await Task.WhenAll(Instances.Select(instance => instance.WakeAsync()));
        Setup.BotUrl = new Uri(crossroads?.Address ?? Instances[0].Address, "api/messages");
        IsDown = false;
    }

    /// <summary>True from just before a kill until the next start, or while nobody shall tap.</summary>
    public bool IsDown { get; set; }

    /// <summary>Answers may get lost: people tap again where nothing came of it.</summary>
    public bool IsUnsteady { get; }

    /// <summary>kill -9.</summary>
    public Task KillAsync()
    {
        IsDown = true;
        return Task.WhenAll(Instances.Select(instance => instance.KillAsync()));
    }

    /// <summary>Stops it as an operator would.</summary>
    public async ValueTask StopAsync()
    {
        foreach (var instance in Instances)
            await instance.DisposeAsync();
    }

    /// <summary>Waits until every card shows what it should, and tells which card each message is.</summary>
    /// <param name="slack">The other chat, where there is one.</param>
    public async Task<TheTruth> BecomesTrueAsync(SmallSlack? slack = null)
    {
        var truth = new Truth(this, slack);
        IReadOnlyList<Lie> lies = [];
        return await Eventually.FindsAsync(
            () =>
            {
                var now = truth.Look();
                if (now.Lies.Count == 0)
                    return now with { Lies = lies };
                lies = now.Lies;
                return null;
            },
            () => $"Not every card became true:\n{string.Join('\n', lies.Select(WithItsChanges))}\n{string.Join('\n', Log.TakeLast(20))}",

            // The emulator answers one request after the other, and reading all takes it long.
            Instances.Count > 1 ? TimeSpan.FromMilliseconds(300) : null,

            // What was never true before its visit's cards are forgotten would seem to be.
            Painter.KeepPostings - TimeSpan.FromSeconds(10));
    }

    /// <summary>Nothing went wrong that was not made to: the bot broke nowhere, and this Teams had to refuse nothing that it sent.</summary>
    public void NothingBroke()
    {
        // The keys are read again a second later, and what was refused meanwhile is told again.
        Assert.DoesNotContain(Log.Where(line => !line.Contains("The keys that Teams signs with", StringComparison.Ordinal)), line =>
            line.Contains("could not be", StringComparison.Ordinal) || line.Contains("Unhandled", StringComparison.Ordinal));

        // A roster may well not know somebody who is asked for.
        Assert.Empty(Overheard.Calls
            .Where(call => call is { IsOver: true, Fault: null, Status: >= 400 } && call.Call.Method != "GET")
            .Select(call => $"{call.Call.Method} {call.Call.Target}: {call.Status}"));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (crossroads is not null)
            await crossroads.DisposeAsync();
        await teams.DisposeAsync();
        Strangers.Dispose();
        folder.Dispose();
    }

    private string WithItsChanges(Lie lie) => $"{lie.Text}. It was changed to: {string.Join("; ", Overheard.ChangesOf(lie.Message))}";

    private IEnumerable<string> OwnSettings()
    {
        var options = new TeamsOptions();
        PlaygroundHost.Point(options, Setup);
        return
        [
            "--Urls=http://127.0.0.1:0",
            $"--Practice:File={folder.File("practice.json")}",
            $"--Teams:AppId={options.AppId}",
            $"--Teams:TenantId={options.TenantId}",
            $"--Teams:ClientSecret={options.ClientSecret}",
            $"--Teams:OpenIdMetadataUrl={options.OpenIdMetadataUrl}",
            $"--Teams:Issuer={options.Issuer}",
            $"--Teams:TokenUrl={options.TokenUrl}",
            $"--Teams:ServiceUrls:0={options.ServiceUrls[0]}",
        ];
    }

    private T Of<T>()
        where T : notnull => teams.Services.GetRequiredService<T>();
}

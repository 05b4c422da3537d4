using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Slack.Small;

/// <summary>
/// A Slack workspace on loopback: its Web API, its hooks, its sockets, and people who type and tap. It behaves as Slack does, and
/// misbehaves as it is told. <see cref="Person"/> is where a test's hands are; <see cref="Messages"/>, <see cref="DirectMessages"/>,
/// <see cref="Ephemerals"/>, <see cref="Notifications"/> and <see cref="HomeOf"/> are its eyes.
/// </summary>
internal sealed class SmallSlack : IAsyncDisposable
{
    public const string Team = "T0CLINIC1";
    public const string BotUser = "U0BOT00001";
    public const string BotId = "B0BOT00001";
    public const string AppId = "A0HANDOFF1";
    public const string SigningSecret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    public const string BotToken = "xoxb-1-small-slack";
    public const string AppToken = "xapp-1-small-slack";

    private readonly WebApplication app;
    private readonly SmallApi api;
    private readonly TaskCompletionSource closing = new();
    private readonly Lock gate = new();
    private readonly List<(string Method, SmallFault Fault, int Left)> script = [];

    private SmallSlack(WebApplication app, TimeProvider clock)
    {
        this.app = app;
        World = new SmallWorld(clock);
        Triggers = new SmallTriggers(clock);
        Rates = new SmallRates(clock);
        Sockets = new SmallSockets(World.Wake);
        Hooks = new SmallHooks(World, clock);
        Postman = new SmallPostman(Sockets);
        api = new SmallApi(World, Triggers, Sockets);
        World.Add(new SmallUser(BotUser, "handoff", "", Deleted: false, Bot: true));
    }

    public SmallWorld World { get; }

    public SmallTriggers Triggers { get; }

    public SmallRates Rates { get; }

    public SmallSockets Sockets { get; }

    public SmallHooks Hooks { get; }

    /// <summary>Brings what people do to the bot; tell it where the bot is, or leave it to the sockets.</summary>
    public SmallPostman Postman { get; }

    public string Url { get; private set; } = "";

    public string ApiUrl => Url + "/api/";

    /// <summary>Every call of the bot's to the Web API, in order.</summary>
    public ConcurrentQueue<SmallCall> Calls { get; } = new();

    /// <summary>Calls that no Slack has: they fail the test at the end.</summary>
    public ConcurrentQueue<string> Unexpected { get; } = new();

    /// <summary>Asked at every call, response_url included, that no script answers; null: behave.</summary>
    public Func<SmallCall, SmallFault?> Mood { get; set; } = _ => null;

    /// <param name="clock">For triggers, hooks and rates; the wall clock if none is given.</param>
    public static async Task<SmallSlack> StartAsync(TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var slack = new SmallSlack(app, clock ?? TimeProvider.System);

        // Slack pings, and its own client goes away where nobody does.
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(5), KeepAliveTimeout = TimeSpan.FromSeconds(60) });
        app.Map("/link/", slack.Sockets.AcceptAsync);
        app.MapPost("/api/{method}", (HttpContext http, string method) => slack.CallAsync(http, method));
        app.MapPost("/hooks/{id}", (HttpContext http, string id) => slack.HookAsync(http, id));
        app.MapFallback(http =>
        {
            slack.Unexpected.Enqueue($"{http.Request.Method} {http.Request.Path}");
            http.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        slack.Url = app.Urls.Single();
        slack.Sockets.Host = new Uri(slack.Url).Authority;
        return slack;
    }

    public SmallPerson AddPerson(string id, string name, string email, bool deleted = false, bool bot = false)
    {
        World.Change(() =>
        {
            World.Add(new SmallUser(id, name, email, deleted, bot));
            return 0;
        });
        return new SmallPerson(this, id);
    }

    /// <summary>A channel with these people in it, and the bot.</summary>
    public void AddChannel(string id, string name, params string[] members) => World.Change(() =>
    {
        World.Add(new SmallChannel(id, name, [.. members, BotUser]));
        return 0;
    });

    /// <summary>The hands of somebody: what they type, tap and open reaches the bot.</summary>
    public SmallPerson Person(string user) => new(this, user);

    public IReadOnlyList<SmallMessage> Messages(string channel) => World.Read(world => world.Channel(channel)?.Messages.ToList() ?? []);

    /// <summary>What the bot has told somebody directly.</summary>
    public IReadOnlyList<SmallMessage> DirectMessages(string user) =>
        World.Read(world => world.DirectChat(user, BotUser).Messages.Where(message => message.User == BotUser).ToList());

    /// <summary>What only that person sees, in all channels, oldest first.</summary>
    public IReadOnlyList<SmallEphemeral> Ephemerals(string user) => World.Read(world => world.Ephemerals.Where(one => one.User == user).ToList());

    /// <summary>How often that person's phone buzzed, and with which text.</summary>
    public IReadOnlyList<SmallNotification> Notifications(string user) => World.Read(world => world.Notifications.Where(one => one.User == user).ToList());

    public SmallView? HomeOf(string user) => World.Read(world => world.HomeOf(user));

    /// <summary>The form that stands open before that person.</summary>
    public SmallView? FormOf(string user) => World.Read(world => world.OpenViewOf(user));

    public Task UntilAsync(Func<bool> isSo, string what) => World.UntilAsync(isSo, what);

    /// <summary>The next so many calls of that method fail so.</summary>
    public void Misbehave(string method, SmallFault fault, int times = 1)
    {
        lock (gate)
            script.Add((method, fault, times));
    }

    public int CallsOf(string method) => Calls.Count(call => call.Method == method);

    public async ValueTask DisposeAsync()
    {
        closing.TrySetResult();
        Sockets.CutAll();
        await app.StopAsync();
        await app.DisposeAsync();
        Postman.Dispose();
        Assert.Empty(Unexpected);
        Assert.Empty(Sockets.Wrong);
    }

    private async Task CallAsync(HttpContext http, string method)
    {
        var form = await http.Request.ReadFormAsync();
        var call = new SmallCall(
            method,
            http.Request.Headers.Authorization.ToString(),
            http.Request.ContentType ?? "",
            form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        Calls.Enqueue(call);
        await AnswerAsync(http, call, () =>
        {
            var answer = api.Answer(call);
            if (answer is null)
                Unexpected.Enqueue(method);
            return (answer ?? SmallApi.Refuse("unknown_method")).ToJsonString();
        });
    }

    private async Task HookAsync(HttpContext http, string id)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var call = new SmallCall("response_url", "", http.Request.ContentType ?? "", new Dictionary<string, string> { ["id"] = id, ["body"] = body });
        Calls.Enqueue(call);
        await AnswerAsync(http, call, () =>
        {
            var (status, answer) = Hooks.Take(id, JsonNode.Parse(body)!);
            http.Response.StatusCode = status;
            return answer;
        });
    }

    private async Task AnswerAsync(HttpContext http, SmallCall call, Func<string> answer)
    {
        var fault = Scripted(call.Method) ?? Mood(call) ?? (Rates.Refuses(call) is { } wait ? new SmallFault.RateLimited(wait) : null);
        if (fault is not null)
        {
            await fault.AnswerAsync(http, fault.CarriesOut ? answer() : "", closing.Task);
            World.Wake();
            return;
        }
        var text = answer();
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(text);
    }

    private SmallFault? Scripted(string method)
    {
        lock (gate)
        {
            var at = script.FindIndex(one => one.Method == method);
            if (at < 0)
                return null;
            var (_, fault, left) = script[at];
            if (left <= 1)
                script.RemoveAt(at);
            else
                script[at] = (method, fault, left - 1);
            return fault;
        }
    }
}

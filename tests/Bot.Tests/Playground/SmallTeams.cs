using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Bot.Playground;
using Bot.Playground.Connector;
using Bot.Playground.SignIn;
using Bot.Playground.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Playground;

/// <summary>The small Teams on a free port, with a scripted bot at the other end and a client that holds the bot's token.</summary>
internal sealed class SmallTeams : IAsyncDisposable
{
    public const string AppId = "6a1d3c52-4b7e-4f0a-9b1c-0d2e4f6a8b10";
    public const string Secret = "playground-secret";
    public const string Tenant = "3f1c9a52-6d0e-4b7a-9a21-0c5e7d4b8f10";
    public const string CareTeam = "19:care-team@thread.tacv2";
    public const string Scheduling = "19:scheduling@thread.tacv2";

    public static readonly PlaygroundPerson Maria = Person("maria", "Maria Lopez", "MA", "01") with
    {
        FirstLine = "ready 4 lee",
        Welcome = "and watch Dr. Lee’s phone.",
    };

    public static readonly PlaygroundPerson Lee = Person("lee", "Dr. Sam Lee", "provider", "03") with { Welcome = "It buzzes when a room is ready." };

    public static readonly PlaygroundPerson Dana = Person("dana", "Dana Fox", "scheduling", "07") with
    {
        HomeChannelId = Scheduling,
        Welcome = "It hears who is being walked over.",
    };

    private readonly WebApplication app;

    private SmallTeams(WebApplication app, PlaygroundSetup setup, ScriptedBot bot)
    {
        (this.app, Setup, Bot) = (app, setup, bot);
        Page = new HttpClient { BaseAddress = setup.BaseUrl };
        Connector = new HttpClient { BaseAddress = new Uri(setup.ServiceUrl) };
    }

    public PlaygroundSetup Setup { get; }

    public ScriptedBot Bot { get; }

    /// <summary>What the browser would send.</summary>
    public HttpClient Page { get; }

    /// <summary>What the bot would send.</summary>
    public HttpClient Connector { get; }

    public Faults Faults => app.Services.GetRequiredService<Faults>();

    public AccessTokens Tokens => app.Services.GetRequiredService<AccessTokens>();

    public Chats Chats => app.Services.GetRequiredService<Chats>();

    public static async Task<SmallTeams> StartAsync(Func<CancellationToken, Task>? startOver = null, PlaygroundClock? clock = null)
    {
        var bot = await ScriptedBot.StartAsync();
        var setup = new PlaygroundSetup
        {
            BaseUrl = new Uri("http://127.0.0.1:1"),
            BotUrl = bot.Url,
            AppId = AppId,
            ClientSecret = Secret,
            TenantId = Tenant,
            People = [Maria, Lee, Dana],
            Channels =
            [
                new PlaygroundChannel(CareTeam, "Care team", [Maria.AadObjectId, Lee.AadObjectId]),
                new PlaygroundChannel(Scheduling, "Scheduling", [Dana.AadObjectId]),
            ],
            Phones = ["maria", "lee", "dana"],
            Clock = clock ?? new PlaygroundClock(TimeZoneInfo.Utc),
            Hints = static staffId => staffId == "maria" ? ["ready 4 lee", "board", "help"] : ["board", "help"],
            StartOver = startOver ?? (static _ => Task.CompletedTask),
        };
        // The bare host: no settings files to watch, no logs; there are many of these.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddLogging();
        builder.Services.AddPlayground(setup).AddHostedService<KnowsItsPort>();
        var app = builder.Build();
        app.MapPlayground();
        await app.StartAsync();
        return new SmallTeams(app, setup, bot);
    }

    /// <summary>Gets a token as the bot does, and keeps it for the Connector.</summary>
    public async Task<SmallTeams> SignedInAsync()
    {
        using var answer = await TokenAsync(Secret);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        Connector.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return this;
    }

    public Task<HttpResponseMessage> TokenAsync(string secret, string scope = "https://api.botframework.com/.default") =>
        Page.PostAsync(Setup.TokenUrl, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = AppId,
            ["client_secret"] = secret,
            ["scope"] = scope,
        }));

    public async Task<string> ChatWithAsync(PlaygroundPerson person)
    {
        using var answer = await Connector.PostAsJsonAsync("v3/conversations", new { isGroup = false, members = new[] { new { id = person.AadObjectId } } });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public Task<HttpResponseMessage> SendAsync(string conversation, object activity) =>
        Connector.PostAsJsonAsync($"v3/conversations/{Uri.EscapeDataString(conversation)}/activities", activity);

    public async Task<string> SentAsync(string conversation, object activity)
    {
        using var answer = await SendAsync(conversation, activity);
        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public Task<HttpResponseMessage> UpdateAsync(string conversation, string activity, object body) =>
        Connector.PutAsJsonAsync($"v3/conversations/{Uri.EscapeDataString(conversation)}/activities/{activity}", body);

    public async Task<JsonElement> StateAsync() => await Page.GetFromJsonAsync<JsonElement>("/playground/state");

    public async Task<JsonElement> MessageAsync(string id) =>
        (await StateAsync()).GetProperty("messages").EnumerateArray().Single(m => m.GetProperty("id").GetString() == id);

    public static object Card(string text, string? push = null) => new
    {
        type = "message",
        summary = push ?? text,
        attachments = new[]
        {
            new
            {
                contentType = "application/vnd.microsoft.card.adaptive",
                content = new { type = "AdaptiveCard", version = "1.5", body = new[] { new { type = "TextBlock", text } } },
            },
        },
        channelData = push is null ? null : new { notification = new { alert = true } },
    };

    public async ValueTask DisposeAsync()
    {
        Page.Dispose();
        Connector.Dispose();
        await app.DisposeAsync();
        await Bot.DisposeAsync();
    }

    private static PlaygroundPerson Person(string id, string name, string title, string number) =>
        new(id, name, title, $"00000000-0000-0000-0000-0000000000{number}", $"{id}@example.org");
}

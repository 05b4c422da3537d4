using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Playground;

/// <summary>A bot that writes down what it hears and answers as the test says.</summary>
internal sealed class ScriptedBot : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly WebApplication app;
    private readonly Channel<Heard> heard = Channel.CreateUnbounded<Heard>();

    private ScriptedBot(WebApplication app) => this.app = app;

    internal sealed record Heard(string Bearer, JsonElement Activity)
    {
        public string? this[string name] => Activity.TryGetProperty(name, out var value) ? value.GetString() : null;

        public JsonElement Value => Activity.GetProperty("value");
    }

    public Uri Url => new(app.Urls.First() + "/api/messages");

    /// <summary>The status and body of the answer to what it hears.</summary>
    public Func<Heard, Task<(int Status, object? Body)>> Answers { get; set; } = static _ => Task.FromResult<(int, object?)>((200, null));

    public static async Task<ScriptedBot> StartAsync()
    {
        // The bare host: no settings files to watch, no logs; there are many of these.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddLogging();
        var app = builder.Build();
        var bot = new ScriptedBot(app);
        app.MapPost("/api/messages", (Delegate)bot.HearAsync);
        await app.StartAsync();
        return bot;
    }

    public void AnswersInvokesWith(object? body) => Answers = _ => Task.FromResult((200, body));

    /// <summary>The next one that fits; what does not is passed over.</summary>
    public async Task<Heard> HearsAsync(Predicate<Heard> fits)
    {
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        await foreach (var one in heard.Reader.ReadAllAsync(late.Token))
        {
            if (fits(one))
                return one;
        }

        throw new InvalidOperationException("The bot heard nothing that fits.");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> HearAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var one = new Heard(http.Request.Headers.Authorization.ToString()["Bearer ".Length..], body.RootElement.Clone());
        heard.Writer.TryWrite(one);
        var (status, answer) = await Answers(one);
        return answer is null ? Results.StatusCode(status) : Results.Json(answer, statusCode: status);
    }
}

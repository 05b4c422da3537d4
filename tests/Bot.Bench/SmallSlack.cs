namespace Bot.Bench;

/// <summary>A Web API that answers at once, on loopback.</summary>
internal sealed class SmallSlack : ISmallChat
{
    public const string SigningSecret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    public const string Team = "T0BENCH01";

    private readonly WebApplication app;
    private int calls;

    private SmallSlack(WebApplication app) => this.app = app;

    public string Name => "slack";

    public int Calls => calls;

    public static async Task<SmallSlack> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var slack = new SmallSlack(app);
        app.Run(slack.AnswerAsync);
        await app.StartAsync();
        return slack;
    }

    public IEnumerable<string> Settings() =>
    [
        $"--Slack:SigningSecret={SigningSecret}",
        "--Slack:BotToken=xoxb-1-bench",
        $"--Slack:ApiUrl={app.Urls.Single()}/api/",
    ];

    public Clicks ClicksOn(Seeds seeds) => new SlackClicks(seeds.Targets);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext http)
    {
        var number = Interlocked.Increment(ref calls);
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(
            $$"""{"ok":true,"team_id":"{{Team}}","user_id":"U0BOT","bot_id":"B0BOT","user":"handoff","team":"Bench","channel":"C0","ts":"1700000000.{{number:000000}}"}""");
    }
}

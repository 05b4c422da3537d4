using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.Whole;

/// <summary>A collector of telemetry on loopback, and what the bot sends it.</summary>
[Collection("Whole")]
public sealed class TellingOperators : IAsyncLifetime
{
    private readonly ConcurrentBag<(string Path, string Body)> heard = [];
    private WebApplication? collector;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        collector = builder.Build();
        collector.MapPost("/v1/{signal}", async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            heard.Add((http.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
        await collector.StartAsync();
    }

    public async Task DisposeAsync() => await collector!.DisposeAsync();

    [Fact]
    public async Task Says_how_fast_and_how_much_and_nothing_of_anybody()
    {
        var endpoint = collector!.Urls.Single();
        await using var bot = await WholeBot.StartAsync(Canaries.PracticeFile(), [$"--OTEL_EXPORTER_OTLP_ENDPOINT={endpoint}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_METRIC_EXPORT_INTERVAL=200", "--OTEL_BSP_SCHEDULE_DELAY=200"]);
        await bot.Maria.TypeAsync($"ready {Canaries.Room} cockle");
        await bot.Lee.TapAsync("accept:5");
        await bot.BecomesTrueAsync();

        string[] metrics = ["handoff.click.duration", "handoff.paint.lag", "handoff.visits.open", "handoff.work.age"];
        await Eventually.HoldsAsync(
            () => metrics.All(name => heard.Any(one => one.Path == "/v1/metrics" && one.Body.Contains(name, StringComparison.Ordinal)))
                && heard.Any(one => one.Path == "/v1/traces" && one.Body.Contains("tap", StringComparison.Ordinal)),
            "The collector did not hear of all.");
        Assert.All(heard, one => Assert.All(Canaries.All, word => Assert.DoesNotContain(word, one.Body, StringComparison.OrdinalIgnoreCase)));
    }
}

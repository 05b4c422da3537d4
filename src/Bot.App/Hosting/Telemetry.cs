using System.Diagnostics;
using System.Diagnostics.Metrics;
using Bot.Clinic;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Bot.App;

/// <summary>
/// What operators see of the bot: counts, times, chats and states, of nobody in particular. It leaves over OTLP if a collector is named.
/// Calls to chats are not traced by the libraries that would do so: their addresses can hold secrets.
/// </summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/</remarks>
internal sealed class Telemetry : IDisposable
{
    public const string Name = "Bot.App";
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly ActivitySource Spans = new(Name);

    private readonly Meter meter;
    private readonly Histogram<double> clicks;
    private readonly Histogram<double> paints;
    private readonly Counter<long> retries;
    private readonly Counter<long> refusals;

    public Telemetry(IMeterFactory meters, OpenVisits open, TimeProvider clock)
    {
        meter = meters.Create(Name);
        clicks = meter.CreateHistogram<double>("handoff.click.duration", "s", "From a tap or a line to its answer.");
        paints = meter.CreateHistogram<double>("handoff.paint.lag", "s", "From a step to every card of its visit being true.");
        retries = meter.CreateCounter<long>("handoff.calls.retried", "{call}", "Calls to a chat that have to be tried again.");
        refusals = meter.CreateCounter<long>("handoff.clicks.refused", "{click}", "Taps that the rules refused.");
        meter.CreateObservableGauge("handoff.visits.open", () => open.Count, "{visit}", "Visits that are open.");
        meter.CreateObservableGauge(
            "handoff.work.age", () => OldestWork is { } due && clock.GetUtcNow() - due is { Ticks: > 0 } age ? age.TotalSeconds : 0, "s", "How long the oldest work has been due.");
    }

    /// <summary>When the oldest work that is left is or was due; null if there is none. Told by the sweep.</summary>
    public DateTimeOffset? OldestWork { get; set; }

    /// <summary>Adds the exporter if the environment or the settings name a collector.</summary>
    public static void Export(WebApplicationBuilder builder)
    {
        if (builder.Configuration[Endpoint] is not { Length: > 0 })
            return;
        builder.Services.AddOpenTelemetry()
            // The request around a click is not traced, and must not decide that the click is not either.
            .WithTracing(traces => traces.SetSampler<AlwaysOnSampler>().AddSource(Name).AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddMeter(Name, "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel").AddOtlpExporter());
    }

    /// <summary>A tap or a line, from being heard to being answered.</summary>
    public Task<Answer> HearAsync(string what, string chat, Func<Task<Answer>> answer) =>
        clicks.Enabled || Spans.HasListeners() ? MeasureAsync(what, chat, answer) : answer();

    private async Task<Answer> MeasureAsync(string what, string chat, Func<Task<Answer>> answer)
    {
        var from = Stopwatch.GetTimestamp();
        using var span = Spans.StartActivity(what);
        span?.SetTag("chat", chat);
        var outcome = "failed";
        try
        {
            var given = await answer();
            outcome = "answered";
            return given;
        }
        finally
        {
            span?.SetTag("outcome", outcome);
            clicks.Record(Stopwatch.GetElapsedTime(from).TotalSeconds, new("what", what), new("chat", chat), new("outcome", outcome));
        }
    }

    /// <summary>What the rules said to a tap or a line.</summary>
    public void Decided(Decision decision)
    {
        if (decision is Decision.Refused { Why: var why })
            refusals.Add(1, new KeyValuePair<string, object?>("reason", why.ToString()));
    }

    public void Retries(string chat) => retries.Add(1, new KeyValuePair<string, object?>("chat", chat));

    /// <param name="state">The visit's state, now that its cards are true.</param>
    public void Painted(string state, TimeSpan lag) => paints.Record(lag.TotalSeconds, new KeyValuePair<string, object?>("state", state));

    public void Dispose() => meter.Dispose();
}

using System.Text.Json;
using Bot.Clinic;

namespace Bot.App;

/// <summary>`/board/SITE`: the board for a wall screen or a tab, and its live stream (server-sent events, WHATWG HTML §9.2).</summary>
internal static class BoardEndpoints
{
    // Real time: how fast the visits' clock runs is no matter of the network's.
    private static readonly TimeSpan BetweenBeats = TimeSpan.FromSeconds(5);

    // However much happens at once, a screen is repainted no more often than an eye can follow.
    private static readonly TimeSpan BetweenPaints = TimeSpan.FromMilliseconds(200);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/board/{site}", ["GET", "HEAD"], (string site, string? key, HttpContext http, PageLinks links, Sites sites, TimeProvider clock) =>
        {
            PageFiles.Guard(http.Response);
            return Look(site, key, links, sites, clock) is var (board, at)
                ? Results.Content(BoardPage.Whole(board, at), "text/html; charset=utf-8")
                : Results.NotFound();
        });
        app.MapGet("/board/{site}/events", StreamAsync);
    }

    private static async Task StreamAsync(
        string site, string? key, HttpContext http, PageLinks links, Sites sites, Changes changes, TimeProvider clock, IHostApplicationLifetime host)
    {
        PageFiles.Guard(http.Response);
        if (Look(site, key, links, sites, clock) is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, host.ApplicationStopping);
        using var seen = changes.Of(new SiteId(site));
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            // A browser that was cut off waits so long, in ms, before it tries again.
            await http.Response.WriteAsync("retry: 1000\n\n", either.Token);

            // A link that ends, or is revoked, ends its stream too.
            for (var shown = ""; Look(site, key, links, sites, clock) is var (board, at);)
            {
                var html = BoardPage.Middle(board);
                await WriteAsync(http.Response, html == shown ? "beat" : "board", html == shown ? new Telling(at, null) : new Telling(at, html), either.Token);
                shown = html;
                await Task.Delay(BetweenPaints, either.Token);
                await seen.ChangesAsync(BetweenBeats, either.Token);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Whoever looked went away, or the bot stops.
        }
    }

    private static (WallBoard Board, string At)? Look(string name, string? key, PageLinks links, Sites sites, TimeProvider clock)
    {
        var id = new SiteId(name);
        var now = clock.GetUtcNow();
        if (key is null || sites.Find(id) is not { } site)
            return null;
        var board = links.Opens(PageKind.Staff, id, key) ? WallBoard.ForStaff(site, now)
            : links.Opens(PageKind.Hall, id, key) ? WallBoard.ForTheHall(site, now)
            : null;
        return board is null ? null : (board, TimeZoneInfo.ConvertTime(now, site.Plan.Zone).ToString("H:mm", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task WriteAsync(HttpResponse response, string name, Telling told, CancellationToken ct)
    {
        await response.WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(told, TellingJson.Default.Telling)}\n\n", ct);
        await response.Body.FlushAsync(ct);
    }
}

/// <summary>One event of the stream.</summary>
/// <param name="Html">The middle of the board; null if it is as before.</param>
internal sealed record Telling(string At, string? Html);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(
    PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
[System.Text.Json.Serialization.JsonSerializable(typeof(Telling))]
internal sealed partial class TellingJson : System.Text.Json.Serialization.JsonSerializerContext;

using Bot.Clinic;

namespace Bot.App;

/// <summary>
/// GET /healthz: 200 while the program runs; to start it again would mend nothing else. GET /readyz: 200 while clicks can be saved, 503
/// while they can't, and why; a chat that refuses the bot's credentials is told beside it, since clicks are saved all the same.
/// </summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", static http => SayAsync(http, StatusCodes.Status200OK, ["ok"]));
        endpoints.MapGet("/readyz", ReadyAsync);
    }

    private static async Task ReadyAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var fault = await services.GetRequiredService<IVisitStore>().FaultAsync(http.RequestAborted);
        var refusals = services.GetRequiredService<IReadOnlyList<IChannel>>()
            .Where(channel => channel.Fault is not null)
            .Select(channel => $"{channel.Name} refuses the bot: {channel.Fault}");
        await SayAsync(
            http,
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            refusals.Prepend(fault is null ? "ok" : $"not saving: {fault}"));
    }

    private static Task SayAsync(HttpContext http, int status, IEnumerable<string> lines)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(string.Join('\n', lines), http.RequestAborted);
    }
}

using Bot.Clinic;
using Bot.Storage.Sqlite;

namespace Bot.App;

/// <summary>
/// GET /healthz: 200 while clicks can be saved, 503 while they can't. A chat that refuses the bot's credentials is told beside it: to start
/// the bot again would not mend them.
/// </summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/healthz", TellAsync);

    private static async Task TellAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var saves = await services.GetRequiredService<SqliteVisitStore>().CheckAsync(http.RequestAborted);
        var refusals = services.GetRequiredService<IReadOnlyList<IChannel>>()
            .Where(channel => channel.Fault is not null)
            .Select(channel => $"{channel.Name} refuses the bot: {channel.Fault}");
        http.Response.StatusCode = saves ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(string.Join('\n', refusals.Prepend(saves ? "ok" : "not saving")), http.RequestAborted);
    }
}

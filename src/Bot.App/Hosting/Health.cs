using Bot.Storage.Sqlite;

namespace Bot.App;

/// <summary>GET /healthz: 200 while clicks can be saved, 503 while they can't. Tells nothing else.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/healthz", TellAsync);

    private static async Task TellAsync(HttpContext http)
    {
        var saves = await http.RequestServices.GetRequiredService<SqliteVisitStore>().CheckAsync(http.RequestAborted);
        http.Response.StatusCode = saves ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await http.Response.WriteAsync(saves ? "ok" : "not saving", http.RequestAborted);
    }
}

using Bot.Clinic;

namespace Bot.App;

/// <summary>GET /healthz: 200 while clicks can be saved, 503 while they can't. Tells nothing else.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/healthz", async (IVisitStore store, CancellationToken ct) =>
            await store.CheckAsync(ct) ? Results.Text("ok") : Results.Text("not saving", statusCode: 503));
}

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
        endpoints.MapGet("/healthz", async (SqliteVisitStore store, IReadOnlyList<IChannel> channels, CancellationToken ct) =>
        {
            var faults = channels.Where(channel => channel.Fault is not null).Select(channel => $"{channel.Name} refuses the bot: {channel.Fault}");
            return await store.CheckAsync(ct)
                ? Results.Text(string.Join('\n', faults.Prepend("ok")))
                : Results.Text("not saving", statusCode: 503);
        });
}

using System.Text.Json;
using Bot.Playground.World;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Bot.Playground.Browser;

/// <summary>The event stream of one page: everything first, then every change, and a beat while nothing happens.</summary>
internal sealed class FeedEndpoint(Feed feed, Snapshot snapshot, IHostApplicationLifetime life)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    public async Task StreamAsync(HttpContext http)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";

        System.Threading.Channels.Channel<FeedItem>? listener = null;
        var all = JsonSerializer.Serialize(snapshot.All(() => listener = feed.Listen()), Feed.Json);
        try
        {
            await WriteAsync(http, new FeedItem("all", all), end.Token);
            while (true)
            {
                if (await HasMoreAsync(listener!.Reader, end.Token) is not { } more)
                    await WriteAsync(http, new FeedItem("beat", "{}"), end.Token);
                else if (!more)
                    return;
                while (listener.Reader.TryRead(out var item))
                    await WriteAsync(http, item, end.Token);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            // The page was closed, or the server stops.
        }
        finally
        {
            feed.Leave(listener!);
        }
    }

    // Null: nothing for the length of a beat.
    private static async Task<bool?> HasMoreAsync(System.Threading.Channels.ChannelReader<FeedItem> reader, CancellationToken ct)
    {
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(ct);
        quiet.CancelAfter(Beat);
        try
        {
            return await reader.WaitToReadAsync(quiet.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task WriteAsync(HttpContext http, FeedItem item, CancellationToken ct)
    {
        await http.Response.WriteAsync($"event: {item.Name}\ndata: {item.Json}\n\n", ct);
        await http.Response.Body.FlushAsync(ct);
    }
}

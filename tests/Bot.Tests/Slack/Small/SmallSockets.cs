using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Bot.Tests.Slack.Small;

/// <summary>What came back for one envelope.</summary>
/// <param name="Payload">What the app answered with; null if nothing.</param>
internal sealed record SmallAck(JsonNode? Payload, TimeSpan Took);

/// <summary>The server's side of Socket Mode. Each URL works once; each envelope goes through any one socket.</summary>
/// <remarks>https://docs.slack.dev/apis/events-api/using-socket-mode</remarks>
internal sealed class SmallSockets(Action changed)
{
    private readonly ConcurrentDictionary<string, byte> tickets = new();
    private readonly ConcurrentDictionary<int, Link> links = new();
    private readonly ConcurrentDictionary<string, (TaskCompletionSource<SmallAck> Acked, long At, bool TakesPayload)> pending = new();
    private int opened;
    private int sent;

    public string Host { get; set; } = "";

    /// <summary>Sockets that stand open now.</summary>
    public int Open => links.Count;

    /// <summary>How many were ever opened.</summary>
    public int Opened => opened;

    /// <summary>What a socket carried that is no acknowledgement of Slack's; the end of a test looks here.</summary>
    public ConcurrentQueue<string> Wrong { get; } = new();

    /// <summary>How often one envelope was acknowledged more than once.</summary>
    public int AckedTwice { get; private set; }

    /// <summary>After how long, in real time, an envelope that is not acknowledged counts as lost.</summary>
    public TimeSpan AckWithin { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The fewest sockets that stood open at a time since this was last set.</summary>
    public int Fewest { get; set; }

    /// <summary>The hello does not come, as if Slack were slow.</summary>
    public bool WithholdsHello { get; set; }

    public string NewUrl()
    {
        var ticket = Guid.NewGuid().ToString("N");
        tickets[ticket] = 0;
        return $"ws://{Host}/link/?ticket={ticket}&app_id={SmallSlack.AppId}";
    }

    public async Task AcceptAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest || !tickets.TryRemove(http.Request.Query["ticket"].ToString(), out _))
        {
            http.Response.StatusCode = 403;
            return;
        }
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var link = new Link(socket);
        if (!WithholdsHello)
            await link.SendAsync(Hello());
        var number = Interlocked.Increment(ref opened);
        links[number] = link;
        changed();
        try
        {
            while (await link.ReceiveAsync() is { } text)
                Acknowledge(text);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            // Cut off.
        }
        links.TryRemove(number, out _);
        Fewest = Math.Min(Fewest, links.Count);
        changed();
    }

    /// <summary>Sends one envelope and waits for its acknowledgement; null if the socket went away first, or none comes in time.</summary>
    public async Task<SmallAck?> SendAsync(string type, JsonNode payload, bool takesPayload, int attempt = 0)
    {
        var link = links.OrderBy(one => one.Key).Select(one => one.Value).ElementAt(Interlocked.Increment(ref sent) % links.Count);
        var id = Guid.NewGuid().ToString();
        var acked = new TaskCompletionSource<SmallAck>(TaskCreationOptions.RunContinuationsAsynchronously);
        pending[id] = (acked, Stopwatch.GetTimestamp(), takesPayload);
        var envelope = new JsonObject { ["envelope_id"] = id, ["type"] = type, ["accepts_response_payload"] = takesPayload, ["payload"] = payload.DeepClone() };
        if (type == "events_api")
            (envelope["retry_attempt"], envelope["retry_reason"]) = (attempt, attempt > 0 ? "timeout" : "");
        await link.SendAsync(envelope.ToJsonString());
        await Task.WhenAny(acked.Task, link.Closed, Task.Delay(AckWithin));
        return acked.Task.IsCompletedSuccessfully ? await acked.Task : null;
    }

    /// <summary>Sends words as they are to the oldest socket.</summary>
    public Task SendRawAsync(string text) => Oldest().SendAsync(text);

    /// <summary>Sends many bytes in pieces to the oldest socket.</summary>
    public Task SendInPiecesAsync(string text, int piece) => Oldest().SendInPiecesAsync(text, piece);

    /// <summary>"warning", "refresh_requested" or "link_disabled".</summary>
    public Task DisconnectAsync(string reason) =>
        Oldest().SendAsync($$$"""{"type":"disconnect","reason":"{{{reason}}}","debug_info":{"host":"small"}}""");

    /// <summary>Cuts the oldest socket off, as a network does.</summary>
    public void Cut() => Oldest().Cut();

    public void CutAll()
    {
        foreach (var link in links.Values)
            link.Cut();
    }

    private Link Oldest() => links.OrderBy(one => one.Key).First().Value;

    private void Acknowledge(string text)
    {
        JsonNode? ack;
        try
        {
            ack = JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            ack = null;
        }
        if (ack?["envelope_id"]?.GetValue<string>() is not { } id || !pending.TryGetValue(id, out var envelope))
        {
            Wrong.Enqueue(text);
            return;
        }
        if (!envelope.TakesPayload && ack["payload"] is JsonObject { Count: > 0 })
            Wrong.Enqueue(text);
        if (!envelope.Acked.TrySetResult(new SmallAck(ack["payload"]?.DeepClone(), Stopwatch.GetElapsedTime(envelope.At))))
            AckedTwice++;
    }

    private string Hello() =>
        $$$"""{"type":"hello","num_connections":{{{links.Count + 1}}},"connection_info":{"app_id":"{{{SmallSlack.AppId}}}"},"debug_info":{"host":"small","build_number":1,"approximate_connection_time":18060}}""";

    private sealed class Link(WebSocket socket) : IDisposable
    {
        private readonly SemaphoreSlim sending = new(1);
        private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Closed => closed.Task;

        public async Task SendAsync(string text)
        {
            await sending.WaitAsync();
            try
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);
            }
            finally
            {
                sending.Release();
            }
        }

        public async Task SendInPiecesAsync(string text, int piece)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            await sending.WaitAsync();
            try
            {
                for (var at = 0; at < bytes.Length; at += piece)
                {
                    var end = Math.Min(bytes.Length, at + piece);
                    await socket.SendAsync(bytes.AsMemory(at, end - at), WebSocketMessageType.Text, end == bytes.Length, CancellationToken.None);
                }
            }
            finally
            {
                sending.Release();
            }
        }

        /// <summary>Null once the other side has closed.</summary>
        public async Task<string?> ReceiveAsync()
        {
            try
            {
                using var message = new MemoryStream();
                var buffer = new byte[8192];
                while (true)
                {
                    var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                    if (part.MessageType == WebSocketMessageType.Close)
                    {
                        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
                        closed.TrySetResult();
                        return null;
                    }
                    message.Write(buffer, 0, part.Count);
                    if (part.EndOfMessage)
                        return Encoding.UTF8.GetString(message.ToArray());
                }
            }
            catch
            {
                closed.TrySetResult();
                throw;
            }
        }

        public void Cut() => socket.Abort();

        public void Dispose() => sending.Dispose();
    }
}

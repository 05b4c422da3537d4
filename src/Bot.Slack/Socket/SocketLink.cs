using System.Buffers;
using System.Net.WebSockets;

namespace Bot.Slack.Socket;

/// <summary>One open socket: whole messages in, one message at a time out.</summary>
internal sealed class SocketLink : IDisposable
{
    private const int MostBytes = 512 * 1024;
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(5);

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1);

    public SocketLink()
    {
        // Slack answers pings; a connection that is dead at the other end shows itself.
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(10);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20);
    }

    public Task OpenAsync(Uri url, CancellationToken ct) => socket.ConnectAsync(url, ct);

    /// <summary>The next message; empty if it was larger than 512 KB, which nothing of Slack's is. Null once the other side has closed.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken ct)
    {
        var message = new ArrayBufferWriter<byte>(8 * 1024);
        var tooLarge = false;
        while (true)
        {
            var part = await socket.ReceiveAsync(message.GetMemory(8 * 1024), ct);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            message.Advance(part.Count);
            if (message.WrittenCount > MostBytes)
            {
                tooLarge = true;
                message.Clear();
            }
            if (part.EndOfMessage)
                return tooLarge ? ReadOnlyMemory<byte>.Empty : message.WrittenMemory;
        }
    }

    /// <summary>A socket allows one send at a time; acknowledgements are ready whenever they are.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        await sending.WaitAsync(ct);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Says good-bye, and does not insist on an answer.</summary>
    public async Task CloseAsync()
    {
        using var timeout = new CancellationTokenSource(CloseWithin, TimeProvider.System);
        try
        {
            await sending.WaitAsync(timeout.Token);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", timeout.Token);
            sending.Release();
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It was gone already.
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        sending.Dispose();
    }
}

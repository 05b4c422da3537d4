using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Bot.Bench;

/// <summary>One connection that asks and waits for the answer, with no more between than a socket.</summary>
internal sealed class Wire : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[64 * 1024];

    public async Task ConnectAsync(int port) => await socket.ConnectAsync(IPAddress.Loopback, port);

    /// <summary>True if the answer is what a click that changed something gets: Teams' card as it now is, or Slack's empty 200.</summary>
    public async ValueTask<(bool Card, int Length)> AskAsync(byte[] request)
    {
        await socket.SendAsync(request);
        var filled = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
                throw new IOException("The connection was closed.");
            filled += read;
            if (Body(filled) is not var (start, length))
                continue;
            if (filled < start + length)
                continue;
            var body = buffer.AsSpan(start, length);
            var isCard = buffer.AsSpan(0, filled).StartsWith("HTTP/1.1 200"u8) && (length == 0 || body.IndexOf("card.adaptive"u8) >= 0);
            return (isCard, length);
        }
    }

    public void Dispose() => socket.Dispose();

    private (int Start, int Length)? Body(int filled)
    {
        var all = buffer.AsSpan(0, filled);
        var end = all.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;
        var at = all.IndexOf("Content-Length: "u8);
        return at >= 0 && at < end && Utf8Parser.TryParse(all[(at + 16)..end], out int length, out _) ? (end + 4, length) : (end + 4, 0);
    }
}

using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Bot.Teams.Inbound;

/// <summary>A request's body in rented memory, up to a bound.</summary>
internal sealed class RequestBody : IDisposable
{
    private byte[] rented;
    private int length;

    private RequestBody(int expected) => rented = ArrayPool<byte>.Shared.Rent(expected);

    public ReadOnlySpan<byte> Span => rented.AsSpan(0, length);

    /// <summary>Null if the body is longer than <paramref name="most"/> bytes, by its header or in truth.</summary>
    public static async Task<RequestBody?> ReadAsync(HttpRequest request, int most, CancellationToken ct)
    {
        if (request.ContentLength > most)
            return null;

        // One byte more than may come, so that a body that is too long shows itself.
        var body = new RequestBody((int)(request.ContentLength ?? 8 * 1024) + 1);
        try
        {
            while (true)
            {
                if (body.length == body.rented.Length)
                    body.Grow();
                var read = await request.Body.ReadAsync(body.rented.AsMemory(body.length), ct);
                if (read == 0)
                    return body;
                body.length += read;
                if (body.length > most)
                {
                    body.Dispose();
                    return null;
                }
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        // It held what somebody typed.
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        rented = [];
        length = 0;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(rented.Length * 2);
        Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        rented = larger;
    }
}

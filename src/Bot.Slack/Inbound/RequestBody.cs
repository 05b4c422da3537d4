using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Bot.Slack.Inbound;

/// <summary>A request's raw bytes, up to a bound: the signature is over these and nothing else.</summary>
internal static class RequestBody
{
    /// <summary>Null if the body is longer than <paramref name="most"/> bytes, by its header or in truth.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken ct)
    {
        if (request.ContentLength > most)
            return null;

        // One byte more than may come, so that a body that is too long shows itself.
        var read = await request.BodyReader.ReadAtLeastAsync(most + 1, ct);
        var body = read.Buffer.Length > most ? null : read.Buffer.ToArray();
        request.BodyReader.AdvanceTo(read.Buffer.End);
        return body;
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Bot.Playground;

/// <summary>Reads a request's JSON within bounds. What is not a JSON object, or is too large or too deep, is no body at all.</summary>
internal static class Bodies
{
    public const int MostBytes = 256 * 1024;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 64 };

    /// <summary>Returns the object, or the status to refuse with: 400, 413 or 415.</summary>
    public static async Task<(JsonElement Body, int Refused)> ReadObjectAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasJsonContentType())
            return (default, StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > MostBytes)
            return (default, StatusCodes.Status413PayloadTooLarge);
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        try
        {
            for (int read; (read = await request.Body.ReadAsync(chunk, ct)) > 0;)
            {
                if (buffer.Length + read > MostBytes)
                    return (default, StatusCodes.Status413PayloadTooLarge);
                buffer.Write(chunk, 0, read);
            }

            using var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), Reading);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? (document.RootElement.Clone(), 0)
                : (default, StatusCodes.Status400BadRequest);
        }
        catch (Exception fault) when (fault is JsonException or BadHttpRequestException)
        {
            return (default, StatusCodes.Status400BadRequest);
        }
    }
}

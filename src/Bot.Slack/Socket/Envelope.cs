using System.Buffers;
using System.Text.Json;
using Bot.Slack.Inbound;

namespace Bot.Slack.Socket;

/// <summary>What one message of a socket means.</summary>
/// <remarks>https://docs.slack.dev/apis/events-api/using-socket-mode</remarks>
internal abstract record Envelope
{
    private Envelope()
    {
    }

    /// <summary>The socket is ready.</summary>
    public sealed record Hello : Envelope;

    /// <summary>The socket will close, or was switched off.</summary>
    public sealed record Disconnect(string Reason) : Envelope;

    /// <summary>Something that Slack wants acknowledged.</summary>
    /// <param name="Heard">Null for what cannot be read: to have it sent again would help nobody.</param>
    /// <param name="Attempt">How often it was sent before.</param>
    public sealed record Carrying(string Id, bool TakesPayload, int Attempt, Heard? Heard) : Envelope;

    /// <summary>Nothing that the bot knows.</summary>
    public sealed record Unknown : Envelope;

    public static Envelope Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            var root = json.RootElement;
            return root.Text("type") switch
            {
                "hello" => new Hello(),
                "disconnect" => new Disconnect(root.Text("reason")),
                _ when root.Text("envelope_id") is { Length: > 0 } id && HeardReader.IsId(id) => new Carrying(
                    id,
                    root.Member("accepts_response_payload").ValueKind == JsonValueKind.True,
                    root.Member("retry_attempt") is { ValueKind: JsonValueKind.Number } attempt && attempt.TryGetInt32(out var number) ? number : 0,
                    ReadPayload(root)),
                _ => new Unknown(),
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return new Unknown();
        }
    }

    public static ReadOnlyMemory<byte> Acknowledge(string id, ReadOnlyMemory<byte> payload)
    {
        var buffer = new ArrayBufferWriter<byte>(128 + payload.Length);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("envelope_id", id);
        if (!payload.IsEmpty)
        {
            json.WritePropertyName("payload");
            json.WriteRawValue(payload.Span, skipInputValidation: true);
        }
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static Heard? ReadPayload(JsonElement root)
    {
        try
        {
            return HeardReader.Read(root.Member("payload"));
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}

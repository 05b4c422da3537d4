using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Bot.Clinic;

/// <summary>Reads the small things that a store kept.</summary>
internal static class KeptJson
{
    /// <summary>Null for bytes that are no such thing: it counts as never said.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

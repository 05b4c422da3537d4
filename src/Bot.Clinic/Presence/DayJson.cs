using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>What people and desks have said of their day, as UTF-8 JSON: the form in which stores keep it.</summary>
public static class DayJson
{
    public static byte[] Write(Presence said) => JsonSerializer.SerializeToUtf8Bytes(said, DayJsonContext.Default.Presence);

    public static byte[] Write(Counter said) => JsonSerializer.SerializeToUtf8Bytes(said, DayJsonContext.Default.Counter);

    /// <summary>Null for bytes that are no such thing: a day starts with nobody having said anything.</summary>
    public static Presence? ReadPresence(ReadOnlySpan<byte> body) => KeptJson.Read(body, DayJsonContext.Default.Presence);

    /// <summary>Null for bytes that are no such thing.</summary>
    public static Counter? ReadCounter(ReadOnlySpan<byte> body) => KeptJson.Read(body, DayJsonContext.Default.Counter);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(StaffIdText)])]
[JsonSerializable(typeof(Presence))]
[JsonSerializable(typeof(Counter))]
internal sealed partial class DayJsonContext : JsonSerializerContext;

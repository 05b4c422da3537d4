using System.Text.Json;

namespace Bot.Playground;

/// <summary>Reading what others wrote, where a missing or wrongly typed member is just not there.</summary>
internal static class JsonReading
{
    public static JsonElement? Get(this JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    public static JsonElement? Get(this JsonElement? from, string name) => from?.Get(name);

    public static string? Text(this JsonElement from, string name) =>
        from.Get(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static string? Text(this JsonElement? from, string name) => from?.Text(name);

    public static bool True(this JsonElement? from, string name) => from.Get(name) is { ValueKind: JsonValueKind.True };

    public static int? Number(this JsonElement from, string name) =>
        from.Get(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement from, string name) =>
        from.Get(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static JsonElement? AsObject(this JsonElement? from) => from is { ValueKind: JsonValueKind.Object } ? from : null;
}

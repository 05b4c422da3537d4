using System.Text.Json;

namespace Bot.Slack.Inbound;

/// <summary>Reads members of objects that may be anything: Slack's events differ in shape, and what is odd is none of ours.</summary>
internal static class JsonReading
{
    /// <summary>The member's text; empty if this is no object, or the member is missing or no text.</summary>
    public static string Text(this JsonElement value, string name) =>
        value.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    /// <summary>The member; undefined if this is no object or has none of that name.</summary>
    public static JsonElement Member(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The items; none if this is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    /// <summary>The members; none if this is no object.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : [];
}

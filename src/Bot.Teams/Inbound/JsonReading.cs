using System.Text.Json;

namespace Bot.Teams.Inbound;

/// <summary>Reads members of objects that may be anything.</summary>
internal static class JsonReading
{
    /// <summary>The member's text; null if this is no object, or the member is missing or no text.</summary>
    public static string? Text(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;

    /// <summary>The member, if this is an object that has it as an object.</summary>
    public static JsonElement? Object(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object
            ? member
            : null;
}

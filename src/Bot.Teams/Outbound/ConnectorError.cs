using System.Text.Json;

namespace Bot.Teams.Outbound;

/// <summary>Finds the error's code in an answer: <c>{"error":{"code"}}</c>, or the older one with JSON inside its message.</summary>
internal static class ConnectorError
{
    public const string MessageWritesBlocked = "MessageWritesBlocked";
    private const int BlockedErrorCode = 209;
    private const int LongestCode = 64;

    /// <summary>A code of letters, digits and spaces, safe to log; empty if there is none.</summary>
    public static string CodeOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Clean(Find(json.RootElement, 0));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    private static string Find(JsonElement at, int depth)
    {
        if (at.ValueKind != JsonValueKind.Object || depth > 3)
            return "";

        var found = "";
        foreach (var member in at.EnumerateObject())
        {
            switch (member.Name.ToUpperInvariant())
            {
                // What is said deeper inside is the more exact.
                case "SUBCODE" when member.Value.ValueKind == JsonValueKind.String:
                    return member.Value.GetString()!;
                case "ERROR" or "INNERERROR":
                    if (Find(member.Value, depth + 1) is { Length: > 0 } inner)
                        found = inner;
                    break;
                case "MESSAGE" when member.Value.ValueKind == JsonValueKind.String && member.Value.GetString()!.TrimStart().StartsWith('{'):
                    if (FindInText(member.Value.GetString()!, depth + 1) is { Length: > 0 } nested)
                        found = nested;
                    break;
                case "CODE" when member.Value.ValueKind == JsonValueKind.String && found.Length == 0:
                    found = member.Value.GetString()!;
                    break;
                case "ERRORCODE" when member.Value.ValueKind == JsonValueKind.Number && found.Length == 0
                    && member.Value.TryGetInt32(out var number) && number == BlockedErrorCode:
                    found = MessageWritesBlocked;
                    break;
            }
        }
        return found;
    }

    private static string FindInText(string text, int depth)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return Find(json.RootElement, depth);
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string Clean(string code) =>
        code.Length <= LongestCode && code.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ') ? code : "";
}

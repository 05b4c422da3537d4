using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Tests.Looks;

/// <summary>A card's JSON as an indented outline that a person reads in a review: one line a part, nothing left out that is not said here.</summary>
internal static class Outline
{
    private const int Width = 150;
    private const int Little = 60;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Every card begins with these; a card that does not shows what it has instead.
    private static readonly JsonObject Header = JsonNode.Parse("""
        {
          "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.5", "lang": "en",
          "msteams": { "width": "full" }, "fallbackText": "Please open Teams on a computer to see this card."
        }
        """)!.AsObject();

    public static IEnumerable<string> Of(JsonObject card) => Lines(Trimmed(card), "");

    private static JsonObject Trimmed(JsonObject card)
    {
        var usual = Header.All(part => JsonNode.DeepEquals(card[part.Key], part.Value));
        return new JsonObject(card.Where(part => !usual || !Header.ContainsKey(part.Key)).Select(part => KeyValuePair.Create(part.Key, part.Value?.DeepClone())));
    }

    private static IEnumerable<string> Lines(JsonNode? node, string indent)
    {
        if (node is JsonObject part)
        {
            var whole = indent + Inline(part);
            if (whole.Length <= Width)
                return [whole];
            var (little, much) = (Parts(part).Where(one => Inline(one).Length <= Little).Select(Inline), Parts(part).Where(one => Inline(one).Length > Little).ToList());
            var head = string.Concat(little.Select(one => one + " "));
            return much is [var only] ? Under(only, head, indent)
                : [(indent + head).TrimEnd(), .. much.SelectMany(one => Under(one, "", indent + "  "))];
        }

        return [indent + Inline(node)];
    }

    // "ColumnSet columns:", and what they are a step further in.
    private static IEnumerable<string> Under(KeyValuePair<string, JsonNode?> part, string head, string indent) => part.Value switch
    {
        JsonArray list => [$"{indent}{head}{part.Key}:", .. list.SelectMany(one => Lines(one, indent + "  "))],
        JsonObject => [$"{indent}{head}{part.Key}:", .. Lines(part.Value, indent + "  ")],
        _ => [$"{indent}{head}{Inline(part)}"],
    };

    private static string Inline(JsonNode? node) => node switch
    {
        JsonObject part => string.Join(' ', Parts(part).Select(Inline)),
        JsonArray list => string.Join(" | ", list.Select(Inline)),
        JsonValue or null => node?.ToJsonString(Plain) ?? "null",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static string Inline(KeyValuePair<string, JsonNode?> part) => part switch
    {
        { Key: "type", Value: JsonValue type } => type.GetValue<string>(),
        { Value: JsonObject or JsonArray } => $"{part.Key}({Inline(part.Value)})",
        { Value: JsonValue value } when value.TryGetValue<string>(out var word) && word.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '-' or '.') && word.Length > 0 =>
            $"{part.Key}={word}",
        _ => $"{part.Key}={Inline(part.Value)}",
    };

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Parts(JsonObject part) =>
        part.Where(one => one.Key != "fallback" || !IsTwin(part, one.Value)).OrderByDescending(one => one.Key == "type");

    // What old clients get instead of an action: the same words, with verb and visit as its data. Only another fallback is worth a line.
    private static bool IsTwin(JsonObject action, JsonNode? fallback)
    {
        if (action["data"] is not JsonObject data)
            return false;
        var twin = action.DeepClone().AsObject();
        twin.Remove("fallback");
        twin.Remove("tooltip");
        twin.Remove("verb", out var verb);
        twin["type"] = "Action.Submit";
        var with = data.DeepClone().AsObject();
        with["verb"] = verb?.DeepClone();
        twin["data"] = with;
        return JsonNode.DeepEquals(twin, fallback);
    }
}

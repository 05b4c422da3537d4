using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Cards;

namespace Bot.Tests.Cards;

/// <summary>Binds templates written in a test.</summary>
internal static class Bound
{
    public static string Text(string template, string data = "{}") =>
        Encoding.UTF8.GetString(CardTemplate.Parse("card.json", Encoding.UTF8.GetBytes(template)).Bind(Encoding.UTF8.GetBytes(data)));

    public static JsonNode? Json(string template, string data = "{}") => JsonNode.Parse(Text(template, data));

    /// <summary>What one expression gives, as JSON.</summary>
    public static string Expression(string expression, string data = "{}") =>
        Json($$"""{"x":{{JsonValue.Create(expression).ToJsonString()}}}""", data)!["x"]?.ToJsonString() ?? "null";

    /// <summary>Equal as JSON with JavaScript's numbers: 1 and 1.0 are one.</summary>
    public static bool AreEqual(JsonNode? a, JsonNode? b) => (a, b) switch
    {
        (null, null) => true,
        (JsonObject x, JsonObject y) => x.Count == y.Count && x.All(p => y.TryGetPropertyValue(p.Key, out var other) && AreEqual(p.Value, other)),
        (JsonArray x, JsonArray y) => x.Count == y.Count && x.Zip(y).All(p => AreEqual(p.First, p.Second)),
        (JsonValue x, JsonValue y) when x.GetValueKind() is JsonValueKind.Number && y.GetValueKind() is JsonValueKind.Number =>
            x.GetValue<double>().Equals(y.GetValue<double>()),
        // As they are written first: half a surrogate pair can be written in JSON but not read by .NET.
        (JsonValue x, JsonValue y) => x.GetValue<JsonElement>().GetRawText() == y.GetValue<JsonElement>().GetRawText() || JsonNode.DeepEquals(a, b),
        _ => false,
    };
}

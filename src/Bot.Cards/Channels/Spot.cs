using System.Globalization;
using System.Text.Json;

namespace Bot.Cards.Channels;

/// <summary>One value in a bound card, and the way to it.</summary>
/// <param name="Card">Whose faults are noted.</param>
/// <param name="Path">"card.blocks[0].text".</param>
internal readonly record struct Spot(BoundCard Card, JsonElement Json, string Path)
{
    /// <summary>The property of that name; null if there is none, or this is no object.</summary>
    public Spot? this[string name] =>
        Json.ValueKind is JsonValueKind.Object && Json.TryGetProperty(name, out var value) ? new Spot(Card, value, $"{Path}.{name}") : null;

    /// <summary>The items of a list, or the values of an object's properties.</summary>
    public IEnumerable<Spot> Inner
    {
        get
        {
            var (card, path) = (Card, Path);
            return Json.ValueKind switch
            {
                JsonValueKind.Array => Json.EnumerateArray().Select((item, i) => new Spot(card, item, $"{path}[{i}]")),
                JsonValueKind.Object => Json.EnumerateObject().Select(property => new Spot(card, property.Value, $"{path}.{property.Name}")),
                _ => [],
            };
        }
    }

    /// <summary>The items of a list; none if this is no list.</summary>
    public IEnumerable<Spot> Items => Json.ValueKind is JsonValueKind.Array ? Inner : [];

    /// <summary>What the card says an object is; null if it does not say.</summary>
    public string? Type => Text("type");

    /// <summary>The text of a property; null if it is missing or no text.</summary>
    public string? Text(string name) => this[name]?.AsText;

    public string? AsText => Json.ValueKind is JsonValueKind.String ? Json.GetString() : null;

    /// <param name="what">What is wrong.</param>
    /// <param name="written">What stands here, by which the expression that wrote it is found.</param>
    public void Fault(string what, string? written = null) => Card.Fault(written, what);

    /// <summary>A number as sentences show it: "12,000".</summary>
    public static string Shown(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json;

namespace Bot.Cards.Channels;

/// <summary>One value in a bound card, and the way to it.</summary>
/// <param name="Card">Whose faults are noted.</param>
internal readonly record struct Spot(BoundCard Card, JsonElement Json, Step Way)
{
    /// <summary>"card.blocks[0].text".</summary>
    public string Path => Way.ToString();

    /// <summary>The property of that name; null if there is none, or this is no object.</summary>
    public Spot? this[string name] =>
        Json.ValueKind is JsonValueKind.Object && Json.TryGetProperty(name, out var value) ? new Spot(Card, value, new Step(Way, name, 0)) : null;

    /// <summary>The items of a list, or the values of an object's properties.</summary>
    public IEnumerable<Spot> Inner
    {
        get
        {
            var (card, way) = (Card, Way);
            return Json.ValueKind switch
            {
                JsonValueKind.Array => Json.EnumerateArray().Select((item, i) => new Spot(card, item, new Step(way, null, i))),
                JsonValueKind.Object => Json.EnumerateObject().Select(property => new Spot(card, property.Value, new Step(way, property.Name, 0))),
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

/// <summary>A property or an item of a list, and where that is; written out only where something is wrong.</summary>
/// <param name="Name">Null for an item of a list.</param>
internal sealed record Step(Step? Above, string? Name, int Index)
{
    public override string ToString() => Name is null ? $"{Above}[{Index}]" : Above is null ? Name : $"{Above}.{Name}";
}

using System.Globalization;
using System.Text.Json;
using Bot.Cards.Layout;

namespace Bot.Cards;

/// <summary>What no bound card may have, whatever its words: a leftover, null, too many buttons, an image without address, an unknown verb.</summary>
internal sealed class BoundCard
{
    /// <summary>Bytes. Teams counts two per letter and refuses at 80 KB with everything around the card.</summary>
    private const int Largest = 20 * 1024;

    /// <summary>Teams shows no more in one row; the rest would silently go behind "…".</summary>
    private const int MostActions = 6;

    private readonly string _file;
    private readonly string _sample;
    private readonly List<Gap> _gaps;
    private readonly IReadOnlySet<string> _knownVerbs;
    private readonly List<CardFault> _faults;

    private BoundCard(string file, string sample, List<Gap> gaps, IReadOnlySet<string> knownVerbs, List<CardFault> faults) =>
        (_file, _sample, _gaps, _knownVerbs, _faults) = (file, sample, gaps, knownVerbs, faults);

    public static void Check(byte[] bound, string file, string sample, List<Gap> gaps, IReadOnlySet<string> knownVerbs, List<CardFault> faults)
    {
        var card = new BoundCard(file, sample, gaps, knownVerbs, faults);
        if (bound.Length > Largest)
            card.Fault(null, $"{bound.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes; a card may have {Largest / 1024} KB");
        using var json = JsonDocument.Parse(bound);
        card.Walk(json.RootElement, "card");
    }

    private void Walk(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                Fault("null", $"null at {path}");
                break;
            case JsonValueKind.String when element.GetString()!.Contains("${", StringComparison.Ordinal):
                Fault(element.GetString(), $"\"{element.GetString()}\" is left at {path}");
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                    Walk(item, $"{path}[{index++}]");
                break;
            case JsonValueKind.Object:
                Known(element, path);
                foreach (var property in element.EnumerateObject())
                    Walk(property.Value, $"{path}.{property.Name}");
                break;
        }
    }

    private void Known(JsonElement element, string path)
    {
        var type = Text(element, "type");
        if (element.TryGetProperty("actions", out var actions) && actions.ValueKind is JsonValueKind.Array && actions.GetArrayLength() > MostActions)
            Fault(null, $"{actions.GetArrayLength()} actions at {path}; {MostActions} fit");
        if (type == "Image" && string.IsNullOrEmpty(Text(element, "url")))
            Fault(null, $"the image at {path} has no url, and on a phone the whole card would stay blank");
        if (element.TryGetProperty("backgroundImage", out var image)
            && string.IsNullOrEmpty(image.ValueKind is JsonValueKind.Object ? Text(image, "url") : image.GetString()))
            Fault(null, $"the background image at {path} has no url, and on a phone the whole card would stay blank");
        if (type == "Action.Execute")
            Verb(Text(element, "verb"), path);
        if (type == "Action.Submit")
            Verb(element.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object ? Text(data, "verb") : null, path);
    }

    private void Verb(string? verb, string path)
    {
        if (verb is null)
            Fault(null, $"the button at {path} has no verb");
        else if (!_knownVerbs.Contains(verb.Split(':')[0]))
            Fault(verb, $"unknown verb \"{verb}\" at {path}");
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <param name="written">What stands in the card, by which the expression that wrote it is found.</param>
    /// <param name="what">What is wrong.</param>
    private void Fault(string? written, string what)
    {
        var at = _gaps.FindIndex(g => g.Written == written);
        var gap = at < 0 ? (Gap?)null : _gaps[at];
        // Each accounts for one place: the next of the same kind is another expression's.
        if (at >= 0)
            _gaps.RemoveAt(at);
        _faults.Add(new CardFault(_file, gap?.Line, gap?.Source, $"{what} (with {_sample})"));
    }
}

using System.Text.Json;

namespace Bot.Cards.Channels;

/// <summary>What Teams refuses or shows otherwise than it was meant: too many buttons, an image without address, too large a card.</summary>
internal static class TeamsCard
{
    /// <summary>Bytes at two per UTF-16 unit, as Teams counts. It refuses at 80 KB with everything around the card.</summary>
    private const int Largest = 76 * 1024;

    /// <summary>Teams shows no more in one row; the rest would silently go behind "…".</summary>
    private const int MostActions = 6;

    public static void Check(Spot card)
    {
        var size = card.Json.GetRawText().Length * 2;
        if (size > Largest)
            card.Fault($"{Spot.Shown(size)} bytes as Teams counts, two a letter; a card may have {Largest / 1024} KB");
        Walk(card);
    }

    private static void Walk(Spot at)
    {
        if (at.Json.ValueKind is JsonValueKind.Object)
            Element(at);
        foreach (var inner in at.Inner)
            Walk(inner);
    }

    private static void Element(Spot at)
    {
        if (at["actions"] is { } actions && actions.Items.Count() is > MostActions and var many)
            at.Fault($"{many} actions at {at.Path}; {MostActions} fit");
        if (at.Type == "Image" && string.IsNullOrEmpty(at.Text("url")))
            at.Fault($"the image at {at.Path} has no url, and on a phone the whole card would stay blank");
        if (at["backgroundImage"] is { } image && string.IsNullOrEmpty(image.AsText ?? image.Text("url")))
            at.Fault($"the background image at {at.Path} has no url, and on a phone the whole card would stay blank");
        if (at.Type == "Action.Execute")
            at.Card.Verb(at.Text("verb"), at.Way);
        if (at.Type == "Action.Submit")
            at.Card.Verb(at["data"]?.Text("verb"), at.Way);
    }
}

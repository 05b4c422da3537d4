using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Cards;
using Bot.Clinic;
using Bot.Slack.Outbound;

namespace Bot.Tests.Looks;

/// <summary>The cards of both channels as the bot binds them.</summary>
internal static class Decks
{
    public static CardDeck Teams { get; } = CardDeck.Load(CardFiles.Folder, "teams", Verbs.Known);

    public static CardDeck Slack { get; } = CardDeck.Load(CardFiles.Folder, "slack", Verbs.Known);

    public static JsonNode Bound(CardDeck deck, string card, JsonObject model) => JsonNode.Parse(deck.Bind(card, Bytes(model)).Span)!;

    /// <summary>What Teams would refuse in the card with that data.</summary>
    public static IEnumerable<string> FaultsInTeams(string card, ReadOnlyMemory<byte> model) => Faults("teams", card, Teams.Bind(card, model));

    /// <summary>What Slack would refuse, as the start sees it and as the sender sees it.</summary>
    public static IEnumerable<string> FaultsInSlack(string card, ReadOnlyMemory<byte> model)
    {
        var bound = Slack.Bind(card, model);
        using var json = JsonDocument.Parse(bound);
        var atTheDoor = json.RootElement.TryGetProperty("type", out _)
            ? BlockLimits.OfView(json.RootElement, bound.Length)
            : BlockLimits.OfMessage(json.RootElement.GetProperty("blocks"));
        return Faults("slack", card, bound).Concat(atTheDoor is null ? [] : [$"{card}{atTheDoor}"]);
    }

    public static byte[] Bytes(JsonObject model) => JsonSerializer.SerializeToUtf8Bytes(model);

    private static List<string> Faults(string channel, string card, ReadOnlyMemory<byte> bound)
    {
        var faults = new List<CardFault>();
        BoundCard.Check(bound, channel, card, "data", [], Verbs.Known, faults);
        return [.. faults.Select(fault => fault.ToString())];
    }
}

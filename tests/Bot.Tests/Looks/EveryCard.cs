using System.Text.Json.Nodes;
using Bot.Cards;
using Bot.Clinic;

namespace Bot.Tests.Looks;

/// <summary>Every card on every sample, as it goes out to its chat: a change of a look is a change of an approved file.</summary>
public sealed class EveryCard
{
    private static readonly Dictionary<string, CardDeck> Decks =
        ((string[])["teams", "slack"]).ToDictionary(channel => channel, channel => CardDeck.Load(CardFiles.Folder, channel, Verbs.Known));

    public static TheoryData<string, string> Cards
    {
        get
        {
            var cards = new TheoryData<string, string>();
            foreach (var (channel, deck) in Decks)
            {
                foreach (var card in deck.Names.Order(StringComparer.Ordinal))
                    cards.Add(card, channel);
            }

            return cards;
        }
    }

    [Theory]
    [MemberData(nameof(Cards))]
    public void Looks_as_approved(string card, string channel)
    {
        var looks = CardFiles.Samples(card).SelectMany(sample => new[] { $"## {sample.File}" }.Concat(Outline.Of(Bound(card, channel, sample.File))).Append(""));
        Approved.Matches(string.Join('\n', looks), Path.Combine("Approved", $"{card}.{channel}.approved.txt"));
    }

    private static JsonObject Bound(string card, string channel, string sample) =>
        JsonNode.Parse(Decks[channel].Bind(card, File.ReadAllBytes(Path.Combine(CardFiles.Folder, sample))).Span)!.AsObject();
}

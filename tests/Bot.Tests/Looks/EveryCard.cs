using System.Text.Json.Nodes;
using Bot.Cards;
using Bot.Clinic;

namespace Bot.Tests.Looks;

/// <summary>Every card on every sample, as it goes out to Teams: a change of a look is a change of an approved file.</summary>
public sealed class EveryCard
{
    private static readonly CardDeck Deck = CardDeck.Load(CardFiles.Folder, "teams", Verbs.Known);

    public static TheoryData<string> Cards => CardFiles.Cards;

    [Theory]
    [MemberData(nameof(Cards))]
    public void Looks_as_approved(string card)
    {
        var looks = CardFiles.Samples(card).SelectMany(sample => new[] { $"## {sample.File}" }.Concat(Outline.Of(Bound(card, sample.File))).Append(""));
        Approved.Matches(string.Join('\n', looks), Path.Combine("Approved", $"{card}.teams.approved.txt"));
    }

    private static JsonObject Bound(string card, string sample) =>
        JsonNode.Parse(Deck.Bind(card, File.ReadAllBytes(Path.Combine(CardFiles.Folder, sample))).Span)!.AsObject();
}

namespace Bot.Tests.Looks;

/// <summary>Every card on every sample, as it goes out to its chat: a change of a look is a change of an approved file.</summary>
public sealed class EveryCard
{
    public static TheoryData<string, string> Cards
    {
        get
        {
            var cards = new TheoryData<string, string>();
            foreach (var card in Decks.Teams.Names.Order(StringComparer.Ordinal))
                cards.Add(card, "teams");
            foreach (var card in Decks.Slack.Names.Order(StringComparer.Ordinal))
                cards.Add(card, "slack");
            return cards;
        }
    }

    [Theory]
    [MemberData(nameof(Cards))]
    public void Looks_as_approved(string card, string channel)
    {
        var deck = channel == "teams" ? Decks.Teams : Decks.Slack;
        var looks = CardFiles.Samples(card)
            .SelectMany(sample => new[] { $"## {sample.File}" }.Concat(Outline.Of(Decks.Bound(deck, card, sample.Model).AsObject())).Append(""));
        Approved.Matches(string.Join('\n', looks), Path.Combine("Approved", $"{card}.{channel}.approved.txt"));
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using Bot.Cards;
using Bot.Clinic;

namespace Bot.App;

/// <summary>The line that says "practice" on top of every card of a role play: put there in this one place, whatever the card and the chat.</summary>
/// <param name="deck">Its card "practice" is that line.</param>
/// <param name="list">Where a card of that chat holds what it shows: "body", "blocks".</param>
internal sealed class PracticeMark(CardDeck deck, string list)
{
    private const string Card = "practice";
    private const string Sign = Card + "/";

    private readonly byte[] opening = [.. "\""u8, .. Encoding.UTF8.GetBytes(list), .. "\":["u8];
    private byte[]? line;

    /// <summary>The same with the line on top. Forms have none: they open for a tap on a card that has.</summary>
    public static Face On(Face face) => face.Card is "stops-form" ? face : face with { Card = Sign + face.Card };

    public static Answer On(Answer answer) => answer.Card is { } face ? answer with { Card = On(face) } : answer;

    /// <summary>Binds any card, marked or not.</summary>
    public void Bind(string card, ReadOnlyMemory<byte> model, IBufferWriter<byte> output)
    {
        if (!card.StartsWith(Sign, StringComparison.Ordinal))
        {
            deck.Bind(card, model, output);
            return;
        }

        // A list whose name stands within a text has its quotes escaped there, and one within another stands behind it.
        var bound = deck.Bind(card[Sign.Length..], model).Span;
        var begin = bound.IndexOf(opening) + opening.Length;
        output.Write(bound[..begin]);
        output.Write(line ??= Line());
        if (bound[begin] != (byte)']')
            output.Write(","u8);
        output.Write(bound[begin..]);
    }

    private byte[] Line()
    {
        using var json = JsonDocument.Parse(deck.Bind(Card, "{}"u8.ToArray()));
        return Encoding.UTF8.GetBytes(string.Join(',', json.RootElement.GetProperty(list).EnumerateArray().Select(item => item.GetRawText())));
    }
}

using System.Text.Json;

namespace Bot.Playground.Wire;

/// <summary>What becomes of a dialog: a card to show, a sentence to say, or neither, and it closes.</summary>
/// <param name="KeepsForm">The sentence says that it did not work; what was filled in stays.</param>
internal sealed record DialogAnswer(string Title, JsonElement? Card, string? Sentence, bool KeepsForm)
{
    public static readonly DialogAnswer Closes = new("", null, null, false);

    public static DialogAnswer Says(string sentence) => new("", null, sentence, false);

    public static DialogAnswer TryAgain(string sentence) => new("", null, sentence, true);
}

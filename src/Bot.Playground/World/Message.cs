using System.Text.Json;

namespace Bot.Playground.World;

/// <summary>One message as it stands now.</summary>
/// <param name="Thread">The message that started its thread in a channel; its own id if it did so itself; null in a chat.</param>
/// <param name="From">Staff id of who wrote it; null: the bot.</param>
/// <param name="At">Milliseconds since 1970 on the playground's clock; a repaint keeps it, as Teams does.</param>
/// <param name="Cards">Adaptive Cards, as the bot sent them.</param>
/// <param name="Views">By staff id, the card that an invoke's answer put in place for that person alone, until the next update.</param>
/// <param name="Asides">By staff id, the sentence that an invoke was answered with.</param>
internal sealed record Message(
    string Id,
    string Place,
    string? Thread,
    string? From,
    long At,
    string Text,
    IReadOnlyList<JsonElement> Cards,
    IReadOnlyDictionary<string, JsonElement> Views,
    IReadOnlyDictionary<string, string> Asides,
    Delivery Delivery)
{
    public static readonly IReadOnlyDictionary<string, JsonElement> NoViews = new Dictionary<string, JsonElement>();
    public static readonly IReadOnlyDictionary<string, string> NoAsides = new Dictionary<string, string>();
}

/// <summary>How far a person's line has come; the bot's own messages are always <see cref="Sent"/>.</summary>
internal enum Delivery
{
    Waiting,
    Sent,
    Failed,
}

/// <summary>What a lock screen shows.</summary>
internal sealed record Push(string Text, long At, string Place, string Message);

using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bot.Playground.Connector;

/// <summary>What the bot wants shown: the part of an Activity that a phone can see.</summary>
/// <param name="Alert">The bot asked for a notification.</param>
/// <param name="Mentioned">User or Entra ids; in a channel only they are notified, if there are any.</param>
internal sealed partial record OutgoingActivity(string Text, IReadOnlyList<JsonElement> Cards, string? Summary, bool Alert, IReadOnlyList<string> Mentioned)
{
    // About 100 KB, counted in UTF-16. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
    private const int MostBytesInUtf16 = 100 * 1024;
    private const string CardType = "application/vnd.microsoft.card.adaptive";

    public static bool IsTooBig(JsonElement activity) => activity.GetRawText().Length * sizeof(char) > MostBytesInUtf16;

    /// <summary>Returns null for what is not a message, such as a typing sign.</summary>
    public static OutgoingActivity? Read(JsonElement activity)
    {
        if (activity.Text("type") != "message")
            return null;
        var text = activity.Text("text") ?? "";
        var cards = activity.Items("attachments")
            .Where(a => a.Text("contentType") == CardType && a.Get("content") is { ValueKind: JsonValueKind.Object })
            .Select(a => a.Get("content")!.Value.Clone());
        var mentioned = activity.Items("entities")
            .Where(e => e.Text("type") == "mention")
            .Select(e => e.Get("mentioned").Text("id"))
            .OfType<string>();
        var alert = activity.Get("channelData").Get("notification").True("alert");
        return new OutgoingActivity(Plain(text, activity.Text("textFormat")), [.. cards], activity.Text("summary"), alert, [.. mentioned]);
    }

    // Mentions are written as tags in every format; only "xml" has other markup and escapes.
    private static string Plain(string text, string? format) =>
        format == "xml" ? WebUtility.HtmlDecode(AnyTag().Replace(text, "")) : AtTag().Replace(text, "");

    [GeneratedRegex("</?at>", RegexOptions.IgnoreCase)]
    private static partial Regex AtTag();

    [GeneratedRegex("<[^>]{0,200}>")]
    private static partial Regex AnyTag();
}

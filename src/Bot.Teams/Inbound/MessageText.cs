using System.Text.Json;

namespace Bot.Teams.Inbound;

/// <summary>What somebody typed, without the mention of the bot and without what Teams' editor leaves behind.</summary>
internal static class MessageText
{
    /// <summary>
    /// Removes the bot's mentions by what the entities say, never by the bot's name: people write about the bot as well.
    /// </summary>
    public static string Of(Activity activity)
    {
        var text = activity.Text ?? "";
        if (activity.Entities.ValueKind == JsonValueKind.Array)
        {
            foreach (var entity in activity.Entities.EnumerateArray())
                text = WithoutMention(text, entity, activity.Recipient?.Id);
        }
        return text
            .Replace("&nbsp;", " ", StringComparison.OrdinalIgnoreCase)
            .Replace('\u00a0', ' ')
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace('\r', '\n')
            .Trim();
    }

    private static string WithoutMention(string text, JsonElement entity, string? bot)
    {
        if (string.IsNullOrEmpty(bot) || entity.Text("type") != "mention" || !entity.TryGetProperty("mentioned", out var mentioned)
            || mentioned.Text("id") != bot)
        {
            return text;
        }

        var mention = entity.Text("text") ?? $"<at>{mentioned.Text("name")}</at>";
        return mention.Length == 0 ? text : text.Replace(mention, " ", StringComparison.OrdinalIgnoreCase);
    }
}

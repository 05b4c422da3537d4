namespace Bot.Slack.Inbound;

/// <summary>What somebody typed, without what Slack's editor and escaping leave in it.</summary>
internal static class MessageText
{
    /// <summary>Slack escapes three characters and no others.</summary>
    public static string Of(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal)
        .Replace('\u00a0', ' ')
        .Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace('\r', '\n')
        .Trim();

    /// <summary>Removes every mention of the bot, by its id: people write about the bot as well.</summary>
    public static string WithoutMention(string text, string bot)
    {
        for (var at = 0; (at = text.IndexOf($"<@{bot}", at, StringComparison.Ordinal)) >= 0;)
        {
            var end = text.IndexOf('>', at);
            var after = at + 2 + bot.Length;
            if (end < 0 || (end != after && text[after] != '|'))
                at++;
            else
                text = $"{text[..at]} {text[(end + 1)..]}";
        }
        return text.Trim();
    }
}

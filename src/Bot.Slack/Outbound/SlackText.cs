using System.Globalization;

namespace Bot.Slack.Outbound;

/// <summary>Texts as Slack wants them.</summary>
internal static class SlackText
{
    /// <summary>Escapes the three characters that Slack reads, so that nothing typed can mention anybody.</summary>
    /// <remarks>https://docs.slack.dev/messaging/formatting-message-text#escaping</remarks>
    public static string Escape(string text) => text.AsSpan().IndexOfAny('&', '<', '>') < 0
        ? text
        : text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>At most so many UTF-16 units, never ending within what a reader takes for one character.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = 0;
        while (StringInfo.GetNextTextElementLength(text, end) is var next && end + next < most)
            end += next;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}

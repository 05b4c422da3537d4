using Bot.Clinic;

namespace Bot.Teams.Outbound;

/// <summary>
/// What an error of the Connector means to the caller. By Microsoft's table 412, 429, 502, 503 and 504 may be tried again by themselves; so may
/// 408 (RFC 9110, 15.5.9), which a machine that stood still gets for what it was in the middle of sending; and what is about the bot, once
/// somebody has mended it. All else is final.
/// </summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#status-codes-from-bot-conversational-apis</remarks>
internal static class RetryTable
{
    public const string InvalidBotApiHost = "InvalidBotApiHost";
    public const string ConversationNotFound = "ConversationNotFound";

    public static ChannelTrouble Trouble(HttpMethod method, int status, string code) => status switch
    {
        // Operations on one conversation met each other.
        412 => ChannelTrouble.Later,

        // The request never came to its end, so nothing was done.
        408 => ChannelTrouble.Later,
        429 => ChannelTrouble.Later,
        503 => ChannelTrouble.Later,

        // A gateway lost the answer: what was posted may stand. To say the same again is harmless only where nothing is added.
        502 or 504 => method == HttpMethod.Post ? ChannelTrouble.Unsure : ChannelTrouble.Later,

        _ when IsAboutTheBot(status, code) => ChannelTrouble.Later,
        403 => ChannelTrouble.Unreachable,
        404 => method == HttpMethod.Post || Same(code, "BotNotInConversationRoster") ? ChannelTrouble.Unreachable : ChannelTrouble.MessageGone,

        // 400 and 413 are about this message; 500 is, by Microsoft's table, not cured by waiting.
        _ => ChannelTrouble.Refused,
    };

    /// <summary>True where no message is at fault but the bot's secret, registration or cloud: every other call is refused too.</summary>
    public static bool IsAboutTheBot(int status, string code) => status == 401 || (status == 403 && Same(code, InvalidBotApiHost));

    /// <summary>No answer came at all: a post may stand, everything else can be said again.</summary>
    public static ChannelTrouble NoAnswer(HttpMethod method) => method == HttpMethod.Post ? ChannelTrouble.Unsure : ChannelTrouble.Later;

    public static bool Same(string code, string other) => string.Equals(code, other, StringComparison.OrdinalIgnoreCase);
}

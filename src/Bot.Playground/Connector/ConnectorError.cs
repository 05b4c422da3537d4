using Microsoft.AspNetCore.Http;

namespace Bot.Playground.Connector;

/// <summary>The Connector's refusals, with its codes.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability</remarks>
internal static class ConnectorError
{
    public static IResult BadArgument(string message) => Of(400, "Bad Argument", message);

    public static IResult Unauthorized => Of(401, "Unauthorized", "Authorization has been denied for this request.");

    public static IResult ConversationNotFound => Of(404, "ConversationNotFound", "Conversation not found.");

    public static IResult ActivityNotFound => Of(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation.");

    public static IResult MemberNotFound => Of(404, "MemberNotFoundInConversation", "The member was not found in the conversation.");

    public static IResult TooBig => Of(413, "MessageSizeTooBig", "The message is too large.");

    public static IResult Throttled => Of(429, "Throttled", "Too many requests.");

    public static IResult Closed(Unreachable why) => why switch
    {
        Unreachable.BotNotInConversationRoster => Of(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster."),
        Unreachable.ConversationBlockedByUser => Of(403, "ConversationBlockedByUser", "User blocked the conversation with the bot."),
        _ => ConversationNotFound,
    };

    private static IResult Of(int status, string code, string message) => Results.Json(new { error = new { code, message } }, statusCode: status);
}

namespace Bot.Playground.Connector;

/// <summary>Why a conversation takes nothing from the bot, in the Connector's words.</summary>
internal enum Unreachable
{
    BotNotInConversationRoster,
    ConversationBlockedByUser,
    ConversationNotFound,
}

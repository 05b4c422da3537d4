using System.Collections.Frozen;
using Bot.Clinic;

namespace Bot.Slack.Outbound;

/// <summary>What an error of Slack's means to the caller. What is not listed is about this very message, or about the bot, and final.</summary>
/// <remarks>The errors of each method: https://docs.slack.dev/reference/methods/chat.postMessage#errors and its neighbours.</remarks>
internal static class SlackErrors
{
    private static readonly FrozenSet<string> Passing = FrozenSet.Create(
        StringComparer.Ordinal,
        SlackApiException.NotReached, SlackApiException.RateLimited, "rate_limited", "message_limit_exceeded", "service_unavailable", "request_timeout",
        "team_added_to_org", "org_login_required", "external_channel_migrating", "update_failed", "streaming_state_conflict", "hash_conflict");

    // "It's possible some aspect of the operation succeeded before the error was raised."
    private static readonly FrozenSet<string> InDoubt = FrozenSet.Create(
        StringComparer.Ordinal, SlackApiException.NoAnswer, "fatal_error", "internal_error");

    private static readonly FrozenSet<string> Gone = FrozenSet.Create(
        StringComparer.Ordinal, "message_not_found", "cant_update_message", "edit_window_closed", "cant_delete_message");

    private static readonly FrozenSet<string> Unreachable = FrozenSet.Create(
        StringComparer.Ordinal,
        "channel_not_found", "not_in_channel", "is_archived", "is_inactive", "user_not_found", "users_not_found", "user_not_visible", "user_disabled",
        "user_not_in_channel", "cannot_dm_bot", "messages_tab_disabled", "restricted_action", "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel", "no_permission", "invalid_user_combination", "method_not_supported_for_channel_type", "team_not_found");

    // No call succeeds, whatever it says.
    private static readonly FrozenSet<string> Token = FrozenSet.Create(
        StringComparer.Ordinal,
        "not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "user_removed_from_team", "team_disabled", "accesslimited",
        "ekm_access_denied", "enterprise_is_restricted", "team_access_not_granted", "two_factor_setup_required", "forbidden_team");

    // No call of that method succeeds, whatever it says.
    private static readonly FrozenSet<string> Method = FrozenSet.Create(
        StringComparer.Ordinal, "missing_scope", "not_allowed_token_type", "not_enabled");

    // Only another version of the bot mends these.
    private static readonly FrozenSet<string> Bot = FrozenSet.Create(
        StringComparer.Ordinal, "access_denied", "missing_args", "is_bot", "method_deprecated", "deprecated_endpoint");

    private static readonly FrozenSet<string> Triggers = FrozenSet.Create(
        StringComparer.Ordinal, "invalid_trigger_id", "exchanged_trigger_id", "expired_trigger_id", "trigger_expired", "trigger_exchanged");

    /// <summary>To say the same again is harmless everywhere but where something is added.</summary>
    public static ChannelTrouble Trouble(string method, string error)
    {
        if (InDoubt.Contains(error))
            return method is SlackMethods.PostMessage or SlackMethods.PostEphemeral ? ChannelTrouble.Unsure : ChannelTrouble.Later;
        if (Passing.Contains(error) || IsMendable(error))
            return ChannelTrouble.Later;
        if (Gone.Contains(error))
            return ChannelTrouble.MessageGone;
        return Unreachable.Contains(error) ? ChannelTrouble.Unreachable : ChannelTrouble.Refused;
    }

    /// <summary>True where no message is at fault but the bot's tokens, scopes or switches: somebody must mend the app.</summary>
    public static bool IsAboutTheApp(string error) => IsMendable(error) || Bot.Contains(error);

    /// <summary>True where the very same call will succeed once somebody has mended the token, the scopes or the workspace.</summary>
    public static bool IsMendable(string error) => IsAboutTheToken(error) || Method.Contains(error);

    /// <summary>True where every other call with that token would be refused too.</summary>
    public static bool IsAboutTheToken(string error) => Token.Contains(error);

    /// <summary>True where a form came too late, or a second time: whoever wants it taps again.</summary>
    public static bool IsAboutTheTrigger(string error) => Triggers.Contains(error);
}

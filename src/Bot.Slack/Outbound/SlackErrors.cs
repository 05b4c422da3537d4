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

    private static readonly FrozenSet<string> Credentials = FrozenSet.Create(
        StringComparer.Ordinal,
        "not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "user_removed_from_team", "team_disabled", "missing_scope",
        "not_allowed_token_type", "access_denied", "accesslimited", "ekm_access_denied", "enterprise_is_restricted", "team_access_not_granted",
        "two_factor_setup_required", "forbidden_team", "missing_args", "is_bot", "method_deprecated", "deprecated_endpoint", "not_enabled");

    private static readonly FrozenSet<string> Triggers = FrozenSet.Create(
        StringComparer.Ordinal, "invalid_trigger_id", "exchanged_trigger_id", "expired_trigger_id", "trigger_expired", "trigger_exchanged");

    /// <summary>To say the same again is harmless everywhere but where something is added.</summary>
    public static ChannelTrouble Trouble(string method, string error)
    {
        if (InDoubt.Contains(error))
            return method is SlackMethods.PostMessage or SlackMethods.PostEphemeral ? ChannelTrouble.Unsure : ChannelTrouble.Later;
        if (Passing.Contains(error))
            return ChannelTrouble.Later;
        if (Gone.Contains(error))
            return ChannelTrouble.MessageGone;
        return Unreachable.Contains(error) ? ChannelTrouble.Unreachable : ChannelTrouble.Refused;
    }

    /// <summary>True where no message is at fault but the bot's tokens, scopes or switches: somebody must mend the app.</summary>
    public static bool IsAboutTheApp(string error) => Credentials.Contains(error);

    /// <summary>True where a form came too late, or a second time: whoever wants it taps again.</summary>
    public static bool IsAboutTheTrigger(string error) => Triggers.Contains(error);
}

using Bot.Teams.Inbound;

namespace Bot.Teams.Outbound;

/// <summary>How to reach a conversation without being spoken to first.</summary>
/// <param name="Conversation">Without the thread.</param>
/// <param name="User">The person's aadObjectId in a direct chat; else empty.</param>
/// <param name="Team">Empty outside a team.</param>
/// <param name="Dead">The bot was taken out of it, or may not write there, until somebody speaks or installs it again.</param>
internal sealed record ConversationReference(
    string Conversation,
    string ServiceUrl,
    string Tenant,
    string User,
    string Channel,
    string Team,
    bool Dead)
{
    private const string Thread = ";messageid=";

    /// <summary>One per person and one per channel, so that a reinstalled chat replaces the one before.</summary>
    public string Key => User.Length > 0 ? User : Conversation;

    public static ConversationReference From(Activity activity, ConversationReference? before)
    {
        var direct = IsDirect(activity);
        var user = direct && ActivityCheck.IsPerson(activity.From) ? activity.From!.AadObjectId!.ToLowerInvariant() : before?.User;
        return new ConversationReference(
            WithoutThread(activity.Conversation!.Id!),
            activity.ServiceUrl!,
            activity.Conversation.TenantId ?? activity.ChannelData?.Tenant?.Id ?? before?.Tenant ?? "",
            user ?? "",
            activity.ChannelData?.Channel?.Id ?? before?.Channel ?? "",
            activity.ChannelData?.Team?.Id ?? before?.Team ?? "",
            Dead: false);
    }

    public static bool IsDirect(Activity activity) =>
        string.Equals(activity.Conversation?.ConversationType, "personal", StringComparison.OrdinalIgnoreCase);

    public static string WithoutThread(string conversation) =>
        conversation.IndexOf(Thread, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? conversation[..at] : conversation;
}

using System.Text.Json;

namespace Bot.Teams.Inbound;

/// <summary>What Teams posts, as far as the bot uses it; all else is skipped unread. Any member may be missing.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object</remarks>
internal sealed class Activity
{
    public string? Type { get; set; }

    public string? Id { get; set; }

    /// <summary>Of an invoke: which one.</summary>
    public string? Name { get; set; }

    /// <summary>Of an installationUpdate: add, add-upgrade, remove, remove-upgrade.</summary>
    public string? Action { get; set; }

    public string? Text { get; set; }

    public string? ChannelId { get; set; }

    public string? ServiceUrl { get; set; }

    /// <summary>Of a tap: the message whose button it is.</summary>
    public string? ReplyToId { get; set; }

    public Account? From { get; set; }

    public Account? Recipient { get; set; }

    public ConversationAccount? Conversation { get; set; }

    public ChannelData? ChannelData { get; set; }

    public List<Account>? MembersAdded { get; set; }

    public List<Account>? MembersRemoved { get; set; }

    /// <summary>Kept raw: Teams puts entities of many shapes here, and only mentions are read.</summary>
    public JsonElement Entities { get; set; }

    /// <summary>Of an invoke, or of a tap that comes as a message.</summary>
    public JsonElement Value { get; set; }
}

/// <param name="Id">Per bot and user: "29:…", or "28:…" for the bot itself.</param>
/// <param name="AadObjectId">The person in Entra: the only id that authorises.</param>
internal sealed record Account(string? Id, string? Name, string? AadObjectId);

/// <param name="Id">In a channel it ends in ";messageid=" and the thread's root.</param>
/// <param name="ConversationType">personal, groupChat or channel.</param>
internal sealed record ConversationAccount(string? Id, string? ConversationType, string? TenantId);

internal sealed record ChannelData(Identified? Tenant, Identified? Team, Identified? Channel);

internal sealed record Identified(string? Id);

using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Bot.Teams.Inbound;

/// <summary>Does the activity belong to the token that came with it, and to the practice? Nothing is read further, or written, before.</summary>
internal sealed class ActivityCheck(ServiceHosts hosts, IEnumerable<string> tenants)
{
    private const int LongestId = 1024;

    private readonly HashSet<string> tenants = new(tenants, StringComparer.OrdinalIgnoreCase);

    /// <summary>200, or 400 for what no Teams sends, or 403 for what Teams sends to somebody else.</summary>
    public int StatusCode(Activity activity, string tokenServiceUrl)
    {
        if (activity is not { Type.Length: > 0, ChannelId.Length: > 0, ServiceUrl.Length: > 0, Conversation.Id.Length: > 0 } || !IdsArePlain(activity))
            return StatusCodes.Status400BadRequest;

        return string.Equals(tokenServiceUrl, activity.ServiceUrl, StringComparison.OrdinalIgnoreCase)
            && activity.ChannelId == "msteams"
            && hosts.Allow(activity.ServiceUrl)
            && IsOurTenant(activity)
            && (activity.Type is not ("message" or "invoke") || IsPerson(activity.From))
                ? StatusCodes.Status200OK
                : StatusCodes.Status403Forbidden;
    }

    public static bool IsPerson(Account? account) => Guid.TryParseExact(account?.AadObjectId, "D", out _);

    /// <summary>The token does not say the tenant, so the activity must; where it says so twice, both count.</summary>
    private bool IsOurTenant(Activity activity)
    {
        var here = activity.Conversation?.TenantId;
        var there = activity.ChannelData?.Tenant?.Id;
        return (here ?? there) is not null && (here is null || tenants.Contains(here)) && (there is null || tenants.Contains(there));
    }

    private static bool IdsArePlain(Activity activity) =>
        IsPlain(activity.Type) && IsPlain(activity.Id) && IsPlain(activity.Name) && IsPlain(activity.ReplyToId)
        && IsPlain(activity.ServiceUrl) && IsPlain(activity.Conversation?.Id) && IsPlain(activity.Conversation?.TenantId)
        && IsPlain(activity.ChannelData?.Team?.Id) && IsPlain(activity.ChannelData?.Channel?.Id)
        && IsPlain(activity.From?.Id) && IsPlain(activity.From?.AadObjectId) && IsPlain(activity.Recipient?.Id);

    /// <summary>An id that may stand in a log line, a key and a path: of sane length and without control or broken characters.</summary>
    public static bool IsPlain(string? id)
    {
        if (id is null)
            return true;
        if (id.Length > LongestId)
            return false;
        foreach (var c in id)
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return false;
            }
        }
        return true;
    }
}

namespace Bot.Slack.Outbound;

/// <summary>The methods of Slack's Web API that the bot calls, as its manifest must allow.</summary>
/// <remarks>https://docs.slack.dev/reference/methods</remarks>
internal static class SlackMethods
{
    public const string PostMessage = "chat.postMessage";
    public const string UpdateMessage = "chat.update";
    public const string DeleteMessage = "chat.delete";
    public const string PostEphemeral = "chat.postEphemeral";
    public const string OpenConversation = "conversations.open";
    public const string OpenView = "views.open";
    public const string UpdateView = "views.update";
    public const string PublishView = "views.publish";
    public const string UserInfo = "users.info";
    public const string LookupByEmail = "users.lookupByEmail";
    public const string AuthTest = "auth.test";
    public const string OpenSocket = "apps.connections.open";

    /// <summary>What an answer to a person's own step is sent to; no method, but it fails like one.</summary>
    public const string ResponseUrl = "response_url";

    /// <summary>Calls a minute; 0 for no limit of ours.</summary>
    public static int Limit(string method, SlackRateLimits limits) => method switch
    {
        PostMessage => limits.Posts,
        UpdateMessage or DeleteMessage or OpenConversation or LookupByEmail => limits.Tier3,
        PostEphemeral or OpenView or UpdateView or PublishView or UserInfo => limits.Tier4,
        _ => 0,
    };
}

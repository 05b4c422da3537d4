namespace Bot.Slack;

/// <summary>
/// Calls a minute that Slack allows an app in one workspace; 0 switches a limit off. Each may be spent at once and comes back evenly:
/// Slack promises "at least" these and tolerates bursts, and where it does not, its Retry-After is obeyed.
/// https://docs.slack.dev/apis/web-api/rate-limits
/// </summary>
public sealed class SlackRateLimits
{
    /// <summary>New messages in one channel, a minute: Slack says one a second.</summary>
    public int PostsPerChannel { get; set; } = 60;

    /// <summary>New messages in one channel at once, before one a second counts.</summary>
    public int PostsAtOnce { get; set; } = 4;

    /// <summary>New messages over all channels: Slack says several hundred.</summary>
    public int Posts { get; set; } = 200;

    /// <summary>Methods of tier 3: chat.update, chat.delete, conversations.open, users.lookupByEmail.</summary>
    public int Tier3 { get; set; } = 50;

    /// <summary>Methods of tier 4: chat.postEphemeral, views.open, views.update, views.publish, users.info.</summary>
    public int Tier4 { get; set; } = 100;

    internal IEnumerable<(string Key, int Calls)> All() =>
    [
        (nameof(PostsPerChannel), PostsPerChannel),
        (nameof(PostsAtOnce), PostsAtOnce),
        (nameof(Posts), Posts),
        (nameof(Tier3), Tier3),
        (nameof(Tier4), Tier4),
    ];
}

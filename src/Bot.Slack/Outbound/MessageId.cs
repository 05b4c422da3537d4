namespace Bot.Slack.Outbound;

/// <summary>Where one message stands: "channel|ts", both as Slack's answer to the post gave them.</summary>
internal readonly record struct MessageId(string Channel, string Ts)
{
    public override string ToString() => $"{Channel}|{Ts}";

    public static MessageId? Parse(string text) => text.Split('|') is [{ Length: > 0 } channel, { Length: > 0 } ts] ? new MessageId(channel, ts) : null;
}

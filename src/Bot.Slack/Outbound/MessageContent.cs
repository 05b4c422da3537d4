namespace Bot.Slack.Outbound;

/// <summary>What a message says: the text for lock screens and screen readers, already escaped, and the blocks that are seen.</summary>
/// <param name="Blocks">A JSON list, UTF-8.</param>
internal sealed record MessageContent(string Text, ReadOnlyMemory<byte> Blocks);

using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Bot.Tests.Storage.Tables;

/// <summary>Sees every request to the tables, and lets none through that would read more than it asks for.</summary>
internal sealed partial class Requests : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentQueue<string> all = new();

    /// <summary>Method, path and query, unescaped, in the order of sending.</summary>
    public IReadOnlyList<string> All => [.. all];

    public void Clear() => all.Clear();

    public override void OnSendingRequest(HttpMessage message)
    {
        var uri = message.Request.Uri.ToUri();
        var asked = $"{message.Request.Method} {Uri.UnescapeDataString(uri.AbsolutePath)} {Uri.UnescapeDataString(uri.Query)}";
        all.Enqueue(asked);
        if (uri.AbsolutePath.EndsWith("()", StringComparison.Ordinal) && !IsARange(asked))
            throw new InvalidOperationException($"This reads a whole partition, or more: {asked}");
    }

    // One partition; and within it the rows of one kind, or the whole list of sites or instances.
    private static bool IsARange(string asked) =>
        KeyRange().Match(asked) is { Success: true } range
        && (range.Groups["partition"].Value is "site" or "instance" || range.Groups["from"].Value[0] == range.Groups["to"].Value[0]);

    [GeneratedRegex(@"filter=PartitionKey eq '(?<partition>[^']+)' and RowKey ge '(?<from>[^']*)' and RowKey lt '(?<to>[^']+)'")]
    private static partial Regex KeyRange();
}

namespace Bot.Playground;

/// <summary>What just happened, as the host tells it: the wire carries neither state nor version. Safe for any thread.</summary>
public sealed class PlaygroundNews
{
    internal const int Kept = 50;

    private readonly Lock gate = new();
    private readonly LinkedList<NewsItem> newestFirst = [];

    internal event Action<NewsItem>? Published;

    /// <param name="state">The state's own word, such as "Waiting"; the page has a shape for each.</param>
    public void Publish(string visit, string state, long version, DateTimeOffset at)
    {
        var item = new NewsItem(visit, state, version, at.ToUnixTimeMilliseconds());
        lock (gate)
        {
            newestFirst.AddFirst(item);
            if (newestFirst.Count > Kept)
                newestFirst.RemoveLast();
        }

        Published?.Invoke(item);
    }

    internal IReadOnlyList<NewsItem> Latest()
    {
        lock (gate)
            return [.. newestFirst];
    }

    internal void Clear()
    {
        lock (gate)
            newestFirst.Clear();
    }
}

/// <param name="At">Milliseconds since 1970, on the playground's clock.</param>
internal sealed record NewsItem(string Visit, string State, long Version, long At);

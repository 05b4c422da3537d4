using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;

namespace Bot.Playground.World;

/// <summary>Tells open pages what changed. Nobody listening costs nothing.</summary>
internal sealed class Feed
{
    // A page that is so far behind is dropped; it comes back by itself and reads all anew.
    private const int FurthestBehind = 1000;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Lock gate = new();
    private readonly List<Channel<FeedItem>> listeners = [];

    public Channel<FeedItem> Listen()
    {
        var listener = Channel.CreateBounded<FeedItem>(FurthestBehind);
        lock (gate)
            listeners.Add(listener);
        return listener;
    }

    public void Leave(Channel<FeedItem> listener)
    {
        lock (gate)
            listeners.Remove(listener);
    }

    public void Tell<T>(string name, T what)
    {
        lock (gate)
        {
            if (listeners.Count == 0)
                return;
            var item = new FeedItem(name, JsonSerializer.Serialize(what, Json));
            listeners.RemoveAll(listener => !listener.Writer.TryWrite(item) && listener.Writer.TryComplete());
        }
    }
}

/// <param name="Json">On one line, as an event stream wants it.</param>
internal sealed record FeedItem(string Name, string Json);

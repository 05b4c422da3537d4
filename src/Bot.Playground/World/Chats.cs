using System.Text.Json;

namespace Bot.Playground.World;

/// <summary>Every message of the small Teams, in memory. Each change is told to the feed under the same lock,
/// so that a page which reads all and then listens misses nothing.</summary>
internal sealed class Chats(PlaygroundClock clock, MessageIds ids, Feed feed)
{
    // A browser that has been away is brought up to date with so many messages of a place; older ones stay for the bot to repaint.
    private const int ShownPerPlace = 200;

    // A refusal's sentence must outlive the repaint that comes with the very change it tells of.
    private static readonly TimeSpan AsideLives = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Message> messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> byPlace = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Push> pushes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Message, string Person), long> asideSince = [];

    /// <summary>Told of every phone that buzzes, under the lock: must be quick and must not call back.</summary>
    public event Action<PlaygroundPerson, Push>? Buzzed;

    public Message? Find(string id)
    {
        lock (gate)
            return messages.GetValueOrDefault(id);
    }

    /// <summary>A new message of the bot's. Those given are buzzed.</summary>
    public Message Post(Place place, string? thread, string text, IReadOnlyList<JsonElement> cards, string? push, IEnumerable<PlaygroundPerson> buzzed)
    {
        var id = ids.Next();
        var message = new Message(id, place.Id, ThreadOf(place, thread, id), null, Now(), text, cards, Message.NoViews, Message.NoAsides, Delivery.Sent);
        lock (gate)
        {
            Add(message);
            foreach (var person in buzzed)
            {
                var shown = pushes[person.StaffId] = new Push(push ?? $"{place.Name} sent a card", message.At, place.Id, id);
                feed.Tell("push", new { person = person.StaffId, push = shown });
                Buzzed?.Invoke(person, shown);
            }
        }

        return message;
    }

    /// <summary>A person's line, on its way to the bot.</summary>
    public Message Say(Place place, PlaygroundPerson from, string id, string text)
    {
        lock (gate)
        {
            if (messages.TryGetValue(id, out var known))
                return known;
            var message = new Message(id, place.Id, ThreadOf(place, null, id), from.StaffId, Now(), text, [], Message.NoViews, Message.NoAsides, Delivery.Waiting);
            Add(message);
            return message;
        }
    }

    /// <summary>An edit by the bot. Everybody sees it, and what single people had been shown instead is gone.</summary>
    public bool Update(string id, string text, IReadOnlyList<JsonElement> cards)
    {
        var old = TimeProvider.System.GetTimestamp() - (long)(AsideLives.TotalSeconds * TimeProvider.System.TimestampFrequency);
        return Change(id, m => m with
        {
            Text = text,
            Cards = cards,
            Views = Message.NoViews,
            Asides = m.Asides.Where(a => asideSince.GetValueOrDefault((id, a.Key)) > old).ToDictionary(),
        });
    }

    public bool Delete(string id)
    {
        lock (gate)
        {
            if (!messages.Remove(id, out var gone))
                return false;
            byPlace[gone.Place].Remove(id);
            feed.Tell("deleted", new { id });
            return true;
        }
    }

    public void Mark(string id, Delivery delivery) => Change(id, m => m with { Delivery = delivery });

    /// <summary>The card in an invoke's answer: for the caller alone.</summary>
    public void ShowTo(PlaygroundPerson person, string id, JsonElement card) =>
        Change(id, m => m with { Views = new Dictionary<string, JsonElement>(m.Views) { [person.StaffId] = card } });

    /// <summary>The sentence in an invoke's answer: for the caller alone. Null takes it away.</summary>
    public void TellAside(PlaygroundPerson person, string id, string? sentence) => Change(id, m =>
    {
        var asides = new Dictionary<string, string>(m.Asides);
        if (sentence is null)
            asides.Remove(person.StaffId);
        else
            asides[person.StaffId] = sentence;
        asideSince[(id, person.StaffId)] = TimeProvider.System.GetTimestamp();
        return m with { Asides = asides };
    });

    public void Clear()
    {
        lock (gate)
        {
            messages.Clear();
            byPlace.Clear();
            pushes.Clear();
            asideSince.Clear();
            feed.Tell("cleared", new { });
        }
    }

    /// <summary>Reads all and starts to listen, with nothing in between.</summary>
    public (IReadOnlyList<Message> Messages, IReadOnlyDictionary<string, Push> Pushes) Read(Action? andThen = null)
    {
        lock (gate)
        {
            andThen?.Invoke();
            return ([.. byPlace.Values.SelectMany(p => p.TakeLast(ShownPerPlace)).Select(id => messages[id])], new Dictionary<string, Push>(pushes));
        }
    }

    /// <summary>Every message of one place, the oldest first.</summary>
    public IReadOnlyList<Message> In(string place)
    {
        lock (gate)
            return byPlace.TryGetValue(place, out var list) ? [.. list.Select(id => messages[id])] : [];
    }

    private bool Change(string id, Func<Message, Message> change)
    {
        lock (gate)
        {
            if (!messages.TryGetValue(id, out var message))
                return false;
            feed.Tell("message", messages[id] = change(message));
            return true;
        }
    }

    private void Add(Message message)
    {
        messages.Add(message.Id, message);
        if (!byPlace.TryGetValue(message.Place, out var list))
            byPlace[message.Place] = list = [];
        list.Add(message.Id);
        feed.Tell("message", message);
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static string? ThreadOf(Place place, string? thread, string id) => place.IsChannel ? thread ?? id : null;
}

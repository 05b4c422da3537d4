using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bot.Tests.Slack.Small;

/// <summary>Somebody in the workspace.</summary>
internal sealed record SmallUser(string Id, string Name, string Email, bool Deleted, bool Bot);

internal sealed record SmallChannel(string Id, string Name, HashSet<string> Members)
{
    public List<SmallMessage> Messages { get; } = [];

    public bool Archived { get; set; }

    /// <summary>A direct chat of two.</summary>
    public bool IsDirect => Id.StartsWith('D');
}

/// <summary>
/// What stands in the workspace. Everything runs under one lock; <see cref="UntilAsync"/> waits until something is so.
/// </summary>
internal sealed partial class SmallWorld(TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<string, SmallUser> users = [];
    private readonly Dictionary<string, SmallChannel> channels = [];
    private readonly List<SmallEphemeral> ephemerals = [];
    private readonly List<SmallNotification> notifications = [];
    private readonly Dictionary<string, SmallView> views = [];
    private readonly Dictionary<string, SmallView> homes = [];
    private TaskCompletionSource changed = NewSignal();
    private int number;

    public T Read<T>(Func<SmallWorld, T> read)
    {
        lock (gate)
            return read(this);
    }

    /// <summary>Changes something, and wakes whoever waits for it.</summary>
    public T Change<T>(Func<T> change)
    {
        lock (gate)
        {
            var result = change();
            changed.TrySetResult();
            changed = NewSignal();
            return result;
        }
    }

    /// <summary>Waits, in real time, until it is so; fails the test after half a minute.</summary>
    public async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (isSo())
                    return;
                next = changed.Task;
            }
            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Never came about: {what}");
            }
        }
    }

    /// <summary>Something outside changed that a condition may look at.</summary>
    public void Wake() => Change(() => 0);

    public SmallUser? User(string id) => users.GetValueOrDefault(id);

    public SmallUser? ByEmail(string email) =>
        users.Values.FirstOrDefault(user => string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase));

    public void Add(SmallUser user) => users[user.Id] = user;

    public void Add(SmallChannel channel) => channels[channel.Id] = channel;

    public SmallChannel? Channel(string id) => channels.GetValueOrDefault(id);

    /// <summary>The chat of a person and the bot, made when it is first asked for.</summary>
    public SmallChannel DirectChat(string user, string bot)
    {
        var id = "D0" + user;
        if (!channels.TryGetValue(id, out var chat))
            channels[id] = chat = new SmallChannel(id, "", [user, bot]);
        return chat;
    }

    /// <summary>The channels that somebody is in, without their direct chats.</summary>
    public IReadOnlyList<string> ChannelsOf(string user) =>
        [.. channels.Values.Where(channel => !channel.IsDirect && channel.Members.Contains(user)).Select(channel => channel.Id)];

    public SmallMessage? Message(string channel, string ts) => Channel(channel)?.Messages.Find(message => message.Ts == ts);

    public SmallMessage Post(SmallChannel channel, string user, string text, JsonArray blocks, string bot)
    {
        var message = new SmallMessage(channel.Id, Ts(), user, text, blocks);
        channel.Messages.Add(message);
        foreach (var member in channel.Members.Where(member => member != user && member != bot))
        {
            if (channel.IsDirect || Mentions(text, blocks).Contains(member))
                notifications.Add(new SmallNotification(member, channel.Id, Unescaped(text)));
        }
        return message;
    }

    public SmallEphemeral Whisper(string user, string channel, string text, JsonArray blocks)
    {
        var whispered = new SmallEphemeral(user, channel, text, blocks, Ts());
        ephemerals.Add(whispered);
        return whispered;
    }

    public void Replace(SmallEphemeral before, SmallEphemeral? after)
    {
        var at = ephemerals.IndexOf(before);
        if (at >= 0 && after is null)
            ephemerals.RemoveAt(at);
        else if (at >= 0)
            ephemerals[at] = after!;
    }

    public IReadOnlyList<SmallEphemeral> Ephemerals => ephemerals;

    public IReadOnlyList<SmallNotification> Notifications => notifications;

    public SmallView? View(string id) => views.GetValueOrDefault(id);

    public SmallView? OpenViewOf(string user) => views.Values.LastOrDefault(view => view.User == user);

    public SmallView Open(string user, JsonObject content)
    {
        var view = new SmallView($"V{++number:000}", user, content);
        return views[view.Id] = view;
    }

    public void Close(SmallView view) => views.Remove(view.Id);

    public SmallView? HomeOf(string user) => homes.GetValueOrDefault(user);

    public SmallView Publish(string user, JsonObject content)
    {
        if (homes.TryGetValue(user, out var home))
            home.Change(content);
        else
            homes[user] = home = new SmallView($"V{++number:000}", user, content);
        return home;
    }

    /// <summary>One of a kind, and growing.</summary>
    public string Ts() => string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().ToUnixTimeSeconds()}.{++number:000000}");

    public string Number(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{++number:0000000}");

    private static HashSet<string> Mentions(string text, JsonArray blocks) =>
    [
        .. Mention().Matches(text).Select(found => found.Groups[1].Value),
        .. UsersIn(blocks),
    ];

    private static IEnumerable<string> UsersIn(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(UsersIn),
        JsonObject one when one["type"]?.GetValueKind() == System.Text.Json.JsonValueKind.String && one["type"]!.GetValue<string>() == "user" =>
            [one["user_id"]!.GetValue<string>()],
        JsonObject one => one.SelectMany(member => UsersIn(member.Value)),
        _ => [],
    };

    private static string Unescaped(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [GeneratedRegex("<@([A-Z0-9]+)(?:\\|[^>]*)?>")]
    private static partial Regex Mention();
}

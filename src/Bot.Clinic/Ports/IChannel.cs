namespace Bot.Clinic;

/// <summary>A place where the care team reads and taps: Slack or Teams.</summary>
/// <remarks>
/// A card shows the present, never the story: repainting twice with the same face is harmless, so callers retry freely.
/// Calls to one conversation run one after another; what a call cannot do is told by a <see cref="ChannelException"/>.
/// </remarks>
public interface IChannel
{
    /// <summary>"teams" or "slack".</summary>
    string Name { get; }

    /// <summary>
    /// Why the chat takes nothing of the bot's until somebody mends its credentials: "bot token: token_revoked". Null while all is well;
    /// never holds a token or a name.
    /// </summary>
    string? Fault { get; }

    /// <summary>True if the channel knows a conversation for the place, or can open one.</summary>
    bool Knows(Place place);

    /// <summary>Posts a new message and returns the channel's id of it.</summary>
    Task<string> PostAsync(Place to, Face face, CancellationToken ct);

    /// <summary>Changes a message in place; nobody's phone buzzes.</summary>
    Task RepaintAsync(Place at, string message, Face face, CancellationToken ct);

    /// <summary>Removes a message of the bot's own.</summary>
    Task DeleteAsync(Place at, string message, CancellationToken ct);
}

/// <summary>Where a posting goes. A channel turns it into a conversation of its own.</summary>
public abstract record Place
{
    private Place()
    {
    }

    /// <summary>One person's direct chat with the bot. Text form: "person:sam.lee".</summary>
    public sealed record Person(StaffId Who) : Place
    {
        public override string ToString() => $"person:{Who}";
    }

    /// <summary>The channel of a site's care team. Text form: "care-team:main-street".</summary>
    public sealed record CareTeam(SiteId Site) : Place
    {
        public override string ToString() => $"care-team:{Site}";
    }

    /// <summary>The channel of a desk. Text form: "desk:main-street:lab".</summary>
    public sealed record Desk(SiteId Site, DeskId Which) : Place
    {
        public override string ToString() => $"desk:{Site}:{Which}";
    }

    /// <summary>Reads the text form; null if it is none.</summary>
    public static Place? Parse(string text) => text.Split(':') switch
    {
        ["person", var who] => new Person(new StaffId(who)),
        ["care-team", var site] => new CareTeam(new SiteId(site)),
        ["desk", var site, var desk] => new Desk(new SiteId(site), new DeskId(desk)),
        _ => null,
    };
}

/// <summary>What a card shows: which card, the data to bind, and what a lock screen may say.</summary>
/// <param name="Card">A file's name in cards/, without its ending: "room", "request".</param>
/// <param name="Model">The card's view model, UTF-8 JSON.</param>
/// <param name="Push">From the fixed list; never empty, since chats want a text beside every card.</param>
/// <param name="Rings">True if a phone shall buzz for a new message.</param>
/// <param name="Mentions">In a channel: who is mentioned so that they are notified; empty for nobody.</param>
public sealed record Face(string Card, ReadOnlyMemory<byte> Model, string Push, bool Rings, IReadOnlyList<StaffId> Mentions);

/// <summary>What became of a call to a chat.</summary>
public enum ChannelTrouble
{
    /// <summary>
    /// Not now: over a rate limit, the chat is slow or down, or it refuses the bot's own credentials until somebody mends them. The same
    /// call may work later. Nothing was posted.
    /// </summary>
    Later,

    /// <summary>No answer came, so a post may or may not stand. The same call may work later.</summary>
    Unsure,

    /// <summary>The bot may not write to this place: not installed, blocked, deleted. Final until somebody cures it.</summary>
    Unreachable,

    /// <summary>The message is gone; the place itself may be fine. Post a new one instead of changing it.</summary>
    MessageGone,

    /// <summary>The chat refuses this very message (too big, malformed). Final.</summary>
    Refused,
}

/// <summary>A chat did not do what it was asked. Carries a reason that is safe to log: never a body or a name.</summary>
public sealed class ChannelException : Exception
{
    public ChannelException()
        : this(ChannelTrouble.Later, "unknown")
    {
    }

    public ChannelException(string message)
        : this(ChannelTrouble.Later, message)
    {
    }

    public ChannelException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public ChannelException(ChannelTrouble trouble, string message, DateTimeOffset? retryAt = null, Exception? inner = null)
        : base(message, inner)
    {
        Trouble = trouble;
        RetryAt = retryAt;
    }

    /// <summary>What the caller can do about it.</summary>
    public ChannelTrouble Trouble { get; }

    /// <summary>False where nothing can have changed, and nobody need be told: over a rate limit, or for a fault that is told once for all calls.</summary>
    public bool IsNews { get; private init; } = true;

    /// <summary>A call that was not made, since the chat lets the bot speak only so often.</summary>
    public static ChannelException HeldBack(DateTimeOffset until) => ShutOut("rate limit", until);

    /// <summary>A call that can do nothing before then, made or not: what is wrong is no message's fault, and is told elsewhere.</summary>
    public static ChannelException ShutOut(string reason, DateTimeOffset until, Exception? inner = null) =>
        new(ChannelTrouble.Later, reason, until, inner) { IsNews = false };

    /// <summary>The chat's own word on when to try again (Retry-After, or a rate limit's end); null if it gave none.</summary>
    public DateTimeOffset? RetryAt { get; }
}

namespace Bot.Slack.Inbound;

/// <summary>Who did something in Slack, as the payload says.</summary>
/// <param name="User">Empty never.</param>
/// <param name="Team">The workspace that the payload comes from; empty for an installation in a whole organisation.</param>
/// <param name="HomeTeam">The person's own workspace, which differs in a shared channel; empty if not said.</param>
internal sealed record Sender(string User, string Team, string HomeTeam);

/// <summary>Where a button was tapped.</summary>
internal abstract record Spot
{
    private Spot()
    {
    }

    /// <param name="Ephemeral">Only that person sees the message, and it can be changed through its response_url alone.</param>
    public sealed record InMessage(string Channel, string Ts, bool Ephemeral, string ResponseUrl) : Spot;

    public sealed record OnHome : Spot;
}

/// <summary>What a payload means to the bot. Reading one touches nothing.</summary>
internal abstract record Heard
{
    private Heard()
    {
    }

    /// <summary>Something that a person did.</summary>
    /// <param name="ClickId">Short, and the same however often Slack sends it: of the event, or of trigger and action.</param>
    public abstract record ByPerson(Sender By, string ClickId) : Heard;

    /// <summary>A line behind the slash command; its answer travels in the response, seen by nobody else.</summary>
    public sealed record Commanded(Sender By, string ClickId, string Channel, string Text, string ResponseUrl) : ByPerson(By, ClickId);

    /// <summary>A line typed to the bot directly.</summary>
    public sealed record Messaged(Sender By, string ClickId, string Channel, string Text) : ByPerson(By, ClickId);

    /// <summary>A line typed in a channel, with the bot's mention still in it.</summary>
    /// <param name="Thread">Empty outside a thread.</param>
    public sealed record Mentioned(Sender By, string ClickId, string Channel, string Thread, string Text) : ByPerson(By, ClickId);

    /// <summary>A button, or a row of a menu, which carries both verb and visit.</summary>
    public sealed record Tapped(
        Sender By, string ClickId, string Verb, string Visit, IReadOnlyDictionary<string, string> Inputs, Spot At, string Trigger) : ByPerson(By, ClickId);

    /// <summary>A form was sent.</summary>
    /// <param name="Metadata">What the bot gave the form to carry.</param>
    /// <param name="Blocks">Input blocks of the form, in its order: only under one of these can a fault stand.</param>
    public sealed record FormSent(
        Sender By, string ClickId, string View, string CallbackId, string Metadata, IReadOnlyDictionary<string, string> Inputs, IReadOnlyList<string> Blocks)
        : ByPerson(By, ClickId);

    /// <summary>A shortcut, from everywhere or from a message's menu; only the latter has a channel and a response_url.</summary>
    public sealed record Shortcut(Sender By, string ClickId, string CallbackId, string Channel, string ResponseUrl, string Trigger) : ByPerson(By, ClickId);

    /// <summary>Somebody looks at the bot's own page: their board.</summary>
    public sealed record HomeOpened(Sender By, string ClickId) : ByPerson(By, ClickId);

    /// <summary>Somebody looks at their chat with the bot.</summary>
    public sealed record ChatOpened(Sender By, string ClickId, string Channel) : ByPerson(By, ClickId);

    /// <summary>Slack makes sure that the address is ours.</summary>
    public sealed record Handshake(string Challenge) : Heard;

    /// <summary>The app was taken out of the workspace, or its tokens were.</summary>
    public sealed record Removed(string Event) : Heard;

    /// <summary>Nothing that the bot acts on.</summary>
    public sealed record Noise : Heard;

    public static readonly Heard Nothing = new Noise();
}

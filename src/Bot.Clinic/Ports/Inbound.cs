namespace Bot.Clinic;

/// <summary>Someone in a chat, already proved to be who they are by the channel.</summary>
/// <param name="Channel">"teams" or "slack".</param>
/// <param name="Id">The channel's lasting id: Teams' aadObjectId, Slack's user id.</param>
/// <param name="Email">Lower case; empty if the channel did not say.</param>
public sealed record Speaker(string Channel, string Id, string Email)
{
    /// <summary>As the chat's roster has it, not yet cleaned; empty for whoever is linked, and where the chat does not say.</summary>
    public string Name { get; init; } = "";

    /// <summary>Never their name or address.</summary>
    public override string ToString() => Channel;
}

/// <summary>A conversation that somebody spoke in.</summary>
/// <param name="Id">The channel's id of it.</param>
/// <param name="Direct">True for a person's own chat with the bot.</param>
public sealed record Conversation(string Id, bool Direct);

/// <summary>One typed line, without the mention of the bot.</summary>
/// <param name="ClickId">The channel's id of this message, the same if it is sent again.</param>
public sealed record Line(Speaker By, Conversation In, string Text, string ClickId);

/// <summary>One tap on a card's button.</summary>
/// <param name="Verb">A verb with at most one argument: "accept:5".</param>
/// <param name="Visit">The visit id that the button carries, as sent: not yet believed. Empty if the button carries none.</param>
/// <param name="Inputs">What is ticked on the card, by input id; values as sent, several joined by commas.</param>
/// <param name="Message">The message whose button it is.</param>
/// <param name="ClickId">The channel's id of this tap; empty if it gives none.</param>
public sealed record Tap(
    Speaker By,
    Conversation In,
    string Verb,
    string Visit,
    IReadOnlyDictionary<string, string> Inputs,
    string Message,
    string ClickId)
{
    /// <summary>The chat shows the card of an answer only beside a sentence; else the message becomes true by being repainted.</summary>
    public bool IsRepainted { get; init; }
}

/// <summary>What the person who typed or tapped sees at once.</summary>
/// <param name="Card">The present card of that same message, or the card that answers a line; null for none.</param>
/// <param name="Sentence">One plain sentence; empty for none. On a card without inputs it already stands in the card as its notice.</param>
public sealed record Answer(Face? Card, string Sentence)
{
    /// <summary>Nothing to say.</summary>
    public static readonly Answer Nothing = new(null, "");

    /// <summary>A sentence alone.</summary>
    public static Answer Says(string sentence) => new(null, sentence);
}

/// <summary>What every chat calls when somebody speaks, taps or appears. Both doors of both channels lead here.</summary>
/// <remarks>
/// Each returns only after what it changed is on disk, and may throw <see cref="StoreUnavailableException"/>: the channel then
/// answers "Not saved, please tap again." Nothing else is thrown for anything a person can send.
/// </remarks>
/// <param name="SaysAsync">A typed line.</param>
/// <param name="TapsAsync">A button, or the ready form's submit (verb "ready", no visit, the form's inputs).</param>
/// <param name="ReadyFormAsync">The empty ready form for this person; a sentence alone if they may not.</param>
/// <param name="MetAsync">Somebody, or a conversation, was seen: installs, members added. The bot may greet; nothing else happens.</param>
public sealed record Listener(
    Func<Line, CancellationToken, Task<Answer>> SaysAsync,
    Func<Tap, CancellationToken, Task<Answer>> TapsAsync,
    Func<Speaker, Conversation, CancellationToken, Task<Answer>> ReadyFormAsync,
    Func<Speaker, Conversation, CancellationToken, Task<Answer>> MetAsync)
{
    /// <summary>
    /// *Visit done* was tapped in a chat whose cards hold no inputs. A face of the card "stops-form" to pick from; any other answer
    /// means that nothing is to be picked and the tap has been carried out, or refused, as by <see cref="TapsAsync"/>.
    /// </summary>
    public required Func<Tap, CancellationToken, Task<Answer>> StopsFormAsync { get; init; }

    /// <summary>
    /// The person's own live board, a face of the card "home", with a sentence on it where the text is not empty; or a sentence alone
    /// for somebody whom the practice does not know. From then on the host keeps it true through <see cref="HomeTab"/>.
    /// </summary>
    public required Func<Speaker, string, CancellationToken, Task<Answer>> HomeAsync { get; init; }
}

/// <summary>A person's own live board inside a chat, such as Slack's App Home. A channel that has one provides it; the host calls it when the board changed.</summary>
/// <param name="ShowAsync">Replaces the board; throws <see cref="ChannelException"/> as an <see cref="IChannel"/> does.</param>
public sealed record HomeTab(Func<StaffId, Face, CancellationToken, Task> ShowAsync);

/// <summary>How one channel finds people and places: the links and bindings of the practice.</summary>
/// <param name="IdOf">The channel's lasting id of a member of staff (Teams' aadObjectId, Slack's user id); null if not linked.</param>
/// <param name="ConversationOf">The channel's conversation id of a care team or desk; null if none is bound.</param>
public sealed record AddressBook(Func<StaffId, string?> IdOf, Func<Place, string?> ConversationOf)
{
    /// <summary>True if that lasting id is linked to somebody already, so that nobody need ask the chat for an e-mail. By default nobody is.</summary>
    public Func<string, bool> IsLinked { get; init; } = _ => false;

    /// <summary>The e-mail address of a member of staff, lower case; null if the practice file has none. A chat may know people by it.</summary>
    public Func<StaffId, string?> EmailOf { get; init; } = _ => null;

    /// <summary>Remembers that this person of the chat is whoever has that e-mail address; does nothing where nobody has it.</summary>
    public Func<Speaker, CancellationToken, Task> LinkAsync { get; init; } = (_, _) => Task.CompletedTask;
}

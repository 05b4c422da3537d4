using System.Text.Json;

namespace Bot.Teams.Inbound;

/// <summary>What an activity means to the bot. Reading it touches nothing: what cannot be read throws <see cref="JsonException"/>.</summary>
internal abstract record Heard
{
    // What a button's data carries beside the inputs of its card.
    private static readonly HashSet<string> NotInputs = new(["verb", "visit", "msteams", "type"], StringComparer.Ordinal);

    private Heard()
    {
    }

    /// <summary>A line was typed.</summary>
    public sealed record Said(string Text) : Heard;

    /// <summary>A button of a card. Older clients send it as a message, which has no answer of its own.</summary>
    public sealed record Tapped(string Verb, string Visit, IReadOnlyDictionary<string, string> Inputs, bool AsMessage) : Heard;

    /// <summary>The ready form is to be opened.</summary>
    public sealed record FormWanted : Heard;

    /// <summary>The ready form was filled in.</summary>
    public sealed record FormSent(IReadOnlyDictionary<string, string> Inputs) : Heard;

    /// <summary>People are now in the conversation, or the bot is: then it names who brought it in, if anybody is named.</summary>
    public sealed record Joined(IReadOnlyList<Account> People, bool IsBot) : Heard;

    /// <summary>The bot was taken out of the conversation.</summary>
    public sealed record Removed : Heard;

    /// <summary>An invoke that the bot does not have.</summary>
    public sealed record UnknownInvoke : Heard;

    /// <summary>Nothing that the bot acts on: reactions, edits, typing.</summary>
    public sealed record Noise : Heard;

    public static Heard Read(Activity activity) => activity.Type switch
    {
        "message" => ReadMessage(activity),
        "invoke" => ReadInvoke(activity),
        "installationUpdate" => activity.Action switch
        {
            "add" or "add-upgrade" => new Joined(PersonOf(activity), IsBot: true),
            "remove" or "remove-upgrade" => new Removed(),
            _ => new Noise(),
        },
        "conversationUpdate" => ReadMembers(activity),
        _ => new Noise(),
    };

    private static Heard ReadMessage(Activity activity)
    {
        if (MessageText.Of(activity) is { Length: > 0 } text)
            return new Said(text);
        return activity.Value.Text("verb") is { Length: > 0 } verb ? ReadTap(verb, activity.Value, asMessage: true) : new Noise();
    }

    private static Heard ReadInvoke(Activity activity) => activity.Name switch
    {
        "adaptiveCard/action" => ReadAction(activity.Value),
        "task/fetch" or "composeExtension/fetchTask" => new FormWanted(),
        "task/submit" or "composeExtension/submitAction" => new FormSent(InputsOf(activity.Value.Object("data") ?? default)),
        _ => new UnknownInvoke(),
    };

    private static Tapped ReadAction(JsonElement value)
    {
        if (value.Object("action") is not { } action || action.Text("type") is not "Action.Execute" || action.Text("verb") is not { Length: > 0 } verb)
            throw new JsonException("An adaptiveCard/action without an Action.Execute and its verb.");

        // A button without data of its own sends none, or a text; then there are no inputs either.
        return ReadTap(verb, action.Object("data") ?? default, asMessage: false);
    }

    private static Tapped ReadTap(string verb, JsonElement data, bool asMessage)
    {
        var visit = data.Text("visit") ?? "";
        if (!ActivityCheck.IsPlain(verb) || !ActivityCheck.IsPlain(visit))
            throw new JsonException("A verb or visit with characters that no card has.");
        return new Tapped(LowerVerb(verb), visit, InputsOf(data), asMessage);
    }

    private static Heard ReadMembers(Activity activity)
    {
        var bot = activity.Recipient?.Id;
        if (activity.MembersRemoved is { } removed && removed.Any(member => member?.Id is { } id && id == bot))
            return new Removed();
        if (activity.MembersAdded is not { Count: > 0 } added)
            return new Noise();
        return added.Any(member => member?.Id is { } id && id == bot)
            ? new Joined(PersonOf(activity), IsBot: true)
            : new Joined([.. added.Where(ActivityCheck.IsPerson)], IsBot: false);
    }

    private static Account[] PersonOf(Activity activity) =>
        activity.From is { } from && ActivityCheck.IsPerson(from) ? [from] : [];

    /// <summary>Verbs are matched ignoring case; what follows the colon is an id and stays as it is.</summary>
    private static string LowerVerb(string verb)
    {
        var colon = verb.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? verb.ToLowerInvariant() : verb[..colon].ToLowerInvariant() + verb[colon..];
    }

    /// <summary>Teams merges the card's inputs into the button's data, as texts; a preview of the card may send them typed.</summary>
    private static Dictionary<string, string> InputsOf(JsonElement data)
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (data.ValueKind != JsonValueKind.Object)
            return inputs;
        foreach (var member in data.EnumerateObject())
        {
            if (NotInputs.Contains(member.Name))
                continue;
            var text = member.Value.ValueKind switch
            {
                JsonValueKind.String => member.Value.GetString(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                JsonValueKind.Number => member.Value.GetRawText(),
                _ => null,
            };
            if (text is not null)
                inputs[member.Name] = text;
        }
        return inputs;
    }
}

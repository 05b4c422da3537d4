using System.Text.Json.Nodes;

namespace Bot.Tests.Slack.Small;

/// <summary>Something on a message or view that can be tapped, as a person sees it.</summary>
/// <param name="Verb">With its argument: "accept:5".</param>
/// <param name="Type">button, overflow or static_select; the two latter have one of these per row.</param>
internal sealed record SmallButton(string Verb, string Visit, string Title, string Type, string ActionId, string BlockId, JsonNode Element, JsonNode? Option)
{
    /// <summary>Every button and every row of a menu, in the order in which they stand.</summary>
    public static IReadOnlyList<SmallButton> On(JsonArray blocks)
    {
        var found = new List<SmallButton>();
        foreach (var block in blocks.OfType<JsonObject>())
        {
            var elements = block["elements"] as JsonArray ?? (block["accessory"] is { } accessory ? [accessory.DeepClone()] : []);
            if (block["type"]!.GetValue<string>() is "actions" or "section")
                found.AddRange(elements.OfType<JsonObject>().SelectMany(element => Of(element, block["block_id"]?.GetValue<string>() ?? "")));
        }
        return found;
    }

    private static IEnumerable<SmallButton> Of(JsonObject element, string block)
    {
        var (type, action) = (element["type"]!.GetValue<string>(), element["action_id"]?.GetValue<string>() ?? "");
        if (type == "button")
            return [new SmallButton(action, element["value"]?.GetValue<string>() ?? "", TitleOf(element), type, action, block, element, null)];
        return type is not ("overflow" or "static_select")
            ? []
            : element["options"]!.AsArray().Select(option =>
            {
                var value = option!["value"]!.GetValue<string>().Split(' ', 2);
                return new SmallButton(value[0], value.Length > 1 ? value[1] : "", TitleOf(option), type, action, block, element, option);
            });
    }

    private static string TitleOf(JsonNode of) => of["text"]?["text"]?.GetValue<string>() ?? "";
}

/// <summary>A message as it stands in a channel, with every face it has had.</summary>
internal sealed class SmallMessage(string channel, string ts, string user, string text, JsonArray blocks)
{
    public string Channel { get; } = channel;

    public string Ts { get; } = ts;

    /// <summary>Whoever posted it.</summary>
    public string User { get; } = user;

    /// <summary>What a lock screen may show, still escaped.</summary>
    public string Text { get; private set; } = text;

    public JsonArray Blocks { get; private set; } = blocks;

    public int Edits { get; private set; }

    /// <summary>All that can be read on it, in order, joined by a space.</summary>
    public string Reads => string.Join(' ', Words(Blocks));

    public IReadOnlyList<SmallButton> Buttons => SmallButton.On(Blocks);

    public void Change(string text, JsonArray blocks) => (Text, Blocks, Edits) = (text, blocks, Edits + 1);

    /// <summary>Every text in a tree of blocks.</summary>
    public static IEnumerable<string> Words(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(Words),
        JsonObject one => one.SelectMany(member => member is { Key: "text", Value: JsonValue text } ? [text.GetValue<string>()] : Words(member.Value)),
        _ => [],
    };
}

/// <summary>What one person alone sees, beside a channel's messages.</summary>
internal sealed record SmallEphemeral(string User, string Channel, string Text, JsonArray Blocks, string Ts)
{
    public string Reads => Blocks.Count > 0 ? string.Join(' ', SmallMessage.Words(Blocks)) : Text;

    public IReadOnlyList<SmallButton> Buttons => SmallButton.On(Blocks);
}

/// <summary>A phone buzzed.</summary>
internal sealed record SmallNotification(string User, string Channel, string Text);

/// <summary>A modal or a home.</summary>
internal sealed class SmallView(string id, string user, JsonObject content)
{
    public string Id { get; } = id;

    public string User { get; } = user;

    public JsonObject Content { get; private set; } = content;

    /// <summary>Moves with every change; an update that names an older one is refused.</summary>
    public int Version { get; private set; } = 1;

    public string Hash => $"17.{Id}.{Version}";

    public string CallbackId => Content["callback_id"]?.GetValue<string>() ?? "";

    public JsonArray Blocks => Content["blocks"]!.AsArray();

    public string Reads => string.Join(' ', SmallMessage.Words(Content));

    public IReadOnlyList<SmallButton> Buttons => SmallButton.On(Blocks);

    /// <summary>Sentences under inputs, by block id, after a submission that was not taken.</summary>
    public Dictionary<string, string> Errors { get; } = [];

    public void Change(JsonObject content)
    {
        Content = content;
        Version++;
        Errors.Clear();
    }
}

using System.Text.Json.Nodes;

namespace Bot.Tests.Slack.Small;

/// <summary>
/// The hands of somebody in the workspace. Only what stands before them can be tapped or sent: a button that is not there fails the test.
/// </summary>
internal sealed class SmallPerson(SmallSlack slack, string id)
{
    public string Id => id;

    /// <summary>The channel id of their chat with the bot.</summary>
    public string Chat => slack.World.Change(() => slack.World.DirectChat(id, SmallSlack.BotUser).Id);

    public SmallView? Home => slack.HomeOf(id);

    public SmallView? Form => slack.FormOf(id);

    /// <summary>Types "/handoff …" in a channel; the answer, if any, stands there for them alone.</summary>
    public async Task<SmallReply> SlashAsync(string channel, string text)
    {
        var reply = await slack.Postman.CommandAsync(SmallPayloads.Command(id, channel, text, Hook(channel), slack.Triggers.New(id)));
        if (reply.Json is { } answer)
        {
            slack.World.Change(() => slack.World.Whisper(
                id, channel, answer["text"]?.GetValue<string>() ?? "", answer["blocks"]?.DeepClone() as JsonArray ?? []));
        }
        return reply;
    }

    /// <summary>Types to the bot directly.</summary>
    public Task<SmallReply> SayAsync(string text)
    {
        var chat = Chat;
        var said = slack.World.Change(() => slack.World.Post(slack.World.Channel(chat)!, id, text, [], SmallSlack.BotUser));
        return slack.Postman.EventAsync(SmallPayloads.Event(NewEvent(), new JsonObject
        {
            ["type"] = "message",
            ["channel_type"] = "im",
            ["user"] = id,
            ["text"] = text,
            ["ts"] = said.Ts,
            ["channel"] = chat,
            ["team"] = SmallSlack.Team,
            ["event_ts"] = said.Ts,
        }));
    }

    /// <summary>Types in a channel, with the bot's mention before it.</summary>
    public Task<SmallReply> MentionAsync(string channel, string text)
    {
        var line = $"<@{SmallSlack.BotUser}> {text}";
        var said = slack.World.Change(() => slack.World.Post(slack.World.Channel(channel)!, id, line, [], SmallSlack.BotUser));
        return slack.Postman.EventAsync(SmallPayloads.Event(NewEvent(), new JsonObject
        {
            ["type"] = "app_mention",
            ["user"] = id,
            ["text"] = line,
            ["ts"] = said.Ts,
            ["channel"] = channel,
            ["team"] = SmallSlack.Team,
            ["event_ts"] = said.Ts,
        }));
    }

    public Task<SmallReply> OpenHomeAsync(string tab = "home") => slack.Postman.EventAsync(SmallPayloads.Event(NewEvent(), new JsonObject
    {
        ["type"] = "app_home_opened",
        ["user"] = id,
        ["channel"] = Chat,
        ["tab"] = tab,
        ["event_ts"] = "1700000000.000100",
    }));

    /// <summary>Taps a button, or picks a row of a menu, by the verb it carries.</summary>
    /// <param name="ticks">What is ticked on the card beside it, by input.</param>
    public Task<SmallReply> TapAsync(SmallMessage message, string verb, params (string Input, string[] Values)[] ticks) =>
        slack.Postman.InteractionAsync(TapOn(message, verb, ticks));

    public JsonObject TapOn(SmallMessage message, string verb, params (string Input, string[] Values)[] ticks) => SmallPayloads.TapOnMessage(
        id, Find(message.Buttons, verb), message.Channel, message.Ts, ephemeral: false, Values(message.Blocks, ticks), Hook(message.Channel, message), slack.Triggers.New(id));

    /// <summary>Taps a button of a message that only they see.</summary>
    public Task<SmallReply> TapAsync(SmallEphemeral message, string verb) => slack.Postman.InteractionAsync(SmallPayloads.TapOnMessage(
        id, Find(message.Buttons, verb), message.Channel, message.Ts, ephemeral: true, [], Hook(message.Channel, null, message), slack.Triggers.New(id)));

    /// <summary>Taps a button on their own board; where several visits have it, one of them.</summary>
    public Task<SmallReply> TapHomeAsync(string verb, string visit = "")
    {
        var home = Home ?? throw new InvalidOperationException($"{id} has no home.");
        return slack.Postman.InteractionAsync(SmallPayloads.TapOnView(id, Find(home.Buttons, verb, visit), home, slack.Triggers.New(id)));
    }

    /// <summary>A shortcut, from anywhere.</summary>
    public Task<SmallReply> ShortcutAsync(string callback) =>
        slack.Postman.InteractionAsync(SmallPayloads.Shortcut(id, callback, slack.Triggers.New(id)));

    /// <summary>A shortcut from a message's menu.</summary>
    public Task<SmallReply> ShortcutAsync(string callback, string channel, string ts) => slack.Postman.InteractionAsync(
        SmallPayloads.MessageShortcut(id, callback, channel, ts, Hook(channel), slack.Triggers.New(id)));

    /// <summary>Fills in the form before them and sends it. It closes, changes, or shows what is wrong, as the bot answers.</summary>
    public async Task<SmallReply> SubmitAsync(params (string Input, string[] Values)[] picks)
    {
        var form = Form ?? throw new InvalidOperationException($"No form stands before {id}.");
        var missing = form.Blocks.OfType<JsonObject>().FirstOrDefault(block => block["type"]!.GetValue<string>() == "input"
            && block["optional"]?.GetValue<bool>() is not true
            && picks.All(pick => pick.Input != block["block_id"]?.GetValue<string>())
            && !Begins(block["element"]!));
        if (missing is not null)
            throw new InvalidOperationException($"Slack does not send a form whose {missing["block_id"]} is empty.");

        var reply = await slack.Postman.InteractionAsync(SmallPayloads.Submission(id, form, Values(form.Blocks, picks), slack.Triggers.New(id)));
        if (reply.Status == 200)
            slack.World.Change(() => Show(form, reply.Json));
        return reply;
    }

    private int Show(SmallView form, JsonNode? answer)
    {
        switch (answer?["response_action"]?.GetValue<string>())
        {
            case "errors":
                form.Errors.Clear();
                foreach (var (block, text) in answer["errors"]!.AsObject())
                {
                    Assert.Contains(form.Blocks, one => one!["type"]!.GetValue<string>() == "input" && one["block_id"]?.GetValue<string>() == block);
                    form.Errors[block] = text!.GetValue<string>();
                }
                break;
            case "update":
                Assert.Null(SmallBlocks.FaultInView(answer["view"]!.AsObject()));
                form.Change(answer["view"]!.DeepClone().AsObject());
                break;
            default:
                slack.World.Close(form);
                break;
        }
        return 0;
    }

    private static SmallButton Find(IReadOnlyList<SmallButton> buttons, string verb, string visit = "") =>
        buttons.FirstOrDefault(button => button.Verb == verb && (visit.Length == 0 || button.Visit == visit))
        ?? throw new InvalidOperationException($"No such button: {verb}. There are: {string.Join(", ", buttons.Select(button => button.Verb))}.");

    /// <summary>What Slack sends of all inputs, picked or not; what is picked must be there to pick.</summary>
    private static JsonObject Values(JsonArray blocks, (string Input, string[] Values)[] picks)
    {
        var values = new JsonObject();
        foreach (var block in blocks.OfType<JsonObject>().Where(block => block["type"]!.GetValue<string>() == "input"))
        {
            var (name, element) = (block["block_id"]!.GetValue<string>(), block["element"]!);
            var said = picks.Where(pick => pick.Input == name).SelectMany(pick => pick.Values).ToList();
            var isLeft = picks.All(pick => pick.Input != name);
            var type = element["type"]!.GetValue<string>();
            JsonNode? Option(string value) => element["options"]!.AsArray().First(option => option!["value"]!.GetValue<string>() == value)!.DeepClone();
            values[name] = new JsonObject
            {
                [element["action_id"]!.GetValue<string>()] = type switch
                {
                    "datepicker" => new JsonObject { ["type"] = type, ["selected_date"] = isLeft ? element["initial_date"]?.DeepClone() : said[0] },
                    "timepicker" => new JsonObject { ["type"] = type, ["selected_time"] = isLeft ? element["initial_time"]?.DeepClone() : said[0] },
                    "checkboxes" or "multi_static_select" => new JsonObject
                    {
                        ["type"] = type,
                        ["selected_options"] = isLeft && element["initial_options"] is { } first ? first.DeepClone() : new JsonArray([.. said.Select(Option)]),
                    },
                    _ => new JsonObject { ["type"] = type, ["selected_option"] = isLeft && type == "static_select" ? element["initial_option"]?.DeepClone() : said.Count > 0 ? Option(said[0]) : null },
                },
            };
        }
        return values;
    }

    /// <summary>What is picked beforehand is sent as it is, unless the person picks otherwise.</summary>
    private static bool Begins(JsonNode element) =>
        ((string[])["initial_option", "initial_options", "initial_date", "initial_time"]).Any(first => element[first] is not null);

    private string NewEvent() => slack.World.Change(() => slack.World.Number("Ev0"));

    private string Hook(string channel, SmallMessage? message = null, SmallEphemeral? whispered = null) =>
        $"{slack.Url}/hooks/{slack.Hooks.New(id, channel, message, whispered)}";
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Tests.Slack.Small;

/// <summary>The Web API of a small Slack: what each method does, and with which word it refuses.</summary>
/// <remarks>https://docs.slack.dev/reference/methods</remarks>
internal sealed class SmallApi(SmallWorld world, SmallTriggers triggers, SmallSockets sockets)
{
    /// <summary>Null for a method that this Slack does not have.</summary>
    public JsonObject? Answer(SmallCall call)
    {
        var wanted = call.Method == "apps.connections.open" ? SmallSlack.AppToken : SmallSlack.BotToken;
        if (call.Authorization.Length == 0)
            return Refuse("not_authed");
        if (call.Authorization != "Bearer " + wanted)
            return Refuse(call.Authorization.StartsWith("Bearer xapp-", StringComparison.Ordinal) || wanted == SmallSlack.AppToken ? "not_allowed_token_type" : "invalid_auth");
        return world.Change(() => call.Method switch
        {
            "auth.test" => Ok(("url", "https://test-clinic.slack.com/"), ("team", "Test Clinic"), ("user", "handoff"),
                ("team_id", SmallSlack.Team), ("user_id", SmallSlack.BotUser), ("bot_id", SmallSlack.BotId)),
            "chat.postMessage" => Post(call),
            "chat.update" => Update(call),
            "chat.delete" => Delete(call),
            "chat.postEphemeral" => Whisper(call),
            "conversations.open" => OpenChat(call),
            "views.open" => OpenView(call),
            "views.update" => UpdateView(call),
            "views.publish" => Publish(call),
            "users.info" => world.User(call["user"]) is { } user ? Ok(("user", Described(user))) : Refuse("user_not_found"),
            "users.lookupByEmail" => world.ByEmail(call["email"]) is { Deleted: false } user ? Ok(("user", Described(user))) : Refuse("users_not_found"),
            "apps.connections.open" => Ok(("url", sockets.NewUrl())),
            _ => null,
        });
    }

    public static JsonObject Refuse(string error) => new() { ["ok"] = false, ["error"] = error };

    private JsonObject Post(SmallCall call)
    {
        var channel = world.Channel(call["channel"])
            ?? (world.User(call["channel"]) is { Deleted: false } person ? world.DirectChat(person.Id, SmallSlack.BotUser) : null);
        if (channel is null)
            return Refuse("channel_not_found");
        if (channel.Archived)
            return Refuse("is_archived");
        if (!channel.Members.Contains(SmallSlack.BotUser))
            return Refuse("not_in_channel");
        return Said(call, out var blocks) is { } refused ? refused : Posted(world.Post(channel, SmallSlack.BotUser, call["text"], blocks, SmallSlack.BotUser));
    }

    private JsonObject Update(SmallCall call)
    {
        if (world.Channel(call["channel"]) is null)
            return Refuse("channel_not_found");
        if (world.Message(call["channel"], call["ts"]) is not { } message)
            return Refuse("message_not_found");
        if (message.User != SmallSlack.BotUser)
            return Refuse("cant_update_message");
        if (Said(call, out var blocks) is { } refused)
            return refused;
        message.Change(call["text"], blocks);
        return Posted(message);
    }

    private JsonObject Delete(SmallCall call)
    {
        if (world.Message(call["channel"], call["ts"]) is not { } message)
            return Refuse("message_not_found");
        world.Channel(call["channel"])!.Messages.Remove(message);
        return Ok(("channel", call["channel"]), ("ts", call["ts"]));
    }

    private JsonObject Whisper(SmallCall call)
    {
        if (world.Channel(call["channel"]) is not { } channel)
            return Refuse("channel_not_found");
        if (!channel.Members.Contains(call["user"]))
            return Refuse("user_not_in_channel");
        return Said(call, out var blocks) is { } refused
            ? refused
            : Ok(("message_ts", world.Whisper(call["user"], channel.Id, call["text"], blocks).Ts));
    }

    private JsonObject OpenChat(SmallCall call) => world.User(call["users"]) switch
    {
        null => Refuse("user_not_found"),
        { Deleted: true } => Refuse("user_disabled"),
        { Bot: true } => Refuse("cannot_dm_bot"),
        var user => Ok(("channel", new JsonObject { ["id"] = world.DirectChat(user.Id, SmallSlack.BotUser).Id })),
    };

    private JsonObject OpenView(SmallCall call)
    {
        if (ReadView(call, out var content) is { } refused)
            return refused;
        if (content["type"]!.GetValue<string>() != "modal")
            return Refuse("invalid_arguments");
        var (user, error) = triggers.Use(call["trigger_id"]);
        return user is null ? Refuse(error) : Seen(world.Open(user, content));
    }

    private JsonObject UpdateView(SmallCall call)
    {
        if (ReadView(call, out var content) is { } refused)
            return refused;
        if (world.View(call["view_id"]) is not { } view)
            return Refuse("not_found");
        if (call["hash"].Length > 0 && call["hash"] != view.Hash)
            return Refuse("hash_conflict");
        view.Change(content);
        return Seen(view);
    }

    private JsonObject Publish(SmallCall call)
    {
        if (world.User(call["user_id"]) is null)
            return Refuse("user_not_found");
        if (ReadView(call, out var content) is { } refused)
            return refused;
        return content["type"]!.GetValue<string>() == "home" ? Seen(world.Publish(call["user_id"], content)) : Refuse("invalid_arguments");
    }

    private static JsonObject? Said(SmallCall call, out JsonArray blocks)
    {
        blocks = [];
        if (call["blocks"].Length > 0)
        {
            if (Parse(call["blocks"]) is not JsonArray given)
                return Refuse("invalid_blocks_format");
            blocks = given;
            if (SmallBlocks.FaultIn(blocks, 50) is { } fault)
                return Invalid("invalid_blocks", fault);
            if (SmallMessage.Words(blocks).Sum(word => word.Length) > 13_200)
                return Refuse("msg_blocks_too_long");
        }
        return call["text"].Length == 0 && blocks.Count == 0 ? Refuse("no_text") : null;
    }

    private static JsonObject? ReadView(SmallCall call, out JsonObject content)
    {
        content = [];
        if (call["view"].Length > 250_000)
            return Refuse("view_too_large");
        if (Parse(call["view"]) is not JsonObject given)
            return Refuse("invalid_arguments");
        content = given;
        return SmallBlocks.FaultInView(given) is { } fault ? Invalid("invalid_arguments", fault) : null;
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject Invalid(string error, string pointer) => new()
    {
        ["ok"] = false,
        ["error"] = error,
        ["response_metadata"] = new JsonObject { ["messages"] = new JsonArray($"[ERROR] not allowed [json-pointer:{pointer}]") },
    };

    private static JsonObject Posted(SmallMessage message) => Ok(
        ("channel", message.Channel),
        ("ts", message.Ts),
        ("message", new JsonObject { ["type"] = "message", ["text"] = message.Text, ["ts"] = message.Ts, ["blocks"] = message.Blocks.DeepClone() }));

    private static JsonObject Seen(SmallView view)
    {
        var seen = view.Content.DeepClone().AsObject();
        seen["id"] = view.Id;
        seen["hash"] = view.Hash;
        return Ok(("view", seen));
    }

    private static JsonObject Described(SmallUser user) => new()
    {
        ["id"] = user.Id,
        ["team_id"] = SmallSlack.Team,
        ["name"] = user.Name,
        ["deleted"] = user.Deleted,
        ["is_bot"] = user.Bot,
        ["profile"] = new JsonObject { ["real_name"] = user.Name, ["email"] = user.Email },
    };

    private static JsonObject Ok(params (string Name, JsonNode? Value)[] members)
    {
        var answer = new JsonObject { ["ok"] = true };
        foreach (var (name, value) in members)
            answer[name] = value;
        return answer;
    }
}

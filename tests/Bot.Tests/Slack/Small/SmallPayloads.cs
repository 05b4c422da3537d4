using System.Text.Json.Nodes;

namespace Bot.Tests.Slack.Small;

/// <summary>What Slack sends for what somebody does, in the shapes of the wire samples beside these tests.</summary>
internal static class SmallPayloads
{
    public static JsonObject Command(string user, string channel, string text, string responseUrl, string trigger) => new()
    {
        ["token"] = "legacy-do-not-check",
        ["team_id"] = SmallSlack.Team,
        ["team_domain"] = "test-clinic",
        ["channel_id"] = channel,
        ["channel_name"] = "some-channel",
        ["user_id"] = user,
        ["user_name"] = user,
        ["command"] = "/handoff",
        ["text"] = text,
        ["api_app_id"] = SmallSlack.AppId,
        ["is_enterprise_install"] = "false",
        ["response_url"] = responseUrl,
        ["trigger_id"] = trigger,
    };

    public static JsonObject Event(string id, JsonObject happened) => new()
    {
        ["token"] = "legacy-do-not-check",
        ["team_id"] = SmallSlack.Team,
        ["api_app_id"] = SmallSlack.AppId,
        ["event"] = happened,
        ["type"] = "event_callback",
        ["event_id"] = id,
        ["event_time"] = 1700000000,
        ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = SmallSlack.Team, ["user_id"] = SmallSlack.BotUser, ["is_bot"] = true }),
        ["is_ext_shared_channel"] = false,
    };

    public static JsonObject TapOnMessage(string user, SmallButton button, string channel, string ts, bool ephemeral, JsonObject state, string responseUrl, string trigger)
    {
        var payload = Tap(user, button, trigger);
        payload["container"] = new JsonObject
        {
            ["type"] = "message",
            ["message_ts"] = ts,
            ["channel_id"] = channel,
            ["is_ephemeral"] = ephemeral,
        };
        payload["channel"] = new JsonObject { ["id"] = channel, ["name"] = "some-channel" };
        if (!ephemeral)
            payload["message"] = new JsonObject { ["type"] = "message", ["user"] = SmallSlack.BotUser, ["bot_id"] = SmallSlack.BotId, ["ts"] = ts };
        payload["state"] = new JsonObject { ["values"] = state };
        payload["response_url"] = responseUrl;
        return payload;
    }

    public static JsonObject TapOnView(string user, SmallButton button, SmallView view, string trigger)
    {
        var payload = Tap(user, button, trigger);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["view"] = Seen(view, []);
        return payload;
    }

    public static JsonObject Submission(string user, SmallView view, JsonObject values, string trigger)
    {
        var payload = Interaction("view_submission", user, trigger);
        payload["view"] = Seen(view, values);
        payload["response_urls"] = new JsonArray();
        return payload;
    }

    public static JsonObject Shortcut(string user, string callback, string trigger)
    {
        var payload = Interaction("shortcut", user, trigger);
        payload["callback_id"] = callback;
        payload["action_ts"] = "1700000003.000001";
        return payload;
    }

    public static JsonObject MessageShortcut(string user, string callback, string channel, string ts, string responseUrl, string trigger)
    {
        var payload = Interaction("message_action", user, trigger);
        payload["callback_id"] = callback;
        payload["action_ts"] = "1700000004.000001";
        payload["message_ts"] = ts;
        payload["channel"] = new JsonObject { ["id"] = channel, ["name"] = "some-channel" };
        payload["message"] = new JsonObject { ["type"] = "message", ["ts"] = ts, ["text"] = "words of somebody" };
        payload["response_url"] = responseUrl;
        return payload;
    }

    private static JsonObject Tap(string user, SmallButton button, string trigger)
    {
        var action = new JsonObject
        {
            ["type"] = button.Type,
            ["action_id"] = button.ActionId,
            ["block_id"] = button.BlockId,
            ["action_ts"] = "1700000001.000001",
        };
        if (button.Option is { } option)
            action["selected_option"] = option.DeepClone();
        else if (button.Element["value"] is { } value)
            action["value"] = value.DeepClone();
        var payload = Interaction("block_actions", user, trigger);
        payload["actions"] = new JsonArray(action);
        return payload;
    }

    private static JsonObject Seen(SmallView view, JsonObject values)
    {
        var seen = view.Content.DeepClone().AsObject();
        seen["id"] = view.Id;
        seen["team_id"] = SmallSlack.Team;
        seen["hash"] = view.Hash;
        seen["state"] = new JsonObject { ["values"] = values };
        seen["bot_id"] = SmallSlack.BotId;
        return seen;
    }

    private static JsonObject Interaction(string type, string user, string trigger) => new()
    {
        ["type"] = type,
        ["user"] = new JsonObject { ["id"] = user, ["username"] = user, ["team_id"] = SmallSlack.Team },
        ["api_app_id"] = SmallSlack.AppId,
        ["token"] = "legacy-do-not-check",
        ["trigger_id"] = trigger,
        ["team"] = new JsonObject { ["id"] = SmallSlack.Team, ["domain"] = "test-clinic" },
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
    };
}

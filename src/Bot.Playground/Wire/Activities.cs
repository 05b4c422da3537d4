using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Playground.Connector;
using Bot.Playground.World;

namespace Bot.Playground.Wire;

/// <summary>Writes Activities as Teams does; only the members that bots read.</summary>
internal sealed class Activities(PlaygroundSetup setup, Tenant tenant)
{
    /// <summary>A typed line. In a channel the bot hears only what mentions it, so the mention is put in front.</summary>
    public JsonObject Line(Place place, PlaygroundPerson from, Message line)
    {
        var activity = Envelope("message", line.Id, place, from, line.Thread, "message");
        activity["textFormat"] = "plain";
        activity["text"] = line.Text;
        if (place.IsChannel)
        {
            var mention = $"<at>{setup.BotName}</at>";
            activity["text"] = $"{mention} {line.Text}";
            activity["entities"]!.AsArray().Insert(0, new JsonObject
            {
                ["type"] = "mention",
                ["text"] = mention,
                ["mentioned"] = new JsonObject { ["id"] = tenant.BotId, ["name"] = setup.BotName },
            });
        }

        return activity;
    }

    /// <summary>A plain Action.Submit: a message without text, with the card's data as its value.</summary>
    public JsonObject Submit(Place place, PlaygroundPerson from, Message card, string id, JsonElement data)
    {
        var activity = Envelope("message", id, place, from, card.Thread, "message");
        activity["replyToId"] = card.Id;
        activity["value"] = JsonObject.Create(data);
        return activity;
    }

    public JsonObject Invoke(string name, Place place, PlaygroundPerson from, string? thread, string? replyTo, JsonObject value)
    {
        var activity = Envelope("invoke", $"f:{Guid.NewGuid()}", place, from, thread, replyTo is null ? "compose" : "message");
        activity["name"] = name;
        if (replyTo is not null)
            activity["replyToId"] = replyTo;
        activity["value"] = value;
        return activity;
    }

    /// <summary>What Teams sends when the bot is added to a person's chats or to a team.</summary>
    public IEnumerable<JsonObject> Installed(Place place)
    {
        var by = place.Members[0];
        var update = Envelope("conversationUpdate", $"f:{Guid.NewGuid()}", place, by, null, null);
        update["membersAdded"] = new JsonArray(new JsonObject { ["id"] = tenant.BotId });
        if (place.IsChannel)
            update["channelData"]!["eventType"] = "teamMemberAdded";
        yield return update;

        var install = Envelope("installationUpdate", $"f:{Guid.NewGuid()}", place, by, null, "message");
        install["action"] = "add";
        yield return install;
    }

    private JsonObject Envelope(string type, string id, Place place, PlaygroundPerson from, string? thread, string? source)
    {
        var now = setup.Clock.GetUtcNow();
        var conversation = new JsonObject { ["conversationType"] = place.IsChannel ? "channel" : "personal", ["tenantId"] = setup.TenantId };
        conversation["id"] = Address.Of(place, thread);
        var channelData = new JsonObject { ["tenant"] = new JsonObject { ["id"] = setup.TenantId } };
        if (place.IsChannel)
        {
            conversation["isGroup"] = true;
            channelData["channel"] = new JsonObject { ["id"] = place.Id };
            channelData["team"] = new JsonObject { ["id"] = tenant.TeamId, ["name"] = setup.TeamName };
            channelData["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = place.Id } };
        }

        if (source is not null)
            channelData["source"] = new JsonObject { ["name"] = source };
        return new JsonObject
        {
            ["type"] = type,
            ["id"] = id,
            ["channelId"] = "msteams",
            ["serviceUrl"] = setup.ServiceUrl,
            ["timestamp"] = now.UtcDateTime.ToString("O"),
            ["from"] = new JsonObject
            {
                ["id"] = Tenant.UserId(from),
                ["name"] = from.Name,
                ["aadObjectId"] = from.AadObjectId,
            },
            ["recipient"] = new JsonObject { ["id"] = tenant.BotId, ["name"] = setup.BotName },
            ["conversation"] = conversation,
            ["channelData"] = channelData,
            ["locale"] = "en-US",
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-US", ["country"] = "US", ["platform"] = "Web" }),
        };
    }
}

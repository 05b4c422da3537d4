using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Playground.World;

namespace Bot.Playground.Wire;

/// <summary>Taps and dialogs: asks the bot, and does with its answer what Teams does.</summary>
internal sealed class Invokes(PlaygroundSetup setup, Chats chats, Activities activities, BotLine line)
{
    private const string CardAnswer = "application/vnd.microsoft.card.adaptive";
    private const string SentenceAnswer = "application/vnd.microsoft.activity.message";
    private const string Unreachable = "The bot did not answer. Please try again.";
    private const string WentWrong = "Something went wrong. Please try again.";

    /// <summary>Action.Execute. The answer's card is for the caller alone, until the bot updates the message.</summary>
    public async Task<BotAnswer> ExecuteAsync(Place place, PlaygroundPerson from, Message card, JsonElement action, CancellationToken ct)
    {
        chats.TellAside(from, card.Id, null);
        var value = new JsonObject { ["action"] = JsonObject.Create(action), ["trigger"] = "manual" };
        var activity = activities.Invoke("adaptiveCard/action", place, from, card.Thread, card.Id, value);
        var answer = await line.SendAsync(activity, ct);
        switch (answer)
        {
            case BotAnswer.Answered { IsGood: true, Body: { ValueKind: JsonValueKind.Object } body }:
                Apply(from, card.Id, body);
                break;
            case BotAnswer.Answered { IsGood: true }:
                break;
            case BotAnswer.Answered:
                chats.TellAside(from, card.Id, WentWrong);
                break;
            default:
                chats.TellAside(from, card.Id, Unreachable);
                break;
        }

        return answer;
    }

    /// <summary>Action.Submit that asks for a dialog.</summary>
    public Task<DialogAnswer> FetchAsync(Place place, PlaygroundPerson from, Message card, JsonElement data, CancellationToken ct) =>
        AskAsync(activities.Invoke("task/fetch", place, from, card.Thread, card.Id, Task("data", data)), ct);

    public Task<DialogAnswer> SubmitAsync(Place place, PlaygroundPerson from, JsonElement data, CancellationToken ct) =>
        AskAsync(activities.Invoke("task/submit", place, from, null, null, Task("data", data)), ct);

    /// <summary>The button beside the box: the compose extension's form.</summary>
    public Task<DialogAnswer> ComposeAsync(Place place, PlaygroundPerson from, CancellationToken ct) =>
        AskAsync(activities.Invoke("composeExtension/fetchTask", place, from, null, null, Compose()), ct);

    public Task<DialogAnswer> ComposeSubmitAsync(Place place, PlaygroundPerson from, JsonElement data, CancellationToken ct)
    {
        var value = Compose();
        value["data"] = JsonObject.Create(data);
        return AskAsync(activities.Invoke("composeExtension/submitAction", place, from, null, null, value), ct);
    }

    private async Task<DialogAnswer> AskAsync(JsonObject activity, CancellationToken ct) => await line.SendAsync(activity, ct) switch
    {
        BotAnswer.Answered { IsGood: true } answer => Read(answer.Body),
        BotAnswer.Answered => DialogAnswer.TryAgain(WentWrong),
        _ => DialogAnswer.TryAgain(Unreachable),
    };

    private void Apply(PlaygroundPerson from, string card, JsonElement body)
    {
        switch (body.Text("type"))
        {
            case CardAnswer when body.Get("value") is { ValueKind: JsonValueKind.Object } shown:
                chats.ShowTo(from, card, shown);
                break;
            case SentenceAnswer when body.Text("value") is { } sentence:
                chats.TellAside(from, card, sentence);
                break;
            case { } type when type.StartsWith("application/vnd.microsoft.error", StringComparison.Ordinal):
                chats.TellAside(from, card, body.Get("value").Text("message") ?? WentWrong);
                break;
        }
    }

    private static DialogAnswer Read(JsonElement body)
    {
        var task = body.ValueKind == JsonValueKind.Object ? body.Get("task") : null;
        if (task.Text("type") == "message")
            return DialogAnswer.Says(task.Text("value") ?? "");
        var value = task.Get("value");
        return value.Get("card").Get("content") is { ValueKind: JsonValueKind.Object } content
            ? new DialogAnswer(value.Text("title") ?? "", content, null, false)
            : DialogAnswer.Closes;
    }

    private static JsonObject Task(string name, JsonElement data) =>
        new() { [name] = JsonObject.Create(data), ["context"] = new JsonObject { ["theme"] = "default" } };

    private JsonObject Compose() => new()
    {
        ["commandId"] = setup.ReadyCommandId,
        ["commandContext"] = "compose",
        ["context"] = new JsonObject { ["theme"] = "default" },
    };
}

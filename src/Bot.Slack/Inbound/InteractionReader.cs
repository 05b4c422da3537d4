using System.Text.Json;

namespace Bot.Slack.Inbound;

/// <summary>Reads buttons, forms and shortcuts.</summary>
/// <remarks>https://docs.slack.dev/reference/interaction-payloads</remarks>
internal static class InteractionReader
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    public static Heard ReadTap(JsonElement payload)
    {
        // Ticking a box tells of itself too; boxes are read when a button is tapped.
        if (payload.Member("actions").Items().FirstOrDefault(IsTap) is not { ValueKind: JsonValueKind.Object } action)
            return Heard.Nothing;
        var view = payload.Member("view");
        if (view.Text("type") is not ("" or "home"))
            return Heard.Nothing;

        var (verb, visit) = Carried(action);
        if (verb.Length == 0 || !HeardReader.IsPlain(verb) || !HeardReader.IsPlain(visit))
            throw new JsonException("A verb or visit with characters that no card has.");
        var trigger = HeardReader.Id(payload.Text("trigger_id"));
        return new Heard.Tapped(
            By(payload),
            ClickId.Of(trigger, action.Text("action_ts")),
            LowerVerb(verb),
            visit,
            InputsOf(view.ValueKind == JsonValueKind.Object ? view.Member("state") : payload.Member("state")),
            SpotOf(payload, view),
            trigger);
    }

    public static Heard ReadForm(JsonElement payload)
    {
        var view = payload.Member("view");
        var state = view.Member("state");
        var id = HeardReader.Id(view.Text("id"));

        // A submission has a trigger; should it have none, the same view in the same state is the same submission.
        var trigger = payload.Text("trigger_id") is { Length: > 0 } given ? given : $"{id}|{view.Text("hash")}";
        return new Heard.FormSent(
            By(payload),
            ClickId.Of(trigger, "form"),
            id,
            view.Text("callback_id"),
            view.Text("private_metadata"),
            InputsOf(state),
            [.. state.Member("values").Members().Select(block => block.Name)]);
    }

    public static Heard ReadShortcut(JsonElement payload)
    {
        var trigger = HeardReader.Id(payload.Text("trigger_id"));
        var channel = payload.Member("channel").Text("id");
        return new Heard.Shortcut(
            By(payload),
            ClickId.Of(trigger, payload.Text("action_ts")),
            payload.Text("callback_id"),
            channel.Length > 0 ? HeardReader.Id(channel) : "",
            payload.Text("response_url"),
            trigger);
    }

    private static bool IsTap(JsonElement action) => action.Text("type") is "button" or "overflow" or "static_select";

    /// <summary>A row of a menu carries "VERB VISIT"; a button has its verb for an id and its visit for a value.</summary>
    private static (string Verb, string Visit) Carried(JsonElement action)
    {
        if (action.Member("selected_option") is not { ValueKind: JsonValueKind.Object } picked)
            return (action.Text("action_id"), action.Text("value"));
        var value = picked.Text("value");
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (value, "") : (value[..space], value[(space + 1)..]);
    }

    private static Spot SpotOf(JsonElement payload, JsonElement view)
    {
        if (view.ValueKind == JsonValueKind.Object)
            return new Spot.OnHome();
        var container = payload.Member("container");
        var channel = payload.Member("channel").Text("id") is { Length: > 0 } named ? named : container.Text("channel_id");
        var ts = container.Text("message_ts") is { Length: > 0 } contained ? contained : payload.Member("message").Text("ts");
        return new Spot.InMessage(
            HeardReader.Id(channel), HeardReader.Id(ts), container.Member("is_ephemeral").ValueKind == JsonValueKind.True, payload.Text("response_url"));
    }

    private static Sender By(JsonElement payload)
    {
        var user = payload.Member("user");
        return new Sender(HeardReader.Id(user.Text("id")), payload.Member("team").Text("id"), user.Text("team_id"));
    }

    /// <summary>What is picked, by block: a block has one element, and its id is the input's. What is empty is left out.</summary>
    private static IReadOnlyDictionary<string, string> InputsOf(JsonElement state)
    {
        Dictionary<string, string>? inputs = null;
        foreach (var block in state.Member("values").Members())
        {
            foreach (var element in block.Value.Members())
            {
                if (Picked(element.Value) is { Length: > 0 } picked)
                    (inputs ??= new(StringComparer.Ordinal))[block.Name] = picked;
            }
        }
        return inputs ?? None;
    }

    private static string Picked(JsonElement element)
    {
        if (element.Member("selected_options") is { ValueKind: JsonValueKind.Array } several)
            return string.Join(',', several.Items().Select(option => option.Text("value")));
        if (element.Member("selected_option") is { ValueKind: JsonValueKind.Object } one)
            return one.Text("value");
        return element.Text("type") switch
        {
            "datepicker" => element.Text("selected_date"),
            "timepicker" => element.Text("selected_time"),
            _ => element.Text("value"),
        };
    }

    /// <summary>Verbs are matched ignoring case; what follows the colon is an id and stays as it is.</summary>
    private static string LowerVerb(string verb)
    {
        var colon = verb.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? verb.ToLowerInvariant() : string.Concat(verb[..colon].ToLowerInvariant(), verb.AsSpan(colon));
    }
}

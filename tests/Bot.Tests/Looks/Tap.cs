using System.Text.Json.Nodes;

namespace Bot.Tests.Looks;

/// <summary>What a bound card sends when it is tapped or, if it is a form, sent.</summary>
/// <param name="Visit">Empty if it is about none.</param>
internal sealed record Tap(string Verb, string Visit)
{
    /// <summary>Each button, each option of a menu, and the form as a whole. What stands in a form to be filled in says nothing by itself.</summary>
    public static IEnumerable<Tap> InSlack(JsonNode? node) => node switch
    {
        JsonObject o when Text(o, "type") == "input" => [],
        JsonObject o => Own(o).Concat(o.SelectMany(p => InSlack(p.Value))),
        JsonArray a => a.SelectMany(InSlack),
        _ => [],
    };

    /// <summary>Each action that sends something; the fallback of one is the same one for old clients.</summary>
    public static IEnumerable<Tap> InTeams(JsonNode? node) => node switch
    {
        JsonObject o when Text(o, "type") == "Action.Execute" => [new(Text(o, "verb"), Text(o["data"]!.AsObject(), "visit"))],
        JsonObject o when Text(o, "type") == "Action.Submit" => [new(Text(o["data"]!.AsObject(), "verb"), Text(o["data"]!.AsObject(), "visit"))],
        JsonObject o => o.SelectMany(p => InTeams(p.Value)),
        JsonArray a => a.SelectMany(InTeams),
        _ => [],
    };

    private static IEnumerable<Tap> Own(JsonObject o) => Text(o, "type") switch
    {
        "button" => [new(Text(o, "action_id"), Text(o, "value"))],
        "overflow" or "static_select" => o["options"]!.AsArray().Select(option => Text(option!.AsObject(), "value").Split(' ')).Select(parts => new Tap(parts[0], parts[1])),
        "modal" => [new(Text(o, "callback_id"), Text(o, "private_metadata"))],
        _ => [],
    };

    private static string Text(JsonObject holder, string key) => holder[key]?.GetValue<string>() ?? "";
}

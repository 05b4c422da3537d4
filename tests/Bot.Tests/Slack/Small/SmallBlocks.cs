using System.Text.Json.Nodes;

namespace Bot.Tests.Slack.Small;

/// <summary>
/// What Slack refuses about blocks and views: unknown kinds, missing or empty texts, and what is over its published limits. Returns a
/// path to the first fault.
/// </summary>
/// <remarks>https://docs.slack.dev/reference/block-kit/blocks</remarks>
internal static class SmallBlocks
{
    private static readonly Dictionary<string, int> ElementsIn = new() { ["actions"] = 25, ["context"] = 10 };

    private static readonly Dictionary<string, int> OptionsIn =
        new() { ["static_select"] = 100, ["multi_static_select"] = 100, ["overflow"] = 5, ["checkboxes"] = 10, ["radio_buttons"] = 10 };

    public static string? FaultIn(JsonArray blocks, int most)
    {
        if (blocks.Count > most)
            return "/blocks";
        for (var i = 0; i < blocks.Count; i++)
        {
            if (FaultIn(blocks[i], $"/blocks/{i}") is { } fault)
                return fault;
        }
        return null;
    }

    public static string? FaultInView(JsonObject view)
    {
        var modal = Text(view, "type") == "modal";
        if (!modal && Text(view, "type") != "home")
            return "/type";
        foreach (var part in (string[])["title", "submit", "close"])
        {
            if (view[part] is { } text && OfText(text, 24) is false || (part == "title" && modal && view[part] is null))
                return "/" + part;
        }
        if (view["blocks"] is not JsonArray blocks)
            return "/blocks";
        if (modal && view["submit"] is null && blocks.Any(block => Text(block, "type") == "input"))
            return "/submit";
        return FaultIn(blocks, 100);
    }

    private static string? FaultIn(JsonNode? block, string at)
    {
        var type = Text(block, "type");
        switch (type)
        {
            case "divider":
                return null;
            case "header":
                return OfText(block!["text"], 150) ? null : $"{at}/text/text";
            case "section":
                return !OfText(block!["text"], 3000) ? $"{at}/text/text" : block["accessory"] is { } accessory ? InElement(accessory, $"{at}/accessory") : null;
            case "context" or "actions":
                return block!["elements"] is not JsonArray { Count: > 0 } elements || elements.Count > ElementsIn[type]
                    ? $"{at}/elements"
                    : InEach(elements, $"{at}/elements", type == "actions" ? InElement : InText) ?? Twins(elements, $"{at}/elements");
            case "input":
                return !OfText(block!["label"], 2000) ? $"{at}/label/text" : InElement(block["element"], $"{at}/element");
            case "rich_text":
                return block!["elements"] is JsonArray { Count: > 0 } parts ? InEach(parts, $"{at}/elements", InRich) : $"{at}/elements";
            default:
                return $"{at}/type";
        }
    }

    private static string? InElement(JsonNode? element, string at)
    {
        var type = Text(element, "type");
        if (Text(element, "action_id").Length is 0 or > 255)
            return $"{at}/action_id";
        if (type == "button")
            return OfText(element!["text"], 75) && Text(element, "value").Length <= 2000 && Text(element, "style") is "" or "primary" or "danger" ? null : $"{at}/text/text";
        if (type is "datepicker" or "timepicker")
            return Text(element, type == "datepicker" ? "initial_date" : "initial_time").Length > 0 ? null : $"{at}/initial";
        if (element!["initial_options"] is JsonArray { Count: 0 })
            return $"{at}/initial_options";
        if (!OptionsIn.TryGetValue(type, out var most))
            return $"{at}/type";
        if (element!["options"] is not JsonArray { Count: > 0 } options || options.Count > most)
            return $"{at}/options";
        for (var i = 0; i < options.Count; i++)
        {
            if (!OfText(options[i]!["text"], 75))
                return $"{at}/options/{i}/text/text";
            if (Text(options[i], "value").Length is 0 or > 75)
                return $"{at}/options/{i}/value";
        }
        return null;
    }

    // Slack wants action ids to differ within one block.
    private static string? Twins(JsonArray elements, string at) =>
        elements.Select(element => Text(element, "action_id")).Where(id => id.Length > 0).GroupBy(id => id).Any(same => same.Count() > 1) ? at : null;

    private static string? InText(JsonNode? text, string at) => OfText(text, 2000) ? null : $"{at}/text";

    private static string? InRich(JsonNode? section, string at) => section?["elements"] is JsonArray runs
        ? InEach(runs, $"{at}/elements", (run, where) => run is JsonObject && (Text(run, "type") is "user" or "link" || Text(run, "text").Length > 0
            || run["elements"] is JsonArray) ? null : $"{where}/text")
        : $"{at}/elements";

    private static string? InEach(JsonArray items, string at, Func<JsonNode?, string, string?> check)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (check(items[i], $"{at}/{i}") is { } fault)
                return fault;
        }
        return null;
    }

    private static bool OfText(JsonNode? text, int most) =>
        Text(text, "type") is "plain_text" or "mrkdwn" && Text(text, "text").Length is > 0 and var length && length <= most;

    private static string Text(JsonNode? of, string name) =>
        of is JsonObject one && one[name] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : "";
}

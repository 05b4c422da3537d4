using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Clinic;

namespace Bot.Tests.Slack;

/// <summary>Plain cards for tests of the wire: a text, a notice, some buttons; and the two forms and the home.</summary>
internal static class SlackCards
{
    public const string Visit = "7q2kx4abcd";

    /// <param name="buttons">Verbs; each is also its title.</param>
    public static Face Face(string card, string text, params string[] buttons) => Noted(card, text, "", buttons);

    public static Face Noted(string card, string text, string notice, params string[] buttons) => new(
        card,
        JsonSerializer.SerializeToUtf8Bytes(new { text, notice, buttons }),
        "Room 4 is ready for you",
        Rings: false,
        []);

    public static void Bind(string card, ReadOnlyMemory<byte> model, IBufferWriter<byte> output)
    {
        if (card == "broken")
            throw new InvalidOperationException("A template broke.");
        var data = JsonNode.Parse(model.Span)!;
        JsonObject bound = card switch
        {
            "ready-form" => Modal("ready", "Patient ready", "", Select("room", ["1", "4"], optional: false), Boxes("flags", ["new-patient", "family"])),
            "stops-form" => Modal("visit-done", "Visit done", Visit, Boxes("stops", ["lab", "billing"])),
            "home" => new JsonObject { ["type"] = "home", ["blocks"] = Blocks(data) },
            _ => new JsonObject { ["blocks"] = Blocks(data) },
        };
        output.Write(Encoding.UTF8.GetBytes(bound.ToJsonString()));
    }

    private static JsonArray Blocks(JsonNode data)
    {
        var blocks = new JsonArray(Rich(data["text"]!.GetValue<string>()));
        if (data["notice"]!.GetValue<string>() is { Length: > 0 } notice)
            blocks.Add(Rich(notice));
        var buttons = data["buttons"]!.AsArray().Select(verb => verb!.GetValue<string>()).ToList();
        if (buttons.Contains("boxes"))
            blocks.Add(Boxes("said", ["who", "why"]));
        JsonArray elements =
        [
            .. buttons.Where(verb => verb is not "boxes" && !verb.StartsWith('~')).Select(verb => (JsonNode)new JsonObject
            {
                ["type"] = "button", ["action_id"] = verb, ["value"] = verb == "ready-form" ? null : Visit, ["text"] = Plain(verb),
            }),
        ];
        var rare = buttons.Where(verb => verb.StartsWith('~')).ToList();
        if (rare.Count > 0)
        {
            elements.Add(new JsonObject
            {
                ["type"] = rare[0].StartsWith("~~", StringComparison.Ordinal) ? "static_select" : "overflow",
                ["action_id"] = "more",
                ["options"] = new JsonArray([.. rare.Select(verb => (JsonNode)new JsonObject { ["text"] = Plain(verb), ["value"] = $"{verb.Trim('~')} {Visit}" })]),
            });
        }
        if (elements.Count > 0)
            blocks.Add(new JsonObject { ["type"] = "actions", ["elements"] = elements });
        return blocks;
    }

    private static JsonObject Modal(string callback, string title, string metadata, params JsonObject[] blocks)
    {
        var view = new JsonObject
        {
            ["type"] = "modal",
            ["callback_id"] = callback,
            ["title"] = Plain(title),
            ["submit"] = Plain("Send"),
            ["blocks"] = new JsonArray([.. blocks]),
        };
        if (metadata.Length > 0)
            view["private_metadata"] = metadata;
        return view;
    }

    private static JsonObject Select(string input, string[] values, bool optional) => Input(input, "static_select", values, optional);

    private static JsonObject Boxes(string input, string[] values) => Input(input, "checkboxes", values, optional: true);

    private static JsonObject Input(string input, string type, string[] values, bool optional) => new()
    {
        ["type"] = "input",
        ["block_id"] = input,
        ["optional"] = optional,
        ["label"] = Plain(input),
        ["element"] = new JsonObject
        {
            ["type"] = type,
            ["action_id"] = input,
            ["options"] = new JsonArray([.. values.Select(value => (JsonNode)new JsonObject { ["text"] = Plain(value), ["value"] = value })]),
        },
    };

    private static JsonObject Rich(string text) => new()
    {
        ["type"] = "rich_text",
        ["elements"] = new JsonArray(new JsonObject
        {
            ["type"] = "rich_text_section",
            ["elements"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }),
        }),
    };

    private static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false };
}

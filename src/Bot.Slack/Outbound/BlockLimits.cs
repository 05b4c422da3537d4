using System.Text.Json;
using Bot.Slack.Inbound;

namespace Bot.Slack.Outbound;

/// <summary>
/// Finds what Slack would refuse, before it is sent. Lengths are UTF-16 units, which are never fewer than the characters Slack counts.
/// </summary>
/// <remarks>https://docs.slack.dev/reference/block-kit/blocks; the sum over a message is undocumented and was seen at about 13,200.</remarks>
internal static class BlockLimits
{
    private const int MessageBlocks = 50;
    private const int ViewBlocks = 100;
    private const int MessageLetters = 12_000;
    private const int ViewBytes = 250_000;
    private const int Id = 255;

    /// <summary>The first fault, as a path and a reason; null if there is none.</summary>
    public static string? OfMessage(JsonElement blocks)
    {
        var letters = 0;
        return OfBlocks(blocks, MessageBlocks, ref letters) ?? (letters > MessageLetters ? $"/blocks: over {MessageLetters} letters in all" : null);
    }

    public static string? OfView(JsonElement view, int bytes)
    {
        var letters = 0;
        if (bytes > ViewBytes)
            return $": over {ViewBytes} bytes";
        return OfText(view.Member("title"), "/title", 24, ref letters)
            ?? OfText(view.Member("submit"), "/submit", 24, ref letters)
            ?? OfText(view.Member("close"), "/close", 24, ref letters)
            ?? OfPlain(view, "private_metadata", "", 3000)
            ?? OfPlain(view, "callback_id", "", Id)
            ?? OfBlocks(view.Member("blocks"), ViewBlocks, ref letters)
            ?? MissesSubmit(view);
    }

    private static string? MissesSubmit(JsonElement view) =>
        view.Text("type") == "modal" && view.Member("submit").ValueKind != JsonValueKind.Object
        && view.Member("blocks").Items().Any(block => block.Text("type") == "input")
            ? "/submit: missing beside an input"
            : null;

    private static string? OfBlocks(JsonElement blocks, int most, ref int letters)
    {
        if (blocks.ValueKind != JsonValueKind.Array)
            return "/blocks: no list";
        if (blocks.GetArrayLength() > most)
            return $"/blocks: over {most}";
        var at = 0;
        foreach (var block in blocks.EnumerateArray())
        {
            if (OfBlock(block, $"/blocks/{at++}", ref letters) is { } fault)
                return fault;
        }
        return null;
    }

    private static string? OfBlock(JsonElement block, string at, ref int letters) => OfPlain(block, "block_id", at, Id) ?? block.Text("type") switch
    {
        "header" => OfText(block.Member("text"), $"{at}/text", 150, ref letters),
        "section" => OfText(block.Member("text"), $"{at}/text", 3000, ref letters)
            ?? OfList(block.Member("fields"), $"{at}/fields", 0, 10, ref letters, OfField)
            ?? OfElement(block.Member("accessory"), $"{at}/accessory", ref letters),
        "actions" => OfList(block.Member("elements"), $"{at}/elements", 1, 25, ref letters, OfElement),
        "context" => OfList(block.Member("elements"), $"{at}/elements", 1, 10, ref letters, OfField),
        "input" => OfText(block.Member("label"), $"{at}/label", 2000, ref letters)
            ?? OfText(block.Member("hint"), $"{at}/hint", 2000, ref letters)
            ?? OfElement(block.Member("element"), $"{at}/element", ref letters),
        "rich_text" => OfList(block.Member("elements"), $"{at}/elements", 1, 100, ref letters, OfRich),
        "divider" => null,
        _ => $"{at}: no block that the bot has",
    };

    private static string? OfElement(JsonElement element, string at, ref int letters)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        var (most, optionLetters) = element.Text("type") switch
        {
            "overflow" => (5, 75),
            "checkboxes" or "radio_buttons" => (10, 75),
            _ => (100, 75),
        };
        var choices = element.Member("options").ValueKind == JsonValueKind.Array || element.Text("type") is "overflow" or "static_select" or "multi_static_select" ? 1 : 0;
        return OfPlain(element, "action_id", at, Id)
            ?? OfPlain(element, "value", at, 2000)
            ?? OfPlain(element, "accessibility_label", at, 75)
            ?? OfText(element.Member("text"), $"{at}/text", 75, ref letters)
            ?? OfText(element.Member("placeholder"), $"{at}/placeholder", 150, ref letters)
            ?? OfConfirm(element.Member("confirm"), $"{at}/confirm", ref letters)
            ?? OfList(element.Member("options"), $"{at}/options", choices, most, ref letters, OfOption)
            ?? OfPlain(element.Member("initial_option"), "value", $"{at}/initial_option", optionLetters)
            ?? OfList(element.Member("initial_options"), $"{at}/initial_options", element.Member("initial_options").ValueKind == JsonValueKind.Array ? 1 : 0, most, ref letters, OfOption);
    }

    private static string? OfOption(JsonElement option, string at, ref int letters) =>
        OfText(option.Member("text"), $"{at}/text", 75, ref letters) ?? OfPlain(option, "value", at, 75);

    private static string? OfConfirm(JsonElement confirm, string at, ref int letters) =>
        OfText(confirm.Member("title"), $"{at}/title", 100, ref letters)
        ?? OfText(confirm.Member("text"), $"{at}/text", 300, ref letters)
        ?? OfText(confirm.Member("confirm"), $"{at}/confirm", 30, ref letters)
        ?? OfText(confirm.Member("deny"), $"{at}/deny", 30, ref letters);

    private static string? OfField(JsonElement text, string at, ref int letters) => OfText(text, at, 2000, ref letters);

    private static string? OfRich(JsonElement section, string at, ref int letters) =>
        OfList(section.Member("elements"), $"{at}/elements", 0, 1000, ref letters, OfRun);

    private static string? OfRun(JsonElement run, string at, ref int letters)
    {
        if (run.Member("elements").ValueKind == JsonValueKind.Array)
            return OfRich(run, at, ref letters);
        letters += run.Text("text").Length;
        return run.Text("type") == "text" && run.Text("text").Length == 0 ? $"{at}/text: empty" : null;
    }

    private static string? OfText(JsonElement text, string at, int most, ref int letters)
    {
        if (text.ValueKind != JsonValueKind.Object)
            return null;
        var length = text.Text("text").Length;
        letters += length;
        if (length == 0)
            return $"{at}/text: empty";
        return length > most ? $"{at}/text: over {most}" : null;
    }

    private static string? OfPlain(JsonElement of, string name, string at, int most) =>
        of.Text(name).Length > most ? $"{at}/{name}: over {most}" : null;

    private delegate string? Check(JsonElement item, string at, ref int letters);

    private static string? OfList(JsonElement list, string at, int least, int most, ref int letters, Check check)
    {
        var count = list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
        if (count < least)
            return $"{at}: empty";
        if (count > most)
            return $"{at}: over {most}";
        for (var i = 0; i < count; i++)
        {
            if (check(list[i], $"{at}/{i}", ref letters) is { } fault)
                return fault;
        }
        return null;
    }
}

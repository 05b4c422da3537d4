using System.Text;
using System.Text.Json;

namespace Bot.Cards.Channels;

/// <summary>
/// What Slack refuses, and what it would show otherwise than it was written: <c>{ "blocks": […] }</c> for a message, a whole view for
/// a modal and for App Home. The limits are those of https://docs.slack.dev/reference/block-kit and of the comments in @slack/types.
/// Letters are counted in UTF-16 units: whatever Slack counts, it is not more.
/// </summary>
internal static class SlackCard
{
    /// <summary>Undocumented: messages were refused near 13,200 letters over all blocks (slackapi/bolt-js#2509). JSON and all, this stays well under.</summary>
    private const int LongestMessage = 12_000;

    /// <summary>Bytes.</summary>
    private const int LargestView = 250 * 1024;

    private const int MostBlocksOfAMessage = 50;
    private const int MostBlocksOfAView = 100;
    private const int LongestTitle = 24;
    private const int LongestMetadata = 3000;

    public static void Check(Spot card)
    {
        switch (card.Type)
        {
            case null:
                Message(card);
                break;
            case "modal":
                Modal(card);
                break;
            case "home":
                Home(card);
                break;
            default:
                card.Fault($"\"{card.Type}\" is no view; there are modal and home, and messages say no type");
                break;
        }
    }

    private static void Message(Spot card)
    {
        SlackShape.Only(card, "blocks");
        var blocks = Blocks(card, MostBlocksOfAMessage);
        var letters = card["blocks"]?.Json.GetRawText().Length ?? 0;
        if (letters > LongestMessage)
            card.Fault($"{Spot.Shown(letters)} letters in all blocks; a message may have {Spot.Shown(LongestMessage)}");
        OneFilled(blocks, card);
    }

    private static void Modal(Spot card)
    {
        SlackShape.Only(card, "type", "callback_id", "private_metadata", "title", "submit", "close", "blocks");
        var blocks = View(card);
        SlackTexts.Plain(card, "title", LongestTitle, required: true);
        SlackTexts.Plain(card, "submit", LongestTitle, required: blocks.Any(block => block.Type == "input"));
        SlackTexts.Plain(card, "close", LongestTitle);
        card.Card.Verb(card.Text("callback_id"), card.Way);
    }

    private static void Home(Spot card)
    {
        SlackShape.Only(card, "type", "callback_id", "private_metadata", "blocks");
        // Each room there is a ticket of its own, with its own next step.
        foreach (var block in View(card))
            OneFilled([block], block);
    }

    private static List<Spot> View(Spot card)
    {
        SlackTexts.Short(card, "callback_id", SlackShape.LongestId);
        SlackTexts.Short(card, "private_metadata", LongestMetadata);
        var bytes = Encoding.UTF8.GetByteCount(card.Json.GetRawText());
        if (bytes > LargestView)
            card.Fault($"{Spot.Shown(bytes)} bytes; a view may have {LargestView / 1024} KB");
        return Blocks(card, MostBlocksOfAView);
    }

    private static List<Spot> Blocks(Spot card, int most)
    {
        var blocks = SlackShape.List(card, "blocks", 1, most);
        foreach (var block in blocks)
            SlackBlocks.Check(block);
        SlackShape.Unique(blocks, "block_id", card);
        return blocks;
    }

    // Two may be filled where either ends the same thing: then they are one verb with two arguments.
    private static void OneFilled(IEnumerable<Spot> blocks, Spot where)
    {
        var verbs = blocks.SelectMany(Filled).Select(button => button.Text("action_id")?.Split(':')[0]).ToList();
        if (verbs.Distinct().Count() > 1 || verbs.Count > 2)
            where.Fault($"{verbs.Count} filled buttons at {where.Path}; one is the next thing to do");

        static IEnumerable<Spot> Filled(Spot at) =>
            at.Json.ValueKind is JsonValueKind.Object && at.Type == "button" && at.Text("style") == "primary" ? [at] : at.Inner.SelectMany(Filled);
    }
}

namespace Bot.Cards.Channels;

/// <summary>The blocks that cards are made of. Others exist; those that fetch pictures or read markup are left out on purpose.</summary>
internal static class SlackBlocks
{
    private const int LongestHeader = 150;
    private const int LongestContext = 2000;
    private const int LongestLabel = 2000;
    private const int MostInActions = 25;
    private const int MostInContext = 10;

    public static void Check(Spot block)
    {
        SlackTexts.Short(block, "block_id", SlackShape.LongestId);
        switch (block.Type)
        {
            case "header":
                SlackShape.Only(block, "type", "block_id", "text");
                SlackTexts.Plain(block, "text", LongestHeader, required: true);
                break;
            case "context":
                SlackShape.Only(block, "type", "block_id", "elements");
                foreach (var text in SlackShape.List(block, "elements", 1, MostInContext))
                    SlackTexts.Plain(text, LongestContext);
                break;
            case "rich_text":
                SlackTexts.Rich(block);
                break;
            case "section":
                SlackShape.Only(block, "type", "block_id", "text", "accessory");
                SlackTexts.Plain(block, "text", SlackTexts.Longest, required: true);
                if (block["accessory"] is { } accessory)
                    SlackElements.ToTap(accessory);
                break;
            case "actions":
                Actions(block);
                break;
            case "input":
                SlackShape.Only(block, "type", "block_id", "optional", "label", "element");
                SlackTexts.Plain(block, "label", LongestLabel, required: true);
                if (block["element"] is { } element)
                    SlackElements.ToFillIn(element);
                else
                    block.Fault($"no element at {block.Path}");
                break;
            case "divider":
                SlackShape.Only(block, "type", "block_id");
                break;
            default:
                block.Fault($"\"{block.Type}\" at {block.Path}; there are header, context, rich_text, section, actions, input, divider");
                break;
        }
    }

    private static void Actions(Spot block)
    {
        SlackShape.Only(block, "type", "block_id", "elements");
        var elements = SlackShape.List(block, "elements", 1, MostInActions);
        foreach (var element in elements)
            SlackElements.ToTap(element);

        // Which of two was tapped could not be told.
        SlackShape.Unique(elements, "action_id", block);
    }
}

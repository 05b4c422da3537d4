using System.Text.Json;

namespace Bot.Cards.Channels;

/// <summary>Texts in Block Kit: plain ones and rich ones. Data stands in nothing else, so that no name is ever read as markup.</summary>
internal static class SlackTexts
{
    /// <summary>Letters of a text where nothing shorter is said.</summary>
    public const int Longest = 3000;

    /// <summary>A text object under that name.</summary>
    public static void Plain(Spot at, string name, int most, bool required = false)
    {
        if (at[name] is { } text)
            Plain(text, most);
        else if (required)
            at.Fault($"no {name} at {at.Path}");
    }

    public static void Plain(Spot at, int most)
    {
        SlackShape.Only(at, "type", "text", "emoji");
        if (at.Type != "plain_text")
            at.Fault($"\"{at.Type}\" at {at.Path} would read names as markup; write plain_text");
        else if (at["emoji"]?.Json.ValueKind is not JsonValueKind.False)
            at.Fault($"\"emoji\" at {at.Path} is not false, and would turn \":smile:\" into a picture");
        Words(at, most);
    }

    /// <summary>A rich text: lines of words, some of them bold or typed, and links to where browsers go. Mentions and pictures have no place on a card.</summary>
    public static void Rich(Spot block)
    {
        SlackShape.Only(block, "type", "block_id", "elements");
        foreach (var line in SlackShape.List(block, "elements", 1, int.MaxValue))
        {
            SlackShape.Only(line, "type", "elements");
            if (line.Type != "rich_text_section")
                line.Fault($"\"{line.Type}\" at {line.Path}; lines are rich_text_section");
            foreach (var words in SlackShape.List(line, "elements", 1, int.MaxValue))
            {
                SlackShape.Only(words, words.Type == "link" ? ["type", "text", "url"] : ["type", "text", "style"]);
                if (words.Type == "link")
                    Link(words);
                else if (words.Type != "text")
                    words.Fault($"\"{words.Type}\" at {words.Path}; a line holds text");
                if (words["style"] is { } style)
                    SlackShape.Only(style, "bold", "italic", "strike", "code");
                Words(words, Longest);
            }
        }
    }

    /// <summary>A plain property that must not be longer; if it is there, it says something.</summary>
    public static void Short(Spot at, string name, int most)
    {
        if (at[name] is { } value)
            Length(value, most);
    }

    private static void Link(Spot at)
    {
        if (at.Text("url")?.StartsWith("https://", StringComparison.Ordinal) is not true)
            at.Fault($"the link at {at.Path} goes nowhere; write an address that starts with https://", at.Text("url"));
    }

    private static void Words(Spot at, int most)
    {
        if (at["text"] is { } text)
            Length(text, most);
        else
            at.Fault($"no text at {at.Path}");
    }

    private static void Length(Spot at, int most)
    {
        var text = at.AsText;
        if (string.IsNullOrEmpty(text))
            at.Fault($"{at.Path} is empty", text);
        else if (text.Length > most)
            at.Fault($"{Spot.Shown(text.Length)} letters at {at.Path}; Slack takes {Spot.Shown(most)}", text);
    }
}

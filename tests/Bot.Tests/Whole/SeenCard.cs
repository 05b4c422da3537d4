using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bot.Tests.Whole;

/// <summary>A card as somebody reads it: its texts, what can be ticked, its buttons.</summary>
internal sealed partial class SeenCard
{
    private readonly List<string> texts = [];
    private readonly List<SeenInput> inputs = [];
    private readonly List<SeenButton> buttons = [];

    public IReadOnlyList<string> Texts => texts;

    public IReadOnlyList<SeenInput> Inputs => inputs;

    public IReadOnlyList<SeenButton> Buttons => buttons;

    /// <summary>The visit that its buttons carry; null if it has none.</summary>
    public string? Visit => buttons.Select(button => button.Visit).FirstOrDefault(visit => visit is not null);

    public static SeenCard Read(JsonElement card)
    {
        var seen = new SeenCard();
        seen.ReadItems(card, "body");
        seen.ReadItems(card, "actions");
        return seen;
    }

    /// <summary>By what it says, or by its verb.</summary>
    public SeenButton? Find(string titleOrVerb) => buttons.Find(button => button.Title == titleOrVerb || button.Verb == titleOrVerb);

    /// <summary>All that counts, without the minutes, which pass by themselves.</summary>
    public string Exact() => string.Join(
        ' ', [Minutes().Replace(string.Join(" | ", texts), "# min"), .. inputs.Select(input => input.ToString()), .. buttons.Select(button => button.Exact)]);

    /// <summary>For people: "Room | 4 | Ready … [Request Dr. Lee] …[Patient has left]".</summary>
    public override string ToString() => string.Join(' ', [string.Join(" | ", texts), .. inputs, .. buttons]);

    private void Take(JsonElement item)
    {
        switch (item.GetProperty("type").GetString())
        {
            case "TextBlock":
                texts.Add(item.GetProperty("text").GetString()!);
                break;
            case "RichTextBlock":
                texts.Add(string.Concat(item.GetProperty("inlines").EnumerateArray().Select(run => run.GetProperty("text").GetString())));
                break;
            case "Action.ShowCard":
                buttons.Add(new SeenButton(item, Opens: true));
                var inside = item.GetProperty("card");
                ReadItems(inside, "body");
                ReadItems(inside, "actions");
                break;
            case "Action.Execute" or "Action.Submit":
                buttons.Add(new SeenButton(item, Opens: false));
                break;
            case { } input when input.StartsWith("Input.", StringComparison.Ordinal):
                inputs.Add(SeenInput.Read(item));
                break;
            default:
                ReadItems(item, "items");
                ReadItems(item, "columns");
                ReadItems(item, "actions");
                break;
        }
    }

    private void ReadItems(JsonElement of, string name)
    {
        if (!of.TryGetProperty(name, out var items))
            return;
        foreach (var item in items.EnumerateArray())
            Take(item);
    }

    [GeneratedRegex(@"\b\d+ min\b")]
    private static partial Regex Minutes();
}

/// <param name="Opens">It only opens a part of the card.</param>
internal sealed record SeenButton(JsonElement Action, bool Opens)
{
    public string Title => Action.GetProperty("title").GetString()!;

    public string? Verb => Action.TryGetProperty("verb", out var verb) ? verb.GetString() : null;

    public string? Visit => Action.TryGetProperty("data", out var data) && data.TryGetProperty("visit", out var visit) ? visit.GetString() : null;

    public string Exact => $"{this}{Verb}({Visit})";

    private bool IsHidden => Action.TryGetProperty("mode", out var mode) && mode.GetString() == "secondary";

    public override string ToString() => $"{(IsHidden ? "…" : "")}[{Title}]{(Opens ? ":" : "")}";
}

internal sealed record SeenInput(string Id, string Label, IReadOnlyList<string> Choices, IReadOnlyList<string> Values)
{
    public static SeenInput Read(JsonElement input)
    {
        var choices = input.TryGetProperty("choices", out var list) ? list.EnumerateArray().ToList() : [];
        return new SeenInput(
            input.GetProperty("id").GetString()!,
            input.TryGetProperty("label", out var label) ? label.GetString()! : "",
            [.. choices.Select(choice => choice.GetProperty("title").GetString()!)],
            [.. choices.Select(choice => choice.GetProperty("value").GetString()!)]);
    }

    public override string ToString() => $"{{{Label}: {string.Join(" / ", Choices)}}}";
}

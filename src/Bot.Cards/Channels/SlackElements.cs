using System.Text.Json;

namespace Bot.Cards.Channels;

/// <summary>What can be tapped or filled in. What is tapped carries a verb: a button in its action_id, a menu in the value of each option.</summary>
internal static class SlackElements
{
    private const int LongestTitle = 75;
    private const int LongestButtonValue = 2000;

    /// <summary>Slack's documentation says 150 by now, its TypeScript types 75.</summary>
    private const int LongestOptionValue = 75;

    private const int LongestPlaceholder = 150;
    private const int MostChoices = 100;
    private const int MostBoxes = 10;

    /// <summary>Slack once refused an overflow menu of one, and documents only the five; one rare thing is better off as a button.</summary>
    private const int LeastInOverflow = 2;

    private const int MostInOverflow = 5;

    public static void ToTap(Spot at)
    {
        switch (at.Type)
        {
            case "button":
                Button(at);
                break;
            case "overflow":
                SlackShape.Only(at, "type", "action_id", "options", "confirm");
                Verbs(Options(at, LeastInOverflow, MostInOverflow));
                break;
            case "static_select":
                SlackShape.Only(at, "type", "action_id", "placeholder", "options", "confirm");
                SlackTexts.Plain(at, "placeholder", LongestPlaceholder);
                Verbs(Options(at, 1, MostChoices));
                break;
            default:
                at.Fault($"\"{at.Type}\" at {at.Path} can't be tapped; there are button, overflow, static_select");
                break;
        }

        Id(at);
        if (at["confirm"] is { } confirm)
            Confirm(confirm);
    }

    public static void ToFillIn(Spot at)
    {
        List<Spot> options = [];
        switch (at.Type)
        {
            case "static_select":
                SlackShape.Only(at, "type", "action_id", "placeholder", "options", "initial_option");
                SlackTexts.Plain(at, "placeholder", LongestPlaceholder);
                options = Options(at, 1, MostChoices);
                break;
            case "multi_static_select":
                SlackShape.Only(at, "type", "action_id", "placeholder", "options", "initial_options");
                SlackTexts.Plain(at, "placeholder", LongestPlaceholder);
                options = Options(at, 1, MostChoices);
                break;
            case "datepicker":
                SlackShape.Only(at, "type", "action_id", "placeholder", "initial_date");
                SlackTexts.Plain(at, "placeholder", LongestPlaceholder);
                break;
            case "timepicker":
                SlackShape.Only(at, "type", "action_id", "placeholder", "initial_time");
                SlackTexts.Plain(at, "placeholder", LongestPlaceholder);
                break;
            case "radio_buttons":
                SlackShape.Only(at, "type", "action_id", "options", "initial_option");
                options = Options(at, 1, MostBoxes);
                break;
            case "checkboxes":
                SlackShape.Only(at, "type", "action_id", "options", "initial_options");
                options = Options(at, 1, MostBoxes);
                break;
            default:
                at.Fault($"\"{at.Type}\" at {at.Path} can't be filled in; there are static_select, multi_static_select, datepicker, timepicker, radio_buttons, checkboxes");
                break;
        }

        Id(at);
        if (at["initial_option"] is { } first && !IsAmong(options, first))
            at.Fault($"the initial_option at {at.Path} is none of its options", first.Text("value"));
        if (at["initial_options"] is null)
            return;
        foreach (var picked in SlackShape.List(at, "initial_options", 1, MostChoices).Where(picked => !IsAmong(options, picked)))
            picked.Fault($"{picked.Path} is none of its options", picked.Text("value"));
    }

    private static bool IsAmong(List<Spot> options, Spot one) => options.Any(option => JsonElement.DeepEquals(option.Json, one.Json));

    private static void Button(Spot at)
    {
        SlackShape.Only(at, "type", "action_id", "value", "text", "style", "accessibility_label", "confirm");
        SlackTexts.Plain(at, "text", LongestTitle, required: true);
        SlackTexts.Short(at, "value", LongestButtonValue);
        SlackTexts.Short(at, "accessibility_label", LongestTitle);
        if (at["style"] is { } style && style.AsText is not ("primary" or "danger"))
            at.Fault($"the style \"{style.AsText}\" at {at.Path}; there are primary and danger, and none", style.AsText);
        at.Card.Verb(at.Text("action_id"), at.Way);
    }

    private static List<Spot> Options(Spot at, int least, int most)
    {
        var options = SlackShape.List(at, "options", least, most);
        foreach (var option in options)
        {
            SlackShape.Only(option, "text", "value");
            SlackTexts.Plain(option, "text", LongestTitle, required: true);
            if (option["value"] is null)
                option.Fault($"no value at {option.Path}");
            SlackTexts.Short(option, "value", LongestOptionValue);
        }

        SlackShape.Unique(options, "value", at);
        return options;
    }

    // An option says "VERB VISIT", since the menu has one action_id for all.
    private static void Verbs(List<Spot> options)
    {
        foreach (var option in options)
        {
            var value = option.Text("value");
            if (value?.Split(' ') is [var verb, not ""])
                option.Card.Verb(verb, option.Way, value);
            else
                option.Fault($"the value at {option.Path} is not a verb, a space and the visit", value);
        }
    }

    private static void Id(Spot at)
    {
        if (at["action_id"] is null)
            at.Fault($"no action_id at {at.Path}");
        SlackTexts.Short(at, "action_id", SlackShape.LongestId);
    }

    private static void Confirm(Spot at)
    {
        SlackShape.Only(at, "title", "text", "confirm", "deny", "style");
        SlackTexts.Plain(at, "title", 100, required: true);
        SlackTexts.Plain(at, "text", 300, required: true);
        SlackTexts.Plain(at, "confirm", 30, required: true);
        SlackTexts.Plain(at, "deny", 30, required: true);
    }
}

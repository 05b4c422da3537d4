using System.Text.Json;

namespace Bot.Cards.Channels;

/// <summary>Which properties a Block Kit object may have, and how many things a list.</summary>
internal static class SlackShape
{
    /// <summary>Letters of a block_id, action_id or callback_id.</summary>
    public const int LongestId = 255;

    /// <summary>Slack refuses a whole message for one property that it does not know.</summary>
    public static void Only(Spot at, params ReadOnlySpan<string> known)
    {
        if (at.Json.ValueKind is not JsonValueKind.Object)
            return;
        foreach (var property in at.Json.EnumerateObject())
        {
            if (!known.Contains(property.Name))
                at.Fault($"\"{property.Name}\" means nothing at {at.Path}; there are {string.Join(", ", known!)}");
        }
    }

    /// <summary>The items of a list that must have so many.</summary>
    public static List<Spot> List(Spot at, string name, int least, int most)
    {
        var items = at[name]?.Items.ToList() ?? [];
        if (at[name] is null || items.Count < least)
            at.Fault($"{items.Count} {name} at {at.Path}; there must be {least} at least");
        else if (items.Count > most)
            at.Fault($"{items.Count} {name} at {at.Path}; {most} fit");
        return items;
    }

    /// <summary>No two may say the same under that name.</summary>
    public static void Unique(IEnumerable<Spot> items, string name, Spot where)
    {
        foreach (var twice in items.Where(item => item.Text(name) is not null).GroupBy(item => item.Text(name)).Where(group => group.Count() > 1))
            twice.Last().Fault($"{name} \"{twice.Key}\" is at {where.Path} {twice.Count()} times", twice.Key);
    }
}

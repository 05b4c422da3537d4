using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Tests.Whole;

/// <summary>Writes down, step by step, what every place shows anew and whose phone buzzes: for a clinic to read.</summary>
internal sealed partial class Transcript(WholeBot bot)
{
    private readonly StringBuilder text = new();
    private readonly Dictionary<string, string> shown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> buzzed = [];

    /// <summary>To be called when everything is true again.</summary>
    public void Note(string step, TheTruth truth)
    {
        text.Append("\n## ").Append(step).Append('\n');
        foreach (var place in bot.Tenant.Places.OrderBy(place => place.Owner?.Name ?? place.Name, StringComparer.Ordinal))
        {
            foreach (var message in bot.Chats.In(place.Id).Where(message => message.From is null))
            {
                var owner = place.Owner is { } person ? bot.PhoneOf(person.StaffId) : null;
                var now = message.Cards.Count == 0 ? message.Text
                    : $"{truth.Cards.GetValueOrDefault(message.Id, "an answer")}: {owner?.Shown(message) ?? SeenCard.Read(message.Cards[0])}";
                if (shown.GetValueOrDefault(message.Id) == now)
                    continue;
                text.Append("- ").Append(owner?.Name ?? place.Name).Append(shown.ContainsKey(message.Id) ? "" : ", new").Append(", ").Append(Timeless(now)).Append('\n');
                shown[message.Id] = now;
            }
        }

        foreach (var phone in bot.Phones)
        {
            foreach (var push in phone.Buzzes.Skip(buzzed.GetValueOrDefault(phone.Name)))
                text.Append("- ").Append(phone.Name).Append(" buzzes: ").Append(push).Append('\n');
            buzzed[phone.Name] = phone.Buzzes.Count;
        }
    }

    public override string ToString() => text.ToString().TrimStart();

    private static string Timeless(string text) => Minutes()
        .Replace(Times().Replace(text, "H:MM"), "0 min")
        .Replace("Room | ", "Room ", StringComparison.Ordinal)
        .Replace("since | ", "since ", StringComparison.Ordinal);

    [GeneratedRegex(@"\b\d{1,2}:\d\d\b")]
    private static partial Regex Times();

    // The minutes on a card stand alone; those of "5 min" are a button's.
    [GeneratedRegex(@"(?<=\| )\d+ min\b")]
    private static partial Regex Minutes();
}

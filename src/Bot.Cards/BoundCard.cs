using System.Text.Json;
using Bot.Cards.Channels;
using Bot.Cards.Layout;

namespace Bot.Cards;

/// <summary>
/// A card bound to some data, held against what no card may have, whatever its words, and against what its channel takes.
/// </summary>
internal sealed class BoundCard
{
    private readonly string _file;
    private readonly string _sample;
    private readonly List<Gap> _gaps;
    private readonly IReadOnlySet<string> _knownVerbs;
    private readonly List<CardFault> _faults;

    private BoundCard(string file, string sample, List<Gap> gaps, IReadOnlySet<string> knownVerbs, List<CardFault> faults) =>
        (_file, _sample, _gaps, _knownVerbs, _faults) = (file, sample, gaps, knownVerbs, faults);

    /// <param name="bound">The card, UTF-8 JSON.</param>
    /// <param name="channel"><c>teams</c> or <c>slack</c>.</param>
    /// <param name="file">The template's name, for the faults.</param>
    /// <param name="sample">The data's name, for the faults.</param>
    /// <param name="gaps">What the template's expressions wrote, by which a fault finds its line; it is used up.</param>
    /// <param name="knownVerbs">What buttons may say, without the argument after the colon.</param>
    /// <param name="faults">Gets what is wrong.</param>
    /// <exception cref="ArgumentException">Nobody knows what that channel takes.</exception>
    public static void Check(
        ReadOnlyMemory<byte> bound, string channel, string file, string sample, List<Gap> gaps, IReadOnlySet<string> knownVerbs, List<CardFault> faults)
    {
        using var json = JsonDocument.Parse(bound);
        var card = new Spot(new BoundCard(file, sample, gaps, knownVerbs, faults), json.RootElement, new Step(null, "card", 0));
        Leftovers(card);
        switch (channel)
        {
            case "teams":
                TeamsCard.Check(card);
                break;
            case "slack":
                SlackCard.Check(card);
                break;
            default:
                throw new ArgumentException($"There are no limits for the channel {channel}.", nameof(channel));
        }
    }

    /// <summary>Whether a button says what the bot knows.</summary>
    /// <param name="verb">The verb with its argument; null if the button has none.</param>
    /// <param name="way">Where the button stands.</param>
    /// <param name="written">What stands there, if it is more than the verb.</param>
    public void Verb(string? verb, Step way, string? written = null)
    {
        if (string.IsNullOrEmpty(verb))
            Fault(verb, $"the button at {way} has no verb");
        else if (!_knownVerbs.Contains(verb.Split(':')[0]))
            Fault(written ?? verb, $"unknown verb \"{verb}\" at {way}");
    }

    /// <param name="written">What stands in the card, by which the expression that wrote it is found.</param>
    /// <param name="what">What is wrong.</param>
    public void Fault(string? written, string what)
    {
        var at = _gaps.FindIndex(g => g.Written == written);
        var gap = at < 0 ? (Gap?)null : _gaps[at];
        // Each accounts for one place: the next of the same kind is another expression's.
        if (at >= 0)
            _gaps.RemoveAt(at);
        _faults.Add(new CardFault(_file, gap?.Line, gap?.Source, $"{what} (with {_sample})"));
    }

    private static void Leftovers(Spot at)
    {
        switch (at.Json.ValueKind)
        {
            case JsonValueKind.Null:
                at.Fault($"null at {at.Path}", "null");
                break;
            case JsonValueKind.String when at.Json.GetString()!.Contains("${", StringComparison.Ordinal):
                at.Fault($"\"{at.Json.GetString()}\" is left at {at.Path}", at.Json.GetString());
                break;
        }

        foreach (var inner in at.Inner)
            Leftovers(inner);
    }
}

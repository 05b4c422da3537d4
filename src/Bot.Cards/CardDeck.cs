using System.Buffers;
using System.Text.Json;
using Bot.Cards.Layout;

namespace Bot.Cards;

/// <summary>All cards of one channel, read, compiled and tried on their samples at start, so that no click can find a fault.</summary>
internal sealed class CardDeck
{
    private readonly Dictionary<string, CardTemplate> _cards;

    private CardDeck(Dictionary<string, CardTemplate> cards) => _cards = cards;

    public IReadOnlyCollection<string> Names => _cards.Keys;

    /// <param name="folder">Holds NAME.CHANNEL.json, NAME.sample.json and NAME.STATE.sample.json.</param>
    /// <param name="channel">The channel in the files' names: <c>teams</c> or <c>slack</c>.</param>
    /// <param name="knownVerbs">What buttons may say, without the argument after the colon.</param>
    /// <exception cref="CardFaultsException">Something is wrong with one or more of them; all faults are listed.</exception>
    public static CardDeck Load(string folder, string channel, IReadOnlySet<string> knownVerbs)
    {
        var faults = new List<CardFault>();
        var cards = new Dictionary<string, CardTemplate>(StringComparer.Ordinal);
        var ending = $".{channel}.json";
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + ending) : [];
        if (files.Length == 0)
            faults.Add(new CardFault(folder, null, null, $"there is no card; its name would end in {ending}"));
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file)[..^ending.Length];
            try
            {
                cards[name] = CardTemplate.Parse(Path.GetFileName(file), File.ReadAllBytes(file));
            }
            catch (CardTemplateException problem)
            {
                faults.Add(new CardFault(problem.File, problem.Line, problem.Expression, problem.Reason));
                continue;
            }
            foreach (var sample in SamplesOf(folder, name, faults))
                Try(cards[name], channel, Path.GetFileName(file), sample, knownVerbs, faults);
        }
        return faults.Count == 0 ? new CardDeck(cards) : throw new CardFaultsException(faults);
    }

    /// <exception cref="CardBindException">The model is not the one that the card was made for.</exception>
    public ReadOnlyMemory<byte> Bind(string card, ReadOnlyMemory<byte> modelUtf8) => Card(card).Bind(modelUtf8.Span);

    /// <exception cref="CardBindException">As above; nothing has been written then.</exception>
    public void Bind(string card, ReadOnlyMemory<byte> model, IBufferWriter<byte> output) => Card(card).Bind(model.Span, output);

    private CardTemplate Card(string name) =>
        _cards.TryGetValue(name, out var card) ? card : throw new ArgumentException($"There is no card {name}.", nameof(name));

    private static string[] SamplesOf(string folder, string name, List<CardFault> faults)
    {
        var first = Path.Combine(folder, $"{name}.sample.json");
        if (!File.Exists(first))
            faults.Add(new CardFault(Path.GetFileName(first), null, null, "the sample is missing"));
        // NAME may be the beginning of another card's name, so what stands between the dots must be one word.
        return [.. Directory.GetFiles(folder, $"{name}.*sample.json")
            .Where(f => Path.GetFileName(f)[name.Length..].Count(c => c == '.') <= 3)
            .Order(StringComparer.Ordinal)];
    }

    private static void Try(CardTemplate card, string channel, string file, string sample, IReadOnlySet<string> knownVerbs, List<CardFault> faults)
    {
        var sampleFile = Path.GetFileName(sample);
        var gaps = new List<Gap>();
        byte[] bound;
        try
        {
            bound = card.Bind(File.ReadAllBytes(sample), gaps);
        }
        catch (JsonException problem)
        {
            faults.Add(new CardFault(sampleFile, (int?)problem.LineNumber + 1, null, $"not JSON that can be read: {problem.Message}"));
            return;
        }
        catch (CardBindException problem)
        {
            faults.Add(new CardFault(problem.File, problem.Line, problem.Expression, $"{problem.Reason} (with {sampleFile})"));
            return;
        }
        BoundCard.Check(bound, channel, file, sampleFile, gaps, knownVerbs, faults);
    }
}

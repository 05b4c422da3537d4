using System.Text.RegularExpressions;

namespace Bot.Tests.Training;

/// <summary>The school year in which a text can be read, by Flesch and Kincaid (1975): 0.39 words a sentence + 11.8 syllables a word − 15.59.</summary>
internal static partial class ReadingLevel
{
    // Endings that are written with an e and spoken without.
    private static readonly string[] Silent = ["es", "ed"];

    /// <param name="sentences">Each ends a sentence, whatever it ends with.</param>
    public static double Of(IEnumerable<string> sentences)
    {
        var all = sentences.SelectMany(text => Ends().Split(text)).Select(text => Words().Matches(text).Select(word => word.Value).ToList()).Where(words => words.Count > 0).ToList();
        double words = all.Sum(sentence => sentence.Count);
        return (0.39 * words / all.Count) + (11.8 * all.Sum(sentence => sentence.Sum(Syllables)) / words) - 15.59;
    }

    /// <summary>Groups of vowels, less those that are silent. A number counts as one, as the usual tools do.</summary>
    public static int Syllables(string word)
    {
        var low = word.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal).Replace("qu", "kw", StringComparison.Ordinal);
        var count = Vowels().Count(low) + Apart().Count(low) - SilentInside().Count(low);
        if (low.EndsWith('e') && !EndsSpoken().IsMatch(low))
            count--;
        else if (Silent.Any(ending => low.EndsWith(ending, StringComparison.Ordinal)) && !EndingSpoken().IsMatch(low))
            count--;
        return Math.Max(1, count);
    }

    [GeneratedRegex(@"(?<=[.?!:])\s+")]
    private static partial Regex Ends();

    [GeneratedRegex(@"[\p{L}\p{N}]+(['’-][\p{L}\p{N}]+)*")]
    private static partial Regex Words();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex Vowels();

    // Neighbors that are two syllables: "di-et", "cre-ate", "sci-ence", "be-ing", "us-u-al", "vid-e-o", "play-er".
    [GeneratedRegex("ia|io(?!u|n)|iet|iu|eo(?!pl)|ua|uou|[ao]ye|ying|oing|eing|eate|scie|poe|dea$")]
    private static partial Regex Apart();

    // "safe-ly", "use-ful", "care-less".
    [GeneratedRegex("[^aeiouy]e(?=(ly|ful|less)$)")]
    private static partial Regex SilentInside();

    // "the", "me", "be": the only vowel; "ta-ble", "peo-ple": an l that carries the syllable.
    [GeneratedRegex("^[^aeiouy]*e$|[^aeiouyl]le$|[aiouy]e$|ee$")]
    private static partial Regex EndsSpoken();

    // "need-ed", "wait-ed", "chang-es", "wish-es", "box-es".
    [GeneratedRegex("[td]ed$|(s|x|z|sh|ch|g|c)es$|^[^aeiouy]*e[sd]$|[^aeiouyl]l(es|ed)$|[aiouye](es|ed)$")]
    private static partial Regex EndingSpoken();
}

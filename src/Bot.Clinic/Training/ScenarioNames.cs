namespace Bot.Clinic;

/// <summary>Which role play somebody means by some words.</summary>
public static class ScenarioNames
{
    /// <summary>All that the words may mean; one if they are its whole name, or the beginnings of words of it, in their order.</summary>
    public static IReadOnlyList<Scenario> Meant(IReadOnlyList<string> words, IReadOnlyList<Scenario> among)
    {
        var exactly = among.Where(one => Names(one).Any(name => name.SequenceEqual(words))).ToList();
        return exactly.Count > 0 ? exactly : [.. among.Where(one => Names(one).Any(name => IsIn(words, name)))];
    }

    private static IEnumerable<string[]> Names(Scenario one) =>
        [WordsOf(one.Shared.Title), WordsOf(one.Id.Value)];

    private static string[] WordsOf(string name) => [.. Token.OfName(name).Select(Token.WithoutAccents)];

    private static bool IsIn(IReadOnlyList<string> words, string[] name)
    {
        var at = 0;
        foreach (var word in words)
        {
            while (at < name.Length && !name[at].StartsWith(word, StringComparison.Ordinal))
                at++;
            if (at++ >= name.Length)
                return false;
        }

        return words.Count > 0;
    }
}

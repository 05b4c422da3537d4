namespace Bot.Clinic;

/// <summary>Finds lines that begin like a call for help. Rather one too many: the answer says what to do and changes nothing.</summary>
internal static class Alarm
{
    private static readonly char[] LineEnds = ['\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'];

    private static readonly string[] AfterCode = ["blue", "red", "pink", "white", "stroke", "stemi"];

    // What may stand before the word itself: "room 4: code blue", "call 911", "we have an emergency".
    private static readonly HashSet<string> Before =
        ["room", "rm", "#", "call", "dial", "a", "an", "it", "its", "there", "theres", "hey", "help", "we", "need", "have", "very"];

    public static bool IsIn(string text) =>
        text.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries).Any(StartsWithOne);

    private static bool StartsWithOne(string line)
    {
        var words = Token.Split(line).Select(Token.WithoutAccents).Take(12).ToList();

        // 9-1-1 and s.t.a.t.
        var spelled = string.Concat(words.TakeWhile(word => word.Length == 1));
        if (spelled.StartsWith("911", StringComparison.Ordinal) || spelled.StartsWith("stat", StringComparison.Ordinal))
            return true;

        var first = words.SkipWhile(word =>
            Before.Contains(word)
            || Token.IsFiller(word)
            || (word != "911" && word.All(char.IsAsciiDigit))).FirstOrDefault();
        return first is not null && Means(first);
    }

    private static bool Means(string word)
    {
        if (word is "911" or "stat" or "code")
            return true;
        if (word.StartsWith("urgent", StringComparison.Ordinal) || word.StartsWith("emergenc", StringComparison.Ordinal))
            return true;
        if (word.StartsWith("code", StringComparison.Ordinal) && (AfterCode.Contains(word[4..]) || word[4..].All(char.IsAsciiDigit)))
            return true;
        if (word.StartsWith("stat", StringComparison.Ordinal) && word[4..].All(char.IsAsciiDigit))
            return true;
        return Nearness.Of(word, "emergency") <= 2 || Nearness.Of(word, "urgent") <= 1;
    }
}

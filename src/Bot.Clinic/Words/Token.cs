using System.Globalization;
using System.Text;

namespace Bot.Clinic;

/// <summary>One word of a typed line, in lower case.</summary>
/// <param name="Text">As typed, for rooms, which must match exactly.</param>
/// <param name="Plain">Without accents, for names and commands: "jose" finds José.</param>
/// <param name="IsRoom">True if "room", "rm" or # stands before it.</param>
internal readonly record struct Token(string Text, string Plain, bool IsRoom)
{
    // What people put around a command without meaning anything by it.
    private static readonly HashSet<string> Filler =
    [
        "please", "pls", "plz", "the", "is", "are", "for", "to", "with", "at", "by", "in", "and", "my", "me", "i", "im", "am", "now",
        "patient", "pt", "thanks", "thank", "thx", "you", "this", "exam",
    ];

    public static bool IsFiller(string word) => Filler.Contains(word);

    /// <summary>Words without filler, and with "room" turned into a mark on the next word. Never throws.</summary>
    public static List<Token> Read(string text, Func<string, bool> keep)
    {
        var tokens = new List<Token>();
        var isRoom = false;
        foreach (var word in Split(text))
        {
            if (word is "#" or "room" or "rm")
            {
                isRoom = true;
                continue;
            }

            var plain = WithoutAccents(word);
            if (Filler.Contains(plain) && !keep(word))
                continue;
            tokens.Add(new Token(word, plain, isRoom));
            isRoom = false;
        }

        return tokens;
    }

    /// <summary>The words of a name in the practice file, so that it compares with what is typed.</summary>
    public static string[] OfName(string name)
    {
        var words = Split(name).Where(word => word != "#").ToArray();
        var telling = words.Where(word => !Filler.Contains(word) && word is not ("room" or "rm")).ToArray();
        return telling.Length > 0 ? telling : words;
    }

    /// <summary>Lower-case words; # alone is a word. Whatever is not a letter or number parts words, save what nobody can see.</summary>
    public static IEnumerable<string> Split(string text)
    {
        // Teams leaves this behind where a mention stood.
        text = text.Replace("&nbsp;", " ", StringComparison.OrdinalIgnoreCase);
        var word = new StringBuilder();
        var beforeApostrophe = -1;
        foreach (var rune in text.EnumerateRunes())
        {
            // Full-width forms, as phones set to some languages type them.
            var c = rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;
            if (c.Value is '\'' or 0x2018 or 0x2019 or 0x02BC)
                beforeApostrophe = word.Length;
            else if (IsOfWord(c))
                word.Append(Rune.ToLowerInvariant(c));
            else if (Rune.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                if (Finish(word, beforeApostrophe) is { } finished)
                    yield return finished;
                beforeApostrophe = -1;
                if (c.Value == '#')
                    yield return "#";
            }
        }

        if (Finish(word, beforeApostrophe) is { } last)
            yield return last;
    }

    // Numbers such as ² or ④ belong to the word, so that "4²" is no room 4.
    private static bool IsOfWord(Rune c) => Rune.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static string? Finish(StringBuilder word, int beforeApostrophe)
    {
        // "Lee's here" is about Lee; "can't" is one word.
        if (beforeApostrophe > 0 && beforeApostrophe == word.Length - 1 && word[^1] == 's')
            word.Length--;
        if (word.Length == 0)
            return null;
        var finished = word.ToString().Normalize(NormalizationForm.FormC);
        word.Clear();
        return finished;
    }

    public static string WithoutAccents(string word)
    {
        if (Ascii.IsValid(word))
            return word;
        var letters = word.Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        return string.Concat(letters);
    }
}

using System.Globalization;

namespace Bot.Clinic;

/// <summary>Lines that are nothing but an answer to a request: `ok`, `5`, `after`, `no`.</summary>
internal static class BareAnswer
{
    private static readonly HashSet<string> Yes = ["ok", "okay", "omw", "yes", "coming"];
    private static readonly HashSet<string> No = ["no", "cant", "cannot"];
    private static readonly HashSet<string> After = ["after", "after one", "after that", "after next"];
    private static readonly HashSet<string> Minutes = ["m", "min", "mins", "minute", "minutes"];

    /// <summary>Null if the line is something else. A number that is no 1 to 60 minutes is something else too.</summary>
    public static Spoken.Answers? Read(IReadOnlyList<Token> tokens)
    {
        // "room 5" is about a room, never about 5 minutes.
        if (tokens.Any(token => token.IsRoom))
            return null;
        var words = tokens.Select(token => token.Plain).ToList();

        // "ok 5 min" says when; "ok 5" might mean a room.
        if (words.Count == 3 && Yes.Contains(words[0]) && Minutes.Contains(words[2]))
            words.RemoveAt(0);
        if (words.Count == 2 && Minutes.Contains(words[1]))
            words.RemoveAt(1);

        var said = string.Join(' ', words);
        if (Yes.Contains(said) || said is "on way" or "ok on way" or "ok coming" or "ok omw")
            return new Spoken.Answers(new When.Now(), false);
        if (No.Contains(said) || said is "no cant" or "cant come" or "not come" or "no sorry" or "sorry cant" or "sorry no")
            return new Spoken.Answers(null, true);
        if (After.Contains(said) || said is "ok after" or "after patient")
            return new Spoken.Answers(new When.AfterThisPatient(), false);
        return words is [var number] && ReadMinutes(number) is { } minutes and <= 60
            ? new Spoken.Answers(new When.In(minutes), false)
            : null;
    }

    /// <summary>"20", "20m" or "20min", 1 to 480; else null.</summary>
    public static int? ReadMinutes(string word)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        if (digits is 0 or > 3 || (digits < word.Length && !Minutes.Contains(word[digits..])))
            return null;
        var minutes = int.Parse(word.AsSpan(0, digits), CultureInfo.InvariantCulture);
        return minutes is >= 1 and <= 480 ? minutes : null;
    }

    public static bool IsUnit(string word) => Minutes.Contains(word);
}

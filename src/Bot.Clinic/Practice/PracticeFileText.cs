using System.Text.RegularExpressions;

namespace Bot.Clinic;

/// <summary>The kinds of text in the practice file, and how faults speak of them.</summary>
internal static partial class PracticeFileText
{
    private const int MaxRoom = 8;
    private const int MaxAddress = 254;
    private const int MaxQuoted = 60;

    // Teams and Slack read these as bold, italics, links, code, strike-through; no template escapes them.
    private const string Markup = "*_[]<>`~";

    /// <summary>A name, label or title that people read on cards; empty if there is no text.</summary>
    public static string Label(this PracticeFileValue at) => at.Line(PracticeFile.MaxLetters);

    /// <summary>One line that people read on cards; empty if there is no text.</summary>
    /// <param name="most">How long it may be, in UTF-16 units.</param>
    public static string Line(this PracticeFileValue at, int most)
    {
        if (at.Text() is not { } text)
            return "";

        if (text.EnumerateRunes().Any(PracticeFile.IsUnseen))
            at.Fault("This holds a line break or another character that can't be seen; type it anew on one line.");
        else if (text != text.Trim())
            at.Fault("This begins or ends with a space; remove it.");

        var markup = text.Where(Markup.Contains).Distinct().ToArray();
        if (markup.Length > 0)
            at.Fault($"{Quoted(text)} holds {string.Join(' ', markup)}, which Teams or Slack read as markup; write it without.");
        if (Entity().IsMatch(text))
            at.Fault($"{Quoted(text)} holds {Cut(Entity().Match(text).Value)}, which chats turn into another character; write it without.");

        // Chats have limits on buttons and lists and do not say what they count; UTF-16 units are the most that it can be.
        if (text.Length > most)
            at.Fault($"This has {text.Length} letters, an emoji counting as several; shorten it to at most {most}.");
        return text;
    }

    /// <summary>An id, which buttons and stored visits carry; empty if there is no text.</summary>
    public static string Id(this PracticeFileValue at)
    {
        if (at.Text() is not { } text)
            return "";
        if (!IdForm().IsMatch(text))
            at.Fault($"{Quoted(text)} is no id; use small letters a-z, digits, dots and hyphens only, such as \"sam.lee\".");
        else if (text.Length > PracticeFile.MaxLetters)
            at.Fault($"This id has {text.Length} letters; shorten it to at most {PracticeFile.MaxLetters}.");
        return text;
    }

    /// <summary>A room as its door says; empty if there is no text.</summary>
    public static string Room(this PracticeFileValue at)
    {
        if (at.Text() is not { } text)
            return "";
        if (!text.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or ' ') || text != text.Trim())
            at.Fault($"{Quoted(text)} is no room; use letters, digits, hyphens and spaces between them only.");
        if (Letters(text) > MaxRoom)
            at.Fault($"This room has {Letters(text)} letters; shorten it to at most {MaxRoom}.");
        return text;
    }

    /// <summary>An e-mail address in lower case, as chats are asked for it.</summary>
    public static string Email(this PracticeFileValue at)
    {
        if (at.Text() is not { } text)
            return "";
        if (!EmailForm().IsMatch(text) || text.Length > MaxAddress)
            at.Fault($"{Quoted(text)} is no e-mail address; write one such as \"sam.lee@example.org\".");
        return text.ToLowerInvariant();
    }

    /// <summary>The aadObjectId of a person in Teams, in the form in which Teams sends it.</summary>
    public static string TeamsId(this PracticeFileValue at)
    {
        if (at.Text() is not { } text)
            return "";
        if (Guid.TryParseExact(text, "D", out var id))
            return id.ToString("D");
        at.Fault($"{Quoted(text)} is no Teams id; copy the person's Object ID from Entra, 32 digits a-f and 0-9 with four hyphens.");
        return text;
    }

    /// <summary>The user id of a person in Slack.</summary>
    public static string SlackId(this PracticeFileValue at)
    {
        if (at.Text() is not { } text)
            return "";
        if (!SlackForm().IsMatch(text))
            at.Fault($"{Quoted(text)} is no Slack id; copy the member ID from the person's Slack profile, such as \"U012AB3CD\".");
        return text;
    }

    /// <summary>The conversation id of a channel, as the chat wrote it.</summary>
    public static string Channel(this PracticeFileValue at)
    {
        if (at.Text() is not { } text)
            return "";
        if (text.Length > MaxAddress || text.Any(letter => letter is <= ' ' or > '~'))
            at.Fault($"{Quoted(text)} is no channel id; copy it from the channel's link, without spaces.");
        return text;
    }

    /// <summary>The number to dial: a label that has a digit.</summary>
    public static string PhoneNumber(this PracticeFileValue at)
    {
        var text = at.Label();
        if (text != "" && !text.Any(char.IsAsciiDigit))
            at.Fault($"{Quoted(text)} holds no digit; write the number that people dial.");
        return text;
    }

    /// <summary>An address that browsers open, encrypted; empty if there is no text.</summary>
    public static string HttpsAddress(this PracticeFileValue at)
    {
        if (at.Text() is not { } text)
            return "";
        var isOne = text.Length <= MaxAddress && !text.Any(letter => letter is <= ' ' or > '~' or '"' or '<' or '>' or '\\' or '`' or '{' or '}')
            && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Host.Length > 0 && uri.UserInfo.Length == 0;
        if (!isOne)
            at.Fault($"{Quoted(text)} is no web address; copy it whole from the browser, such as \"https://example.org/video\", at most {MaxAddress} letters.");
        return text;
    }

    /// <summary>The nearest of the known words, or all of them if none is near: the end of a fault's sentence.</summary>
    public static string Instead(string written, IReadOnlyCollection<string> known)
    {
        var nearest = known
            .Select(word => (Word: word, Steps: Steps(written, word)))
            .Where(near => near.Steps <= Math.Max(1, near.Word.Length / 3))
            .OrderBy(near => near.Steps)
            .Select(near => near.Word)
            .FirstOrDefault();
        if (nearest is not null)
            return $"did you mean \"{nearest}\"?";
        return known.Count == 0 ? "leave it out." : $"known are {string.Join(", ", known.Take(20))}.";
    }

    /// <summary>What the file says, cut and without characters that would break a line of the log.</summary>
    public static string Quoted(string text) => $"\"{Cut(text)}\"";

    public static string Cut(string text)
    {
        var seen = string.Concat(text.EnumerateRunes().Where(rune => !PracticeFile.IsUnseen(rune)).Take(MaxQuoted + 1));
        return Letters(seen) > MaxQuoted ? string.Concat(seen.EnumerateRunes().Take(MaxQuoted)) + "…" : seen;
    }

    /// <summary>One step of a JSON path.</summary>
    public static string Step(string key) =>
        PlainKey().IsMatch(key) ? $".{key}" : $"['{Cut(key).Replace("'", "\\'", StringComparison.Ordinal)}']";

    private static int Letters(string text) => text.EnumerateRunes().Count();

    // How many letters must be typed otherwise, two swapped neighbours being one (optimal string alignment). A beginning is near
    // whatever follows ("monday", "mon"); words of very different length are not near and cost nothing.
    private static int Steps(string written, string word)
    {
        var (shorter, longer) = written.Length < word.Length ? (written, word) : (word, written);
        if (shorter.Length > 0 && longer.StartsWith(shorter, StringComparison.OrdinalIgnoreCase))
            return 1;
        if (Math.Abs(written.Length - word.Length) > word.Length)
            return int.MaxValue;

        var steps = new int[written.Length + 1, word.Length + 1];
        for (var i = 0; i <= written.Length; i++)
        {
            for (var j = 0; j <= word.Length; j++)
            {
                steps[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1, steps[i - 1, j - 1] + (Same(i, j) ? 0 : 1));
                if (i > 1 && j > 1 && Same(i - 1, j) && Same(i, j - 1))
                    steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
            }
        }

        return steps[written.Length, word.Length];

        bool Same(int i, int j) => char.ToLowerInvariant(written[i - 1]) == char.ToLowerInvariant(word[j - 1]);
    }

    [GeneratedRegex(@"^[a-z0-9.-]+\z")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,39}\z")]
    private static partial Regex PlainKey();

    [GeneratedRegex(@"^[^\s@<>\p{C}]+@[^\s@<>\p{C}]+\z")]
    private static partial Regex EmailForm();

    [GeneratedRegex(@"^[UW][A-Z0-9]{1,39}\z")]
    private static partial Regex SlackForm();

    [GeneratedRegex(@"&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")]
    private static partial Regex Entity();
}

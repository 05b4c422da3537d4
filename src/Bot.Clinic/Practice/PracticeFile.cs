using System.Globalization;
using System.Text;

namespace Bot.Clinic;

/// <summary>One thing wrong in the practice file.</summary>
/// <param name="Path">The JSON path of the place: "$.sites[0].staff[3].cover".</param>
/// <param name="What">A sentence that says what is wrong there and how to mend it.</param>
public sealed record PracticeFault(string Path, string What)
{
    public override string ToString() => $"{Path}: {What}";
}

/// <summary>What the practice file says, or everything that is wrong in it.</summary>
/// <param name="Practice">Null if there is any fault: half a practice is none.</param>
public sealed record PracticeReading(Practice? Practice, IReadOnlyList<PracticeFault> Faults);

/// <summary>Reads the practice file: JSON in which comments and trailing commas are allowed and everything else is exact.</summary>
/// <remarks>
/// Never throws, whatever the bytes. All faults are told at once, since whoever edits the file should not have to start the bot
/// once for each of them. Only what is not JSON at all is told alone.
/// </remarks>
public static class PracticeFile
{
    /// <summary>A larger file is refused unread, in bytes. A site takes about 5 KB.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>How long a name, label or title may be, in UTF-16 units: what a phone shows of a button without cutting it.</summary>
    public const int MaxLetters = 40;

    /// <summary>How many rooms, visit types, or people who may be picked to come: a chat's list holds no more.</summary>
    public const int MaxChoices = 100;

    /// <summary>How many desks, and how many things may be asked of each.</summary>
    public const int MaxDesks = 20;

    private static readonly string[] Titles = ["dr", "prof", "mr", "mrs", "ms", "mx"];

    private static readonly string[] Suffixes = ["jr", "sr", "ii", "iii", "iv"];

    public static PracticeReading Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    public static PracticeReading Read(ReadOnlySpan<byte> utf8)
    {
        var faults = new List<PracticeFault>();
        var practice = PracticeFileJson.Root(utf8, "the practice file", faults) is { } root ? ReadPractice(root) : null;
        return new PracticeReading(faults.Count == 0 ? practice : null, faults);
    }

    /// <summary>"Dr. Lee" for "Dr. Sam Lee"; the whole name for people without a title.</summary>
    public static string DefaultShort(string name)
    {
        var words = name.Split(',')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words.Count < 3 || !Titles.Contains(Bare(words[0])))
            return name;

        while (words.Count > 2 && Suffixes.Contains(Bare(words[^1])))
            words.RemoveAt(words.Count - 1);

        // "Dr. Maria de la Cruz" is Dr. de la Cruz: small words before the last belong to the surname.
        var surname = words.Count - 1;
        while (surname > 1 && char.IsLower(words[surname - 1][0]))
            surname--;
        return string.Join(' ', words.Skip(surname).Prepend(words[0]));

        static string Bare(string word) => word.TrimEnd('.').ToLowerInvariant();
    }

    /// <summary>A display name as a chat gave it, made safe to show.</summary>
    /// <remarks>One line, nothing unseen, no &lt; and &gt;, at most <see cref="MaxLetters"/>; empty if nothing is left.</remarks>
    public static string CleanName(string name)
    {
        var clean = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            // A line break between two words still parts them.
            if (Rune.IsWhiteSpace(rune))
                clean.Append(clean.Length == 0 || clean[^1] == ' ' ? "" : " ");
            else if (!IsUnseen(rune) && rune.Value is not ('<' or '>'))
                clean.Append(rune.ToString());

            // Whoever sends a book for a name is not read to the end.
            if (clean.Length > 8 * MaxLetters)
                break;
        }

        return Start(clean.ToString()).TrimEnd();
    }

    // As much as fits of what a person sees as letters: a family of four, or a letter with its accents, comes whole or not at all.
    private static string Start(string text)
    {
        var length = 0;
        while (length < text.Length && length + StringInfo.GetNextTextElementLength(text, length) is <= MaxLetters and var next)
            length = next;
        return text[..length];
    }

    /// <summary>Control characters, line breaks, and the marks that turn the direction of the text around.</summary>
    internal static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069;

    private static Practice? ReadPractice(PracticeFileValue root)
    {
        if (root.Object("name", "sites") is not { } file)
            return null;

        var name = file.Required("name", "the organisation's name")?.Label() ?? "";
        var people = new PracticeFilePeople();
        var ids = new PracticeFileUnique("site");
        var sites = new List<SitePlan>();
        var listed = file.Required("sites", "a list of sites")?.NotEmpty("site") ?? [];
        foreach (var at in listed)
        {
            if (PracticeFileSite.Read(at, ids, people) is { } site)
                sites.Add(site);
        }

        return new Practice(name, sites);
    }
}

using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Cards.Values;

/// <summary>One step of a path. The engine compares names without regard to case and takes the first that fits.</summary>
internal sealed partial class Name
{
    public Name(string text)
    {
        Text = text;
        Lower = text.ToLowerInvariant();
        Utf8 = Encoding.UTF8.GetBytes(text);
        IsAscii = Ascii.IsValid(text);
        // JavaScript's parseInt: "2nd" is an index into a list too.
        Index = LeadingInteger().Match(text) is { Success: true } m && int.TryParse(m.Groups[1].ValueSpan, out var index) ? index : null;
    }

    public string Text { get; }

    public string Lower { get; }

    public byte[] Utf8 { get; }

    public bool IsAscii { get; }

    public int? Index { get; }

    public bool Is(string other) => string.Equals(Lower, other.ToLowerInvariant(), StringComparison.Ordinal);

    /// <summary>Splits a path such as <c>a[0].b</c> as the engine does: at dots and brackets, quotes around a part falling away.</summary>
    public static Name[] Split(string path) =>
        [.. path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries)
            .Select(p => new Name(p.Length >= 2 && p[0] == p[^1] && p[0] is '"' or '\'' ? p.Length < 2 ? "" : p[1..^1] : p))];

    [GeneratedRegex(@"^\s*([+-]?[0-9]+)")]
    private static partial Regex LeadingInteger();
}

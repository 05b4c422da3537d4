using System.Globalization;
using System.Text;

namespace Bot.Cards.Values;

/// <summary>Text as JavaScript treats it where .NET differs.</summary>
internal static class JsText
{
    public static bool IsSpace(char c) => c is '\uFEFF' || (c is not '\u0085' && char.IsWhiteSpace(c));

    public static string Trim(string text)
    {
        int from = 0, to = text.Length;
        while (from < to && IsSpace(text[from]))
            from++;
        while (to > from && IsSpace(text[to - 1]))
            to--;
        return text[from..to];
    }

    /// <summary>JavaScript maps the sharp s to two letters; .NET's invariant mapping keeps it.</summary>
    public static string Upper(string text) => text.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal);

    /// <summary>/\w\S*/g: a word begins at an ASCII letter, digit or underscore and runs to the next space.</summary>
    public static string Titled(string text)
    {
        var chars = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiLetterOrDigit(text[at]) && text[at] != '_')
            {
                chars.Append(char.ToLowerInvariant(text[at]));
                continue;
            }
            chars.Append(char.ToUpperInvariant(text[at]));
            while (at + 1 < text.Length && !IsSpace(text[at + 1]))
                chars.Append(char.ToLowerInvariant(text[++at]));
        }
        return chars.ToString();
    }

    /// <summary>Splitting at nothing gives single UTF-16 units, halves of surrogate pairs included.</summary>
    public static Value[] Split(string text, string at) => at.Length > 0
        ? [.. text.Split(at).Select(Value.Of)]
        : [.. text.Select(c => Value.Of(c.ToString()))];

    /// <summary>The bytes between the quotes of a JSON string as text. By hand, since a lone \ud800 is JSON but no .NET reader takes it.</summary>
    public static string Unescape(ReadOnlySpan<byte> raw)
    {
        var text = new StringBuilder(raw.Length);
        while (!raw.IsEmpty)
        {
            var slash = raw.IndexOf((byte)'\\');
            var plain = slash < 0 ? raw : raw[..slash];
            text.Append(Encoding.UTF8.GetString(plain));
            if (slash < 0)
                break;
            var code = (char)raw[slash + 1];
            text.Append(code switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(raw.Slice(slash + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                _ => code,
            });
            raw = raw[(slash + (code == 'u' ? 6 : 2))..];
        }
        return text.ToString();
    }
}

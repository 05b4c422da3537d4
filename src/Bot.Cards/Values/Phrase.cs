using System.Text;

namespace Bot.Cards.Values;

/// <summary>A text of the template, encoded once at start: as it is, and as it stands between the quotes of a JSON string.</summary>
internal sealed class Phrase
{
    public Phrase(string text)
    {
        Text = text;
        var sheet = new Sheet();
        sheet.AppendEscaped(text);
        Json = sheet.Written.ToArray();
        Utf8 = Encoding.UTF8.GetBytes(text);
        IsWellFormed = Encoding.UTF8.GetString(Utf8) == text;
    }

    public string Text { get; }

    public byte[] Utf8 { get; }

    public byte[] Json { get; }

    /// <summary>False when the text holds half a surrogate pair, which UTF-8 cannot: then only <see cref="Text"/> compares truly.</summary>
    public bool IsWellFormed { get; }
}

using System.Text;
using System.Text.Json;
using Bot.Cards.Values;

namespace Bot.Cards.Layout;

/// <summary>A template's JSON with the line of every value, as it was written.</summary>
internal sealed record Piece(int Line, JsonTokenType Kind, string Text, IReadOnlyList<Piece> Items, IReadOnlyList<(string Name, Piece Value)> Properties)
{
    /// <summary>As deep as a template may nest; the official engine would go on until its stack ends.</summary>
    private const int DeepestNesting = 64;

    public Piece? this[string name] => Properties.FirstOrDefault(p => p.Name == name).Value;

    public static Piece Read(string file, ReadOnlySpan<byte> json)
    {
        var lines = new Lines(file);
        if (json.StartsWith(Encoding.UTF8.Preamble))
            throw new CardTemplateException(file, 1, null, "the file begins with a byte order mark; save it as UTF-8 without one");
        if (!System.Text.Unicode.Utf8.IsValid(json))
            throw new CardTemplateException(file, 1, null, "the file is not UTF-8");
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            reader.Read();
            var piece = Value(ref reader, json, ref lines);
            reader.Read();
            return piece;
        }
        catch (JsonException problem)
        {
            throw new CardTemplateException(file, (int)(problem.LineNumber ?? 0) + 1, null, $"not JSON that can be read: {problem.Message}");
        }
    }

    private static Piece Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref Lines lines)
    {
        var line = lines.At(json, (int)reader.TokenStartIndex);
        var kind = reader.TokenType;
        var items = new List<Piece>();
        var properties = new List<(string, Piece)>();
        if (kind is JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                items.Add(Value(ref reader, json, ref lines));
        }
        else if (kind is JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
            {
                var name = JsText.Unescape(reader.ValueSpan);
                if (properties.Any(p => p.Item1 == name))
                    throw new CardTemplateException(lines.File, lines.At(json, (int)reader.TokenStartIndex), null, $"\"{name}\" stands twice in one object");
                reader.Read();
                properties.Add((name, Value(ref reader, json, ref lines)));
            }
        }
        var text = kind is JsonTokenType.String ? JsText.Unescape(reader.ValueSpan)
            : kind is JsonTokenType.Number ? Encoding.UTF8.GetString(reader.ValueSpan) : "";
        return new Piece(line, kind, text, items, properties);
    }

    /// <summary>Counts lines as the reader goes on.</summary>
    private record struct Lines(string File)
    {
        private int _line = 1;
        private int _at;

        public int At(ReadOnlySpan<byte> json, int at)
        {
            _line += json[_at..at].Count((byte)'\n');
            _at = at;
            return _line;
        }
    }
}

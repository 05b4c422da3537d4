using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bot.Cards.Values;

/// <summary>
/// A JSON text laid flat: one small record per value, each knowing where it ends, so that looking up a name is a walk over
/// neighbours. Kept and filled again and again; not for two threads at once.
/// </summary>
internal sealed class Model
{
    private byte[] _text = [];
    private Entry[] _entries = new Entry[64];
    private int _count;

    /// <summary>Where containers that are still open began; as deep as the reader allows.</summary>
    private readonly int[] _open = new int[64];

    public Value Root => ValueAt(0);

    public int Capacity => _text.Length;

    public void Read(ReadOnlySpan<byte> json)
    {
        if (!System.Text.Unicode.Utf8.IsValid(json))
            throw new JsonException("The model is not UTF-8.");
        if (_text.Length < json.Length)
            _text = new byte[Math.Max(json.Length, 2 * _text.Length)];
        json.CopyTo(_text);
        _count = 0;
        var depth = 0;
        var reader = new Utf8JsonReader(_text.AsSpan(0, json.Length));
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                _entries[_open[--depth]].End = _count;
                continue;
            }
            if (_count == _entries.Length)
                Array.Resize(ref _entries, 2 * _count);
            ref var entry = ref _entries[_count++];
            entry = new Entry { Start = (int)reader.TokenStartIndex, Length = reader.ValueSpan.Length, End = _count };
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                case JsonTokenType.StartArray:
                    entry.Kind = reader.TokenType is JsonTokenType.StartObject ? Kind.Object : Kind.List;
                    _open[depth++] = _count - 1;
                    break;
                case JsonTokenType.String:
                case JsonTokenType.PropertyName:
                    entry.Kind = Kind.Text;
                    entry.Start++;
                    entry.IsEscaped = reader.ValueIsEscaped;
                    entry.IsPlainName = reader.TokenType is JsonTokenType.PropertyName && !entry.IsEscaped && Ascii.IsValid(reader.ValueSpan);
                    break;
                case JsonTokenType.Number:
                    entry.Kind = Kind.Number;
                    break;
                default:
                    entry.Kind = reader.TokenType switch { JsonTokenType.True => Kind.True, JsonTokenType.False => Kind.False, _ => Kind.Null };
                    break;
            }
        }
    }

    public Value ValueAt(int node) => _entries[node].Kind switch
    {
        Kind.Null => Value.Null,
        Kind.True => Value.True,
        Kind.False => Value.False,
        Kind.Number => Value.Of(double.Parse(Raw(node), NumberStyles.Float, CultureInfo.InvariantCulture)),
        var kind => Value.In(this, kind, node),
    };

    /// <summary>The entry after this value and all it holds.</summary>
    public int EndOf(int node) => _entries[node].End;

    public bool IsEscaped(int node) => _entries[node].IsEscaped;

    /// <summary>The bytes between the quotes, escapes and all.</summary>
    public ReadOnlySpan<byte> Raw(int node) => _text.AsSpan(_entries[node].Start, _entries[node].Length);

    public string TextOf(int node) => IsEscaped(node) ? JsText.Unescape(Raw(node)) : Encoding.UTF8.GetString(Raw(node));

    public int CountOf(int node)
    {
        var count = 0;
        for (var at = node + 1; at < _entries[node].End; at = _entries[at].End)
            count++;
        return _entries[node].Kind is Kind.Object ? count / 2 : count;
    }

    public Value Find(int node, Name name)
    {
        var end = _entries[node].End;
        for (var at = node + 1; at < end; at = _entries[at + 1].End)
        {
            ref var key = ref _entries[at];
            if (key.IsPlainName && name.IsAscii
                    ? key.Length == name.Utf8.Length && Ascii.EqualsIgnoreCase(_text.AsSpan(key.Start, key.Length), name.Utf8)
                    : name.Is(TextOf(at)))
                return ValueAt(at + 1);
        }
        return Value.Undefined;
    }

    private struct Entry
    {
        public Kind Kind;
        public bool IsEscaped;
        public bool IsPlainName;
        public int Start;
        public int Length;
        public int End;
    }
}

using System.Text;

namespace Bot.Cards.Values;

/// <summary>The JSON being written: a buffer that grows, is kept, and can take back a trailing comma.</summary>
/// <remarks>Everything is written with a comma after it, and a closing bracket takes the last one back; so no part needs to know whether it is the first.</remarks>
internal sealed class Sheet
{
    private byte[] _bytes = new byte[256];

    public int Length { get; private set; }

    public int Capacity => _bytes.Length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    public void Append(byte one)
    {
        Room(1)[0] = one;
        Length++;
    }

    public void Append(double number) => Length += JsNumber.Format(number, Room(JsNumber.MaxLength));

    /// <summary>Puts a byte before what was written since; rare, when the second of a property's repeated objects turns up.</summary>
    public void Insert(int at, byte one)
    {
        Room(1);
        _bytes.AsSpan(at, Length - at).CopyTo(_bytes.AsSpan(at + 1));
        _bytes[at] = one;
        Length++;
    }

    public void TakeBackComma()
    {
        if (Length > 0 && _bytes[Length - 1] == ',')
            Length--;
    }

    /// <summary>Escapes what JSON demands and nothing else: quote, backslash, control characters, halves of surrogate pairs.</summary>
    public void AppendEscaped(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(MustEscape.Chars);
            if (plain < 0)
                plain = text.Length;
            Length += Encoding.UTF8.GetBytes(text[..plain], Room(3 * plain));
            text = text[plain..];
            if (text.IsEmpty)
                return;
            if (Rune.DecodeFromUtf16(text, out var rune, out var used) is System.Buffers.OperationStatus.Done && used == 2)
                Length += rune.EncodeToUtf8(Room(4));
            else
                Escape(text[0]);
            text = text[used..];
        }
    }

    private void Escape(char c)
    {
        var room = Room(6);
        room[0] = (byte)'\\';
        var letter = c switch { '"' => '"', '\\' => '\\', '\b' => 'b', '\f' => 'f', '\n' => 'n', '\r' => 'r', '\t' => 't', _ => 'u' };
        room[1] = (byte)letter;
        Length += 2;
        if (letter != 'u')
            return;
        for (var i = 0; i < 4; i++)
            room[2 + i] = "0123456789abcdef"u8[(c >> (12 - (4 * i))) & 15];
        Length += 4;
    }

    private Span<byte> Room(int more)
    {
        if (_bytes.Length - Length < more)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + more));
        return _bytes.AsSpan(Length);
    }

    private static class MustEscape
    {
        public static readonly System.Buffers.SearchValues<char> Chars = System.Buffers.SearchValues.Create(
            [.. Enumerable.Range(0, 32).Select(c => (char)c), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);
    }
}

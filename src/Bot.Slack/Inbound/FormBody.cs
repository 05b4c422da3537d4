using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Bot.Slack.Inbound;

/// <summary>Reads application/x-www-form-urlencoded from its raw bytes. What is no such form throws <see cref="FormatException"/>.</summary>
internal static class FormBody
{
    /// <summary>The decoded value of the first field of that name; empty if there is none.</summary>
    public static string Text(ReadOnlySpan<byte> form, ReadOnlySpan<byte> name)
    {
        if (!TryFind(form, name, out var encoded))
            return "";
        var decoded = new byte[encoded.Length];
        var value = decoded.AsSpan(0, Decode(encoded, decoded));
        return Utf8.IsValid(value) ? Encoding.UTF8.GetString(value) : throw new FormatException("A value is no UTF-8.");
    }

    /// <summary>The first field of that name, still encoded. Slack writes its own names plainly.</summary>
    public static bool TryFind(ReadOnlySpan<byte> form, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> encoded)
    {
        foreach (var range in form.Split((byte)'&'))
        {
            var pair = form[range];
            var equals = pair.IndexOf((byte)'=');
            if (equals >= 0 && pair[..equals].SequenceEqual(name))
            {
                encoded = pair[(equals + 1)..];
                return true;
            }
        }
        encoded = default;
        return false;
    }

    /// <summary>Returns how many bytes it wrote, which are never more than came.</summary>
    public static int Decode(ReadOnlySpan<byte> encoded, Span<byte> into)
    {
        var written = 0;
        while (encoded.IndexOfAny((byte)'%', (byte)'+') is >= 0 and var at)
        {
            encoded[..at].CopyTo(into[written..]);
            written += at;
            if (encoded[at] == '+')
            {
                into[written++] = (byte)' ';
                encoded = encoded[(at + 1)..];
                continue;
            }
            if (encoded.Length < at + 3 || !Utf8Parser.TryParse(encoded.Slice(at + 1, 2), out byte value, out var read, 'X') || read != 2)
                throw new FormatException("A percent sign without two digits.");
            into[written++] = value;
            encoded = encoded[(at + 3)..];
        }
        encoded.CopyTo(into[written..]);
        return written + encoded.Length;
    }
}

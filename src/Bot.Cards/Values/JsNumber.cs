using System.Globalization;
using System.Text;

namespace Bot.Cards.Values;

/// <summary>Numbers as JavaScript writes, rounds and reads them.</summary>
internal static class JsNumber
{
    /// <summary>No number is longer: a sign, "0.000000" and 17 digits, or 21 digits.</summary>
    public const int MaxLength = 32;

    public static string Format(double number)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Format(number, text)]);
    }

    public static int Format(double number, Span<byte> to)
    {
        if (Math.Abs(number) < 1e15 && number == Math.Floor(number))
        {
            ((long)number).TryFormat(to, out var written, default, CultureInfo.InvariantCulture);
            return written;
        }
        if (!double.IsFinite(number))
        {
            var word = double.IsNaN(number) ? "NaN"u8 : number > 0 ? "Infinity"u8 : "-Infinity"u8;
            word.CopyTo(to);
            return word.Length;
        }
        return Lay(number, to);
    }

    /// <summary>Rounds half towards positive infinity, as Math.round.</summary>
    public static double Round(double number, double digits)
    {
        var scale = Math.Pow(10, digits);
        var scaled = number * scale;
        var floor = Math.Floor(scaled);
        return (scaled - floor >= 0.5 ? floor + 1 : floor) / scale;
    }

    /// <summary>Grouped, with so many decimals and the typographic minus that the engine's number formatter writes.</summary>
    public static string Grouped(double number, int decimals)
    {
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? "NaN" : number < 0 ? "−Infinity" : "Infinity";
        var text = Math.Abs(number).ToString("N" + Math.Min(decimals, 20).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return number < 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "−" + text : text;
    }

    /// <summary>The number at the front of a text, as parseFloat; NaN when there is none.</summary>
    public static double Leading(string text, bool whole)
    {
        var s = JsText.Trim(text).AsSpan();
        var at = s.Length > 0 && s[0] is '+' or '-' ? 1 : 0;
        if (!whole && s[at..].StartsWith("Infinity", StringComparison.Ordinal))
            return s[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        var digits = at;
        at = Digits(s, at);
        if (!whole && at < s.Length && s[at] == '.' && (at > digits || Digits(s, at + 1) > at + 1))
            at = Digits(s, at + 1);
        if (at == digits)
            return double.NaN;
        if (!whole && at < s.Length && s[at] is 'e' or 'E')
        {
            var exponent = at + 1 < s.Length && s[at + 1] is '+' or '-' ? at + 2 : at + 1;
            if (Digits(s, exponent) > exponent)
                at = Digits(s, exponent);
        }
        return double.Parse(s[..at], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static int Digits(ReadOnlySpan<char> s, int from)
    {
        while (from < s.Length && char.IsAsciiDigit(s[from]))
            from++;
        return from;
    }

    /// <summary>The shortest digits that read back as the same number, laid out by ECMAScript's Number::toString.</summary>
    private static int Lay(double number, Span<byte> to)
    {
        Span<byte> scientific = stackalloc byte[MaxLength];
        // Seventeen digits always suffice; "E16" would print them all, so the shortest form is taken apart instead.
        number.TryFormat(scientific, out var length, "R", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[MaxLength];
        int count = 0, point = -1, exponent = 0, at = 0;
        var written = 0;
        if (scientific[0] == '-')
        {
            to[written++] = (byte)'-';
            at = 1;
        }
        for (; at < length && scientific[at] != 'E'; at++)
        {
            if (scientific[at] == '.')
                point = count;
            else
                digits[count++] = scientific[at];
        }
        if (point < 0)
            point = count;
        if (at < length)
            exponent = int.Parse(scientific[(at + 1)..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var first = 0;
        while (first < count - 1 && digits[first] == '0')
            first++;
        while (count > first + 1 && digits[count - 1] == '0')
            count--;
        // The value is 0.d1d2d3… × 10^n.
        var n = point + exponent - first;
        var d = digits[first..count];
        if (n is > 0 and <= 21)
        {
            d[..Math.Min(n, d.Length)].CopyTo(to[written..]);
            written += Math.Min(n, d.Length);
            for (var i = d.Length; i < n; i++)
                to[written++] = (byte)'0';
            return n < d.Length ? Fraction(d[n..], to, written) : written;
        }
        if (n is > -6 and <= 0)
        {
            to[written++] = (byte)'0';
            to[written++] = (byte)'.';
            for (var i = n; i < 0; i++)
                to[written++] = (byte)'0';
            d.CopyTo(to[written..]);
            return written + d.Length;
        }
        to[written++] = d[0];
        if (d.Length > 1)
            written = Fraction(d[1..], to, written);
        to[written++] = (byte)'e';
        to[written++] = (byte)(n > 0 ? '+' : '-');
        Math.Abs(n - 1).TryFormat(to[written..], out var more, default, CultureInfo.InvariantCulture);
        return written + more;
    }

    private static int Fraction(ReadOnlySpan<byte> digits, Span<byte> to, int written)
    {
        to[written++] = (byte)'.';
        digits.CopyTo(to[written..]);
        return written + digits.Length;
    }
}

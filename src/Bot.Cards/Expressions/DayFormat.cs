using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bot.Cards.Expressions;

/// <summary>
/// .NET-like date patterns the way the JavaScript engine reads them: it turns them into patterns of Day.js, letter by letter,
/// and what it cannot turn it hands over as it is. So literal letters that mean something to Day.js (a, s, …) are read as patterns.
/// </summary>
internal static partial class DayFormat
{
    private const string Default = "YYYY-MM-DDTHH:mm:ss.SSS[Z]";

    public static string Write(DateTime utc, string pattern) =>
        Tokens().Replace(pattern.Length == 0 ? Default : Turned(pattern) ?? pattern, m => m.Groups[1].Success ? m.Groups[1].Value : Token(utc, m.Value));

    /// <summary>The pattern for Day.js, or null where the engine gives up.</summary>
    private static string? Turned(string pattern)
    {
        if (pattern is "R" or "r" or "U" or "u")
            return null;
        if (pattern is "O" or "o")
            pattern = "YYYY-MM-DDTHH:mm:ss.SSS0000Z";
        var turned = new StringBuilder();
        for (var at = 0; at < pattern.Length;)
        {
            var c = pattern[at];
            if (Longest(c) is { } longest)
            {
                var run = 0;
                while (at < pattern.Length && pattern[at] == c)
                    (run, at) = (run + 1, at + 1);
                if (Run(c, Math.Min(run, longest)) is not { } token)
                    return null;
                turned.Append(token);
            }
            else if (c is '\'' or '`')
            {
                var close = pattern.IndexOf(c, at + 1);
                if (close < 0)
                    return null;
                turned.Append(pattern, at + 1, close - at - 1);
                at = close + 1;
            }
            else if (c is '\\')
            {
                if (at + 1 == pattern.Length)
                    return null;
                turned.Append(pattern[at + 1]);
                at += 2;
            }
            else
            {
                at++;
                if (c is not '%')
                    turned.Append(c is 'K' ? 'Z' : c);
            }
        }
        return turned.ToString();
    }

    private static int? Longest(char c) => c switch
    {
        'd' or 'M' or 'y' => 4,
        'f' or 'F' or 'z' => 3,
        'h' or 'H' or 'm' or 's' or 't' => 2,
        'g' => 1,
        _ => null,
    };

    private static string? Run(char c, int length) => c switch
    {
        'd' => length <= 2 ? new string('D', length) : new string('d', length),
        'f' or 'F' => length == 3 ? "SSS" : null,
        't' => "A",
        'y' => length <= 2 ? "YY" : "YYYY",
        'z' => length == 3 ? "Z" : "ZZ",
        'g' => null,
        _ => new string(c, length),
    };

    private static string Token(DateTime utc, string token) => token switch
    {
        "YY" => At(utc, "yy"),
        "YYYY" => At(utc, "yyyy"),
        "D" => At(utc, "%d"),
        "DD" => At(utc, "dd"),
        "d" => ((int)utc.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        "dd" => At(utc, "ddd")[..2],
        "a" => utc.Hour < 12 ? "am" : "pm",
        "A" => utc.Hour < 12 ? "AM" : "PM",
        "SSS" => At(utc, "fff"),
        "Z" => "+00:00",
        "ZZ" => "+0000",
        { Length: 1 } => At(utc, "%" + token),
        _ => At(utc, token),
    };

    private static string At(DateTime utc, string pattern) => utc.ToString(pattern, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[([^\]]+)]|YYYY|YY|M{1,4}|D{1,2}|d{1,4}|H{1,2}|h{1,2}|a|A|m{1,2}|s{1,2}|Z{1,2}|SSS")]
    private static partial Regex Tokens();
}

namespace Bot.App;

/// <summary>A line of CSV (RFC 4180) that a spreadsheet opens without computing anything.</summary>
internal static class Csv
{
    /// <summary>The fields, quoted where they must be, and the line's end.</summary>
    public static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted)) + "\r\n";

    // What a spreadsheet would take for a formula gets an apostrophe, which it does not show.
    private static string Quoted(string field)
    {
        var safe = field.Length > 0 && field[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + field : field;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

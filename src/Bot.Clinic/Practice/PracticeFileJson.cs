using System.Text;
using System.Text.Json;

namespace Bot.Clinic;

/// <summary>The bytes of a file that a practice writes, as JSON in which comments and trailing commas are allowed.</summary>
internal static class PracticeFileJson
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The outermost value, or null with a fault that is told alone: the file can't be read at all.</summary>
    /// <param name="what">What the file should be: "the practice file".</param>
    public static PracticeFileValue? Root(ReadOnlySpan<byte> utf8, string what, List<PracticeFault> faults)
    {
        // Editors on Windows put a mark before UTF-8 that is no part of the JSON.
        var json = utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        var why = utf8.Length > PracticeFile.MaxBytes
            ? $"The file has {utf8.Length / 1024} KB; at most {PracticeFile.MaxBytes / 1024} KB are read. Is it {what}?"
            : WhyNotJson(json);
        if (why is not null)
        {
            faults.Add(new PracticeFault("$", why));
            return null;
        }

        var reader = new Utf8JsonReader(json, Options);
        return new PracticeFileValue(JsonElement.ParseValue(ref reader), "$", faults);
    }

    // Reads every token once, so that nothing after this can meet broken JSON or text that is no text (half a surrogate pair).
    private static string? WhyNotJson(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    _ = reader.GetString();
            }

            return null;
        }
        catch (JsonException broken)
        {
            return $"Not JSON at line {broken.LineNumber + 1}, position {broken.BytePositionInLine + 1}: "
                + "look for a missing comma, quote or bracket there or just before.";
        }
        catch (InvalidOperationException)
        {
            var before = utf8[..(int)reader.TokenStartIndex];
            var line = before.Count((byte)'\n') + 1;
            var position = before.Length - before.LastIndexOf((byte)'\n');
            return $"The text at line {line}, position {position} has letters that are not UTF-8: save the file as UTF-8.";
        }
    }
}

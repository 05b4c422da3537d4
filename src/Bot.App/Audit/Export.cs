using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Bot.Clinic;
using Bot.Storage;

namespace Bot.App;

/// <summary>`export`: every event as CSV (RFC 4180) or JSON Lines, while the bot runs. Ids, picks and ticks only: there is nothing else.</summary>
internal static class Export
{
    private const string Usage = "Usage: export [csv|jsonl] [from 2026-01-31]. It writes to the standard output. The store is that of the bot's settings.";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter faults, CancellationToken ct)
    {
        var words = Settings.WordsOf(args);
        var (format, rest) = words is ["csv" or "jsonl", ..] ? (words[0], words[1..]) : ("csv", words);
        var from = DateTimeOffset.MinValue;
        if (rest is not [] && !(rest is ["from", var day]
            && DateTimeOffset.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out from)))
        {
            await faults.WriteLineAsync(Usage);
            return 2;
        }

        try
        {
            using var history = await History.OpenAsync(args, ct);
            await WriteAsync(history.EventsAsync(from, ct), format, output);
            return 0;
        }
        catch (Exception e) when (e is StoreStartException or StoreUnavailableException)
        {
            await faults.WriteLineAsync(e.Message);
            return 1;
        }
    }

    public static async Task WriteAsync(IAsyncEnumerable<StoredEvent> events, string format, TextWriter output)
    {
        if (format == "csv")
            await output.WriteAsync("visit,sequence,event,by,at,channel,click,body,hash\r\n");
        await foreach (var e in events)
        {
            if (format == "csv")
                await output.WriteAsync(Csv.Line(Fields(e)));
            else
                await output.WriteLineAsync(Json(e));
        }

        await output.FlushAsync();
    }

    private static string[] Fields(StoredEvent e) =>
    [
        e.Visit.Value, e.Sequence.ToString(CultureInfo.InvariantCulture), e.Name, e.By.Value, At(e), e.Channel, e.Click,
        Encoding.UTF8.GetString(e.Body.Span), Convert.ToHexStringLower(e.Hash.Span),
    ];

    private static string At(StoredEvent e) => e.At.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    private static string Json(StoredEvent e)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("visit", e.Visit.Value);
            json.WriteNumber("sequence", e.Sequence);
            json.WriteString("event", e.Name);
            json.WriteString("by", e.By.Value);
            json.WriteString("at", At(e));
            json.WriteString("channel", e.Channel);
            json.WriteString("click", e.Click);
            json.WritePropertyName("body");
            json.WriteRawValue(e.Body.Span);
            json.WriteString("hash", Convert.ToHexStringLower(e.Hash.Span));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Clinic;

namespace Bot.Teams.Outbound;

/// <summary>Writes the messages that the bot sends. A card never has a text beside it: Teams would split the two and lose the card's id.</summary>
internal sealed class OutgoingMessage(BindCard bind)
{
    // Teams takes about 100 KB and asks for 80, counted in UTF-16.
    // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
    private const int MostBytesInUtf16 = 80 * 1024;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A card; its push text is what a lock screen shows.</summary>
    /// <param name="rings">True for a new message that phones shall buzz for.</param>
    public ReadOnlyMemory<byte> Card(Face face, bool rings)
    {
        var card = new ArrayBufferWriter<byte>(4096);
        bind(face.Card, face.Model, card);
        return Build(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "message");
            json.WriteString("summary", face.Push);
            json.WriteStartArray("attachments");
            json.WriteStartObject();
            json.WriteString("contentType", "application/vnd.microsoft.card.adaptive");
            json.WritePropertyName("content");
            json.WriteRawValue(card.WrittenSpan, skipInputValidation: true);
            json.WriteEndObject();
            json.WriteEndArray();
            if (rings)
                WriteAlert(json);
            json.WriteEndObject();
        });
    }

    /// <summary>A line of text, such as the sentence that answers a typed line.</summary>
    public static ReadOnlyMemory<byte> Text(string text) => Mentioning([], text, rings: false);

    /// <summary>A line of text that notifies people: only a mention in the text itself does so in a channel.</summary>
    public static ReadOnlyMemory<byte> Mentioning(IReadOnlyList<Mention> people, string text, bool rings) => Build(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "message");
        json.WriteString("summary", text);
        json.WriteString("textFormat", people.Count > 0 ? "xml" : "plain");
        json.WriteString("text", string.Concat(people.Select(one => one.Text + " ")) + (people.Count > 0 ? WebEscape(text) : text));
        if (people.Count > 0)
        {
            json.WriteStartArray("entities");
            foreach (var person in people)
            {
                json.WriteStartObject();
                json.WriteString("type", "mention");
                json.WriteString("text", person.Text);
                json.WriteStartObject("mentioned");
                json.WriteString("id", person.AadObjectId);
                json.WriteString("name", person.Name);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (rings)
            WriteAlert(json);
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Build(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Writing))
            write(json);
        if (buffer.WrittenCount * 2 > MostBytesInUtf16 && Encoding.UTF8.GetCharCount(buffer.WrittenSpan) * 2 > MostBytesInUtf16)
            throw new ChannelException(ChannelTrouble.Refused, "the message is larger than 80 KB");
        return buffer.WrittenMemory;
    }

    private static void WriteAlert(Utf8JsonWriter json)
    {
        json.WriteStartObject("channelData");
        json.WriteStartObject("notification");
        json.WriteBoolean("alert", true);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string WebEscape(string text) => System.Net.WebUtility.HtmlEncode(text);
}

/// <summary>Somebody who is mentioned. The text must be the same, byte for byte, in the message and in its entity.</summary>
internal sealed record Mention
{
    public Mention(string aadObjectId, string name)
    {
        AadObjectId = aadObjectId;
        Name = string.Concat(name.Where(c => c is not ('<' or '>' or '&' or '"') && !char.IsControl(c)));
    }

    public string AadObjectId { get; }

    public string Name { get; }

    public string Text => $"<at>{Name}</at>";
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Clinic;
using Bot.Slack.Inbound;

namespace Bot.Slack.Outbound;

/// <summary>
/// Writes what the bot sends. Whatever Slack would refuse for its size is refused here. Sentences stand in rich_text, where nothing is
/// read as markup.
/// </summary>
internal sealed class OutgoingMessage(BindBlocks bind)
{
    private const int LongestSentence = 10_000;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A card. Whoever is mentioned is named in a line above it, since only a mention notifies in a channel.</summary>
    /// <param name="mentioned">User ids.</param>
    public MessageContent Card(Face face, IReadOnlyList<string> mentioned)
    {
        var card = new ArrayBufferWriter<byte>(4096);
        bind(face.Card, face.Model, card);
        using var json = JsonDocument.Parse(card.WrittenMemory);
        var blocks = json.RootElement.Member("blocks");
        Guard(BlockLimits.OfMessage(blocks));
        return new MessageContent(SlackText.Escape(face.Push), Write(output =>
        {
            output.WriteStartArray();
            if (mentioned.Count > 0)
                WriteMention(output, mentioned, face.Push);
            foreach (var block in blocks.EnumerateArray())
                block.WriteTo(output);
            output.WriteEndArray();
        }));
    }

    /// <summary>A sentence by itself.</summary>
    public static MessageContent Sentence(string sentence)
    {
        var text = SlackText.Cut(sentence, LongestSentence);
        return new MessageContent(SlackText.Escape(text), Write(output =>
        {
            output.WriteStartArray();
            WriteRichText(output, () => WriteText(output, text));
            output.WriteEndArray();
        }));
    }

    /// <summary>What the host bound for a modal or a home.</summary>
    /// <param name="metadata">What a form shall bring back with it, if its template gives it nothing to carry.</param>
    public ReadOnlyMemory<byte> View(Face face, string metadata)
    {
        var view = new ArrayBufferWriter<byte>(4096);
        bind(face.Card, face.Model, view);
        using var json = JsonDocument.Parse(view.WrittenMemory);
        Guard(BlockLimits.OfView(json.RootElement, view.WrittenCount));
        if (metadata.Length == 0 || json.RootElement.Text("private_metadata").Length > 0)
            return view.WrittenMemory;
        return Write(output =>
        {
            output.WriteStartObject();
            output.WriteString("private_metadata", metadata);
            foreach (var member in json.RootElement.Members().Where(member => member.Name != "private_metadata"))
                member.WriteTo(output);
            output.WriteEndObject();
        });
    }

    /// <summary>A modal, or with an empty title a home, that says one sentence.</summary>
    public static ReadOnlyMemory<byte> SmallView(string title, string sentence) => Write(output =>
    {
        output.WriteStartObject();
        output.WriteString("type", title.Length > 0 ? "modal" : "home");
        if (title.Length > 0)
        {
            output.WritePropertyName("title");
            WritePlainText(output, title);
        }
        output.WriteStartArray("blocks");
        WriteRichText(output, () => WriteText(output, sentence));
        output.WriteEndArray();
        output.WriteEndObject();
    });

    /// <summary>The answer to a slash command, and what a response_url is sent: for one person alone, beside the message or in its place.</summary>
    public static ReadOnlyMemory<byte> Ephemeral(MessageContent content, bool replaces) => Write(output =>
    {
        output.WriteStartObject();
        output.WriteString("response_type", "ephemeral");
        output.WriteBoolean("replace_original", replaces);
        output.WriteString("text", content.Text);
        output.WritePropertyName("blocks");
        output.WriteRawValue(content.Blocks.Span, skipInputValidation: true);
        output.WriteEndObject();
    });

    /// <summary>The form stays open, with the sentence under one of its inputs.</summary>
    public static ReadOnlyMemory<byte> FormFault(string block, string sentence) => Write(output =>
    {
        output.WriteStartObject();
        output.WriteString("response_action", "errors");
        output.WriteStartObject("errors");
        output.WriteString(block, sentence);
        output.WriteEndObject();
        output.WriteEndObject();
    });

    /// <summary>The form gives way to another view.</summary>
    public static ReadOnlyMemory<byte> FormChange(ReadOnlyMemory<byte> view) => Write(output =>
    {
        output.WriteStartObject();
        output.WriteString("response_action", "update");
        output.WritePropertyName("view");
        output.WriteRawValue(view.Span, skipInputValidation: true);
        output.WriteEndObject();
    });

    private static void WriteMention(Utf8JsonWriter output, IReadOnlyList<string> users, string push) => WriteRichText(output, () =>
    {
        foreach (var user in users)
        {
            output.WriteStartObject();
            output.WriteString("type", "user");
            output.WriteString("user_id", user);
            output.WriteEndObject();
            WriteText(output, " ");
        }
        WriteText(output, push);
    });

    private static void WriteRichText(Utf8JsonWriter output, Action writeRuns)
    {
        output.WriteStartObject();
        output.WriteString("type", "rich_text");
        output.WriteStartArray("elements");
        output.WriteStartObject();
        output.WriteString("type", "rich_text_section");
        output.WriteStartArray("elements");
        writeRuns();
        output.WriteEndArray();
        output.WriteEndObject();
        output.WriteEndArray();
        output.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter output, string text)
    {
        output.WriteStartObject();
        output.WriteString("type", "text");
        output.WriteString("text", text);
        output.WriteEndObject();
    }

    private static void WritePlainText(Utf8JsonWriter output, string text)
    {
        output.WriteStartObject();
        output.WriteString("type", "plain_text");
        output.WriteString("text", text);
        output.WriteBoolean("emoji", false);
        output.WriteEndObject();
    }

    private static void Guard(string? fault)
    {
        if (fault is not null)
            throw new ChannelException(ChannelTrouble.Refused, $"over a limit of Slack's at {fault}");
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Writing))
            write(json);
        return buffer.WrittenMemory;
    }
}

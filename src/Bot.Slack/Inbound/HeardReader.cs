using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Bot.Slack.Inbound;

/// <summary>
/// Reads what came through either door. What Slack never sends throws <see cref="JsonException"/>, <see cref="FormatException"/> or
/// <see cref="InvalidOperationException"/> (half of a surrogate pair, escaped); kinds that the bot does not know are noise.
/// </summary>
internal static class HeardReader
{
    private const int LongestId = 255;

    private static readonly SearchValues<char> OfIds = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    /// <summary>A body of HTTP: JSON, or a form with JSON in it, or the form of a slash command.</summary>
    public static Heard Read(ReadOnlyMemory<byte> body)
    {
        if (LooksLikeJson(body.Span))
        {
            using var json = JsonDocument.Parse(body);
            return Read(json.RootElement);
        }
        if (!FormBody.TryFind(body.Span, "payload"u8, out var encoded))
            return ReadCommand(body.Span);

        var decoded = ArrayPool<byte>.Shared.Rent(encoded.Length);
        try
        {
            using var json = JsonDocument.Parse(decoded.AsMemory(0, FormBody.Decode(encoded, decoded)));
            return Read(json.RootElement);
        }
        finally
        {
            // It held what somebody typed.
            ArrayPool<byte>.Shared.Return(decoded, clearArray: true);
        }
    }

    /// <summary>A payload, as it also comes through a socket.</summary>
    public static Heard Read(JsonElement payload) => payload.Text("type") switch
    {
        "url_verification" => new Heard.Handshake(payload.Text("challenge")),
        "event_callback" => EventReader.Read(payload),
        "block_actions" => InteractionReader.ReadTap(payload),
        "view_submission" => InteractionReader.ReadForm(payload),
        "shortcut" or "message_action" => InteractionReader.ReadShortcut(payload),
        "" when payload.Text("command").Length > 0 => Command(name => payload.Text(name)),
        "" => throw new JsonException("A payload without a type."),
        _ => Heard.Nothing,
    };

    /// <summary>Slack's certificate probe: unsigned, and nothing in it is meant for anybody.</summary>
    public static bool IsProbe(ReadOnlySpan<byte> body) =>
        !LooksLikeJson(body) && FormBody.TryFind(body, "ssl_check"u8, out var value) && value.SequenceEqual("1"u8);

    /// <summary>An id that may stand in a log line and a key: of sane length, and of the characters that Slack uses.</summary>
    public static bool IsId(string id) =>
        id.Length is > 0 and <= LongestId && !id.AsSpan().ContainsAnyExcept(OfIds);

    /// <summary>A verb or visit: what cards carry may be any text, but no control characters.</summary>
    public static bool IsPlain(string text) => text.Length <= LongestId && text.All(c => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));

    /// <summary>Throws if the payload's own ids are none.</summary>
    public static string Id(string id) => IsId(id) ? id : throw new JsonException("An id that Slack does not give.");

    private static Heard.Commanded ReadCommand(ReadOnlySpan<byte> form)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, key) in (ReadOnlySpan<(string, byte[])>)[
            ("command", "command"u8.ToArray()), ("team_id", "team_id"u8.ToArray()), ("user_id", "user_id"u8.ToArray()),
            ("channel_id", "channel_id"u8.ToArray()), ("text", "text"u8.ToArray()), ("response_url", "response_url"u8.ToArray()),
            ("trigger_id", "trigger_id"u8.ToArray())])
        {
            fields[name] = FormBody.Text(form, key);
        }
        return fields["command"].Length > 0 ? Command(name => fields[name]) : throw new FormatException("A form of no known kind.");
    }

    private static Heard.Commanded Command(Func<string, string> field) => new(
        new Sender(Id(field("user_id")), field("team_id"), ""),
        ClickId.Of(Id(field("trigger_id")), ""),
        Id(field("channel_id")),
        MessageText.Of(field("text")),
        field("response_url"));

    private static bool LooksLikeJson(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
}

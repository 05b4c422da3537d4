using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Bot.Clinic;

/// <summary>What is known of the training, as the small things in which stores keep it.</summary>
public static class TrainingJson
{
    /// <summary>Of sessions and all that is said of them. Each row is written by one person or once.</summary>
    public const string Kind = "training";

    /// <summary>Of people: who has completed the training. The key is the person.</summary>
    public const string CompletedKind = "trained";

    public static Kept Of(Session session) => new(Kind, $"session|{session.Id}", Bytes(session, TrainingJsonContext.Default.Session));

    public static Kept Of(SessionId session, CalledOff off) => new(Kind, $"off|{session}", Bytes(off, TrainingJsonContext.Default.CalledOff));

    public static Kept Of(SessionId session, StaffId who, SessionReply reply) => new(Kind, $"reply|{session}|{who}", Bytes(reply, TrainingJsonContext.Default.SessionReply));

    public static Kept Of(Attendance there) => new(Kind, $"there|{there.Session}|{there.Version}", Bytes(there, TrainingJsonContext.Default.Attendance));

    public static Kept Of(StaffId who, Completion completed) => new(CompletedKind, who.Value, Bytes(completed, TrainingJsonContext.Default.Completion));

    /// <summary>Rows that are no such thing are passed over.</summary>
    public static TrainingBook Read(IEnumerable<Kept> rows) => rows.Aggregate(TrainingBook.Empty, With);

    private static TrainingBook With(TrainingBook book, Kept row) => (row.Kind, row.Key.Split('|')) switch
    {
        (CompletedKind, [var who]) when Read(row, TrainingJsonContext.Default.Completion) is { } completed => book.With(new StaffId(who), completed),
        (Kind, ["session", _]) when Read(row, TrainingJsonContext.Default.Session) is { } session => book.With(session),
        (Kind, ["off", var id]) when Read(row, TrainingJsonContext.Default.CalledOff) is { } off => book.With(new SessionId(id), off),
        (Kind, ["reply", var id, var who]) when Read(row, TrainingJsonContext.Default.SessionReply) is { } reply => book.With(new SessionId(id), new StaffId(who), reply),
        (Kind, ["there", _, _]) when Read(row, TrainingJsonContext.Default.Attendance) is { } there => book.With(there),
        _ => book,
    };

    private static byte[] Bytes<T>(T thing, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(thing, type);

    private static T? Read<T>(Kept row, JsonTypeInfo<T> type)
        where T : class => KeptJson.Read(row.Body.Span, type);
}

internal sealed class SessionIdText() : IdText<SessionId>(value => new SessionId(value), id => id.Value);

internal sealed class ScenarioIdText() : IdText<ScenarioId>(value => new ScenarioId(value), id => id.Value);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(SessionIdText), typeof(SiteIdText), typeof(StaffIdText), typeof(ScenarioIdText)])]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(SessionReply))]
[JsonSerializable(typeof(CalledOff))]
[JsonSerializable(typeof(Attendance))]
[JsonSerializable(typeof(Completion))]
internal sealed partial class TrainingJsonContext : JsonSerializerContext;

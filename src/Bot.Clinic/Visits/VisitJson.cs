using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>Visits and events as UTF-8 JSON, the form in which stores keep them. Members it does not know are passed over.</summary>
/// <remarks>All methods throw <see cref="JsonException"/> for bytes that are no such thing.</remarks>
public static class VisitJson
{
    private static readonly FrozenDictionary<Type, string> Names = typeof(VisitEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(row => row.DerivedType, row => (string)row.TypeDiscriminator!);

    public static byte[] Write(Visit visit) => JsonSerializer.SerializeToUtf8Bytes(visit, VisitJsonContext.Default.Visit);

    public static Visit ReadVisit(ReadOnlySpan<byte> visit) =>
        JsonSerializer.Deserialize(visit, VisitJsonContext.Default.Visit) is { State: not null } read
            ? read
            : throw new JsonException("The bytes hold no visit.");

    /// <summary>The body of an event, without who and when: a store keeps those beside it.</summary>
    public static byte[] WriteEvent(VisitEvent happened) =>
        JsonSerializer.SerializeToUtf8Bytes(happened, VisitJsonContext.Default.VisitEvent);

    /// <summary>The event of a body.</summary>
    public static VisitEvent ReadEvent(ReadOnlySpan<byte> body, StaffId by, DateTimeOffset at)
    {
        try
        {
            return JsonSerializer.Deserialize(body, VisitJsonContext.Default.VisitEvent) is { } read
                ? read with { By = by, At = at, Did = read.Did ?? "" }
                : throw new JsonException("The body holds no event.");
        }
        catch (NotSupportedException e)
        {
            throw new JsonException("The body does not say which event it is.", e);
        }
    }

    /// <summary>The event's name on disk, which never changes with the code: "handed-off".</summary>
    public static string NameOf(VisitEvent happened) => Names[happened.GetType()];
}

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

    /// <summary>The snapshot of a visit.</summary>
    /// <param name="hash">Of the visit's latest event; empty where nothing is chained.</param>
    public static byte[] Write(Visit visit, ReadOnlyMemory<byte> hash = default) =>
        JsonSerializer.SerializeToUtf8Bytes(new Snapshot(visit, hash), VisitJsonContext.Default.Snapshot);

    /// <summary>The visit of a snapshot.</summary>
    public static Visit ReadVisit(ReadOnlySpan<byte> snapshot) => ReadSnapshot(snapshot).Visit;

    /// <summary>The visit of a snapshot, and the hash of its latest event, on which the next is chained.</summary>
    public static Snapshot ReadSnapshot(ReadOnlySpan<byte> snapshot) =>
        JsonSerializer.Deserialize(snapshot, VisitJsonContext.Default.Snapshot) is { Visit: not null } read
            ? read
            : throw new JsonException("The snapshot holds no visit.");

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

/// <summary>A visit as a store keeps it.</summary>
/// <param name="Hash">Of the visit's latest event; empty where nothing is chained.</param>
public sealed record Snapshot(Visit Visit, ReadOnlyMemory<byte> Hash);

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Clinic;

// Metadata only: the fast path of the generator knows no polymorphic types.
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    Converters =
    [
        typeof(VisitIdText), typeof(SiteIdText), typeof(RoomIdText), typeof(StaffIdText), typeof(DeskIdText), typeof(StopIdText),
        typeof(EnumText<Wait>), typeof(EnumText<Role>), typeof(EnumText<PatientsPart>), typeof(EnumText<ColdReason>),
        typeof(EnumText<Outcome>), typeof(EnumText<ClockStep>), typeof(EnumText<NoticeKind>), typeof(EnumText<NotOffered>),
    ])]
[JsonSerializable(typeof(Visit))]
[JsonSerializable(typeof(VisitEvent))]
internal sealed partial class VisitJsonContext : JsonSerializerContext;

/// <summary>Enums as words; a number in their place is no word.</summary>
internal sealed class EnumText<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>An id as the plain text that it is.</summary>
internal abstract class IdText<T>(Func<string, T> id, Func<T, string> text) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } value ? id(value) : throw new JsonException("An id is missing.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(text(value));
}

internal sealed class VisitIdText() : IdText<VisitId>(value => new VisitId(value), id => id.Value);

internal sealed class SiteIdText() : IdText<SiteId>(value => new SiteId(value), id => id.Value);

internal sealed class RoomIdText() : IdText<RoomId>(value => new RoomId(value), id => id.Value);

internal sealed class StaffIdText() : IdText<StaffId>(value => new StaffId(value), id => id.Value);

internal sealed class DeskIdText() : IdText<DeskId>(value => new DeskId(value), id => id.Value);

internal sealed class StopIdText() : IdText<StopId>(value => new StopId(value), id => id.Value);

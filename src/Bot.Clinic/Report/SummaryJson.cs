using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>Summaries of visits as UTF-8 JSON, the form in which stores keep them. Members it does not know are passed over.</summary>
public static class SummaryJson
{
    public static byte[] Write(VisitSummary summary) => JsonSerializer.SerializeToUtf8Bytes(summary, SummaryJsonContext.Default.VisitSummary);

    /// <exception cref="JsonException">The bytes are no summary.</exception>
    public static VisitSummary Read(ReadOnlySpan<byte> summary) =>
        JsonSerializer.Deserialize(summary, SummaryJsonContext.Default.VisitSummary) ?? throw new JsonException("The bytes hold no summary.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(RoomIdText), typeof(StaffIdText), typeof(DeskIdText), typeof(EnumText<Outcome>), typeof(EnumText<ColdReason>), typeof(EnumText<ClockStep>)])]
[JsonSerializable(typeof(VisitSummary))]
internal sealed partial class SummaryJsonContext : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>Role plays as a store keeps them while they go on.</summary>
public static class PlayJson
{
    public static byte[] Write(Play play) => JsonSerializer.SerializeToUtf8Bytes(play, PlayJsonContext.Default.Play);

    /// <summary>Null for bytes that are no role play.</summary>
    public static Play? Read(ReadOnlySpan<byte> body) => KeptJson.Read(body, PlayJsonContext.Default.Play);
}

// Metadata only: the fast path of the generator knows no polymorphic types.
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    Converters =
    [
        typeof(PlayIdText), typeof(ScenarioIdText), typeof(PartText), typeof(VisitIdText), typeof(SiteIdText), typeof(StaffIdText), typeof(EnumText<PlayEnd>),
    ])]
[JsonSerializable(typeof(Play))]
internal sealed partial class PlayJsonContext : JsonSerializerContext;

internal sealed class PlayIdText() : IdText<PlayId>(value => new PlayId(value), id => id.Value);

internal sealed class PartText() : IdText<Part>(value => new Part(value), part => part.Id);

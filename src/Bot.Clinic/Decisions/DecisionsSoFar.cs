using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>All that a site has decided, each from its day on: so that before and after can be told apart.</summary>
/// <param name="All">The earliest day first; no two begin on the same.</param>
public sealed record DecisionsSoFar(IReadOnlyList<SiteDecisions> All)
{
    /// <summary>What went before so many is forgotten: reports do not reach back that far.</summary>
    private const int Most = 50;

    public static readonly DecisionsSoFar None = new([]);

    /// <summary>What was saved last, whether it counts yet or not; null if nothing was.</summary>
    [JsonIgnore]
    public SiteDecisions? Latest => All.Count == 0 ? null : All[^1];

    /// <summary>What counts on that day; null if nothing was decided by then.</summary>
    public SiteDecisions? On(DateOnly day) => All.LastOrDefault(one => one.From <= day);

    /// <summary>What would have begun on that day or later is replaced.</summary>
    public DecisionsSoFar With(SiteDecisions next) => new([.. All.Where(one => one.From < next.From).TakeLast(Most - 1), next]);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, DecisionsJsonContext.Default.DecisionsSoFar);

    /// <summary>Null for bytes that are no such thing.</summary>
    public static DecisionsSoFar? Read(ReadOnlySpan<byte> body) =>
        KeptJson.Read(body, DecisionsJsonContext.Default.DecisionsSoFar) is { } read && !read.All.Contains(null!) ? read : null;
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(StaffIdText), typeof(EnumText<Route>), typeof(EnumText<Wait>), typeof(EnumText<Moment>)])]
[JsonSerializable(typeof(DecisionsSoFar))]
internal sealed partial class DecisionsJsonContext : JsonSerializerContext;

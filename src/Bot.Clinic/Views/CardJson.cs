using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Bot.Clinic;

/// <summary>View models as the JSON that templates are bound with.</summary>
public static class CardJson
{
    /// <summary>UTF-8 JSON with the field names of cards/README.md.</summary>
    public static byte[] Write(CardModel model) => JsonSerializer.SerializeToUtf8Bytes(model, InfoOf(model));

    /// <summary>The same text for the same look: 16 hexadecimal digits.</summary>
    public static string Fingerprint(CardModel model)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Write(model.Still), hash);
        return model.Card + ":" + Convert.ToHexStringLower(hash[..8]);
    }

    private static JsonTypeInfo InfoOf(CardModel model) =>
        CardJsonContext.Readable.GetTypeInfo(model.GetType()) ?? throw new ArgumentException($"{model.GetType().Name} has no JSON form.", nameof(model));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RoomModel))]
[JsonSerializable(typeof(RequestModel))]
[JsonSerializable(typeof(GiverModel))]
[JsonSerializable(typeof(MeetingModel))]
[JsonSerializable(typeof(WithModel))]
[JsonSerializable(typeof(ClosingModel))]
[JsonSerializable(typeof(WalkoverModel))]
[JsonSerializable(typeof(PassedModel))]
[JsonSerializable(typeof(AlertModel))]
[JsonSerializable(typeof(DoneModel))]
[JsonSerializable(typeof(BoardModel))]
[JsonSerializable(typeof(StrangerModel))]
[JsonSerializable(typeof(NewcomerModel))]
[JsonSerializable(typeof(ScenariosModel))]
[JsonSerializable(typeof(PartsModel))]
[JsonSerializable(typeof(FacilitatorModel))]
[JsonSerializable(typeof(DebriefModel))]
[JsonSerializable(typeof(PractisedModel))]
[JsonSerializable(typeof(HelpModel))]
[JsonSerializable(typeof(ReadyFormModel))]
[JsonSerializable(typeof(StopsFormModel))]
[JsonSerializable(typeof(HomeModel))]
[JsonSerializable(typeof(MineModel))]
[JsonSerializable(typeof(ReportModel))]
[JsonSerializable(typeof(DecideModel))]
[JsonSerializable(typeof(DecidedModel))]
[JsonSerializable(typeof(TrainingModel))]
[JsonSerializable(typeof(SessionModel))]
[JsonSerializable(typeof(InviteModel))]
[JsonSerializable(typeof(SessionFormModel))]
[JsonSerializable(typeof(AttendanceFormModel))]
internal sealed partial class CardJsonContext : JsonSerializerContext
{
    /// <summary>Apostrophes stay apostrophes: the JSON never stands inside HTML.</summary>
    public static readonly CardJsonContext Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

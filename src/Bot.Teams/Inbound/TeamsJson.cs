using System.Text.Json.Serialization;
using Bot.Teams.Outbound;

namespace Bot.Teams.Inbound;

/// <summary>Reads and writes without reflection. Names ignore case: Microsoft's own pages write serviceUrl in two ways.</summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    MaxDepth = 64)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(ConversationReference))]
[JsonSerializable(typeof(ResourceAnswer))]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(MemberPage))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class TeamsJson : JsonSerializerContext;

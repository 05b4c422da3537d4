using System.Text.Json.Serialization;

namespace Bot.Teams.Outbound;

/// <summary>The Connector's answer to a post: the message's id, and for a new conversation its own.</summary>
/// <param name="Id">Of the message; where a conversation was made, of the conversation.</param>
/// <param name="ActivityId">Of the first message in a conversation just made.</param>
internal sealed record ResourceAnswer(string? Id, string? ActivityId, string? ServiceUrl);

/// <summary>Somebody in a conversation's roster.</summary>
internal sealed record Member(string? Id, string? AadObjectId, string? Name, string? Email, string? UserPrincipalName);

internal sealed record MemberPage(string? ContinuationToken, IReadOnlyList<Member>? Members);

/// <summary>The authority's answer to client credentials.</summary>
/// <param name="ExpiresIn">Seconds.</param>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] int ExpiresIn);

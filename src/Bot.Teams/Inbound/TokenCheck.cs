using Microsoft.AspNetCore.Http;

namespace Bot.Teams.Inbound;

/// <summary>Why a token is refused.</summary>
internal enum TokenRefusal
{
    None,
    NoBearer,
    Malformed,
    OtherIssuer,
    UnknownKey,
    BadSignatureOrExpired,
    KeyNotForTeams,
    OtherAudience,
    NoServiceUrl,
}

/// <summary>What became of a token. <paramref name="ServiceUrl"/> is what its claim says, once it is believed.</summary>
internal readonly record struct TokenCheck(TokenRefusal Refusal, string ServiceUrl)
{
    public bool Passed => Refusal == TokenRefusal.None;

    /// <summary>401 for a token that proves nothing, 403 for one that proves the wrong thing.</summary>
    public int StatusCode => Refusal switch
    {
        TokenRefusal.None => StatusCodes.Status200OK,
        TokenRefusal.KeyNotForTeams or TokenRefusal.NoServiceUrl => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status401Unauthorized,
    };

    public static TokenCheck Refuse(TokenRefusal reason) => new(reason, "");
}

using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Teams.Inbound;

/// <summary>Proves that a request comes from Teams and is meant for this bot. Order and strictness are Bot Framework's own.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot</remarks>
internal sealed class InboundTokens(string appId, string issuer, SigningKeys keys, TimeProvider time)
{
    // Teams signs one token an hour or so per service url; a thousand is far more than one practice sees.
    private const int Cached = 1024;
    private const int LongestToken = 16 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly JsonWebTokenHandler handler = new();
    private readonly ConcurrentDictionary<TokenHash, Proved> proved = new();

    public ValueTask<TokenCheck> CheckAsync(StringValues authorization, CancellationToken ct)
    {
        if (authorization is not [{ } header] || Bearer(header) is not { IsEmpty: false } token)
            return ValueTask.FromResult(TokenCheck.Refuse(TokenRefusal.NoBearer));

        var hash = TokenHash.Of(token);
        if (proved.TryGetValue(hash, out var known))
        {
            if (time.GetUtcNow() < known.Until)
                return ValueTask.FromResult(new TokenCheck(TokenRefusal.None, known.ServiceUrl));
            proved.TryRemove(hash, out _);
        }
        return new ValueTask<TokenCheck>(ReadAsync(hash, token.ToString(), ct));
    }

    private async Task<TokenCheck> ReadAsync(TokenHash hash, string token, CancellationToken ct)
    {
        try
        {
            return await ProveAsync(hash, new JsonWebToken(token), ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Claims are read lazily and in many ways; whatever a stranger's token breaks, it proves nothing.
            return TokenCheck.Refuse(TokenRefusal.Malformed);
        }
    }

    private async Task<TokenCheck> ProveAsync(TokenHash hash, JsonWebToken jwt, CancellationToken ct)
    {
        // Not proof of anything yet: it spares a look for the keys of strangers.
        if (jwt.Issuer != issuer)
            return TokenCheck.Refuse(TokenRefusal.OtherIssuer);

        if (string.IsNullOrEmpty(jwt.Kid) || await keys.FindAsync(jwt.Kid, ct) is not { } key)
            return TokenCheck.Refuse(TokenRefusal.UnknownKey);

        // The audience is looked at below, after the endorsement; the algorithms here, before a key is ever used with one.
        var result = await handler.ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            ClockSkew = Skew,
            IssuerSigningKey = key.Key,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = Algorithms,
            ValidateAudience = false,
            ValidateIssuerSigningKey = true,
            ValidIssuer = issuer,
        });
        if (!result.IsValid)
            return TokenCheck.Refuse(TokenRefusal.BadSignatureOrExpired);
        if (!key.ForTeams)
            return TokenCheck.Refuse(TokenRefusal.KeyNotForTeams);
        if (!jwt.Audiences.Contains(appId, StringComparer.OrdinalIgnoreCase))
            return TokenCheck.Refuse(TokenRefusal.OtherAudience);
        if (!jwt.TryGetPayloadValue<string>("serviceurl", out var serviceUrl) || string.IsNullOrEmpty(serviceUrl))
            return TokenCheck.Refuse(TokenRefusal.NoServiceUrl);

        Keep(hash, new Proved(serviceUrl, new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero) + Skew));
        return new TokenCheck(TokenRefusal.None, serviceUrl);
    }

    private void Keep(TokenHash hash, Proved token)
    {
        if (proved.Count >= Cached)
        {
            var now = time.GetUtcNow();
            foreach (var (old, _) in proved.Where(one => one.Value.Until <= now))
                proved.TryRemove(old, out _);
            if (proved.Count >= Cached)
                proved.Clear();
        }
        proved[hash] = token;
    }

    /// <summary>Exactly "Bearer", one space, one token; else empty.</summary>
    private static ReadOnlySpan<char> Bearer(string header) =>
        header.Length <= LongestToken && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && header.AsSpan("Bearer ".Length) is var token && !token.Contains(' ')
            ? token
            : default;

    private sealed record Proved(string ServiceUrl, DateTimeOffset Until);

    /// <summary>Tokens are remembered by their hash, so that a memory dump holds none.</summary>
    private readonly record struct TokenHash(UInt128 Left, UInt128 Right)
    {
        public static TokenHash Of(ReadOnlySpan<char> token)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(MemoryMarshal.AsBytes(token), hash);
            return MemoryMarshal.Read<TokenHash>(hash);
        }
    }
}

using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Playground.SignIn;

/// <summary>The key that vouches for Activities, made anew at every start.</summary>
internal sealed class SigningKey : IDisposable
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);

    private readonly RSA rsa = RSA.Create(2048);
    private readonly string id = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(15));
    private readonly JsonWebTokenHandler writer = new();

    /// <summary>The key set, with the endorsement that Teams' own keys carry.</summary>
    public object KeySet()
    {
        var known = rsa.ExportParameters(includePrivateParameters: false);
        return new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA",
                    use = "sig",
                    alg = "RS256",
                    kid = id,
                    n = Base64UrlEncoder.Encode(known.Modulus),
                    e = Base64UrlEncoder.Encode(known.Exponent),
                    endorsements = new[] { "msteams" },
                },
            },
        };
    }

    public string Sign(string issuer, string audience, string serviceUrl, DateTimeOffset now) => writer.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer,
        Audience = audience,
        Claims = new Dictionary<string, object> { ["serviceurl"] = serviceUrl },
        NotBefore = now.UtcDateTime,
        IssuedAt = now.UtcDateTime,
        Expires = (now + TokenLife).UtcDateTime,
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = id }, SecurityAlgorithms.RsaSha256),
    });

    public void Dispose() => rsa.Dispose();
}

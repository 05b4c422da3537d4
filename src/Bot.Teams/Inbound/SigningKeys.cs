using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Teams.Inbound;

/// <summary>A key that signs what Teams sends.</summary>
/// <param name="ForTeams">The issuer endorses the key for the msteams channel; keys of other channels are signed by the same issuer.</param>
internal sealed record SigningKey(SecurityKey Key, bool ForTeams);

/// <summary>The issuer's keys by id: read once a day, and once more when a token names a key that is not among them.</summary>
/// <remarks>
/// IdentityModel's ConfigurationManager refreshes behind the caller's back, so that the token that told of a new key would still be
/// refused; here it waits for the new keys. Invented key ids cause at most one fetch a minute, and fetches are shared.
/// </remarks>
internal sealed partial class SigningKeys(string metadataUrl, HttpClient http, TimeProvider time, ILogger<SigningKeys> log)
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromHours(24);
    private static readonly TimeSpan BetweenUnknownKeys = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenFailures = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private volatile Dictionary<string, SigningKey> keys = [];
    private Task? fetching;
    private DateTimeOffset staleAt = DateTimeOffset.MinValue;
    private DateTimeOffset unknownKeyFrom = DateTimeOffset.MinValue;
    private DateTimeOffset failedUntil = DateTimeOffset.MinValue;

    public async Task<SigningKey?> FindAsync(string kid, CancellationToken ct)
    {
        if (keys.TryGetValue(kid, out var known))
        {
            // A key that is due for a second look still serves; nobody waits for the look.
            _ = FetchIfDue(knownKey: true);
            return known;
        }
        if (FetchIfDue(knownKey: false) is not { } fetch)
            return null;
        await fetch.WaitAsync(ct);
        return keys.GetValueOrDefault(kid);
    }

    private Task? FetchIfDue(bool knownKey)
    {
        lock (gate)
        {
            if (fetching is { IsCompleted: false })
                return fetching;

            var now = time.GetUtcNow();
            if (now < failedUntil)
                return null;
            if (now < staleAt)
            {
                if (knownKey || now < unknownKeyFrom)
                    return null;
                unknownKeyFrom = now + BetweenUnknownKeys;
            }
            return fetching = FetchAsync();
        }
    }

    private async Task FetchAsync()
    {
        try
        {
            using var timeout = new CancellationTokenSource(Timeout, time);
            var metadata = await OpenIdConnectConfigurationRetriever.GetAsync(metadataUrl, new Documents(http), timeout.Token);
            var read = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
            foreach (var key in metadata.JsonWebKeySet?.Keys ?? [])
            {
                if (key.Kty == JsonWebAlgorithmsKeyTypes.RSA && !string.IsNullOrEmpty(key.Kid))
                    read[key.Kid] = new SigningKey(key, IsEndorsed(key));
            }
            lock (gate)
            {
                keys = read;
                staleAt = time.GetUtcNow() + ReadAgainAfter;
            }
        }
        catch (Exception fault)
        {
            // Whatever is wrong there, tokens that cannot be checked are refused and the keys known so far serve on.
            lock (gate)
                failedUntil = time.GetUtcNow() + BetweenFailures;
            KeysNotRead(fault.GetType().Name);
        }
    }

    private static bool IsEndorsed(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var value)
        && value is JsonElement { ValueKind: JsonValueKind.Array } endorsements
        && endorsements.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.ValueEquals("msteams"));

    [LoggerMessage(Level = LogLevel.Error, Message = "The keys that Teams signs with could not be read: {Fault}")]
    private partial void KeysNotRead(string fault);

    private sealed class Documents(HttpClient http) : IDocumentRetriever
    {
        public async Task<string> GetDocumentAsync(string address, CancellationToken cancel) =>
            SafeUrl.TryParse(address, out var url)
                ? await http.GetStringAsync(url, cancel)
                : throw new IOException("The metadata points to an address that is not safe.");
    }
}

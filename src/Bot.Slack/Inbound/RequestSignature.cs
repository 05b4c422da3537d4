using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bot.Slack.Inbound;

/// <summary>What a request's signature is worth.</summary>
internal enum SignatureCheck
{
    Good,
    HeadersMissing,
    NotATime,
    TooOld,
    TooNew,
    Wrong,
}

/// <summary>Slack's signature over the raw bytes of a body. Pure: the clock arrives with the question.</summary>
/// <remarks>https://docs.slack.dev/authentication/verifying-requests-from-slack</remarks>
internal static class RequestSignature
{
    /// <summary>Seconds that a request may be old, or ahead of our clock; inclusive.</summary>
    public const int Tolerance = 300;

    private const string Version = "v0=";
    private const int Length = 3 + 64;
    private const int LongestTime = 19;

    /// <param name="timestamp">X-Slack-Request-Timestamp, Unix seconds.</param>
    /// <param name="signature">X-Slack-Signature: "v0=" and lower-case hex.</param>
    /// <param name="now">Unix seconds.</param>
    public static SignatureCheck Check(ReadOnlySpan<byte> secret, string? timestamp, string? signature, ReadOnlySpan<byte> body, long now)
    {
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature))
            return SignatureCheck.HeadersMissing;
        if (timestamp.Length > LongestTime || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent))
            return SignatureCheck.NotATime;
        if (sent < now - Tolerance)
            return SignatureCheck.TooOld;
        if (sent > now + Tolerance)
            return SignatureCheck.TooNew;

        Span<byte> wanted = stackalloc byte[Length];
        Sign(secret, timestamp, body, wanted);
        Span<byte> given = stackalloc byte[Length];
        return signature.Length == Length
            && Encoding.UTF8.TryGetBytes(signature, given, out var written) && written == Length
            && CryptographicOperations.FixedTimeEquals(wanted, given)
            ? SignatureCheck.Good
            : SignatureCheck.Wrong;
    }

    private static void Sign(ReadOnlySpan<byte> secret, string timestamp, ReadOnlySpan<byte> body, Span<byte> into)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        Span<byte> head = stackalloc byte[3 + LongestTime + 1];
        hmac.AppendData(head[..Encoding.ASCII.GetBytes($"v0:{timestamp}:", head)]);
        hmac.AppendData(body);

        Span<byte> hash = stackalloc byte[32];
        hmac.GetHashAndReset(hash);
        Encoding.ASCII.GetBytes(Version, into);
        Convert.TryToHexStringLower(hash, into[Version.Length..], out _);
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Bot.Playground.SignIn;

/// <summary>The tokens that the bot shows to the Connector: random, remembered here, good for an hour of real time.</summary>
internal sealed class AccessTokens
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> until = new(StringComparer.Ordinal);

    public string Issue(DateTimeOffset now)
    {
        foreach (var (old, end) in until)
        {
            if (end <= now)
                until.TryRemove(old, out _);
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        until[token] = now + Life;
        return token;
    }

    public bool Hold(string token, DateTimeOffset now) => until.TryGetValue(token, out var end) && end > now;

    /// <summary>Makes every token given so far worthless, as a rotated secret would.</summary>
    public void RevokeAll() => until.Clear();
}

using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bot.Clinic;

namespace Bot.App;

/// <summary>Which page a link opens.</summary>
internal enum PageKind
{
    /// <summary>The board where patients can read it.</summary>
    Hall,

    /// <summary>The board with names.</summary>
    Staff,

    Report,
}

/// <summary>Signed links to the pages: they say which page of which site, end by themselves, and can be revoked.</summary>
/// <remarks>Whoever holds a link sees its page; nothing is served without one, and a bad one is not told why it is bad.</remarks>
internal sealed class PageLinks(IVisitStore store, TimeProvider clock)
{
    public const string SecretKind = "page-secret";
    public const string RevokedKind = "page-revoked";

    private readonly ConcurrentDictionary<(SiteId, PageKind), int> generations = new();
    private byte[] secret = [];

    /// <summary>How long a link works. A screen on a wall is set up once a season, a report is read today.</summary>
    public static TimeSpan LastsFor(PageKind kind) => kind switch
    {
        PageKind.Hall => TimeSpan.FromDays(90),
        PageKind.Staff => TimeSpan.FromDays(30),
        _ => TimeSpan.FromHours(12),
    };

    /// <summary>Reads the key, or makes one at the first start, and what was revoked.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        if (await store.KeptAsync(SecretKind, ct) is [var kept, ..])
        {
            secret = Convert.FromBase64String(kept.AsText());
        }
        else
        {
            secret = RandomNumberGenerator.GetBytes(32);
            await store.KeepAsync(Kept.OfText(SecretKind, "hmac", Convert.ToBase64String(secret)), ct);
        }

        foreach (var one in await store.KeptAsync(RevokedKind, ct))
        {
            if (one.Key.Split('|') is [var site, var name] && Enum.TryParse<PageKind>(name, out var kind))
                generations[(new SiteId(site), kind)] = int.Parse(Encoding.UTF8.GetString(one.Body.Span), CultureInfo.InvariantCulture);
        }
    }

    /// <summary>What a link carries as its key.</summary>
    public string KeyFor(PageKind kind, SiteId site)
    {
        var ends = (clock.GetUtcNow() + LastsFor(kind)).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"{ends}.{GenerationOf(kind, site)}.{Signed(kind, site, ends, GenerationOf(kind, site))}");
    }

    /// <summary>True if the key opens that page of that site now.</summary>
    public bool Opens(PageKind kind, SiteId site, string key)
    {
        if (key.Split('.') is not [var endsText, var generationText, var signature]
            || !long.TryParse(endsText, NumberStyles.None, CultureInfo.InvariantCulture, out var ends)
            || !int.TryParse(generationText, NumberStyles.None, CultureInfo.InvariantCulture, out var generation))
        {
            return false;
        }

        var should = Encoding.ASCII.GetBytes(Signed(kind, site, ends, generation));
        return CryptographicOperations.FixedTimeEquals(should, Encoding.UTF8.GetBytes(signature))
            && generation == GenerationOf(kind, site)
            && clock.GetUtcNow().ToUnixTimeSeconds() < ends;
    }

    /// <summary>All links of that kind to that site stop working.</summary>
    public async Task RevokeAsync(PageKind kind, SiteId site, CancellationToken ct)
    {
        var next = GenerationOf(kind, site) + 1;
        await store.KeepAsync(new Kept(RevokedKind, $"{site}|{kind}", Encoding.UTF8.GetBytes(next.ToString(CultureInfo.InvariantCulture))), ct);
        generations[(site, kind)] = next;
    }

    private int GenerationOf(PageKind kind, SiteId site) => generations.GetValueOrDefault((site, kind));

    private string Signed(PageKind kind, SiteId site, long ends, int generation)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{kind}|{site}|{ends}|{generation}");
        return Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(said)));
    }
}

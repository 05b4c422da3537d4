using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Clinic;

/// <summary>Somebody whom the practice file does not know, who asked to be added at a site, and what a lead has answered.</summary>
/// <remarks>Nothing of theirs is believed until a lead has added them; what is here came from their chat, never from them.</remarks>
/// <param name="Chat">"teams" or "slack".</param>
/// <param name="Address">The chat's lasting id of them.</param>
/// <param name="Name">As the chat's roster has it, cleaned.</param>
/// <param name="Email">Lower case, to notice when the practice file names them; empty if the chat did not say.</param>
public sealed record Newcomer(SiteId Site, string Chat, string Address, string Name, string Email, DateTimeOffset Asked)
{
    /// <summary>The lead who has answered; null while nobody has.</summary>
    public StaffId? By { get; init; }

    /// <summary>What they were added as; null if they were not.</summary>
    public Role? Role { get; init; }

    /// <summary>When that ends by itself (exclusive); null if it does not.</summary>
    public DateTimeOffset? Until { get; init; }

    public bool IsAddedAt(DateTimeOffset now) => Role is not null && (Until is null || now < Until);

    public bool IsNamedIn(Practice file) => file.Sites.SelectMany(site => site.Staff).Any(one =>
        (Chat == "teams" ? one.TeamsId : one.SlackId) == Address || (Email.Length > 0 && one.Email == Email));

    /// <summary>Never their name or address.</summary>
    public override string ToString() => Chat;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, NewcomerJsonContext.Default.Newcomer);

    /// <summary>Null for bytes that are no such thing.</summary>
    public static Newcomer? Read(ReadOnlySpan<byte> body) => KeptJson.Read(body, NewcomerJsonContext.Default.Newcomer);
}

/// <summary>The practice with those whom leads have added in chat.</summary>
public static class Newcomers
{
    /// <summary>Whom the practice file names by now is as the file says.</summary>
    public static Practice With(this Practice file, IEnumerable<KeyValuePair<StaffId, Newcomer>> newcomers, DateTimeOffset now)
    {
        var added = newcomers.Where(one => one.Value.IsAddedAt(now) && !one.Value.IsNamedIn(file)).OrderBy(one => one.Value.Asked).ToLookup(one => one.Value.Site);
        return added.Count == 0 ? file : file with { Sites = [.. file.Sites.Select(site => added[site.Id].Aggregate(site, With))] };
    }

    private static SitePlan With(SitePlan site, KeyValuePair<StaffId, Newcomer> one)
    {
        var (id, newcomer) = one;
        var role = newcomer.Role!.Value;

        // A role that the practice keeps out of sight stays so for whoever is added to it.
        var peers = site.Staff.Where(person => person.Role == role).ToList();
        var name = NameAt(site, newcomer.Name);
        var (teams, slack) = newcomer.Chat == "teams" ? (newcomer.Address, "") : ("", newcomer.Address);
        return site with
        {
            Staff =
            [
                .. site.Staff,
                new Staff(id, name, PracticeFile.DefaultShort(name), role, "", teams, slack, null, UsesChat: true, Discreet: peers.Count > 0 && peers.All(person => person.Discreet)),
            ],
        };
    }

    // Two of the same name could not be told apart on a card.
    private static string NameAt(SitePlan site, string name)
    {
        var (tried, number) = (name, 1);
        while (site.Staff.Any(person => string.Equals(person.Name, tried, StringComparison.OrdinalIgnoreCase)))
            tried = PracticeFile.CleanName($"{name[..Math.Min(name.Length, PracticeFile.MaxLetters - 3)]} {++number}");
        return tried;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(SiteIdText), typeof(StaffIdText), typeof(EnumText<Role>)])]
[JsonSerializable(typeof(Newcomer))]
internal sealed partial class NewcomerJsonContext : JsonSerializerContext;

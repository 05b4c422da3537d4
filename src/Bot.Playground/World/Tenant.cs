using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Bot.Playground.World;

/// <summary>Who and what there is: people, their chats with the bot, the channels. Ids stay the same from run to run,
/// because the bot remembers them.</summary>
internal sealed class Tenant
{
    private readonly Dictionary<string, Place> places;
    private readonly Dictionary<string, PlaygroundPerson> byStaffId;
    private readonly Dictionary<string, PlaygroundPerson> byTeamsId = new(StringComparer.OrdinalIgnoreCase);

    public Tenant(PlaygroundSetup setup)
    {
        People = setup.People;
        BotId = $"28:{setup.AppId}";
        TeamId = $"19:{Opaque("team", setup.TenantId)}@thread.tacv2";
        byStaffId = setup.People.ToDictionary(p => p.StaffId, StringComparer.Ordinal);
        foreach (var person in setup.People)
        {
            byTeamsId[person.AadObjectId] = person;
            byTeamsId[UserId(person)] = person;
            byTeamsId[$"8:orgid:{person.AadObjectId}"] = person;
        }

        var chats = setup.People.Select(p => new Place(ChatId(p), $"{setup.BotName} bot", p, [p]));
        var channels = setup.Channels.Select(c => new Place(c.Id, c.Name, null, [.. c.Members.Select(id => byTeamsId[id])]));
        places = chats.Concat(channels).ToDictionary(p => p.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<PlaygroundPerson> People { get; }

    public string BotId { get; }

    public string TeamId { get; }

    public IReadOnlyCollection<Place> Places => places.Values;

    /// <summary>As Teams gives them: an id of its own per person.</summary>
    public static string UserId(PlaygroundPerson person) => $"29:1{Opaque("user", person.AadObjectId)}";

    public string ChatId(PlaygroundPerson person) => $"a:1{Opaque("chat", person.AadObjectId + BotId)}";

    public Place? PlaceOf(string id) => places.GetValueOrDefault(id);

    public PlaygroundPerson? Person(string staffId) => byStaffId.GetValueOrDefault(staffId);

    /// <summary>By the user id of this Teams or by the Entra object id.</summary>
    public PlaygroundPerson? ByTeamsId(string id) => byTeamsId.GetValueOrDefault(id);

    /// <summary>What this person sees, the place they look at first first.</summary>
    public IEnumerable<Place> PlacesOf(PlaygroundPerson person) => places.Values
        .Where(p => p.Has(person))
        .OrderBy(p => p.Id == (person.HomeChannelId ?? ChatId(person)) ? 0 : p.IsChannel ? 2 : 1);

    private static string Opaque(string what, string of) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes($"{what}:{of}")));
}

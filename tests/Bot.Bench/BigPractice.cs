using System.Text.Json.Nodes;
using Bot.Clinic;

namespace Bot.Bench;

/// <summary>A practice of 50 sites with 20 rooms each: four MAs, four providers, a desk and a lead at every site.</summary>
internal static class BigPractice
{
    public const int Sites = 50;
    public const int Rooms = 20;
    public const int Visits = Sites * Rooms;
    private const int OfEach = 4;

    public static string Ma(int visit) => $"ma{visit % OfEach}.s{visit / Rooms}";

    public static string Provider(int visit) => $"dr{visit % OfEach}.s{visit / Rooms}";

    public static SiteId Site(int visit) => new($"site-{visit / Rooms}");

    public static RoomId Room(int visit) => new($"{(visit % Rooms) + 1}");

    public static string CareTeam(SiteId site) => $"19:team-{site}@thread.tacv2";

    public static string SlackCareTeam(SiteId site) => $"C{site.Value.ToUpperInvariant().Replace("-", "", StringComparison.Ordinal)}";

    public static string Json()
    {
        var people = 0;
        var sites = new JsonArray();
        for (var site = 0; site < Sites; site++)
            sites.Add(OneSite(site, ref people));
        return new JsonObject { ["name"] = "Large Clinic", ["sites"] = sites }.ToJsonString();
    }

    private static JsonObject OneSite(int site, ref int people)
    {
        var staff = new JsonArray();
        for (var i = 0; i < OfEach; i++)
        {
            staff.Add(Person($"ma{i}.s{site}", $"Maria Lopez{i}{site}", "ma", ++people));
            staff.Add(Person($"dr{i}.s{site}", $"Dr. Sam Lee{i}{site}", "provider", ++people));
        }

        staff.Add(Person($"desk.s{site}", $"Dana Fox{site}", "front-desk", ++people));
        staff.Add(Person($"lead.s{site}", $"Priya Shah{site}", "lead", ++people));
        var opening = new JsonObject();
        foreach (var day in (string[])["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
            opening[day] = "00:00-23:59";
        return new JsonObject
        {
            ["id"] = $"site-{site}",
            ["name"] = $"Site {site}",
            ["timeZone"] = "Etc/UTC",
            ["opening"] = opening,
            ["rooms"] = new JsonArray([.. Enumerable.Range(1, Rooms).Select(room => (JsonNode)room.ToString(System.Globalization.CultureInfo.InvariantCulture))]),
            ["emergencyNumber"] = "5555",
            ["staff"] = staff,
            ["desks"] = new JsonArray(new JsonObject
            {
                ["id"] = "scheduling",
                ["label"] = "Scheduling",
                ["members"] = new JsonArray($"desk.s{site}"),
                ["asks"] = new JsonArray(new JsonObject { ["id"] = "next-visit", ["title"] = "Next visit", ["say"] = "next visit", ["usual"] = true }),
            }),
            ["channels"] = new JsonObject { ["teams"] = new JsonObject { ["careTeam"] = CareTeam(new SiteId($"site-{site}")) }, ["slack"] = new JsonObject { ["careTeam"] = SlackCareTeam(new SiteId($"site-{site}")) } },
        };
    }

    private static JsonObject Person(string id, string name, string role, int number) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["role"] = role,
        ["email"] = $"{id}@example.org",
        ["teams"] = $"00000000-0000-0000-0000-{number:000000000000}",
        ["slack"] = $"U{number:000000}",
    };
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Clinic;

namespace Bot.Tests.Looks.Limits;

/// <summary>A practice file in which everything is as long, and as much, as the reader lets pass.</summary>
internal static class LongestPractice
{
    public const int Rooms = 100;

    private const int Providers = 95;

    /// <summary>Letters as they are, so that the file is no larger than one that somebody typed.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Names that are as long as can be.</summary>
    public static readonly IReadOnlyList<string> Wide = ["W"];

    /// <summary>Names of letters of two units, of signs that join to one picture, of accents, from right to left, of what some read as a picture.</summary>
    public static readonly IReadOnlyList<string> Strange =
        ["\U0001F600", "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", "e\u0301\u0323", "\u05D3\u05F4\u05E8", ":smile:", "@channel "];

    public static readonly StaffId Ma = Id("ma");
    public static readonly StaffId Lead = Id("lead");
    public static readonly StaffId Discreet = Id("robin");
    public static readonly StaffId Clerk = Id("clerk");

    public static StaffId Provider(int number) => Id($"provider{number}");

    /// <param name="letters">What names are made of, one kind for each.</param>
    public static SitePlan Of(IReadOnlyList<string> letters)
    {
        var names = 0;
        string Name(string start)
        {
            var letter = letters[names++ % letters.Count];
            return (start + string.Concat(Enumerable.Repeat(letter, (PracticeFile.MaxLetters - start.Length) / letter.Length))).Trim();
        }

        var staff = new JsonArray(Person(Ma, "ma"), Person(Lead, "lead"), Person(Discreet, "behavioral-health"), Person(Clerk, "front-desk"));
        foreach (var role in new[] { "nurse", "pharmacist", "educator", "social-worker" })
            staff.Add(Person(Id(role), role));
        for (var i = 0; i < Providers; i++)
            staff.Add(Person(Provider(i), "provider", i + 1 < Providers ? Provider(i + 1) : null));

        var site = new JsonObject
        {
            ["id"] = Id("site").Value,
            ["name"] = Name("S"),
            ["timeZone"] = "Etc/UTC",
            ["opening"] = new JsonObject { ["mon"] = "00:00-23:59", ["tue"] = "00:00-23:59" },
            ["rooms"] = new JsonArray([.. Enumerable.Range(0, Rooms).Select(i => JsonValue.Create(Room(i).Value))]),
            ["emergencyNumber"] = Name("9"),
            ["staff"] = staff,
            ["desks"] = new JsonArray([.. Enumerable.Range(0, PracticeFile.MaxDesks).Select(DeskOf)]),
            ["visitTypes"] = new JsonArray([.. Enumerable.Range(0, PracticeFile.MaxChoices).Select(i => new JsonObject { ["id"] = Id($"type{i}").Value, ["title"] = Name($"{i} ") })]),
        };
        var reading = PracticeFile.Read(new JsonObject { ["name"] = Name("P"), ["sites"] = new JsonArray(site) }.ToJsonString(Plain));
        Assert.Empty(reading.Faults);
        return Assert.Single(reading.Practice!.Sites);

        JsonObject Person(StaffId id, string role, StaffId? cover = null)
        {
            var person = new JsonObject { ["id"] = id.Value, ["name"] = Name(""), ["short"] = Name(""), ["role"] = role };
            if (cover is { } other)
                person["cover"] = other.Value;
            return person;
        }

        JsonObject DeskOf(int number) => new()
        {
            ["id"] = Id($"desk{number}").Value,
            ["label"] = Name(""),
            ["members"] = new JsonArray(Clerk.Value),
            ["interpreter"] = true,
            ["asks"] = new JsonArray([.. Enumerable.Range(0, PracticeFile.MaxDesks).Select(i => new JsonObject { ["id"] = Id($"ask{number}-{i}").Value, ["title"] = Name(""), ["usual"] = true })]),
        };
    }

    public static RoomId Room(int number) => new(number.ToString("EXAM0000", CultureInfo.InvariantCulture));

    // As long as an id may be.
    private static StaffId Id(string start) => new(start + new string('x', PracticeFile.MaxLetters - start.Length));
}

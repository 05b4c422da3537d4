namespace Bot.Clinic;

/// <summary>Reads the people of a site, and whether their covers lead somewhere.</summary>
internal static class PracticeFileStaff
{
    private static readonly string[] AllRoles = [.. Enum.GetValues<Role>().Select(role => role.Id())];

    public static IReadOnlyList<Staff> Read(IReadOnlyList<PracticeFileValue> list, IReadOnlySet<Role> discreet, PracticeFilePeople people)
    {
        var ids = new PracticeFileUnique("staff id");
        var rows = new List<(Staff Person, PracticeFileObject At)>();
        foreach (var value in list)
        {
            if (value.Object("id", "name", "short", "role", "email", "teams", "slack", "chat", "cover", "reach", "discreet") is not { } at)
                continue;
            var person = ReadOne(at, discreet);
            ids.Add(person.Id.Value, at.Optional("id"));
            if (person.Id == StaffId.Clock)
                at.Optional("id")?.Fault("\"clock\" is the bot's own id; choose another.");
            people.Add(person, at);
            rows.Add((person, at));
        }

        CheckCovers(rows);

        // Two doctors of one surname at one site: "Dr. Lee" would be either, so both go by the whole name.
        var shared = rows.GroupBy(row => row.Person.Short).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        return [.. rows.Select(row => shared.Contains(row.Person.Short) && row.At.Optional("short") is null
            ? row.Person with { Short = row.Person.Name }
            : row.Person)];
    }

    /// <summary>A role by its id; null, with a fault, if there is none of that id.</summary>
    public static Role? ReadRole(PracticeFileValue at) => at.OneOf("role", AllRoles) is { } id ? Roles.Read(id) : null;

    private static Staff ReadOne(PracticeFileObject at, IReadOnlySet<Role> discreet)
    {
        var name = at.Required("name", "the name that cards show")?.Label() ?? "";
        var role = at.Required("role", "such as \"provider\"") is { } given ? ReadRole(given) ?? Role.Lead : Role.Lead;
        return new Staff(
            new StaffId(at.Required("id", "such as \"sam.lee\"")?.Id() ?? ""),
            name,
            at.Optional("short")?.Label() ?? PracticeFile.DefaultShort(name),
            role,
            at.Optional("email")?.Email() ?? "",
            at.Optional("teams")?.TeamsId() ?? "",
            at.Optional("slack")?.SlackId() ?? "",
            at.Optional("cover")?.Text() is { } cover ? new StaffId(cover) : null,
            at.Optional("reach")?.OneOf("way to reach somebody", "chat", "none") is not "none",
            at.YesNo("discreet", discreet.Contains(role)))
        {
            Chat = at.Optional("chat")?.OneOf("chat", "teams", "slack") ?? "",
        };
    }

    private static void CheckCovers(List<(Staff Person, PracticeFileObject At)> rows)
    {
        var covers = new Dictionary<StaffId, StaffId?>();
        foreach (var (person, _) in rows)
            covers.TryAdd(person.Id, person.Cover);

        var toldOf = new HashSet<StaffId>();
        foreach (var (person, at) in rows)
        {
            if (person.Cover is not { } cover || at.Optional("cover") is not { } value)
                continue;
            if (cover == person.Id)
                value.Fault("Nobody covers for themselves; name somebody else or leave \"cover\" out.");
            else if (!covers.ContainsKey(cover))
                value.Fault($"{PracticeFileText.Quoted(cover.Value)} is nobody at this site; {Nearest(cover.Value, person, rows)}");
            else if (Circle(person.Id, covers) is { Count: > 1 } circle && toldOf.Add(person.Id))
            {
                // One circle is one fault, at whoever of it comes first in the file.
                toldOf.UnionWith(circle);
                var way = string.Join(" → ", circle.Append(person.Id));
                value.Fault($"The covers go in a circle: {PracticeFileText.Cut(way)}; leave \"cover\" out for one of them.");
            }
        }
    }

    // Those passed on the way from somebody back to themselves; empty if the way ends, or runs into a circle of others.
    private static List<StaffId> Circle(StaffId from, Dictionary<StaffId, StaffId?> covers)
    {
        var passed = new OrderedDictionary<StaffId, bool>();
        for (StaffId? at = from; at is { } who && passed.TryAdd(who, true); at = covers.GetValueOrDefault(who))
        {
            if (covers.GetValueOrDefault(who) == from)
                return [.. passed.Keys];
        }

        return [];
    }

    private static string Nearest(string written, Staff self, List<(Staff Person, PracticeFileObject At)> rows) =>
        PracticeFileText.Instead(written, [.. rows.Select(row => row.Person.Id).Where(id => id != self.Id).Select(id => id.Value)]);
}

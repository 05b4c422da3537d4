namespace Bot.Clinic;

/// <summary>A point at which a patient changes hands, in the six columns of a transition map.</summary>
/// <param name="Name">"The provider comes".</param>
public sealed record Transition(
    Route Route, string Name, IReadOnlyList<Party> Givers, IReadOnlyList<Party> Receivers, string What, string When, string How, string Where);

/// <summary>Who gives or receives: a role with the people who have it, or a desk.</summary>
/// <param name="Called">"provider", "Scheduling".</param>
/// <param name="People">Their names; empty for a desk.</param>
public sealed record Party(string Called, IReadOnlyList<string> People)
{
    /// <summary>"provider (Dr. Lee, Dr. Patel)".</summary>
    public override string ToString() => People.Count == 0 ? Called : $"{Called} ({string.Join(", ", People)})";
}

/// <summary>The transitions that follow from a practice file: who comes to its rooms, and which desks it has.</summary>
public static class TransitionMap
{
    // More names than this are nobody's to read at a glance.
    private const int MostPeople = 4;
    private const int MostRooms = 12;

    private static readonly Role[] Runners = [.. Enum.GetValues<Role>().Where(role => role.RunsVisits() && role != Role.Lead)];

    public static IReadOnlyList<Transition> Of(SitePlan site)
    {
        var givers = People(site, Runners);
        var providers = People(site, [Role.Provider]);
        var colleagues = Colleagues(site);
        var map = new List<Transition>();
        if (providers.Count > 0)
        {
            map.Add(new Transition(
                Route.ProviderComes, "The provider comes", givers, providers,
                "Why the patient came, wishes and worries, vital signs, medicines, results",
                "As soon as the room is ready",
                "Aloud and in front of the patient, who adds and corrects",
                Rooms(site)));
        }

        if (colleagues.Count > 0)
        {
            map.Add(new Transition(
                Route.ColleagueJoins, "A colleague joins", providers.Count > 0 ? providers : givers, colleagues,
                "Who they are, why they can help, the plan so far",
                "During the visit, if the patient agrees",
                "An introduction in person, then the patient’s own view",
                Rooms(site)));
        }

        if (site.Desks.Count > 0)
        {
            map.Add(new Transition(
                Route.WalkToADesk, "The walk to a desk", givers, [.. Texts.Few([.. site.Desks.Select(desk => desk.Label)], MostRooms).Select(desk => new Party(desk, []))],
                "What is to be done there",
                "After the three closing questions, when the desk is free",
                "Walked there together and introduced by name",
                "At the desk, away from other ears"));
        }

        return map;
    }

    /// <summary>Whoever else may come to a room.</summary>
    public static IReadOnlyList<Party> Colleagues(SitePlan site) =>
        People(site, [.. Enum.GetValues<Role>().Where(IsColleague)]);

    /// <summary>A role that joins a visit beside its provider.</summary>
    public static bool IsColleague(Role role) => role.ComesToRooms() && role is not (Role.Provider or Role.Nurse);

    /// <summary>"Rooms 1, 2 and 3".</summary>
    public static string Rooms(SitePlan site) => site.Rooms.Count == 1
        ? $"Room {site.Rooms[0]}"
        : $"Rooms {Texts.And(Texts.Few([.. site.Rooms.Select(room => room.Value)], MostRooms))}";

    private static List<Party> People(SitePlan site, IReadOnlyList<Role> roles) =>
    [
        .. roles
            .Select(role => (role, people: site.Staff.Where(person => person.Role == role).Select(person => person.Short).ToList()))
            .Where(row => row.people.Count > 0)
            .Select(row => new Party(row.role.Words(), [.. Texts.Few(row.people, MostPeople)])),
    ];
}

namespace Bot.Clinic;

/// <summary>What some words in a row may mean: the longest row that means anything, and everything it may mean.</summary>
internal sealed record Meaning<T>(int Length, IReadOnlyList<T> Among);

/// <summary>The names of one site, as people type them.</summary>
internal sealed class Lexicon(SitePlan site)
{
    // No name in a clinic takes more words; it bounds the work on hostile lines.
    private const int Longest = 8;

    private static readonly Dictionary<string, Role> RoleWords = new()
    {
        ["ma"] = Role.Ma,
        ["medical assistant"] = Role.Ma,
        ["nurse"] = Role.Nurse,
        ["rn"] = Role.Nurse,
        ["provider"] = Role.Provider,
        ["doctor"] = Role.Provider,
        ["dr"] = Role.Provider,
        ["doc"] = Role.Provider,
        ["pharmacist"] = Role.Pharmacist,
        ["pharmacy"] = Role.Pharmacist,
        ["bh"] = Role.BehavioralHealth,
        ["behavioral"] = Role.BehavioralHealth,
        ["behavioral health"] = Role.BehavioralHealth,
        ["behavioural health"] = Role.BehavioralHealth,
        ["educator"] = Role.Educator,
        ["sw"] = Role.SocialWorker,
        ["social"] = Role.SocialWorker,
        ["social work"] = Role.SocialWorker,
        ["social worker"] = Role.SocialWorker,
        ["front desk"] = Role.FrontDesk,
        ["lead"] = Role.Lead,
    };

    private readonly List<(RoomId Room, string[] Words)> rooms =
        [.. site.Rooms.Select(room => (room, Token.OfName(room.Value)))];

    private readonly List<(Staff Person, string[] Words)> people =
        [.. site.Staff.Select(person => (person, Plain(person.Name).Select(SameTitle).Concat(Plain(person.Id.Value)).Distinct().ToArray()))];

    private readonly List<(Desk Desk, string[] Label, string[] Id)> desks =
        [.. site.Desks.Select(desk => (desk, Plain(desk.Label), Plain(desk.Id.Value)))];

    private readonly List<(Stop Stop, string[] Title, string[] Id)> stops =
        [.. site.Stops.Select(stop => (stop, Plain(stop.Title), Plain(stop.Id.Value)))];

    /// <summary>True if this one word is the whole name of a room.</summary>
    public bool IsRoom(string word) => rooms.Any(room => room.Words.Length == 1 && room.Words[0] == word);

    /// <summary>Rooms must match wholly: 04 is not 4, and "Blu" is not Blue.</summary>
    public Meaning<RoomId>? Room(IReadOnlyList<Token> tokens, int at) =>
        LongestOf<RoomId>(tokens, at, run => [.. rooms.Where(room => room.Words.SequenceEqual(run.Select(token => token.Text))).Select(room => room.Room)]);

    /// <summary>A person by any of their names or its beginning, or a role.</summary>
    public Meaning<Whom>? Whom(IReadOnlyList<Token> tokens, int at) => LongestOf<Whom>(tokens, at, run =>
    {
        var said = run.Select(token => token.Plain).ToArray();
        if (RoleWords.TryGetValue(string.Join(' ', said), out var role))
            return [new Whom.InRole(role)];
        var exactly = people.Where(person => AreNamesOf(run, person.Words, exactly: true)).ToList();
        if (exactly.Count > 0)
            return [.. exactly.Select(person => new Whom.Someone(person.Person.Id))];
        var beginnings = people.Where(person => AreNamesOf(run, person.Words, exactly: false));
        var roles = said is [{ Length: >= 3 } word]
            ? RoleWords.Where(row => row.Key.StartsWith(word, StringComparison.Ordinal)).Select(row => row.Value).Distinct()
            : [];
        return [.. beginnings.Select(person => new Whom.Someone(person.Person.Id)), .. roles.Select(found => new Whom.InRole(found))];
    });

    public Meaning<Desk>? Desk(IReadOnlyList<Token> tokens, int at) => LongestOf<Desk>(tokens, at, run => FindDesks(run, exactly: true) switch
    {
        { Count: > 0 } exactly => exactly,
        _ => FindDesks(run, exactly: false),
    });

    /// <summary>A stop by its id, its desk, or the beginning of its title.</summary>
    public Meaning<Stop>? Stop(IReadOnlyList<Token> tokens, int at) => LongestOf<Stop>(tokens, at, run =>
    {
        var said = run.Select(token => token.Plain).ToArray();
        List<Stop> found = [.. stops.Where(row => row.Id.SequenceEqual(said)).Select(row => row.Stop)];
        if (found.Count == 0)
            found = [.. FirstAsks(FindDesks(run, exactly: true))];
        if (found.Count == 0)
            found = [.. stops.Where(row => row.Title.SequenceEqual(said)).Select(row => row.Stop)];
        if (found.Count == 0)
            found = [.. stops.Where(row => Begins(run, row.Title) || Begins(run, row.Id)).Select(row => row.Stop)];
        if (found.Count == 0)
            found = [.. FirstAsks(FindDesks(run, exactly: false))];
        return found;
    });

    private static IEnumerable<Stop> FirstAsks(IEnumerable<Desk> desks) => desks.Where(desk => desk.Asks.Count > 0).Select(desk => desk.Asks[0]);

    private List<Desk> FindDesks(Token[] run, bool exactly) =>
    [
        .. desks
            .Where(row => new[] { row.Label, row.Id }.Any(name =>
                exactly ? name.SequenceEqual(run.Select(token => token.Plain)) : Begins(run, name)))
            .Select(row => row.Desk),
    ];

    // Each word must be a name of its own, so that "sam sam" is nobody called Sam Lee.
    private bool AreNamesOf(Token[] run, string[] names, bool exactly)
    {
        var left = names.ToList();
        foreach (var token in run)
        {
            var word = SameTitle(token.Plain);
            var found = left.IndexOf(word);
            if (found < 0 && !exactly && MayBeShort(token, run.Length > 1))
                found = left.FindIndex(name => name.StartsWith(word, StringComparison.Ordinal));
            if (found < 0)
                return false;
            left.RemoveAt(found);
        }

        // A title alone is nobody.
        return run.Any(token => SameTitle(token.Plain) is not ("dr" or "mr" or "ms"));
    }

    // All words but the last in full; the last may be cut short.
    private bool Begins(Token[] run, string[] name) =>
        run.Length <= name.Length
        && run.SkipLast(1).Select(token => token.Plain).SequenceEqual(name.Take(run.Length - 1))
        && (run[^1].Plain == name[run.Length - 1]
            || (MayBeShort(run[^1], run.Length > 1) && name[run.Length - 1].StartsWith(run[^1].Plain, StringComparison.Ordinal)));

    // What is a room's whole name is never read as the beginning of another.
    private bool MayBeShort(Token token, bool besideOthers) =>
        token.Plain.Length >= (besideOthers ? 1 : 2) && !IsRoom(token.Text) && !token.Plain.Any(char.IsDigit);

    private static Meaning<T>? LongestOf<T>(IReadOnlyList<Token> tokens, int at, Func<Token[], IReadOnlyList<T>> find)
    {
        for (var length = Math.Min(Longest, tokens.Count - at); length > 0; length--)
        {
            // "room" stands before a new thing, never within a name.
            var run = tokens.Skip(at).Take(length).ToArray();
            if (run.Skip(1).Any(token => token.IsRoom))
                continue;
            if (find(run) is { Count: > 0 } found)
                return new Meaning<T>(length, [.. found.Distinct()]);
        }

        return null;
    }

    private static string[] Plain(string name) => [.. Token.OfName(name).Select(Token.WithoutAccents)];

    private static string SameTitle(string word) => word switch
    {
        "doctor" => "dr",
        "mrs" or "miss" => "ms",
        _ => word,
    };
}

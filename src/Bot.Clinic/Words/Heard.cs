namespace Bot.Clinic;

/// <summary>The words beside a command, sorted by what they mean.</summary>
internal sealed class Heard
{
    private Heard()
    {
    }

    public List<RoomId> Rooms { get; } = [];

    public List<Whom> People { get; } = [];

    public List<Desk> Desks { get; } = [];

    public List<Stop> Stops { get; } = [];

    public List<int> Minutes { get; } = [];

    public List<string> Literals { get; } = [];

    /// <summary>A word that stood where only a room can stand, and is none of this site.</summary>
    public string? UnknownRoom { get; private set; }

    /// <summary>What one name may mean, where it may mean several things; empty otherwise.</summary>
    public List<string> Unclear { get; } = [];

    /// <summary>True if some word meant nothing.</summary>
    public bool Leftover { get; private set; }

    public static Heard In(IReadOnlyList<Token> tokens, CommandWord command, Lexicon lexicon, SitePlan site)
    {
        var heard = new Heard();
        for (var at = 0; at < tokens.Count;)
            at += Math.Max(1, heard.Next(tokens, at, command, lexicon, site));
        return heard;
    }

    // The longest reading wins, so that the 2 of "next visit in 2 weeks" is no room; rooms win a tie.
    private int Next(IReadOnlyList<Token> tokens, int at, CommandWord command, Lexicon lexicon, SitePlan site)
    {
        var token = tokens[at];
        var room = command.Wants.HasFlag(Wants.Room) ? lexicon.Room(tokens, at) : null;
        var length = room?.Length ?? 0;
        if (room is not null && (token.IsRoom || !IsLonger(command, lexicon, tokens, at, length)))
        {
            Take(room, Rooms, id => id.Value);
            return length;
        }

        if (token.IsRoom)
        {
            UnknownRoom ??= token.Text;
            return 1;
        }

        if (command.Literals.Contains(token.Plain))
        {
            Literals.Add(token.Plain);
            return 1;
        }

        if (command.Wants.HasFlag(Wants.Stops) && lexicon.Stop(tokens, at) is { } stop)
            return Take(stop, Stops, one => one.Title);
        if (command.Wants.HasFlag(Wants.Desk) && lexicon.Desk(tokens, at) is { } desk)
            return Take(desk, Desks, one => one.Label);
        if (command.Wants.HasFlag(Wants.Whom) && lexicon.Whom(tokens, at) is { } whom)
            return Take(whom, People, one => NameOf(one, site));
        if (command.Wants.HasFlag(Wants.Minutes) && BareAnswer.ReadMinutes(token.Plain) is { } minutes)
            Minutes.Add(minutes);
        else if (command.Wants.HasFlag(Wants.Minutes) && BareAnswer.IsUnit(token.Plain))
            return 1;
        else if (command.Wants.HasFlag(Wants.Room) && token.Text.Any(char.IsDigit))
            UnknownRoom ??= token.Text;
        else
            Leftover = true;
        return 1;
    }

    private static bool IsLonger(CommandWord command, Lexicon lexicon, IReadOnlyList<Token> tokens, int at, int length) =>
        (command.Wants.HasFlag(Wants.Stops) && lexicon.Stop(tokens, at)?.Length > length)
        || (command.Wants.HasFlag(Wants.Whom) && lexicon.Whom(tokens, at)?.Length > length);

    // The same thing said twice is said once.
    private int Take<T>(Meaning<T> meaning, List<T> into, Func<T, string> name)
    {
        if (meaning.Among is not [var one])
            Unclear.AddRange(meaning.Among.Select(name));
        else if (!into.Contains(one))
            into.Add(one);
        return meaning.Length;
    }

    private static string NameOf(Whom whom, SitePlan site) => whom switch
    {
        Whom.Someone someone => site.Find(someone.Who)?.Short ?? "",
        Whom.InRole inRole => inRole.Role.Words(),
        _ => "",
    };
}

namespace Bot.Clinic;

/// <summary>What a command can be told beside its own word.</summary>
[Flags]
internal enum Wants
{
    Nothing = 0,
    Room = 1,
    Whom = 2,
    Desk = 4,
    Stops = 8,
    Minutes = 16,
}

/// <summary>One command of the grammar.</summary>
/// <param name="Also">Other words for it; prefixes of these do not count.</param>
/// <param name="Literals">Words that are part of it.</param>
/// <param name="Example">{0} a room, {1} a person, {2} a desk.</param>
internal sealed record CommandWord(string Word, string[] Also, Wants Wants, string[] Literals, string Example)
{
    public bool Is(string word) => word == Word || Also.Contains(word);
}

/// <summary>The words with which lines begin.</summary>
internal static class CommandWords
{
    public static readonly IReadOnlyList<CommandWord> All =
    [
        new("ready", [], Wants.Room | Wants.Whom, [], "ready {0} {1}"),
        new("rooming", ["roomed"], Wants.Room | Wants.Whom, [], "rooming {0}"),
        new("request", ["ask"], Wants.Room | Wants.Whom, [], "request {0} {1}"),
        new("walk", ["walking"], Wants.Room | Wants.Desk, [], "walk {0} {2}"),
        new("here", ["arrived"], Wants.Room | Wants.Whom, [], "here {0}"),
        new("back", [], Wants.Room, [], "back {0}"),
        new("done", ["finished"], Wants.Room | Wants.Stops, [], "done {0} {2}"),
        new("left", ["gone"], Wants.Room, ["mistake"], "left {0}"),
        new("take", ["taking"], Wants.Room, [], "take {0}"),
        new("undo", [], Wants.Nothing, ["that", "it", "last", "step"], "undo"),
        new("mine", [], Wants.Nothing, [], "mine"),
        new("board", [], Wants.Nothing, ["link", "hall", "staff", "revoke"], "board"),
        new("on", [], Wants.Whom, ["duty"], "on"),
        new("off", [], Wants.Whom, ["duty"], "off"),
        new("busy", [], Wants.Minutes | Wants.Desk | Wants.Whom, ["desk"], "busy 20"),
        new("lunch", [], Wants.Minutes | Wants.Whom, [], "lunch 30"),
        new("behind", ["late"], Wants.Minutes | Wants.Whom, [], "behind 25"),
        new("cover", [], Wants.Whom, [], "cover {1}"),
        new("desk", [], Wants.Minutes | Wants.Desk, ["free", "busy", "hold"], "desk {2} busy"),
        new("free", [], Wants.Desk, ["desk"], "desk {2} free"),
        new("hold", [], Wants.Minutes | Wants.Desk, ["desk"], "desk {2} hold 5"),
        new("report", [], Wants.Nothing, ["today", "week", "link", "revoke"], "report today"),
        new("whoami", [], Wants.Nothing, [], "whoami"),
        new("setup", [], Wants.Nothing, [], "setup"),
        new("decisions", ["decision", "decide"], Wants.Nothing, [], "decisions"),
        new("training", [], Wants.Nothing, [], "training"),
        new("remove", [], Wants.Whom, [], "remove {1}"),
        new("use", [], Wants.Desk, ["channel", "care", "team"], "use this channel for {2}"),
        new("practice", ["practise", "rehearse"], Wants.Nothing, [], "practice"),
        new("help", ["hi", "hello", "hey"], Wants.Nothing, [], "help"),
    ];

    /// <summary>Which word is the command: the first if it is one; else one about a room, any other, or a unique prefix.</summary>
    /// <returns>Several commands if a prefix fits several; none if no word is near enough.</returns>
    public static (IReadOnlyList<CommandWord> Commands, int At) Find(IReadOnlyList<Token> tokens, Func<Token, bool> meansSomethingElse)
    {
        if (tokens.Count == 0)
            return ([], -1);
        if (Exactly(tokens[0]) is { } first)
            return ([first], 0);
        foreach (var aboutRooms in new[] { true, false })
        {
            for (var i = 1; i < tokens.Count; i++)
            {
                if (Exactly(tokens[i]) is { } command && (!aboutRooms || command.Wants.HasFlag(Wants.Room)))
                    return ([command], i);
            }
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            // One letter is too little to go by, and may be a room.
            if (tokens[i].Plain.Length < 2 || tokens[i].IsRoom)
                continue;
            var fits = All.Where(command => command.Word.StartsWith(tokens[i].Plain, StringComparison.Ordinal)).ToList();

            // "le 4" may be Lee or left, and left would end a visit.
            if (fits.Count == 1 && !meansSomethingElse(tokens[i]))
                return (fits, i);
            if (fits.Count > 1)
                return (fits, i);
        }

        return ([], -1);
    }

    /// <summary>The command that was most likely meant; null if none is near.</summary>
    public static CommandWord? Nearest(IReadOnlyList<Token> tokens)
    {
        var best = tokens
            .Take(8)
            .SelectMany(token => All.Select(command => (Command: command, Slips: Slips(token.Plain, command.Word))))
            .Where(pair => pair.Slips <= (pair.Command.Word.Length > 4 ? 2 : 1) && pair.Command.Word.Length > 2)
            .OrderBy(pair => pair.Slips)
            .FirstOrDefault();
        return best.Command;
    }

    private static int Slips(string typed, string word) =>
        typed.Length >= 2 && word.StartsWith(typed, StringComparison.Ordinal) ? 1 : Nearness.Of(typed, word);

    private static CommandWord? Exactly(Token token) =>
        token.IsRoom ? null : All.FirstOrDefault(command => command.Is(token.Plain));
}

namespace Bot.Clinic;

/// <summary>Reads what people type. One grammar in every chat; forgiving about everything but the room.</summary>
public static class Grammar
{
    /// <summary>Letters of the longest line that is read; what is longer is no command.</summary>
    public const int Longest = 400;

    /// <summary>True for a line that begins like a call for help: whoever types it is answered, known or not.</summary>
    public static bool IsAlarm(string text) => Alarm.IsIn(text);

    /// <summary>Reads one line, without the mention of the bot. Pure; never throws, whatever is typed.</summary>
    /// <param name="direct">True in a person's own chat with the bot, where a bare `ok` or `5` answers the last request.</param>
    public static Spoken Read(string text, SitePlan site, bool direct)
    {
        if (Alarm.IsIn(text))
            return new Spoken.Emergency();
        var misses = new Misses(site);
        if (text.Length > Longest)
            return misses.TooLong();

        var lexicon = new Lexicon(site);
        var tokens = Token.Read(Unglued(text, lexicon), lexicon.IsRoom);
        if (tokens.Count == 0)
            return text.Contains('#') ? misses.Nothing() : new Spoken.Help();
        if (BareAnswer.Read(tokens) is { } answer && (direct || answer.When is not When.In))
            return direct ? answer : Misses.AnswerElsewhere();

        var (commands, at) = CommandWords.Find(tokens, token => MeansAName(token, lexicon));
        if (commands is [{ Word: "practice" }])
            return Practice([.. tokens.Where((_, i) => i != at).Select(token => token.Plain)]);
        if (commands is [var command])
            return Interpreter.Read(command, Heard.In([.. tokens.Where((_, i) => i != at)], command, lexicon, site), site, misses);

        var room = Enumerable.Range(0, tokens.Count).Select(i => lexicon.Room(tokens, i)).FirstOrDefault(found => found is not null)?.Among[0];
        if (commands.Count > 1)
            return misses.Which(commands, room);
        return CommandWords.Nearest(tokens) is { } nearest ? misses.Perhaps(nearest, room) : misses.Nothing();
    }

    // Role plays are files beside the cards, not names of the site: which one is meant is found by whoever has them.
    private static Spoken.Practises Practice(IReadOnlyList<string> words) => words is ["stop"] or ["end"] ? new([], Stops: true) : new(words, Stops: false);

    // A word that is the name of somebody or something here is no abbreviated command.
    private static bool MeansAName(Token token, Lexicon lexicon) =>
        lexicon.Room([token], 0) is not null || lexicon.Whom([token], 0) is not null || lexicon.Desk([token], 0) is not null;

    // "room4" and "ready4" are two words, unless a room is called so.
    private static string Unglued(string text, Lexicon lexicon) => string.Join(' ', Token.Split(text).Select(word =>
    {
        var letters = word.TakeWhile(char.IsAsciiLetter).Count();
        var isTwo = letters > 0
            && letters < word.Length
            && word[letters..].All(char.IsAsciiDigit)
            && !lexicon.IsRoom(word)
            && (word[..letters] is "room" or "rm" || CommandWords.All.Any(command => command.Is(word[..letters])));
        return isTwo ? $"{word[..letters]} {word[letters..]}" : word;
    }));
}

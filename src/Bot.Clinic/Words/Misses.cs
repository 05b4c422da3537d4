using System.Globalization;

namespace Bot.Clinic;

/// <summary>What to answer when a line was not understood: what is missing, and an example that would work here.</summary>
/// <remarks>Nothing typed is repeated save a short room number: the line may hold a patient's name.</remarks>
internal sealed class Misses(SitePlan site)
{
    private const int MostRoomsListed = 12;

    public Spoken.Missed Nothing() => Of($"I don't know that. {Try(CommandWords.All[0])}, or help");

    public Spoken.Missed Perhaps(CommandWord nearest, RoomId? room) => Of($"I don't know that. Did you mean {nearest.Word}? {Try(nearest, room)}");

    public Spoken.Missed Which(IReadOnlyList<CommandWord> commands, RoomId? room) =>
        Of($"{OneOf([.. commands.Select(command => command.Word)])} {Try(commands[0], room)}");

    public Spoken.Missed WhichRoom(CommandWord command) => Of($"Which room? {Try(command)}");

    public Spoken.Missed OneRoom(CommandWord command) => Of($"One room at a time, please. {Try(command)}");

    public Spoken.Missed NoSuchRoom(string typed)
    {
        var isShort = typed.Length <= 4 && typed.All(char.IsAsciiLetterOrDigit) && typed.Count(char.IsAsciiLetter) <= 1;
        return Of($"There is no {(isShort ? $"room {typed}" : "such room")} here. Rooms: {Rooms()}.");
    }

    public static Spoken.Missed Unclear(IReadOnlyList<string> names) => Of(OneOf(names));

    public Spoken.Missed Lacks(string question, CommandWord command, RoomId? room) => Of($"{question} {Try(command, room)}");

    public Spoken.Missed NotWholly(CommandWord command, RoomId? room) => Of($"I didn't understand all of that. {Try(command, room)}");

    public static Spoken.Missed AnswerElsewhere() => Of("Tap the card to answer, or type it in your own chat with me.");

    public Spoken.Missed TooLong() => Of($"That is too long for me. {Try(CommandWords.All[0])}");

    private static Spoken.Missed Of(string sentence) => new(sentence);

    private string Try(CommandWord command, RoomId? room = null)
    {
        var usual = site.Rooms.Contains(new RoomId("4")) ? "4" : site.Rooms.Select(id => id.Value).FirstOrDefault("1");
        var person = site.Staff.FirstOrDefault(one => one.Role == Role.Provider && one.UsesChat);
        var desk = site.Desks.FirstOrDefault(one => !one.Discreet);
        return "Try: " + string.Format(
            CultureInfo.InvariantCulture,
            command.Example,
            room?.Value ?? usual,
            person is null ? "provider" : Token.OfName(person.Name).LastOrDefault("provider"),
            desk is null ? "lab" : string.Join(' ', Token.OfName(desk.Label)));
    }

    private static string OneOf(IReadOnlyList<string> names)
    {
        var first = string.Join(", ", names.SkipLast(1).Take(5));
        var said = first.Length == 0 ? names[^1] : $"{first} or {names[^1]}";
        return char.ToUpperInvariant(said[0]) + said[1..] + "?";
    }

    // "1 to 8, A, Blue": three numbers in a row or more are a range.
    private string Rooms()
    {
        var pieces = new List<string>();
        var names = site.Rooms.Select(room => room.Value).ToList();
        for (var i = 0; i < names.Count;)
        {
            var end = i;
            while (end + 1 < names.Count && IsNext(names[end], names[end + 1]))
                end++;
            if (end - i >= 2)
            {
                pieces.Add($"{names[i]} to {names[end]}");
                i = end + 1;
            }
            else
            {
                pieces.Add(names[i++]);
            }
        }

        return string.Join(", ", pieces.Take(MostRoomsListed)) + (pieces.Count > MostRoomsListed ? " and more" : "");
    }

    private static bool IsNext(string name, string following) =>
        int.TryParse(name, out var number) && int.TryParse(following, out var next) && number < int.MaxValue && next == number + 1
        && name == $"{number}" && following == $"{next}";
}

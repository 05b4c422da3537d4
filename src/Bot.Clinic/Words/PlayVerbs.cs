using System.Collections.Frozen;
using System.Globalization;

namespace Bot.Clinic;

/// <summary>The verbs of a role play's own cards. In place of a visit their buttons carry the role play.</summary>
/// <remarks>As with <see cref="Verbs"/>: whatever is outside the lists is no command.</remarks>
public static class PlayVerbs
{
    /// <summary>The part that is nobody's: whoever takes it gives theirs back.</summary>
    public const string NoPart = "none";

    /// <summary>How the debrief begins; later its buttons say which question is done.</summary>
    public const string Start = "start";

    /// <summary>The verbs, without their arguments.</summary>
    public static FrozenSet<string> Known { get; } = FrozenSet.Create(StringComparer.Ordinal, "play", "part", "begin", "debrief", "end-practice", "facilitate");

    public static bool IsOne(string verb) => Known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Verbs.NameOf(verb));

    /// <summary>The command of a button; null if it is none.</summary>
    public static PlayCommand? Read(string verb, IReadOnlyDictionary<string, string> inputs, StaffId by, DateTimeOffset at) => verb.Split(':') switch
    {
        ["play", { Length: > 0 } scenario] => new PlayCommand.Choose(new ScenarioId(scenario), by, at),
        ["part", NoPart] => new PlayCommand.GiveBack(by, at),
        ["part", { Length: > 0 } part] => new PlayCommand.TakePart(new Part(part), by, at),
        ["begin"] => new PlayCommand.Begin(by, at),
        ["debrief", Start] => new PlayCommand.Debrief(by, at),
        ["debrief", var prompt] when Number(prompt) is { } number => new PlayCommand.Next(number, Numbers(inputs, $"well-{number}"), Numbers(inputs, $"better-{number}"), by, at),
        ["end-practice"] => new PlayCommand.Stop(by, at),
        ["facilitate"] => new PlayCommand.Facilitate(by, at),
        _ => null,
    };

    // What was ticked, as we wrote it; anything else was not.
    private static IReadOnlyList<int> Numbers(IReadOnlyDictionary<string, string> inputs, string input) =>
        [.. inputs.GetValueOrDefault(input, "").Split(',', StringSplitOptions.TrimEntries).Select(Number).OfType<int>()];

    private static int? Number(string text) =>
        text is [>= '0' and <= '9'] ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;
}

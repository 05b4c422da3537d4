using Bot.Clinic;
using Bot.Tests.PracticeFiles;

namespace Bot.Tests.Whole;

/// <summary>The sample practice with a word of its own for everything that can be told, so that whatever is told can be recognised.</summary>
internal static class Canaries
{
    public const string Room = "Nautilus";
    public const string VisitType = "Octopus";
    public const string DiscreetName = "Eelgrass";
    public const string Scheduling = "Plaice";
    public const string Lab = "Quahog";
    public const string SchedulingAsk = "Remora";
    public const string SchedulingSay = "Sardine";
    public const string LabAsk = "Tarpon";
    public const string LabSay = "Urchin";

    /// <summary>What hostile callers send.</summary>
    public static readonly IReadOnlyList<string> Payloads = ["wrasse", "xiphias", "yabby", "zander"];

    public static readonly IReadOnlyList<string> StaffNames =
        ["Abalone", "Bonito", "Cockle", "Dorado", DiscreetName, "Flounder", "Grouper", "Haddock", "Isopod", "Jawfish"];

    public static readonly IReadOnlyList<string> Practice = ["Lamprey", "Mussel", "kelp.example"];

    public static readonly IReadOnlyList<string> Stops = [SchedulingAsk, SchedulingSay, LabAsk, LabSay];

    public static readonly IReadOnlyList<string> Desks = [Scheduling, Lab];

    /// <summary>What the receiver should know: the words of the fixed lists are marks enough.</summary>
    public static readonly IReadOnlyList<string> Details =
        [VisitType, .. Picks.Flags.Select(flag => flag.Words), .. Picks.Ticks.Select(tick => tick.Words)];

    public static readonly IReadOnlyList<string> All = [.. Payloads, .. StaffNames, .. Practice, .. Stops, .. Desks, .. Details, Room];

    public static string PracticeFile() => new (string Was, string Now)[]
    {
        ("Example Clinic", "Lamprey Clinic"),
        ("Main Street", "Mussel Street"),
        ("@example.org", "@kelp.example"),
        ("Maria Lopez", "Maria Abalone"),
        ("Jordan Kim", "Jordan Bonito"),
        ("Sam Lee", "Sam Cockle"),
        ("Asha Patel", "Asha Dorado"),
        ("Robin Clarke", "Robin Eelgrass"),
        ("Terry Novak", "Terry Flounder"),
        ("Dana Fox", "Dana Grouper"),
        ("Blake Ruiz", "Blake Haddock"),
        ("Lou Meyer", "Lou Isopod"),
        ("Priya Shah", "Priya Jawfish"),
        ("\"3\", \"4\"", $"\"3\", \"{Room}\""),
        ("Follow-up visit", $"{VisitType} visit"),
        ("\"label\": \"Scheduling\"", $"\"label\": \"{Scheduling}\""),
        ("\"label\": \"Lab\"", $"\"label\": \"{Lab}\""),
        ("Next visit in 2 weeks", $"{SchedulingAsk} in 2 weeks"),
        ("\"say\": \"next visit in 2 weeks\"", $"\"say\": \"{SchedulingSay} in 2 weeks\""),
        ("\"title\": \"Lab\"", $"\"title\": \"{LabAsk}\""),
        ("test before leaving", $"{LabSay} before leaving"),
    }.Aggregate(SamplePractice.Json, (json, word) =>
    {
        Assert.Contains(word.Was, json, StringComparison.Ordinal);
        return json.Replace(word.Was, word.Now, StringComparison.Ordinal);
    });
}

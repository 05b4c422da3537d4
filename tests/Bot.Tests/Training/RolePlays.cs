using Bot.Clinic;

namespace Bot.Tests.Training;

/// <summary>The role plays that ship, as the build puts them beside the tests.</summary>
internal static class RolePlays
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "cards", "practice");

    public static readonly IReadOnlyList<string> Files =
        [.. Directory.GetFiles(Folder, "*.json").Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The one on which faults are tried.</summary>
    public static readonly string Json = File.ReadAllText(Path.Combine(Folder, "ma-to-provider.json")).ReplaceLineEndings("\n");

    public static readonly IReadOnlyList<Scenario> All = [.. Files.Select(Read)];

    public static Scenario Read(string file)
    {
        var reading = ScenarioFile.Read(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file));
        Assert.Empty(reading.Faults);
        return reading.Scenario!;
    }

    /// <summary>That one with one place written otherwise. Throws if the place is not there exactly once.</summary>
    public static string With(string was, string now)
    {
        var at = Json.IndexOf(was, StringComparison.Ordinal);
        if (at < 0 || Json.IndexOf(was, at + 1, StringComparison.Ordinal) >= 0)
            throw new ArgumentException($"The role play does not hold this exactly once: {was}", nameof(was));
        return Json.Replace(was, now, StringComparison.Ordinal);
    }

    /// <summary>That one without one of its sections.</summary>
    public static string Without(string section)
    {
        var play = System.Text.Json.Nodes.JsonNode.Parse(Json)!.AsObject();
        Assert.True(play.Remove(section));
        return play.ToJsonString();
    }
}

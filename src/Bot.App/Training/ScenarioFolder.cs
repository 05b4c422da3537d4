using Bot.Clinic;

namespace Bot.App;

/// <summary>The practice's role plays: each file of the folder <c>practice</c> beside the cards is one. A folder that is not there has none.</summary>
internal static class ScenarioFolder
{
    /// <summary>In the order of their names; what is wrong with any of them is added to the faults, all of it.</summary>
    /// <param name="cards">The folder of the cards.</param>
    public static IReadOnlyList<Scenario> Read(string cards, List<string> faults)
    {
        var folder = Path.Combine(cards, "practice");
        var scenarios = new List<Scenario>();
        foreach (var file in Files(folder, faults))
        {
            try
            {
                var reading = ScenarioFile.Read(Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file));
                faults.AddRange(reading.Faults.Select(fault => $"practice/{Path.GetFileName(file)} {fault}"));
                if (reading.Scenario is { } scenario)
                    scenarios.Add(scenario);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                faults.Add(e.Message);
            }
        }

        return scenarios;
    }

    private static IEnumerable<string> Files(string folder, List<string> faults)
    {
        try
        {
            return Directory.Exists(folder)
                ? Directory.GetFiles(folder, "*.json").Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(e.Message);
            return [];
        }
    }
}

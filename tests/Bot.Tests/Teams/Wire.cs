using System.Text.Json.Nodes;

namespace Bot.Tests.Teams;

/// <summary>The sample activities beside this file; each names the public source that its shape follows.</summary>
internal static class Wire
{
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static JsonNode Sample(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(), name + ".json")))!["activity"]!.DeepClone();

    private static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Bot.sln")))
            at = at.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        return Path.Combine(at.FullName, "tests", "Bot.Tests", "Teams", "wire");
    }
}

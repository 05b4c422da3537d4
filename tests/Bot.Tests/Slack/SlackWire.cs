using System.Text.Json.Nodes;

namespace Bot.Tests.Slack;

/// <summary>The sample payloads beside this file; each names the public source that its shape follows.</summary>
internal static class SlackWire
{
    public static JsonObject Sample(string name)
    {
        var sample = JsonNode.Parse(Text(name + ".json"))!.AsObject();
        sample.Remove("_source");
        return sample;
    }

    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder(), file)).TrimEnd('\n');

    private static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Bot.sln")))
            at = at.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        return Path.Combine(at.FullName, "tests", "Bot.Tests", "Slack", "wire");
    }
}

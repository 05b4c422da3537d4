using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Bot.Tests.Cards;

/// <summary>tests/node/template-oracle.mjs: expands templates with the JavaScript engine.</summary>
internal static class OfficialEngine
{
    public static async Task<IReadOnlyList<JsonObject>> ExpandAsync(IEnumerable<(string Template, string Data)> cases)
    {
        var node = Environment.GetEnvironmentVariable("BOT_TESTS_NODE");
        if (string.IsNullOrEmpty(node))
            Assert.Fail("This test needs the official engine. Run bash tests/run.sh, or set BOT_TESTS_NODE to a folder that holds node_modules.");
        var start = new ProcessStartInfo("node", [Path.Combine(CardFiles.Root, "tests", "node", "template-oracle.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["BOT_TESTS_NODE"] = node, ["TZ"] = "UTC" },
        };
        using var process = Process.Start(start)!;
        var reading = process.StandardOutput.ReadToEndAsync();
        foreach (var (template, data) in cases)
            await process.StandardInput.WriteLineAsync($$"""{"template":{{template}},"data":{{data}}}""");
        process.StandardInput.Close();
        var lines = (await reading).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return [.. lines.Select(l => JsonNode.Parse(l)!.AsObject())];
    }
}

using System.Text.Json.Nodes;

namespace Bot.Tests.Looks;

/// <summary>The Teams app manifest, as an administrator uploads it.</summary>
public sealed class TheManifest
{
    private static readonly string File = Path.Combine(CardFiles.Root, "manifest.json");

    [Fact]
    public async Task Is_one_that_Teams_accepts()
    {
        var run = await Node.RunAsync("check-manifest.mjs", File, Path.Combine(CardFiles.Root, "infra", "teams"));

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }

    [Fact]
    public async Task Is_refused_when_it_would_read_what_people_write_to_each_other()
    {
        var manifest = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File))!;
        manifest["authorization"] = JsonNode.Parse(
            """{"permissions":{"resourceSpecific":[{"name":"ChatMessage.Read.Chat","type":"Application"}]}}""");
        var greedy = Path.GetTempFileName();
        try
        {
            await System.IO.File.WriteAllTextAsync(greedy, manifest.ToJsonString());

            var run = await Node.RunAsync("check-manifest.mjs", greedy);

            Assert.Equal(1, run.ExitCode);
            Assert.Contains("must not ask for ChatMessage.Read.Chat", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            System.IO.File.Delete(greedy);
        }
    }

    [Fact]
    public void Offers_what_people_type_most()
    {
        string[] typed = ["ready", "request", "walk", "here", "done", "left", "undo", "mine", "board", "help"];

        var bot = JsonNode.Parse(System.IO.File.ReadAllText(File))!["bots"]![0]!;
        var offered = bot["commandLists"]![0]!["commands"]!.AsArray().Select(c => c!["title"]!.GetValue<string>());

        Assert.Equal(typed, offered);
    }
}

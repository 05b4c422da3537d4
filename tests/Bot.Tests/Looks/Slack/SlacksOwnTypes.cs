namespace Bot.Tests.Looks.Slack;

/// <summary>The check of bound cards against Slack's TypeScript types, broken on purpose: it must be able to fail.</summary>
public sealed class SlacksOwnTypes
{
    private static readonly Dictionary<string, (string Card, string Says)> _broken = new()
    {
        ["an unknown block"] = ("""{"blocks":[{"type":"hedder","text":{"type":"plain_text","text":"x"}}]}""", "hedder"),
        ["an unknown property"] = ("""{"blocks":[{"type":"divider","colour":"red"}]}""", "colour"),
        ["a header that reads markup"] = ("""{"blocks":[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]}""", "mrkdwn"),
        ["a button without text"] = ("""{"blocks":[{"type":"actions","elements":[{"type":"button","action_id":"here"}]}]}""", "text"),
        ["an unknown style"] = ("""{"blocks":[{"type":"actions","elements":[{"type":"button","style":"warning","text":{"type":"plain_text","text":"x"}}]}]}""", "warning"),
        ["an input among buttons"] = ("""{"blocks":[{"type":"actions","elements":[{"type":"plain_text_input"}]}]}""", "plain_text_input"),
        ["no blocks at all"] = ("""{"text":"x"}""", "null"),
        ["a modal without title"] = ("""{"type":"modal","blocks":[{"type":"divider"}]}""", "title"),
        ["a home with a title"] = ("""{"type":"home","title":{"type":"plain_text","text":"x"},"blocks":[{"type":"divider"}]}""", "title"),
        ["a view of no kind"] = ("""{"type":"sheet","blocks":[{"type":"divider"}]}""", "never"),
    };

    [Fact]
    public async Task Catch_what_has_the_wrong_shape()
    {
        var folder = Directory.CreateTempSubdirectory("slack-cards-").FullName;
        try
        {
            foreach (var (name, (card, _)) in _broken)
                await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.json"), card);
            var whole = Decks.Bound(Decks.Slack, "giver", CardFiles.Read("giver.late.sample.json").AsObject());
            await File.WriteAllTextAsync(Path.Combine(folder, "giver.json"), whole.ToJsonString());

            var run = await Node.RunAsync("check-slack-cards.mjs", folder);

            Assert.EndsWith($"slack cards: 1 passed, {_broken.Count} failed\n", run.Output, StringComparison.Ordinal);
            Assert.Equal(1, run.ExitCode);
            Assert.All(_broken, broken => Assert.Contains(
                run.Output.Split('\n'),
                line => line.StartsWith($"{broken.Key}.json: ", StringComparison.Ordinal) && line.Contains(broken.Value.Says, StringComparison.Ordinal)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

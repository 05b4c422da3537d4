using System.Text;
using System.Text.Json.Nodes;
using Bot.Cards;

namespace Bot.Tests.Cards;

/// <summary>The same templates and data through both engines.</summary>
[Trait("needs", "node")]
public sealed class AgreeingWithTheOfficialEngine
{
    [Fact]
    public Task On_single_expressions() => CompareAsync(Enumerable.Range(0, 3000)
        .Select(seed => new JsonObject { ["x"] = "${" + new TemplateMaker(seed).Expression(3) + "}", ["m"] = "a ${" + new TemplateMaker(seed + 9999).Expression(2) + "}" }));

    [Fact]
    public Task On_whole_templates() => CompareAsync(Enumerable.Range(0, 1000).Select(seed => new TemplateMaker(seed).Template()));

    private static async Task CompareAsync(IEnumerable<JsonNode> templates)
    {
        var data = TemplateMaker.Data().ToJsonString();
        var cases = templates.Select(t => t.ToJsonString()).ToList();
        var answers = await OfficialEngine.ExpandAsync(cases.Select(c => (c, data)));
        Assert.Equal(cases.Count, answers.Count);

        var differences = new List<string>();
        var came = 0;
        foreach (var (template, answer) in cases.Zip(answers))
        {
            var (ours, problem) = Ours(template, data);
            var throws = (string?)answer["throws"];
            if (throws is null)
                came++;
            if (throws is null ? problem is not null || !Bound.AreEqual(answer["value"], ours) : problem is null)
                differences.Add($"{template}\n  official: {throws ?? answer["value"]?.ToJsonString()}\n  ours:     {problem ?? ours?.ToJsonString()}");
        }
        Assert.True(differences.Count == 0, $"{differences.Count} of {cases.Count} differ\n{string.Join('\n', differences.Take(25))}");
        // The comparison says nothing if most of what was made fails in both.
        Assert.True(came > cases.Count / 4, $"only {came} of {cases.Count} came through");
    }

    private static (JsonNode? Value, string? Problem) Ours(string template, string data)
    {
        try
        {
            return (JsonNode.Parse(CardTemplate.Parse("made.json", Encoding.UTF8.GetBytes(template)).Bind(Encoding.UTF8.GetBytes(data))), null);
        }
        catch (Exception problem) when (problem is CardTemplateException or CardBindException)
        {
            return (null, problem.Message);
        }
    }
}

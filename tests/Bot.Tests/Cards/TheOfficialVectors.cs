using System.Text;
using System.Text.Json.Nodes;
using Bot.Cards;

namespace Bot.Tests.Cards;

/// <summary>templating-vectors.json: what npm adaptivecards-templating 2.3.1 does. All of it, or refused at start and listed.</summary>
public sealed class TheOfficialVectors
{
    private const string Dropped = "<<property dropped>>";

    public static TheoryData<string> All => [.. Vectors().Select(v => v.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void Come_out_as_they_do_there(string name)
    {
        var vector = Vectors().Single(v => v.Name == name);
        if (OutsideTheSubset.Reasons.ContainsKey(name))
        {
            Assert.Throws<CardTemplateException>(() => Parse(vector));
            return;
        }
        if (vector.Throws)
        {
            var problem = Record.Exception(() => Bind(vector));
            Assert.True(problem is CardTemplateException or CardBindException, $"{problem}");
            return;
        }
        var bound = Bind(vector);
        Assert.True(Bound.AreEqual(Reread(vector.Expected), bound), $"expected {vector.Expected?.ToJsonString()}\nbound    {bound?.ToJsonString()}");
    }

    [Fact]
    public void That_are_refused_are_all_there_and_all_have_a_reason()
    {
        Assert.Empty(OutsideTheSubset.Reasons.Keys.Except(Vectors().Select(v => v.Name)));
        Assert.All(OutsideTheSubset.Reasons.Values, Assert.NotEmpty);
    }

    private static JsonNode? Reread(JsonNode? node) => node is null ? null : JsonNode.Parse(node.ToJsonString());

    private static CardTemplate Parse(Vector vector) => CardTemplate.Parse("vector.json", Encoding.UTF8.GetBytes(vector.Template));

    private static JsonNode? Bind(Vector vector) => JsonNode.Parse(Parse(vector).Bind(Encoding.UTF8.GetBytes(vector.Data)));

    private static IEnumerable<Vector> Vectors()
    {
        foreach (var entry in JsonNode.Parse(File.ReadAllText(CardFiles.Path("templating-vectors.json")))!["vectors"]!.AsArray())
        {
            var id = (string)entry!["id"]!;
            var data = entry["data"]?.ToJsonString() ?? "{}";
            if (entry["cases"] is not JsonArray cases)
            {
                yield return new Vector(id, entry["template"]!.ToJsonString(), data, entry["expected"], entry["throws"] is not null);
                continue;
            }
            foreach (var one in cases)
            {
                var template = new JsonObject { ["x"] = one!["template"]!.DeepClone() };
                var expected = new JsonObject { ["x"] = one["expected"]?.DeepClone() };
                if (one["expected"] is JsonValue v && v.ToString() == Dropped)
                    expected.Remove("x");
                yield return new Vector($"{id} {(string)one["template"]!}", template.ToJsonString(), data, expected, one["throws"] is not null);
            }
        }
    }

    private sealed record Vector(string Name, string Template, string Data, JsonNode? Expected, bool Throws);
}

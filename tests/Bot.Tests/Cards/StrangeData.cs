using System.Text;
using System.Text.Json;
using Bot.Cards;

namespace Bot.Tests.Cards;

public sealed class StrangeData
{
    [Theory]
    [InlineData("${name}")]
    [InlineData("\\${name} `x` {{DATE()}}")]
    [InlineData("*Dr.* [Lee](http://x) <at>all</at> & \" \\ / ' ")]
    [InlineData("🙂 é ✓ \u0000 \u0007 \r\n\t \u007F \u0085 \u2028 \uFEFF")]
    [InlineData("${$root.secret}")]
    public void Stays_text_whole_and_in_a_sentence(string strange)
    {
        var data = JsonSerializer.Serialize(new { name = strange, secret = "s3cret" });
        using var bound = JsonDocument.Parse(Bound.Text("""{"whole":"${name}","mixed":"a ${name} b","made":"${concat(name,'!')}","up":"${trim(name)}"}""", data));
        Assert.Equal(strange, bound.RootElement.GetProperty("whole").GetString());
        Assert.Equal($"a {strange} b", bound.RootElement.GetProperty("mixed").GetString());
        Assert.Equal(strange + "!", bound.RootElement.GetProperty("made").GetString());
        Assert.DoesNotContain("s3cret", bound.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void With_half_a_surrogate_pair_comes_out_escaped() =>
        Assert.Equal("""{"a":"\ud83d","b":"x\udc00y","c":"\ud83d","d":["\ud83d","\ude42"],"e":"🙂"}""",
            Bound.Text("""{"a":"${half}","b":"x${other}y","c":"${first(smile)}","d":"${split(smile,'')}","e":"${smile}"}""",
                """{"half":"\ud83d","other":"\udc00","smile":"\ud83d\ude42"}"""));

    [Fact]
    public void That_is_not_UTF8_is_refused() =>
        Assert.Throws<JsonException>(() => CardTemplate.Parse("card.json", """{"a":"${b}"}"""u8).Bind([.. "{\"b\":\""u8, 0xC3, 0x28, .. "\"}"u8]));

    [Fact]
    public void That_nests_too_deep_is_refused() =>
        Assert.ThrowsAny<JsonException>(() => Bound.Text("""{"a":"${b}"}""", $$"""{"b":{{new string('[', 1000)}}{{new string(']', 1000)}}}"""));

    [Fact]
    public void Made_at_random_never_makes_invalid_JSON()
    {
        var came = 0;
        for (var seed = 0; seed < 1500; seed++)
        {
            var card = CardTemplate.Parse("card.json", Encoding.UTF8.GetBytes(
                """{"a":"${a}","b":["${b}","x ${s} ${a.k}"],"c":{"$data":"${list}","$when":"${$index != 1}","t":"${$data}","u":"${concat('<',s)}"},"d":"${string(o)} ${join(list,s)}"}"""));
            try
            {
                using var bound = JsonDocument.Parse(card.Bind(Encoding.UTF8.GetBytes(RandomObject(new Random(seed), 4))));
                came++;
            }
            catch (CardBindException)
            {
                // A null inside a text, or no list to join: refused, as it should be.
            }
        }
        Assert.InRange(came, 100, 1500);
    }

    private static string RandomObject(Random random, int depth)
    {
        string[] names = ["a", "b", "k", "s", "o", "list", "A", "\\u0061", "é", "${x}", ""];
        return "{" + string.Join(",", names.OrderBy(_ => random.Next()).Take(random.Next(5, 9)).Select(n => $"\"{n}\":{RandomJson(random, depth - 1)}")) + "}";
    }

    private static string RandomJson(Random random, int depth) => (depth > 0 ? random.Next(10) : random.Next(7)) switch
    {
        0 => random.Next(2) == 0 ? "true" : "null",
        1 => random.Next(-50, 50).ToString(System.Globalization.CultureInfo.InvariantCulture),
        2 => random.Next(4) switch { 0 => "1e400", 1 => "-0.0", 2 => "123456789012345678901234567890", _ => "1.5e-9" },
        3 or 4 or 5 or 6 => "\"" + string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Letter(random))) + "\"",
        7 or 8 => "[" + string.Join(",", Enumerable.Range(0, random.Next(4)).Select(_ => RandomJson(random, depth - 1))) + "]",
        _ => RandomObject(random, depth),
    };

    private static string Letter(Random random) => random.Next(8) switch
    {
        0 => "\\u" + random.Next(0x10000).ToString("x4", System.Globalization.CultureInfo.InvariantCulture),
        1 => "\\\"",
        2 => "\\\\",
        3 => "🙂",
        4 => "\\n",
        5 => "${s}",
        _ => ((char)random.Next('a', 'z')).ToString(),
    };
}

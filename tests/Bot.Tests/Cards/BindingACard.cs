using System.Buffers;
using System.Text;
using System.Text.Json;
using Bot.Cards;

namespace Bot.Tests.Cards;

public sealed class BindingACard
{
    [Theory]
    [InlineData("${$data.a}", "1")]
    [InlineData("${$root.a}", "1")]
    [InlineData("${$custom}", null)]
    [InlineData("v=${1/0} ${a}", "\"v=${(1 / 0)} 1\"")]
    [InlineData("${join(foreach(arr,x,concat(x.n,'!')),',')}", "\"b!,a!\"")]
    [InlineData("${where(arr,x,x.v>1)}", """[{"n":"b","v":2}]""")]
    [InlineData("${a == 1 > false}", null)]
    [InlineData("${if(false,1,2) ? 3 : 4 ? 5 : 6}", "5")]
    [InlineData("${string(1234567)}", "\"1,234,567\"")]
    public void Does_as_the_official_engine_does(string expression, string? expected)
    {
        const string Data = """{"a":1,"arr":[{"n":"b","v":2},{"n":"a","v":1}]}""";
        if (expected is null)
            Assert.ThrowsAny<Exception>(() => Bound.Expression(expression, Data));
        else
            Assert.Equal(expected, Bound.Expression(expression, Data).Replace("\\u0027", "'", StringComparison.Ordinal));
    }

    [Fact]
    public void Keeps_everything_in_place_when_the_first_and_the_last_property_have_no_value() =>
        Assert.Equal("""{"b":[],"c":{"y":[1]}}""",
            Text("""{"a":"${o['x']}","b":["${nil}"],"c":{"x":"${o['x']}","y":[1,"${nil}"]},"d":"${o['x']}"}""", """{"o":{},"nil":null}"""));

    [Fact]
    public void Turns_a_repeated_property_into_nothing_one_or_a_list() =>
        Assert.Equal("""{"a":null,"b":{"v":1},"c":[{"v":1},{"v":2}],"z":0}""",
            Text("""{"a":{"$data":"${none}","v":"${n}"},"b":{"$data":"${one}","v":"${n}"},"c":{"$data":"${two}","v":"${n}"},"z":0}""",
                """{"none":[],"one":[{"n":1}],"two":[{"n":1},{"n":2}]}"""));

    [Fact]
    public void Says_where_an_expression_failed_and_nothing_of_the_data()
    {
        var problem = Assert.Throws<CardBindException>(() => Text("{\n\"x\":\"[${secret}]\"}", """{"secret":null}"""));
        Assert.Equal("card.json:2: [${secret}]: secret is null or missing inside a text", problem.Message);
    }

    [Fact]
    public void Writes_nothing_at_all_when_it_fails()
    {
        var output = new ArrayBufferWriter<byte>();
        var card = CardTemplate.Parse("card.json", """{"a":"fine","b":"[${nil}]"}"""u8);
        Assert.Throws<CardBindException>(() => card.Bind("""{"nil":null}"""u8, output));
        Assert.Equal(0, output.WrittenCount);
        card.Bind("""{"nil":1}"""u8, output);
        Assert.Equal("""{"a":"fine","b":"[1]"}""", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Takes_a_part_of_a_larger_document_as_its_model()
    {
        using var json = JsonDocument.Parse("""{"other":{"a":1},"model":{"a":"é\u00e9"}}""");
        var output = new ArrayBufferWriter<byte>();
        CardTemplate.Parse("card.json", """{"x":"${a} ${$root.a}"}"""u8).Bind(json.RootElement.GetProperty("model"), output);
        Assert.Equal("""{"x":"éé éé"}""", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Serves_many_threads_at_once()
    {
        var card = CardTemplate.Parse("card.json", """{"items":[{"$data":"${rows}","t":"${n} of ${$root.who}"}]}"""u8);
        Parallel.For(0, 2000, i =>
        {
            var who = $"w{i}";
            var bound = Encoding.UTF8.GetString(card.Bind(Encoding.UTF8.GetBytes($$"""{"who":"{{who}}","rows":[{"n":1},{"n":2}]}""")));
            Assert.Equal($$"""{"items":[{"t":"1 of {{who}}"},{"t":"2 of {{who}}"}]}""", bound);
        });
    }

    private static string Text(string template, string data) => Bound.Text(template, data);
}

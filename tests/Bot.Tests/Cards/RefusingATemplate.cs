using System.Text;
using Bot.Cards;

namespace Bot.Tests.Cards;

public sealed class RefusingATemplate
{
    [Theory]
    [InlineData("${a +}", "${a +}: the end does not fit here (position 4)")]
    [InlineData("Hi ${a}, ${noSuch(b)}", "${noSuch(b)}: unknown function noSuch")]
    [InlineData("${(a}", "${(a}: ) expected, not the end (position 3)")]
    [InlineData("${a % 2}", "${a % 2}: '%' means nothing here (position 3)")]
    [InlineData("${a and b}", "${a and b}: and does not fit here (position 3)")]
    [InlineData("${a ?? b}", "${a ?? b}: ?? does not fit here (position 3)")]
    [InlineData("${'it''s'}", "${'it''s'}: s does not fit here (position 5)")]
    [InlineData("${'open}", "${'open}: the text that begins with ' does not end")]
    [InlineData("${a", "${a: the expression does not end")]
    [InlineData("${}", "${}: empty expression")]
    [InlineData("${{k:1}}", "${{k:1}}: object literals are not supported")]
    [InlineData("${[1]}", "${[1]}: [ does not fit here (position 1)")]
    [InlineData("`${a}", "`${a}: a back-tick beside expressions must be written \\`")]
    [InlineData("${$host.theme}", "${$host.theme}: $host is not supported; there are $data, $root, $index")]
    [InlineData("${length(1)}", "${length(1)}: argument 1 of length must be Text, not Number")]
    [InlineData("${1 - 'a'}", "${1 - 'a'}: argument 2 of - must be Number, not Text")]
    [InlineData("${if(a,b)}", "${if(a,b)}: if takes 3 arguments, not 2")]
    [InlineData("${count(a).b}", "${count(a).b}: count(a) has no b")]
    [InlineData("${foreach(a,'x',1)}", "${foreach(a,'x',1)}: the second argument of foreach must be a name")]
    [InlineData("${formatNumber(a,2,'fr-FR')}", "${formatNumber(a,2,'fr-FR')}: formatNumber knows 'en-US' only")]
    public void Names_the_expression_and_says_why(string text, string expected) =>
        Assert.Equal("card.json:1: " + expected, Refused($$"""{"text":{{System.Text.Json.JsonSerializer.Serialize(text)}}}""").Message);

    [Fact]
    public void Names_the_line_even_where_the_branch_is_never_taken()
    {
        var problem = Refused("{\n  \"type\": \"AdaptiveCard\",\n  \"body\": [\n    { \"$when\": \"${false == true}\",\n      \"text\": \"${nope(}\" }\n  ]\n}");
        Assert.Equal(("card.json", 5, "${nope(}"), (problem.File, problem.Line, problem.Expression));
    }

    [Theory]
    [InlineData("{\n\"a\": 1,\n\"a\": 2}", 3, "\"a\" stands twice in one object")]
    [InlineData("{\n\"a\": }", 2, "not JSON that can be read")]
    [InlineData("", 1, "not JSON that can be read")]
    [InlineData("{\"a\":\n{\"$data\": {\n\"b\": \"${c}\"}}}", 3, "expressions inside literal $data or $when are not supported")]
    public void Says_what_is_wrong_with_the_JSON(string template, int line, string reason)
    {
        var problem = Refused(template);
        Assert.Equal(line, problem.Line);
        Assert.StartsWith(reason, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_byte_order_mark() =>
        Assert.Contains("byte order mark", Assert.Throws<CardTemplateException>(() => CardTemplate.Parse("card.json", [.. Encoding.UTF8.Preamble, .. "{}"u8])).Message, StringComparison.Ordinal);

    public static TheoryData<string> TooDeep => new()
    {
        string.Concat(Enumerable.Repeat("[", 1000)) + string.Concat(Enumerable.Repeat("]", 1000)),
        string.Concat(Enumerable.Repeat("""{"a":""", 1000)) + "1" + new string('}', 1000),
        $$"""{"a":"${{{new string('(', 1000)}}x{{new string(')', 1000)}}}"}""",
        $$"""{"a":"${{{string.Concat(Enumerable.Repeat("if(a,1,", 1000))}}x{{new string(')', 1000)}}}"}""",
        $$"""{"a":"${{{new string('!', 100_000)}}x}"}""",
        $$"""{"a":"${x{{string.Concat(Enumerable.Repeat("+x", 1000))}}}"}""",
        $$"""{"a":"${x{{string.Concat(Enumerable.Repeat(".x", 1000))}}}"}""",
        $$"""{"a":"${x{{string.Concat(Enumerable.Repeat("[0]", 1000))}}}"}""",
        $$"""{"a":"${{{string.Concat(Enumerable.Repeat("x[", 1000))}}0{{new string(']', 1000)}}}"}""",
        $$"""{"a":"${x{{string.Concat(Enumerable.Repeat(" ? x : x", 1000))}}}"}""",
    };

    [Theory]
    [MemberData(nameof(TooDeep))]
    public void Refuses_what_nests_too_deep_instead_of_running_out_of_stack(string template) => Refused(template);

    private static CardTemplateException Refused(string template) =>
        Assert.Throws<CardTemplateException>(() => CardTemplate.Parse("card.json", Encoding.UTF8.GetBytes(template)));
}

using System.Text;
using System.Text.Json.Nodes;
using Bot.Slack.Inbound;

namespace Bot.Tests.Slack;

/// <summary>Slack's published example, and what other implementations agree on: wire/signature-vectors.json.</summary>
public class CheckingTheSignature
{
    private static readonly JsonNode Vectors = JsonNode.Parse(SlackWire.Text("signature-vectors.json"))!;

    [Theory]
    [InlineData("slack-published-example")]
    [InlineData("url-verification")]
    [InlineData("non-ascii-utf8")]
    public void A_published_vector_is_good_and_no_byte_of_it_may_change(string name)
    {
        var vector = Vectors["vectors"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == name)!;
        var body = Convert.FromBase64String(vector["body_base64"]!.GetValue<string>());
        Assert.Equal(SignatureCheck.Good, Check(vector, body));
        for (var at = 0; at < body.Length; at++)
        {
            body[at] ^= 1;
            Assert.Equal(SignatureCheck.Wrong, Check(vector, body));
            body[at] ^= 1;
        }
        Assert.Equal(SignatureCheck.Wrong, Check(vector, [.. body, (byte)'\n']));
    }

    [Fact]
    public void Every_case_on_the_published_vector_ends_as_it_says()
    {
        var vector = Vectors["vectors"]![0]!;
        var cases = Vectors["cases_on_vector_1"]!.AsArray();
        Assert.Equal(8, cases.Count);
        foreach (var one in cases)
        {
            var check = RequestSignature.Check(
                Encoding.UTF8.GetBytes(vector["signing_secret"]!.GetValue<string>()),
                one!["timestamp"]?.GetValue<string>(),
                one["signature"]?.GetValue<string>(),
                Encoding.UTF8.GetBytes(vector["body"]!.GetValue<string>()),
                one["now"]!.GetValue<long>());
            Assert.True(one["accept"]!.GetValue<bool>() == (check == SignatureCheck.Good), $"{one["name"]}: {check}");
        }
    }

    [Fact]
    public void Each_refusal_has_its_reason()
    {
        var vector = Vectors["vectors"]![0]!;
        var (timestamp, signature) = ("1531420618", vector["signature"]!.GetValue<string>());
        Assert.Equal(SignatureCheck.TooOld, CheckAt(timestamp, signature, 1531420919));
        Assert.Equal(SignatureCheck.TooNew, CheckAt(timestamp, signature, 1531420317));
        Assert.Equal(SignatureCheck.Good, CheckAt(timestamp, signature, 1531420318));
        Assert.Equal(SignatureCheck.HeadersMissing, CheckAt("", signature, 1531420618));
        Assert.Equal(SignatureCheck.HeadersMissing, CheckAt(timestamp, "", 1531420618));
        foreach (var time in (string[])["-1531420618", "+1531420618", " 1531420618", "1531420618.0", "1e9", "0x5b47c5ca", "99999999999999999999", new string('0', 40) + "1"])
            Assert.Equal(SignatureCheck.NotATime, CheckAt(time, signature, 1531420618));
        foreach (var wrong in (string[])["v0=", signature[3..], signature + "0", signature[..^1], "é" + signature[1..], signature.Replace("v0", "V0", StringComparison.Ordinal)])
            Assert.Equal(SignatureCheck.Wrong, CheckAt(timestamp, wrong, 1531420618));
    }

    [Fact]
    public void The_time_is_part_of_what_is_signed()
    {
        var signature = Vectors["vectors"]![0]!["signature"]!.GetValue<string>();
        Assert.Equal(SignatureCheck.Wrong, CheckAt("1531420619", signature, 1531420618));
        Assert.Equal(SignatureCheck.Wrong, CheckAt("01531420618", signature, 1531420618));
    }

    private static SignatureCheck CheckAt(string timestamp, string signature, long now) => RequestSignature.Check(
        Encoding.UTF8.GetBytes(Vectors["vectors"]![0]!["signing_secret"]!.GetValue<string>()),
        timestamp,
        signature,
        Encoding.UTF8.GetBytes(Vectors["vectors"]![0]!["body"]!.GetValue<string>()),
        now);

    private static SignatureCheck Check(JsonNode vector, byte[] body) => RequestSignature.Check(
        Encoding.UTF8.GetBytes(vector["signing_secret"]!.GetValue<string>()),
        vector["timestamp"]!.ToJsonString(),
        vector["signature"]!.GetValue<string>(),
        body,
        vector["timestamp"]!.GetValue<long>());
}

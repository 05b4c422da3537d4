using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Slack.Outbound;
using Bot.Tests.Slack.Small;

namespace Bot.Tests.Slack;

public class GuardingTheLimits
{
    [Theory]
    [InlineData("header text", """{"type":"header","text":{"type":"plain_text","text":"@"}}""", 150, "/blocks/0/text/text")]
    [InlineData("section text", """{"type":"section","text":{"type":"plain_text","text":"@"}}""", 3000, "/blocks/0/text/text")]
    [InlineData("context text", """{"type":"context","elements":[{"type":"plain_text","text":"@"}]}""", 2000, "/blocks/0/elements/0/text")]
    [InlineData("button text", """{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"@"}}]}""", 75, "/blocks/0/elements/0/text/text")]
    [InlineData("button value", """{"type":"actions","elements":[{"type":"button","action_id":"a","value":"@","text":{"type":"plain_text","text":"x"}}]}""", 2000, "/blocks/0/elements/0/value")]
    [InlineData("action id", """{"type":"actions","elements":[{"type":"button","action_id":"@","text":{"type":"plain_text","text":"x"}}]}""", 255, "/blocks/0/elements/0/action_id")]
    [InlineData("block id", """{"type":"divider","block_id":"@"}""", 255, "/blocks/0/block_id")]
    [InlineData("option text", """{"type":"actions","elements":[{"type":"static_select","action_id":"a","options":[{"text":{"type":"plain_text","text":"@"},"value":"v"}]}]}""", 75, "/blocks/0/elements/0/options/0/text/text")]
    [InlineData("option value", """{"type":"actions","elements":[{"type":"overflow","action_id":"a","options":[{"text":{"type":"plain_text","text":"x"},"value":"@"}]}]}""", 75, "/blocks/0/elements/0/options/0/value")]
    [InlineData("placeholder", """{"type":"actions","elements":[{"type":"static_select","action_id":"a","placeholder":{"type":"plain_text","text":"@"},"options":[{"text":{"type":"plain_text","text":"x"},"value":"v"}]}]}""", 150, "/blocks/0/elements/0/placeholder/text")]
    [InlineData("confirm text", """{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"},"confirm":{"text":{"type":"plain_text","text":"@"}}}]}""", 300, "/blocks/0/elements/0/confirm/text/text")]
    [InlineData("label", """{"type":"input","label":{"type":"plain_text","text":"@"},"element":{"type":"checkboxes","action_id":"a","options":[{"text":{"type":"plain_text","text":"x"},"value":"v"}]}}""", 2000, "/blocks/0/label/text")]
    [InlineData("accessory", """{"type":"section","text":{"type":"plain_text","text":"x"},"accessory":{"type":"button","action_id":"a","text":{"type":"plain_text","text":"@"}}}""", 75, "/blocks/0/accessory/text/text")]
    public void A_text_may_be_so_long_and_no_longer(string what, string block, int most, string at)
    {
        Assert.True(Fault(block.Replace("@", new string('x', most), StringComparison.Ordinal)) is null, what);
        Assert.Equal($"{at}: over {most}", Fault(block.Replace("@", new string('x', most + 1), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"type":"actions","elements":[@]}""", """{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}}""", 1, 25)]
    [InlineData("""{"type":"context","elements":[@]}""", """{"type":"plain_text","text":"x"}""", 1, 10)]
    [InlineData("""{"type":"actions","elements":[{"type":"overflow","action_id":"a","options":[@]}]}""", """{"text":{"type":"plain_text","text":"x"},"value":"v"}""", 1, 5)]
    [InlineData("""{"type":"actions","elements":[{"type":"static_select","action_id":"a","options":[@]}]}""", """{"text":{"type":"plain_text","text":"x"},"value":"v"}""", 1, 100)]
    [InlineData("""{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"checkboxes","action_id":"a","options":[@]}}""", """{"text":{"type":"plain_text","text":"x"},"value":"v"}""", 1, 10)]
    [InlineData("""{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"multi_static_select","action_id":"a","options":[@]}}""", """{"text":{"type":"plain_text","text":"x"},"value":"v"}""", 1, 100)]
    [InlineData("""{"type":"rich_text","elements":[@]}""", """{"type":"rich_text_section","elements":[{"type":"text","text":"x"}]}""", 1, 100)]
    public void A_list_may_hold_so_many_and_no_fewer_or_more(string block, string item, int least, int most)
    {
        string Of(int count) => block.Replace("@", string.Join(',', Enumerable.Repeat(item, count)), StringComparison.Ordinal);
        Assert.Null(Fault(Of(least)));
        Assert.Null(Fault(Of(most)));
        Assert.EndsWith($": over {most}", Fault(Of(most + 1)), StringComparison.Ordinal);
        Assert.EndsWith(": empty", Fault(Of(least - 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_texts_and_unknown_blocks_are_found()
    {
        Assert.Equal("/blocks/0/text/text: empty", Fault("""{"type":"header","text":{"type":"plain_text","text":""}}"""));
        Assert.Equal("/blocks/0/elements/0/elements/1/text: empty", Fault("""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"user","user_id":"U1"},{"type":"text","text":""}]}]}"""));
        Assert.Equal("/blocks/0: no block that the bot has", Fault("""{"type":"image"}"""));
    }

    [Fact]
    public void A_message_holds_fifty_blocks_and_a_view_a_hundred()
    {
        const string divider = """{"type":"divider"}""";
        Assert.Null(Fault(string.Join(',', Enumerable.Repeat(divider, 50))));
        Assert.Equal("/blocks: over 50", Fault(string.Join(',', Enumerable.Repeat(divider, 51))));
        Assert.Null(ViewFault($$"""{"type":"home","blocks":[{{string.Join(',', Enumerable.Repeat(divider, 100))}}]}"""));
        Assert.Equal("/blocks: over 100", ViewFault($$"""{"type":"home","blocks":[{{string.Join(',', Enumerable.Repeat(divider, 101))}}]}"""));
    }

    [Fact]
    public void All_texts_of_a_message_together_stay_well_under_what_Slack_takes()
    {
        var section = $$$"""{"type":"section","text":{"type":"plain_text","text":"{{{new string('x', 3000)}}}"}}""";
        Assert.Null(Fault(string.Join(',', Enumerable.Repeat(section, 4))));
        Assert.Equal("/blocks: over 12000 letters in all", Fault(string.Join(',', Enumerable.Repeat(section, 5))));
    }

    [Theory]
    [InlineData("title", 24, "/title/text")]
    [InlineData("submit", 24, "/submit/text")]
    [InlineData("close", 24, "/close/text")]
    public void A_views_words_are_short(string part, int most, string at)
    {
        string Of(int length) => $$$"""{"type":"modal","{{{part}}}":{"type":"plain_text","text":"{{{new string('x', length)}}}"},"blocks":[]}""";
        Assert.Null(ViewFault(Of(most)));
        Assert.Equal($"{at}: over {most}", ViewFault(Of(most + 1)));
    }

    [Fact]
    public void A_view_carries_little_and_weighs_little_and_can_be_sent()
    {
        Assert.Null(ViewFault($$"""{"type":"modal","private_metadata":"{{new string('x', 3000)}}","blocks":[]}"""));
        Assert.Equal("/private_metadata: over 3000", ViewFault($$"""{"type":"modal","private_metadata":"{{new string('x', 3001)}}","blocks":[]}"""));
        Assert.Equal("/callback_id: over 255", ViewFault($$"""{"type":"modal","callback_id":"{{new string('x', 256)}}","blocks":[]}"""));
        Assert.Equal(": over 250000 bytes", ViewFault($$"""{"type":"modal","x":"{{new string('x', 250_000)}}","blocks":[]}"""));
        Assert.Equal("/submit: missing beside an input", ViewFault("""{"type":"modal","blocks":[{"type":"input","label":{"type":"plain_text","text":"x"},"element":{}}]}"""));
    }

    [Fact]
    public void What_passes_here_passes_the_small_Slack_too()
    {
        foreach (var face in (Bot.Clinic.Face[])[SlackCards.Face("room", "Room 4", "a", "~b", "~c"), SlackCards.Noted("bedside", "x", "y", "boxes", "a")])
        {
            var content = new OutgoingMessage(SlackCards.Bind).Card(face, ["U1"]);
            Assert.Null(SmallBlocks.FaultIn(JsonNode.Parse(content.Blocks.Span)!.AsArray(), 50));
        }
    }

    [Fact]
    public void A_sentence_is_never_cut_within_a_character()
    {
        Assert.Equal("Room 4", SlackText.Cut("Room 4", 6));
        Assert.Equal("Room…", SlackText.Cut("Room 4", 5));
        const string family = "👨‍👩‍👧‍👦";
        for (var most = 1; most < 30; most++)
        {
            var cut = SlackText.Cut("ab" + family + "cd" + family, most);
            Assert.True(cut.Length <= most);
            Assert.Contains(cut.TrimEnd('…'), (string[])["", "a", "ab", "ab" + family, "ab" + family + "c", "ab" + family + "cd", "ab" + family + "cd" + family]);
        }
    }

    private static string? Fault(string blocks) => BlockLimits.OfMessage(JsonDocument.Parse($"[{blocks}]").RootElement);

    private static string? ViewFault(string view) => BlockLimits.OfView(JsonDocument.Parse(view).RootElement, view.Length);
}

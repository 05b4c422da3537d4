using Bot.Cards;

namespace Bot.Tests.Cards;

public sealed class LoadingASlackDeck
{
    private static readonly HashSet<string> _verbs = ["accept", "here", "ready", "handed-off"];

    [Fact]
    public void Lists_what_Slack_would_refuse_each_with_file_line_expression_and_sample()
    {
        using var folder = new Folder()
            .With("a.slack.json", """
                {
                  "blocks": [
                    { "type": "header", "text": { "type": "plain_text", "emoji": false, "text": "Room ${room}" } },
                    { "type": "context", "elements": [{ "type": "mrkdwn", "text": "Hi" }, { "type": "plain_text", "text": "${none}" }] },
                    { "type": "actions", "elements": [{ "type": "button", "action_id": "${verb}", "value": "v",
                      "text": { "type": "plain_text", "emoji": false, "text": "${room}" } }] },
                    { "type": "image", "image_url": "https://example.org/x.png", "alt_text": "x" }
                  ]
                }
                """)
            .With("a.sample.json", """{"room":"4","verb":"accept","none":"-"}""")
            .With("a.longest.sample.json", $$"""{"room":"{{new string('x', 146)}}","verb":"dance:5","none":""}""")
            .With("b.slack.json", """{"blocks":"${none}"}""")
            .With("b.sample.json", """{"none":[]}""")
            .With("c.slack.json", """{"type":"sheet","blocks":[]}""")
            .With("c.sample.json", "{}");

        var problem = Assert.Throws<CardFaultsException>(() => CardDeck.Load(folder.Path, "slack", _verbs));
        Assert.Equal("""
            The cards cannot be used:
              a.slack.json:3: Room ${room}: 151 letters at card.blocks[0].text.text; Slack takes 150 (with a.longest.sample.json)
              a.slack.json: "mrkdwn" at card.blocks[1].elements[0] would read names as markup; write plain_text (with a.longest.sample.json)
              a.slack.json: "emoji" at card.blocks[1].elements[1] is not false, and would turn ":smile:" into a picture (with a.longest.sample.json)
              a.slack.json:4: ${none}: card.blocks[1].elements[1].text is empty (with a.longest.sample.json)
              a.slack.json:6: ${room}: 146 letters at card.blocks[2].elements[0].text.text; Slack takes 75 (with a.longest.sample.json)
              a.slack.json:5: ${verb}: unknown verb "dance:5" at card.blocks[2].elements[0] (with a.longest.sample.json)
              a.slack.json: "image" at card.blocks[3]; there are header, context, rich_text, section, actions, input, divider (with a.longest.sample.json)
              a.slack.json: "mrkdwn" at card.blocks[1].elements[0] would read names as markup; write plain_text (with a.sample.json)
              a.slack.json: "emoji" at card.blocks[1].elements[1] is not false, and would turn ":smile:" into a picture (with a.sample.json)
              a.slack.json: "image" at card.blocks[3]; there are header, context, rich_text, section, actions, input, divider (with a.sample.json)
              b.slack.json: 0 blocks at card; there must be 1 at least (with b.sample.json)
              c.slack.json: "sheet" is no view; there are modal and home, and messages say no type (with c.sample.json)
            """.ReplaceLineEndings("\n"), problem.Message);
    }

    [Fact]
    public void A_channel_that_nobody_knows_is_no_channel()
    {
        using var folder = new Folder().With("a.pigeon.json", """{"blocks":[]}""").With("a.sample.json", "{}");

        Assert.Throws<ArgumentException>(() => CardDeck.Load(folder.Path, "pigeon", _verbs));
    }
}

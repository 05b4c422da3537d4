using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bot.Cards;
using Bot.Clinic;
using Bot.Slack.Outbound;
using Bot.Tests.Slack.Small;

namespace Bot.Tests.Whole.InSlack;

/// <summary>What a Slack message shows, and what it should show, in a form that can be compared: words and buttons, without the minutes.</summary>
internal static partial class SlackTruth
{
    private static readonly CardDeck Deck = CardDeck.Load(Path.Combine(AppContext.BaseDirectory, "cards"), "slack", Verbs.Known);

    public static string ShouldShow(CardModel model) =>
        Read(JsonNode.Parse(Deck.Bind(model.Card, CardJson.Write(model)).Span)!["blocks"]!.AsArray());

    public static string Shows(SmallSlack slack, string message) =>
        MessageId.Parse(message) is { } id && slack.World.Read(world => world.Message(id.Channel, id.Ts)) is { } there ? Read(there.Blocks) : "nothing";

    private static string Read(JsonArray blocks) => Minutes().Replace(
        string.Join(' ', SmallMessage.Words(blocks).Concat(SmallButton.On(blocks).Select(button => $"[{button.Verb} {button.Visit}]"))), "# min");

    [GeneratedRegex(@"\b\d+ min\b")]
    private static partial Regex Minutes();
}

using System.Text.Json.Nodes;

namespace Bot.Tests.Looks.Slack;

/// <summary>One visit is seen in both chats: whoever looks at a card may do the same things there.</summary>
public sealed class TheTwinsOfTeams
{
    public static TheoryData<string> Cards => CardFiles.Cards;

    public static TheoryData<string> Forms => ["bedside", "introduce", "ready-form", "decide", "session-form", "attendance-form"];

    [Fact]
    public void Each_card_has_one_and_Slack_has_two_of_its_own() =>
        Assert.Equal(Decks.Teams.Names.Append("stops-form").Append("home").Order(), Decks.Slack.Names.Order());

    [Theory]
    [MemberData(nameof(Cards))]
    public void Offer_the_same_verbs_for_the_same_visit(string card) =>
        Assert.All(CardFiles.Samples(card), sample =>
        {
            // Slack's modals close by a button of Slack's own; in Teams the form stands where the card was.
            var inTeams = Tap.InTeams(Decks.Bound(Decks.Teams, card, sample.Model)).Where(tap => card is not ("session-form" or "attendance-form") || tap.Verb is not ("training-plan:main-street" or "run-sheet")).ToHashSet();
            var inSlack = Tap.InSlack(Decks.Bound(Decks.Slack, card, sample.Model)).ToList();

            Assert.Equal(inSlack.Count, inSlack.Distinct().Count());
            Assert.True(inTeams.SetEquals(inSlack), $"{sample.File}: {string.Join(' ', inTeams.Except(inSlack))} | {string.Join(' ', inSlack.Except(inTeams))}");
        });

    [Theory]
    [MemberData(nameof(Forms))]
    public void Ask_the_same_with_the_same_answers(string card) =>
        Assert.All(CardFiles.Samples(card), sample => Assert.Equal(
            InTeams(Decks.Bound(Decks.Teams, card, sample.Model)).Order(),
            InSlack(Decks.Bound(Decks.Slack, card, sample.Model)).Order()));

    // Stops are boxes on the card in Teams, and a form of their own in Slack.
    [Fact]
    public void Ask_for_the_same_stops()
    {
        var with = CardFiles.Samples("with").Single(sample => sample.File == "with.sample.json").Model;
        var form = CardFiles.Samples("stops-form").Single(sample => sample.File == "stops-form.sample.json").Model;
        var bound = Decks.Bound(Decks.Slack, "stops-form", form);

        Assert.Equal(InTeams(Decks.Bound(Decks.Teams, "with", with)), InSlack(bound));
        Assert.Equal([new Tap("visit-done", "7q2kx4")], Tap.InSlack(bound));
    }

    private static IEnumerable<string> InTeams(JsonNode card) => CardFiles.Texts(card)
        .Where(text => text.Key == "type" && text.Text == "Input.ChoiceSet")
        .SelectMany(text => text.Holder["choices"]!.AsArray().Select(choice => $"{text.Holder["id"]} {choice!["value"]}"));

    private static IEnumerable<string> InSlack(JsonNode card) => CardFiles.Texts(card)
        .Where(text => text.Key == "type" && text.Text == "input")
        .SelectMany(text => (text.Holder["element"]!["options"]?.AsArray() ?? []).Select(option => $"{text.Holder["block_id"]} {option!["value"]}"));
}

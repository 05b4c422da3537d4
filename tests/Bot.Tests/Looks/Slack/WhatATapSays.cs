namespace Bot.Tests.Looks.Slack;

/// <summary>What is tapped in Slack carries a verb and the visit; nothing else comes back.</summary>
public sealed class WhatATapSays
{
    public static TheoryData<string> Cards => WhateverIsEmptyOrOff.Cards;

    [Theory]
    [MemberData(nameof(Cards))]
    public void Is_a_verb_that_the_bot_knows_and_the_visit_of_the_card(string card) => Assert.All(CardFiles.Samples(card), sample =>
    {
        var visits = CardFiles.Texts(sample.Model).Where(text => text.Key == "visit").Select(text => text.Text).ToHashSet();
        foreach (var tap in Tap.InSlack(Decks.Bound(Decks.Slack, card, sample.Model)))
        {
            Assert.True(WhatAButtonSays.IsKnown(tap.Verb), $"{sample.File}: {tap.Verb}");
            Assert.True(tap.Verb is "ready-form" or "ready" ? tap.Visit.Length == 0 : visits.Contains(tap.Visit), $"{sample.File}: {tap}");
        }
    });

    [Fact]
    public void Is_on_a_persons_board_about_the_room_above_it() => Assert.All(CardFiles.Samples("home"), sample =>
    {
        var lines = sample.Model["asks"]!.AsArray().Concat(sample.Model["mine"]!.AsArray());
        var form = sample.Model["form"]!.GetValue<bool>() ? [new Tap("ready-form", "")] : Array.Empty<Tap>();
        var expected = lines.SelectMany(line => line!["buttons"]!.AsArray().Select(button => new Tap(button!["verb"]!.GetValue<string>(), line["visit"]!.GetValue<string>())));

        Assert.Equal(form.Concat(expected), Tap.InSlack(Decks.Bound(Decks.Slack, "home", sample.Model)));
    });

    [Fact]
    public void Is_one_thing_in_each_block() => Assert.All(Decks.Slack.Names, card => Assert.All(CardFiles.Samples(card), sample =>
    {
        var blocks = Decks.Bound(Decks.Slack, card, sample.Model)["blocks"]!.AsArray();
        Assert.All(blocks, block =>
        {
            var ids = CardFiles.Texts(block).Where(text => text.Key == "action_id").Select(text => text.Text).ToList();
            Assert.Equal(ids.Distinct(), ids);
        });
    }));
}

using System.Text;
using Bot.Clinic;

namespace Bot.Tests.Looks.Limits;

/// <summary>What the practice file lets pass can never become a card that a chat refuses.</summary>
public sealed class TheLongestLegalPractice
{
    [Fact]
    public void Breaks_no_limit_on_any_card() => BreaksNone(LongestPractice.Of(LongestPractice.Wide));

    [Fact]
    public void Breaks_none_whatever_its_names_are_made_of() => BreaksNone(LongestPractice.Of(LongestPractice.Strange));

    [Fact]
    public void Says_all_that_it_may_say()
    {
        var plan = LongestPractice.Of(LongestPractice.Wide);

        Assert.All(
            plan.Staff.Select(one => one.Short).Concat(plan.Desks.Select(desk => desk.Label)).Concat(plan.Stops.Select(stop => stop.Say)).Append(plan.Name),
            name => Assert.Equal(PracticeFile.MaxLetters, name.Length));
        Assert.Equal((PracticeFile.MaxChoices, PracticeFile.MaxChoices), (plan.Rooms.Count, plan.VisitTypes.Count));
        Assert.Equal(PracticeFile.MaxDesks * PracticeFile.MaxDesks, plan.Stops.Count());
    }

    private static void BreaksNone(SitePlan plan)
    {
        var cards = LongestDay.Cards(plan);

        // Each card that there is was seen, or the day has grown too short.
        Assert.Equal(Decks.Slack.Names.Order(), cards.Select(card => card.Card).Distinct().Order());
        Assert.Empty(cards.SelectMany(card => Decks.FaultsInSlack(card.Card, Encoding.UTF8.GetBytes(card.Json))));
        Assert.Empty(cards.Where(card => Decks.Teams.Names.Contains(card.Card)).SelectMany(card => Decks.FaultsInTeams(card.Card, Encoding.UTF8.GetBytes(card.Json))));
    }
}

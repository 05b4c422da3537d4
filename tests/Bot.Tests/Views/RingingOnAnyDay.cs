using Bot.Clinic;
using Bot.Tests.Visits;

namespace Bot.Tests.Views;

/// <summary>The random days of <see cref="AnyDayInTheClinic"/>, heard from people's pockets.</summary>
public sealed class RingingOnAnyDay
{
    private static readonly HashSet<string> Reasons =
    [
        Pushes.Asked, Pushes.Reminder, Pushes.Off, Pushes.Coming, Pushes.VisitDone, Pushes.NoAnswer, Pushes.DeskReady, Pushes.Walk,
        Pushes.WalkAsked, Pushes.Someone, Pushes.Choose, Pushes.Late,
    ];

    public static TheoryData<int> Seeds => AnyDayInTheClinic.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Phones_ring_for_a_reason_and_never_by_ones_own_step(int seed)
    {
        var stood = new HashSet<string>();
        AnyDayInTheClinic.Walk(
            seed,
            (day, command) =>
            {
                var posted = Postings.Desired(day.Visit, day.Site, day.At).Where(posting => stood.Add(posting.Key)).ToList();
                Assert.All(posted, posting => Assert.Equal(posting.Rings, Reasons.Contains(posting.Push)));
                Assert.Empty(posted.Where(posting => posting.Rings && posting.Place == new Place.Person(command.By)).Select(posting => $"{posting} by {command}"));
            },
            restarted: _ => stood.Clear());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Each_has_one_card_the_MA_always_and_none_goes_back_to_an_older_message(int seed)
    {
        var newest = new Dictionary<Place, int>();
        AnyDayInTheClinic.Walk(
            seed,
            (day, command) =>
            {
                var desired = Postings.Desired(day.Visit, day.Site, day.At);
                var cards = desired.Where(posting => posting.Slot is Slots.Giver or Slots.Receiver).ToList();
                Assert.Equal(day.Visit.IsOpen ? 1 : 0, desired.Count(posting => posting.Slot == Slots.Room));
                Assert.Equal(day.Visit.IsOpen, cards.Exists(posting => posting.Place == new Place.Person(day.Visit.Ma)));
                Assert.Equal(cards.Count, cards.Select(posting => posting.Place).Distinct().Count());
                foreach (var card in cards)
                {
                    Assert.True(card.Version >= newest.GetValueOrDefault(card.Place), $"{card.Key} after {newest.GetValueOrDefault(card.Place)}, by {command}.");
                    newest[card.Place] = card.Version;
                }
            },
            restarted: _ => newest.Clear());
    }
}
